// Times how long the tree needs for its rows when 10 000 loaded jobs change their groups, without the editor's own painting.
import * as vscode from "vscode";
import type { VoiceJob } from "../../../src/core/job.js";
import type { JobRecord } from "../../../src/services/jobStore.js";
import { WatchList } from "../../../src/services/watchList.js";
import { JobTree } from "../../../src/ui/jobTree.js";
import { Report } from "../../../src/ui/report.js";
import { FakeKeyValue } from "../../fakes/keyValue";
import { openHouse } from "../house";
import { median } from "../measures";

export interface TreeTiming {
  readonly jobs: number;
  /** Milliseconds from the news to the last row; median. */
  readonly regroup: number;
}

const jobCount = 10_000;
const repetitions = 5;

export async function timeTree(): Promise<TreeTiming> {
  const { book, sessions, store, refresher, connectionId, close } = await openHouse("huawei", 1);
  const log = vscode.window.createOutputChannel("Bench", { log: true });
  const tree = new JobTree(
    book,
    sessions,
    store,
    refresher,
    new Report(log, sessions, "en"),
    new WatchList(new FakeKeyValue()),
    "en",
  );
  const states = sessions.cloudOf(book.find(connectionId)!).states.map(({ state }) => state);
  const times: number[] = [];
  for (let turn = 0; turn < repetitions; turn += 1) {
    const jobs = makeJobs(states, turn, store.ask());
    const start = performance.now();
    store.replaceJobs(connectionId, { jobs, since: store.ask() }, { readAt: turn, total: jobs.size });
    const rows = allRows(tree);
    times.push(performance.now() - start);
    if (rows !== jobCount + states.length + 1) throw new Error(`The tree has ${rows} rows`);
  }
  log.dispose();
  await close();
  return { jobs: jobCount, regroup: median(times) };
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
      ...times,
      raw: { job_id: id },
    };
    jobs.set(id, { job, readAt: turn, asked });
  }
  return jobs;
}
