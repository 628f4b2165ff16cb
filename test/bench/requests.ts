// Counts requests and times the first rows, as multiples of one bare request, with few and with many jobs in the cloud.
import { type CloudId, type House, openHouse } from "./house";
import { type Measure, median } from "./measures";

const never = new AbortController().signal;
const repetitions = 3;
/** Milliseconds the first rows may take beyond one request. */
const allowance = 100;
/** Requests of a refresh that finds nothing new; for Alibaba it depends on what is unfinished. */
const unchangedLimits: Readonly<Partial<Record<CloudId, number>>> = { huawei: 2 };

export async function measureRequests(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const cloud of ["huawei", "alibaba"] as const) {
    for (const jobs of [100, 1000]) measures.push(...(await measureCloud(cloud, jobs)));
  }
  return measures;
}

async function measureCloud(cloud: CloudId, jobs: number): Promise<Measure[]> {
  const firsts: { bare: number; firstRows: number; whole: number; asked: number; askedAtFirst: number }[] = [];
  let unchanged = { asked: 0, events: 0, eventsWithJobs: 0 };
  for (let count = 0; count < repetitions; count += 1) {
    const house = await openHouse(cloud, jobs);
    try {
      firsts.push(await load(house));
      if (count === 0) unchanged = await refreshUnchanged(house);
    } finally {
      await house.close();
    }
  }
  const middle = (key: keyof (typeof firsts)[number]) => median(firsts.map((each) => each[key]));
  const group = `${cloud}, ${jobs} jobs`;
  const limit = unchangedLimits[cloud];
  return [
    { group, name: "one bare request (a page of 100, warm)", value: middle("bare"), unit: "ms" },
    { group, name: "first rows in the store", value: middle("firstRows"), unit: "ms", budget: middle("bare") + allowance },
    { group, name: "first rows / bare request", value: middle("firstRows") / middle("bare"), unit: "times" },
    { group, name: "requests until the first rows", value: middle("askedAtFirst"), unit: "requests" },
    { group, name: "whole first load", value: middle("whole"), unit: "ms" },
    { group, name: "requests of the whole first load", value: middle("asked"), unit: "requests" },
    {
      group,
      name: "requests of an unchanged refresh",
      value: unchanged.asked,
      unit: "requests",
      ...(limit === undefined ? {} : { budget: limit }),
    },
    {
      group,
      name: "events of an unchanged refresh",
      value: unchanged.events,
      unit: "events",
      budget: 0,
      note: `${unchanged.eventsWithJobs} of them about jobs, the others about loading`,
    },
  ];
}

/** The first load of a connection whose socket is open already. */
async function load({ demo, sessions, store, refresher, connectionId }: House) {
  // Past the key's budget, which the load is to find untouched.
  const api = await sessions.api(connectionId);
  const ask = () => api.list({}, { offset: 0, limit: 100 }, never);
  await ask();
  const bares: number[] = [];
  for (let count = 0; count < 3; count += 1) bares.push(await timed(ask));
  demo.control.clearRequests();
  const start = performance.now();
  let firstRows = Number.NaN;
  let askedAtFirst = 0;
  const watch = store.onDidChange(({ jobs }) => {
    if (jobs.size === 0 || !Number.isNaN(firstRows)) return;
    firstRows = performance.now() - start;
    askedAtFirst = demo.control.requests.length;
  });
  await refresher.refreshConnection(connectionId, never);
  watch.dispose();
  return {
    bare: median(bares),
    firstRows,
    askedAtFirst,
    whole: performance.now() - start,
    asked: demo.control.requests.length,
  };
}

/** How many requests a second refresh makes, and how often the store then says that something changed. */
async function refreshUnchanged({ demo, store, refresher, connectionId }: House) {
  demo.control.clearRequests();
  const found = { asked: 0, events: 0, eventsWithJobs: 0 };
  const watch = store.onDidChange(({ jobs }) => {
    found.events += 1;
    if (jobs.size > 0) found.eventsWithJobs += 1;
  });
  await refresher.refreshConnection(connectionId, never);
  watch.dispose();
  return { ...found, asked: demo.control.requests.length };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
