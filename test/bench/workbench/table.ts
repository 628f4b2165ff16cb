// Times the jobs table with ten and a hundred thousand loaded jobs: its first rows, a key in its filter, sorting by name, what a change costs, what its page holds.

import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { clouds } from "../../../src/clouds/index.js";
import type { VoiceJob } from "../../../src/core/jobs/job.js";
import { JobStore } from "../../../src/services/jobs/jobStore.js";
import { startBrowser } from "../../host/editors/browser";
import { besideByClock, besideByCpu, besideLines, type Limit, type Measure, type Spent, spent } from "../report/measures";
import { loopOver, TableStage, tableOf } from "./tableStage";

const repetitions = 7;
const sorts = 4;
const connectionId = "c";
const cloud = clouds.find(({ id }) => id === "huawei")!;
const place = { connection: { id: connectionId, name: "Studio" }, cloud };

interface Limits {
  readonly first: Limit;
  readonly key: Limit;
  readonly sort: Limit;
  readonly hold: Limit;
}

/** As multiples of one loop over the names and a page that shows the same rows as they are; of sorting all names at once with one collator. */
const limits: Readonly<Record<number, Limits>> = {
  10000: {
    first: { ratio: 4, because: "stands for 150 ms from opening to the first rows, without the editor's frame" },
    key: { ratio: 3, because: "stands for 50 ms from a key to the screen" },
    sort: { ratio: 4, because: "stands for 100 ms" },
    hold: { ratio: 2, because: "stands for 50 ms without a turn for anything else" },
  },
  100000: {
    first: { ratio: 8, because: "stands for 400 ms" },
    key: { ratio: 4, because: "stands for 150 ms from a key to the screen" },
    sort: { ratio: 3, because: "stands for a second of work" },
    hold: { ratio: 0.4, because: "stands for 50 ms without a turn for anything else" },
  },
};
/** KB that the scripts of the page hold. */
const heapLimit = 60_000;
/** `dist`: folder of the bundles. */
export async function measureTable(dist: string): Promise<Measure[]> {
  const browser = await startBrowser();
  const measures: Measure[] = [];
  try {
    for (const jobs of [10_000, 100_000]) {
      const group = `Jobs table, ${jobs} loaded jobs`;
      const store = storeOf(jobs);
      const rounds = {
        first: { ours: [] as number[], bare: [] as number[] },
        key: { ours: [] as number[], bare: [] as number[] },
      };
      let heap = 0;
      for (let round = 0; round < repetitions; round += 1) {
        for (const isBare of [true, false]) {
          const which = isBare ? "bare" : "ours";
          const answering = isBare ? loopOver(store, connectionId) : tableOf(store, place);
          const stage = await TableStage.open(browser, join(dist, "media"), answering, isBare);
          rounds.first[which].push(await stage.show());
          rounds.key[which].push(await stage.type("needle 77", "Needle 77"));
          if (!isBare && round === 0) {
            await stage.scrollThrough();
            heap = await stage.heap();
          }
          await stage.close();
        }
      }
      const known = limits[jobs]!;
      const lines = [
        ...besideLines("first rows on the screen", "a loop, and the rows as they are", besideByClock(rounds.first), known.first),
        ...besideLines("key to the screen", "a loop, and the rows as they are", besideByClock(rounds.key), known.key),
        ...(await measureSorting(store, known)),
        { name: "page's scripts, after scrolling through", value: heap / 1000, unit: "KB" as const, budget: heapLimit },
      ];
      measures.push(...lines.map((line) => ({ group, ...line })));
    }
  } finally {
    await browser.close();
  }
  return measures;
}

async function measureSorting(store: JobStore, { sort, hold }: Limits): Promise<Omit<Measure, "group">[]> {
  const names = [...store.get(connectionId).jobs.values()].map(({ job }) => job.name);
  const { compare } = new Intl.Collator("en", { numeric: true });
  const rounds = { ours: [] as Spent[], bare: [] as Spent[] };
  const holds = { ours: [] as number[], bare: [] as number[] };
  const { find, model } = tableOf(store, place);
  await find("");
  const keyOf = ({ record }: { readonly record: { readonly job: VoiceJob } }) => record.job.name;
  for (let round = 0; round < sorts; round += 1) {
    const work = () => model.sortBy({ keyOf, isDescending: round % 2 === 1 });
    rounds.bare.push(await spent(() => [...names].sort(compare)));
    rounds.ours.push(await spent(work));
    // Watching takes time of its own.
    holds.bare.push(rounds.bare.at(-1)!.ms);
    holds.ours.push(await longestHold(work));
  }
  const changed = await spent(() => {
    const [record] = store.get(connectionId).jobs.values();
    store.putJobs(connectionId, [{ ...record!, job: { ...record!.job, name: "Another" }, asked: store.ask() }]);
    return model.take(new Map([[connectionId, new Set([record!.job.id])]]));
  });
  return [
    ...besideLines("sorting by name", "all names at once, one collator", besideByCpu(rounds), sort),
    ...besideLines("longest hold of the window meanwhile", "all names at once", besideByClock(holds), hold),
    { name: "one job changed", value: changed.ms, unit: "ms" },
  ];
}

/** Milliseconds for which nothing else had its turn. */
async function longestHold(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}

/** The same jobs each time, in no order. */
function storeOf(count: number): JobStore {
  const store = new JobStore();
  const words = ["小晴 客服", "Aurora", "Needle", "Étude", "浩然"];
  const states = cloud.states;
  const asked = store.ask();
  const records = Array.from({ length: count }, (_, index) => {
    // A step that shares no factor with the counts goes through all numbers.
    const number = (index * 7_919) % count;
    const { state, phase } = states[index % states.length]!;
    const id = number.toString(16).padStart(32, "0");
    const job: VoiceJob = {
      id,
      name: `${words[index % words.length]} ${number}`,
      state,
      phase,
      type: index % 2 === 0 ? "BASIC" : "MIDDLE",
      batch: `batch ${number % 40}`,
      createdAt: 1_700_000_000_000 + number * 1000,
      updatedAt: 1_700_000_000_000 + ((number * 31) % count) * 1000,
      raw: {},
    };
    return { job, readAt: 1_700_000_000_000, asked };
  });
  store.putJobs(connectionId, records, { readAt: 1_700_000_000_000, total: count });
  return store;
}
