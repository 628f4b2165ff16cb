// Times and counts what a person waits for, with few and with very many jobs in a cloud that takes 20 ms to answer.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { clouds } from "../../src/clouds/index.js";
import type { DemoCloud } from "../../src/demo/index.js";
import type { StoreChange } from "../../src/services/jobStore.js";
import { readAll } from "../../src/services/readAll.js";
import { type CloudId, type House, moveIn, openCloud } from "./house";
import { type Measure, median, timed, wait } from "./measures";

const latencyMs = 20;
const sizes: Readonly<Record<CloudId, readonly number[]>> = { huawei: [100, 10_000, 100_000], alibaba: [100, 10_000] };
const repetitions = 5;
/** Milliseconds the first rows may take beyond one request. */
const allowance = 100;
/** First rows of the largest account, as a multiple of the smallest one's. */
const growthLimit = 1.5;
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
      for (const [index, jobs] of sizes[cloud].entries())
        measures.push(...(await measureAccount(demos[index]!, cloud, jobs, firsts[index]!)));
      const [few, many] = [sizes[cloud][0], sizes[cloud].at(-1)];
      const name = `first rows with ${many} jobs / with ${few}`;
      const growth = firsts.at(-1)!.rowMs / firsts[0]!.rowMs;
      measures.push({ group: `${cloud}, all together`, name, value: growth, unit: "times", budget: growthLimit });
    } finally {
      await Promise.all(demos.map((demo) => demo.close()));
    }
    measures.push(await measureHeap(cloud));
  }
  return measures;
}

interface First {
  readonly bareMs: number;
  readonly rowMs: number;
  readonly asked: number;
}

/** One size after the other in each round, so that all meet the same moods of the machine; the first round warms up. */
async function compareFirstRows(demos: readonly DemoCloud[], cloud: CloudId): Promise<First[]> {
  const bares: number[][] = demos.map(() => []);
  const rows: Found[][] = demos.map(() => []);
  for (let round = 0; round <= repetitions; round += 1) {
    for (const [index, demo] of demos.entries()) {
      const bare = await timeBareRequest(demo, cloud);
      const found = await readFirstRows(demo, cloud);
      if (round === 0) continue;
      bares[index]!.push(bare);
      rows[index]!.push(found);
    }
  }
  return demos.map((_, index) => ({
    bareMs: median(bares[index]!),
    rowMs: median(rows[index]!.map(({ ms }) => ms)),
    asked: median(rows[index]!.map(({ asked }) => asked)),
  }));
}

async function measureAccount(demo: DemoCloud, cloud: CloudId, jobs: number, first: First): Promise<Measure[]> {
  const house = await moveIn(demo, cloud);
  const whole = await watch(house, () => house.refresher.refreshConnection(cloud, never));
  const rows = house.store.get(cloud).jobs.size;
  await wait(quietMs);
  const unchanged = await watch(house, () => house.refresher.refreshConnection(cloud, never));
  await wait(quietMs);
  const changed = await watch(house, () => refreshChanged(house, cloud));
  await wait(quietMs);
  const filtered = await measureFilter(house, cloud);
  await house.close();
  const found: Omit<Measure, "group">[] = [
    { name: "one bare request (a page of 100, warm)", value: first.bareMs, unit: "ms" },
    { name: "first rows", value: first.rowMs, unit: "ms", budget: first.bareMs + allowance },
    { name: "… requests", value: first.asked, unit: "requests" },
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
    ...filtered,
  ];
  return found.map((measure) => ({ group: `${cloud}, ${jobs} jobs, ${latencyMs} ms`, ...measure }));
}

interface Found {
  readonly ms: number;
  readonly asked: number;
}

/** What one request costs that nothing is done with; past the key's budget. */
async function timeBareRequest(demo: DemoCloud, cloud: CloudId): Promise<number> {
  const house = await moveIn(demo, cloud);
  const api = await house.sessions.api(cloud);
  await api.check(never);
  const query = cloud === "alibaba" ? { types: ["Basic"] } : {};
  const ms = await timed(() => api.list(query, { offset: 0, limit: 100 }, never));
  await house.close();
  return ms;
}

/** As in a window that has just opened, but for the socket; the rest of the load is called off. */
async function readFirstRows(demo: DemoCloud, cloud: CloudId): Promise<Found> {
  const house = await moveIn(demo, cloud);
  const { store, refresher, sessions } = house;
  await (await sessions.api(cloud)).check(never);
  demo.control.clearRequests();
  const enough = new AbortController();
  const start = performance.now();
  const found = new Promise<Found>((resolve) => {
    store.onDidChange(({ jobs }) => {
      if (jobs.size > 0) resolve({ ms: performance.now() - start, asked: demo.control.requests.length });
    });
  });
  const reading = refresher.refreshConnection(cloud, enough.signal);
  const first = await found;
  enough.abort();
  await reading;
  await house.close();
  return first;
}

/** Time, requests and what the store tells while something is done. */
async function watch({ demo, store, connectionId }: House, act: () => Promise<unknown>) {
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

async function refreshChanged({ demo, store, refresher }: House, cloud: CloudId): Promise<void> {
  const job = [...store.get(cloud).jobs.values()].find((record) => record.job.phase === "running")!.job;
  const target = clouds.find(({ id }) => id === cloud)!.states.find(({ phase }) => phase === "failed")!.state;
  demo.control.move(cloud, job.id, target);
  await refresher.refreshConnection(cloud, never);
  const now = store.record(cloud, job.id)?.job.state;
  if (now !== target) throw new Error(`The refresh did not find the change: ${now}`);
}

/** Alibaba's server filters by nothing but the type: what is asked of it are rows, which are here already. */
async function measureFilter(house: House, cloud: CloudId): Promise<Omit<Measure, "group">[]> {
  const { store, refresher, demo } = house;
  if (cloud === "alibaba" || store.get(cloud).isWhole) return [];
  const tag = "NEWS";
  const scoped = await watch(house, () => refresher.setScope(cloud, { tags: [tag] }));
  const expected = demo.control.jobs(cloud).filter((job) => job.tag === tag).length;
  if (store.get(cloud).scope?.total !== expected) throw new Error("The filter counts wrong");
  return [
    { name: "filter by tag: totals of all states", value: scoped.ms, unit: "ms", note: `${expected} jobs fit` },
    { name: "… requests", value: scoped.asked, unit: "requests" },
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
  const house = await moveIn(demo, cloud, heapJobs);
  for await (const { jobs } of readAll(house, cloud, {}, {}, never))
    house.store.putJobs(
      cloud,
      jobs.map((job) => ({ job, readAt: Date.now(), asked: 1 })),
    );
  const full = heapUsed();
  if (house.store.get(cloud).jobs.size !== heapJobs) throw new Error("Not all jobs were loaded");
  house.store.forget(cloud);
  const value = (full - heapUsed()) / heapJobs;
  await house.close();
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
