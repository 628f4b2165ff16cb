// Times how long the tree needs for its rows when 10 000 loaded jobs change their groups, without the editor's own painting.
import * as vscode from "vscode";
import type { VoiceJob } from "../../../src/core/job.js";
import { systemClock } from "../../../src/platform/clock.js";
import type { JobRecord } from "../../../src/services/jobStore.js";
import { Lens } from "../../../src/services/lens.js";
import { WatchList } from "../../../src/services/watchList.js";
import { JobTree } from "../../../src/ui/jobTree.js";
import { Report } from "../../../src/ui/report.js";
import { FakeKeyValue } from "../../fakes/keyValue";
import { openHouse } from "../house";
import { median } from "../measures";

export interface TreeTiming {
  readonly jobs: number;
  /** Milliseconds from the news, or from the person's choice, to the last row; medians. */
  readonly news: number;
  readonly regroup: number;
  readonly resort: number;
  readonly filter: number;
}

const jobCount = 10_000;
const repetitions = 5;

export async function timeTree(): Promise<TreeTiming> {
  const { book, sessions, store, refresher, connectionId, close } = await openHouse("huawei", 1);
  const log = vscode.window.createOutputChannel("Bench", { log: true });
  const lens = new Lens(new FakeKeyValue(), book, sessions, store, refresher);
  const report = new Report(log, sessions, "en");
  const watchList = new WatchList(new FakeKeyValue());
  const tree = new JobTree({ book, sessions, store, refresher, lens, watchList, report, clock: systemClock, locale: "en" });
  const watching = tree.watch();
  const states = sessions.cloudOf(book.find(connectionId)!).states.map(({ state }) => state);
  const timed = async (act: () => unknown): Promise<number> => {
    const told = new Promise<void>((resolve) => {
      const listener = tree.onDidChangeTreeData(() => {
        listener.dispose();
        resolve();
      });
    });
    const start = performance.now();
    void act();
    await told;
    const rows = allRows(tree);
    const ms = performance.now() - start;
    if (rows < jobCount) throw new Error(`The tree has ${rows} rows`);
    await new Promise(setImmediate);
    return ms;
  };
  allRows(tree);
  const times: Record<Exclude<keyof TreeTiming, "jobs">, number[]> = { news: [], regroup: [], resort: [], filter: [] };
  for (let turn = 0; turn < repetitions; turn += 1) {
    const jobs = makeJobs(states, turn, store.ask());
    const parts = { readAt: turn, total: jobs.size, isWhole: true };
    times.news.push(await timed(() => store.replaceJobs(connectionId, { jobs, since: store.ask() }, parts)));
    times.regroup.push(await timed(() => lens.arrange({ grouping: "batch" })));
    times.resort.push(await timed(() => lens.arrange({ sorting: "name" })));
    times.filter.push(await timed(() => lens.setFilter({ text: "voice", types: ["BASIC"], createdSince: 1 })));
    await timed(() => lens.setFilter({}));
    await timed(() => lens.arrange({ grouping: "state", sorting: "updated" }));
  }
  watching.dispose();
  log.dispose();
  await close();
  const { news, regroup, resort, filter } = times;
  return { jobs: jobCount, news: median(news), regroup: median(regroup), resort: median(resort), filter: median(filter) };
}

/** Asks for every row and its looks, as the editor does where all groups are open. */
function allRows(tree: JobTree): number {
  const visit = (row: Parameters<JobTree["getChildren"]>[0]): number => {
    const children = tree.getChildren(row);
    for (const child of children) tree.getTreeItem(child);
    return children.reduce((sum, child) => sum + visit(child), children.length);
  };
  return visit(undefined);
}

/** Each turn moves every job into the next state. */
function makeJobs(states: readonly string[], turn: number, asked: number): Map<string, JobRecord> {
  const jobs = new Map<string, JobRecord>();
  for (let number = 0; number < jobCount; number += 1) {
    const id = `job-${number}`;
    const state = states[(number + turn) % states.length]!;
    const times = { createdAt: 1_700_000_000_000 + number, updatedAt: 1_700_000_000_000 + ((number * 7919) % 1_000_000) };
    const job: VoiceJob = {
      id,
      name: `Voice ${number}`,
      state,
      phase: "running",
      type: "BASIC",
      language: "CN",
      batch: `batch ${number % 40}`,
      ...times,
      raw: { job_id: id },
    };
    jobs.set(id, { job, readAt: turn, asked });
  }
  return jobs;
}
