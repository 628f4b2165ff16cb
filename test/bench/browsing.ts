// Times and counts what a person waits for, with few and with very many jobs in a cloud that takes 20 ms to answer.
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { clouds } from "../../src/clouds/index.js";
import type { DemoCloud } from "../../src/demo/index.js";
import type { StoreChange } from "../../src/services/jobStore.js";
import { type CloudId, type House, moveIn, openCloud } from "./house";
import { type Measure, median, timed, wait } from "./measures";

const latencyMs = 20;
const sizes: Readonly<Record<CloudId, readonly number[]>> = { huawei: [100, 10_000, 100_000], alibaba: [100, 10_000] };
const repetitions = 5;
/** Milliseconds the first rows may take beyond one request. */
const allowance = 100;
/** First rows of the largest account, as a multiple of the smallest one's. */
const growthLimit = 1.5;
/** After so long a whole burst of calls may go out again. Milliseconds. */
const quietMs = 2_100;

const never = new AbortController().signal;

export async function measureBrowsing(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const cloud of ["huawei", "alibaba"] as const) {
    const firsts: number[] = [];
    for (const jobs of sizes[cloud]) {
      const found = await measureAccount(cloud, jobs);
      firsts.push(found.firstRows);
      measures.push(...found.measures);
    }
    const [few, many] = [sizes[cloud][0], sizes[cloud].at(-1)];
    const name = `first rows with ${many} jobs / with ${few}`;
    measures.push({ group: cloud, name, value: firsts.at(-1)! / firsts[0]!, unit: "times", budget: growthLimit });
  }
  return measures;
}

async function measureAccount(cloud: CloudId, jobs: number) {
  const demo = await openCloud(cloud, jobs, latencyMs);
  try {
    const bare = await timeBareRequest(demo, cloud);
    const firstRows: Found[] = [];
    for (let count = 0; count < repetitions; count += 1) firstRows.push(await readFirstRows(demo, cloud));
    const house = await moveIn(demo, cloud);
    const before = heapUsed();
    const whole = await watch(house, () => house.refresher.refreshConnection(cloud, never));
    const rows = house.store.get(cloud).jobs.size;
    const heap = (heapUsed() - before) / rows;
    await wait(quietMs);
    const unchanged = await watch(house, () => house.refresher.refreshConnection(cloud, never));
    await wait(quietMs);
    const changed = await watch(house, () => refreshChanged(house, cloud));
    await wait(quietMs);
    const filtered = await measureFilter(house, cloud);
    await house.close();
    const rowMs = median(firstRows.map(({ ms }) => ms));
    const group = `${cloud}, ${jobs} jobs, ${latencyMs} ms`;
    const most = unchangedLimit(demo, cloud);
    const measures: Measure[] = [
      { group, name: "one bare request (a page of 100, warm)", value: bare, unit: "ms" },
      { group, name: "first rows", value: rowMs, unit: "ms", budget: bare + allowance },
      { group, name: "… requests", value: median(firstRows.map(({ asked }) => asked)), unit: "requests" },
      { group, name: "all totals", value: whole.ms, unit: "ms", note: `${rows} rows loaded` },
      { group, name: "… requests", value: whole.asked, unit: "requests" },
      { group, name: "refresh, nothing changed", value: unchanged.ms, unit: "ms" },
      { group, name: "… requests", value: unchanged.asked, unit: "requests", budget: most },
      {
        group,
        name: "… events about jobs or totals",
        value: unchanged.news,
        unit: "events",
        budget: 0,
        note: `${unchanged.events} events in all`,
      },
      { group, name: "refresh, one job changed", value: changed.ms, unit: "ms" },
      { group, name: "… requests", value: changed.asked, unit: "requests" },
      ...filtered.map((measure) => ({ group, ...measure })),
      { group, name: "heap for each loaded job", value: heap, unit: "bytes", note: `${rows} rows` },
    ];
    return { measures, firstRows: rowMs };
  } finally {
    await demo.close();
  }
}

interface Found {
  readonly ms: number;
  readonly asked: number;
}

/** What one request costs that nothing is done with; past the key's budget. */
async function timeBareRequest(demo: DemoCloud, cloud: CloudId): Promise<number> {
  const house = await moveIn(demo, cloud);
  const api = await house.sessions.api(cloud);
  const ask = () => api.list(cloud === "alibaba" ? { types: ["Basic"] } : {}, { offset: 0, limit: 100 }, never);
  await ask();
  const times: number[] = [];
  for (let count = 0; count < repetitions; count += 1) times.push(await timed(ask));
  await house.close();
  return median(times);
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

function heapUsed(): number {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
