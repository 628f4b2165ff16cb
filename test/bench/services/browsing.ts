// Times and counts what a person waits for, with few and with very many jobs, near and far, and in accounts that are dear to follow.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { clouds } from "../../../src/clouds/index.js";
import type { DemoCloud } from "../../../src/demoCloud/index.js";
import type { StoreChange } from "../../../src/services/jobs/snapshot.js";
import { readAll } from "../../../src/services/refresh/readAllJobs.js";
import { type Measure, timed, wait } from "../report/measures";
import { compareFirstRows, firstRowsLines } from "./firstRows";
import { type BenchKernel, type CloudId, openCloud, openKernel } from "./kernel";

const latencyMs = 20;
/** A cloud on another continent. */
const farMs = 200;
const sizes: Readonly<Record<CloudId, readonly number[]>> = { huawei: [100, 10_000, 100_000], alibaba: [100, 10_000] };
/** First rows of the largest account, as a multiple of the smallest one's. */
const growthLimit = 1.5;
/** Requests of a refresh after a job changed that has no row. */
const unloadedLimit = 18;
/** Loaded to be weighed. */
const heapJobs = 10_000;
/** After so long a whole burst of calls may go out again. Milliseconds. */
const quietMs = 2_100;

const never = new AbortController().signal;

export async function measureBrowsing(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const cloud of ["huawei", "alibaba"] as const) {
    const demos = await Promise.all(sizes[cloud].map((jobs) => openCloud(cloud, jobs, latencyMs)));
    try {
      const firsts = await compareFirstRows(demos, cloud);
      for (const [index, jobs] of sizes[cloud].entries()) {
        const group = `${cloud}, ${jobs} jobs, ${latencyMs} ms`;
        const lines = [...firstRowsLines(firsts[index]!, latencyMs), ...(await measureAccount(demos[index]!, cloud))];
        measures.push(...lines.map((line) => ({ group, ...line })));
      }
      const [few, many] = [sizes[cloud][0], sizes[cloud].at(-1)];
      const name = `first rows with ${many} jobs / with ${few}`;
      const growth = Math.min(...firsts.at(-1)!.ours) / Math.min(...firsts[0]!.ours);
      measures.push({ group: `${cloud}, all together`, name, value: growth, unit: "times", budget: growthLimit });
      demos[0]!.control.setLatency(farMs);
      const far = await compareFirstRows([demos[0]!], cloud);
      const farGroup = `${cloud}, ${few} jobs, ${farMs} ms`;
      measures.push(...firstRowsLines(far[0]!, farMs).map((line) => ({ group: farGroup, ...line })));
    } finally {
      await Promise.all(demos.map((demo) => demo.close()));
    }
    measures.push(await measureHeap(cloud));
  }
  return [...measures, ...(await measureDear())];
}

async function measureAccount(demo: DemoCloud, cloud: CloudId): Promise<Omit<Measure, "group">[]> {
  const kernel = await openKernel(demo, cloud);
  const whole = await watch(kernel, () => kernel.refresher.refreshConnection(cloud, never));
  const rows = kernel.store.get(cloud).jobs.size;
  await wait(quietMs);
  const unchanged = await watch(kernel, () => kernel.refresher.refreshConnection(cloud, never));
  await wait(quietMs);
  const changed = await watch(kernel, () => refreshChanged(kernel, cloud));
  await wait(quietMs);
  const unloaded = await measureUnloaded(kernel, cloud);
  const filtered = await measureFilter(kernel, cloud);
  await kernel.close();
  return [
    { name: "all totals", value: whole.ms, unit: "ms", note: `${rows} rows loaded` },
    { name: "… requests", value: whole.asked, unit: "requests" },
    { name: "refresh, nothing changed", value: unchanged.ms, unit: "ms" },
    { name: "… requests", value: unchanged.asked, unit: "requests", budget: unchangedLimit(demo, cloud) },
    {
      name: "… events",
      value: unchanged.events,
      unit: "events",
      budget: 0,
      note: `${unchanged.news} of them about jobs or totals`,
    },
    { name: "refresh, one job changed", value: changed.ms, unit: "ms" },
    { name: "… requests", value: changed.asked, unit: "requests" },
    ...unloaded,
    ...filtered,
  ];
}

/** Time, requests and what the store tells while something is done. */
async function watch({ demo, store, connectionId }: BenchKernel, act: () => Promise<unknown>) {
  demo.control.clearRequests();
  const changes: StoreChange[] = [];
  const told: string[] = [countsOf()];
  const subscription = store.onDidChange((change) => {
    changes.push(change);
    told.push(countsOf());
  });
  const ms = await timed(act);
  subscription.dispose();
  const news = changes.filter(({ jobs }, index) => jobs.size > 0 || told[index] !== told[index + 1]).length;
  return { ms, asked: demo.control.requests.length, events: changes.length, news };

  function countsOf(): string {
    const { totals, total } = store.get(connectionId);
    return JSON.stringify([total, [...totals].map(([state, each]) => [state, each.total]).sort()]);
  }
}

async function refreshChanged({ demo, store, refresher }: BenchKernel, cloud: CloudId): Promise<void> {
  const job = [...store.get(cloud).jobs.values()].find((record) => record.job.phase === "running")!.job;
  const target = failedState(cloud);
  demo.control.move(cloud, job.id, target);
  await refresher.refreshConnection(cloud, never);
  const now = store.record(cloud, job.id)?.job.state;
  if (now !== target) throw new Error(`The refresh did not find the change: ${now}`);
}

/** A job changes that has no row: only totals and the head of the list can tell. */
async function measureUnloaded(kernel: BenchKernel, cloud: CloudId): Promise<Omit<Measure, "group">[]> {
  const { demo, store, refresher } = kernel;
  const { isWhole, jobs } = store.get(cloud);
  if (isWhole) return [];
  const target = failedState(cloud);
  const job = demo.control.jobs(cloud).find(({ job_id, state }) => state !== target && !jobs.has(String(job_id)));
  demo.control.move(cloud, String(job!.job_id), target);
  const changed = await watch(kernel, () => refresher.refreshConnection(cloud, never));
  const total = store.get(cloud).totals.get(target)?.total;
  if (total !== demo.control.count(cloud, target)) throw new Error(`The refresh counts ${total} of ${target}`);
  await wait(quietMs);
  return [
    { name: "refresh, one job changed that is not loaded", value: changed.ms, unit: "ms" },
    { name: "… requests", value: changed.asked, unit: "requests", budget: unloadedLimit },
  ];
}

function failedState(cloud: CloudId): string {
  return clouds.find(({ id }) => id === cloud)!.states.find(({ phase }) => phase === "failed")!.state;
}

/** Alibaba's server filters by nothing but the type: what is asked of it are rows, which are here already. */
async function measureFilter(kernel: BenchKernel, cloud: CloudId): Promise<Omit<Measure, "group">[]> {
  const { store, refresher, demo } = kernel;
  if (cloud === "alibaba" || store.get(cloud).isWhole) return [];
  const tag = "NEWS";
  const scoped = await watch(kernel, () => refresher.setScope(cloud, { tags: [tag] }));
  const expected = demo.control.jobs(cloud).filter((job) => job.tag === tag).length;
  if (store.get(cloud).scope?.total !== expected) throw new Error("The filter counts wrong");
  return [
    { name: "filter by tag: totals of all states", value: scoped.ms, unit: "ms", note: `${expected} jobs fit` },
    { name: "… requests", value: scoped.asked, unit: "requests" },
  ];
}

/** Accounts in which a refresh costs more than in the ones above. */
async function measureDear(): Promise<Measure[]> {
  return [...(await measureUntimed()), ...(await measureTen()), ...(await measureMix())];
}

/** Of one row in six the cloud tells no times, wherever in its list the row stands. */
async function measureUntimed(): Promise<Measure[]> {
  const jobs = 2_000;
  const demo = await openCloud("huawei", jobs, latencyMs);
  const ids = new Set(demo.control.jobs("huawei").flatMap(({ job_id }, index) => (index % 6 === 0 ? [String(job_id)] : [])));
  const untimed = (_name: string, value: unknown): unknown => {
    if (typeof value !== "object" || value === null || !("job_id" in value) || !ids.has(String(value.job_id))) return value;
    return { ...value, create_time: undefined, lastupdate_time: undefined };
  };
  const kernel = await openKernel(demo, "huawei", { spoil: (text) => JSON.stringify(JSON.parse(text, untimed)) });
  const group = `huawei, ${jobs} jobs, one row in six without a time, ${latencyMs} ms`;
  const lines = await measureUnchanged(kernel, "huawei");
  await kernel.close();
  await demo.close();
  return lines.map((line) => ({ group, ...line }));
}

/** A region whose documents allow ten calls of one kind in a second. */
async function measureTen(): Promise<Measure[]> {
  const region = "cn-east-3";
  const jobs = 10_000;
  const demo = await openCloud("huawei", jobs, latencyMs);
  const kernel = await openKernel(demo, "huawei", { region });
  const group = `huawei, ${jobs} jobs, a region with 10 calls/s, ${latencyMs} ms`;
  const whole = await watch(kernel, () => kernel.refresher.refreshConnection("huawei", never));
  const times = demo.control.requests.map(({ time }) => time);
  const busiest = Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length));
  await kernel.close();
  await demo.close();
  return [
    { group, name: "all totals", value: whole.ms, unit: "ms" },
    { group, name: "… most calls in any second", value: busiest, unit: "requests", budget: 10, note: region },
  ];
}

/** As accounts are: nearly all jobs are over. */
async function measureMix(): Promise<Measure[]> {
  const [jobs, unfinished] = [2_000, 12];
  const demo = await openCloud("alibaba", jobs, latencyMs);
  const isFinal = new Map(clouds.find(({ id }) => id === "alibaba")!.states.map((state) => [state.state, state.isFinal]));
  const open = demo.control.jobs("alibaba").filter(({ Status }) => !isFinal.get(String(Status)));
  // Those that are left are spread over the whole list, as jobs are that were forgotten.
  const step = Math.floor(open.length / unfinished);
  for (const [index, { JobId }] of open.entries())
    if (index % step !== 0 || index >= step * unfinished) demo.control.move("alibaba", String(JobId), "Success");
  const group = `alibaba, ${jobs} jobs, ${unfinished} unfinished, ${latencyMs} ms`;
  const kernel = await openKernel(demo, "alibaba");
  const lines = await measureUnchanged(kernel, "alibaba");
  await kernel.close();
  await demo.close();
  return lines.map((line) => ({ group, ...line }));
}

async function measureUnchanged(kernel: BenchKernel, cloud: CloudId): Promise<Omit<Measure, "group">[]> {
  const refresh = () => kernel.refresher.refreshConnection(cloud, never);
  const whole = await watch(kernel, refresh);
  await wait(quietMs);
  const unchanged = await watch(kernel, refresh);
  await wait(quietMs);
  const again = await watch(kernel, refresh);
  const budget = unchangedLimit(kernel.demo, cloud);
  return [
    { name: "all totals", value: whole.ms, unit: "ms" },
    { name: "… requests", value: whole.asked, unit: "requests" },
    { name: "refresh, nothing changed", value: unchanged.ms, unit: "ms" },
    { name: "… requests", value: unchanged.asked, unit: "requests", budget },
    { name: "… events", value: unchanged.events, unit: "events", budget: 0 },
    { name: "refresh, nothing changed since the last one", value: again.ms, unit: "ms" },
    { name: "… requests", value: again.asked, unit: "requests", budget },
  ];
}

/** Requests of a refresh that finds nothing new. */
function unchangedLimit({ control }: DemoCloud, cloud: CloudId): number {
  if (cloud === "huawei") return 2;
  const { states } = clouds.find(({ id }) => id === cloud)!;
  const counts = Object.entries(control.counts(cloud));
  const isFinal = (state: string) => states.find((each) => each.state === state)?.isFinal === true;
  const unfinished = counts.reduce((sum, [state, count]) => (isFinal(state) ? sum : sum + count), 0);
  const types = ["Basic", "Standard"];
  const pages = types.map((type) => Math.ceil(control.jobs(cloud).filter((job) => job.Type === type).length / 100));
  return Math.min(
    pages.reduce((sum, count) => sum + count, 0),
    types.length + unfinished,
  );
}

/** What the store gives back when it forgets 10 000 jobs. */
async function measureHeap(cloud: CloudId): Promise<Measure> {
  const demo = await openCloud(cloud, heapJobs);
  const kernel = await openKernel(demo, cloud, { burst: heapJobs });
  for await (const { jobs } of readAll(kernel, cloud, {}, {}, never))
    kernel.store.putJobs(
      cloud,
      jobs.map((job) => ({ job, readAt: Date.now(), asked: 1 })),
    );
  const full = heapUsed();
  if (kernel.store.get(cloud).jobs.size !== heapJobs) throw new Error("Not all jobs were loaded");
  kernel.store.forget(cloud);
  const value = (full - heapUsed()) / heapJobs;
  await kernel.close();
  await demo.close();
  return { group: `${cloud}, all together`, name: "heap for each loaded job", value, unit: "bytes", note: `of ${heapJobs}` };
}

function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
