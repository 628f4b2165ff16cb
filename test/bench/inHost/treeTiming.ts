// Times how long the tree needs for its rows when 10 000 loaded jobs change their groups, beside a provider that has the same rows in hand, without the editor's own painting.
import * as vscode from "vscode";
import type { VoiceJob } from "../../../src/core/jobs/job.js";
import { JobTreeProvider } from "../../../src/features/tree/ui/jobTreeProvider.js";
import { systemClock } from "../../../src/platform/clock.js";
import type { JobRecord } from "../../../src/services/jobs/jobRecord.js";
import { WatchList } from "../../../src/services/jobs/watchList.js";
import { ViewOptions } from "../../../src/services/view/viewOptions.js";
import { ErrorReporter } from "../../../src/ui/errorReporter.js";
import { FakeKeyValue } from "../../fakes/storage/keyValue";
import { type Rounds, type Spent, spent } from "../report/measures";
import { openDemoKernel } from "../services/kernel";

export type TreeAct = "news" | "regroup" | "resort" | "filter";

export interface TreeTiming {
  readonly jobs: number;
  /** From the news, or from the person's choice, to the last row; beside the same rows from the bare provider. */
  readonly acts: Readonly<Record<TreeAct, Rounds<Spent>>>;
}

const jobCount = 10_000;
const repetitions = 5;
/** One pass takes a millisecond or two, of which a garbage collection would be most. */
const barePasses = 20;

export async function timeTree(): Promise<TreeTiming> {
  const tree = await openTree();
  const times: Record<TreeAct, { ours: Spent[]; bare: Spent[] }> = {
    news: { ours: [], bare: [] },
    regroup: { ours: [], bare: [] },
    resort: { ours: [], bare: [] },
    filter: { ours: [], bare: [] },
  };
  for (let turn = 0; turn < repetitions; turn += 1) {
    for (const act of ["news", "regroup", "resort", "filter"] as const) {
      times[act].ours.push(await tree.time(act));
      times[act].bare.push(await tree.timeBare());
    }
    await tree.reset();
  }
  await tree.close();
  return { jobs: jobCount, acts: times };
}

/** Also for who compares two versions of the extension: the same acts on the tree of each. */
export async function openTree() {
  const { connectionStore, sessions, store, refresher, connectionId, close } = await openDemoKernel("huawei", 1);
  const log = vscode.window.createOutputChannel("Bench", { log: true });
  const viewOptions = new ViewOptions(new FakeKeyValue(), connectionStore, sessions, store, refresher);
  const report = new ErrorReporter(log, sessions, "en");
  const watchList = new WatchList(new FakeKeyValue());
  const tree = new JobTreeProvider({
    connectionStore,
    sessions,
    store,
    refresher,
    viewOptions,
    watchList,
    report,
    clock: systemClock,
    state: new FakeKeyValue(),
    recall: async () => undefined,
    readStays: async () => ({ usual: new Map(), last: new Map() }),
    locale: "en",
  });
  const watching = tree.watch();
  const states = sessions.cloudOf(connectionStore.find(connectionId)!).states.map(({ state }) => state);
  let turn = 0;
  const timed = async (act: () => unknown): Promise<Spent> => {
    const told = new Promise<void>((resolve) => {
      const listener = tree.onDidChangeTreeData(() => {
        listener.dispose();
        resolve();
      });
    });
    const found = await spent(async () => {
      void act();
      await told;
      const rows = allRows(tree);
      if (rows < jobCount) throw new Error(`The tree has ${rows} rows`);
    });
    await new Promise(setImmediate);
    return found;
  };
  const acts: Readonly<Record<TreeAct, () => Promise<Spent>>> = {
    news: () => {
      const jobs = makeJobs(states, turn, store.ask());
      const parts = { readAt: turn, total: jobs.size, isWhole: true };
      turn += 1;
      return timed(() => store.replaceJobs(connectionId, { jobs, since: store.ask() }, parts));
    },
    regroup: () => timed(() => viewOptions.arrange({ grouping: "batch" })),
    resort: () => timed(() => viewOptions.arrange({ sorting: "name" })),
    filter: () => timed(() => viewOptions.setFilter({ text: "voice", types: ["BASIC"], createdSince: 1 })),
  };
  allRows(tree);
  return {
    time: (act: TreeAct) => acts[act](),
    timeBare: async () => {
      const bare = new BareTree(tree);
      const found = await spent(() => {
        for (let pass = 0; pass < barePasses; pass += 1) allRows(bare);
      });
      return { ms: found.ms / barePasses, cpu: found.cpu / barePasses };
    },
    reset: async () => {
      await timed(() => viewOptions.setFilter({}));
      await timed(() => viewOptions.arrange({ grouping: "state", sorting: "updated" }));
    },
    close: async () => {
      watching.dispose();
      log.dispose();
      await close();
    },
  };
}

interface BareRow {
  readonly children: readonly BareRow[];
  readonly label: string;
  readonly id: string;
  readonly description: string;
  readonly icon?: string;
  readonly color?: string;
  readonly contextValue: string;
  readonly spoken: string;
  readonly collapsible: vscode.TreeItemCollapsibleState;
}

/** The same rows as the other tree at this moment, worded already, and nothing else. */
class BareTree implements vscode.TreeDataProvider<BareRow> {
  private readonly roots: readonly BareRow[];

  constructor(tree: JobTreeProvider) {
    const copy = (row: Parameters<JobTreeProvider["getTreeItem"]>[0]): BareRow => {
      const painted = tree.getTreeItem(row);
      const { id: icon, color } = (painted.iconPath ?? {}) as Partial<vscode.ThemeIcon>;
      return {
        children: tree.getChildren(row).map(copy),
        label: String(painted.label),
        id: painted.id ?? "",
        description: String(painted.description ?? ""),
        ...(icon === undefined ? {} : { icon }),
        ...(color ? { color: (color as unknown as { readonly id: string }).id } : {}),
        contextValue: painted.contextValue ?? "",
        spoken: painted.accessibilityInformation?.label ?? "",
        collapsible: painted.collapsibleState ?? vscode.TreeItemCollapsibleState.None,
      };
    };
    this.roots = tree.getChildren().map(copy);
  }

  getChildren(row?: BareRow): BareRow[] {
    return [...(row?.children ?? this.roots)];
  }

  getTreeItem(row: BareRow): vscode.TreeItem {
    const painted = new vscode.TreeItem(row.label, row.collapsible);
    painted.id = row.id;
    painted.description = row.description;
    const color = row.color === undefined ? undefined : new vscode.ThemeColor(row.color);
    if (row.icon !== undefined) painted.iconPath = new vscode.ThemeIcon(row.icon, color);
    painted.contextValue = row.contextValue;
    painted.accessibilityInformation = { label: row.spoken };
    return painted;
  }
}

/** Asks for every row and its looks, as the editor does where all groups are open. */
function allRows<Row>(tree: { getChildren(row?: Row): Row[]; getTreeItem(row: Row): vscode.TreeItem }): number {
  const looks: vscode.TreeItem[] = [];
  const visit = (row: Row | undefined): void => {
    const children = tree.getChildren(row);
    for (const child of children) looks.push(tree.getTreeItem(child));
    for (const child of children) visit(child);
  };
  visit(undefined);
  // Kept, as the editor keeps them.
  return looks.length;
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
