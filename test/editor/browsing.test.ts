// What the tree gives the editor follows the person's choices: filter, grouping, order, hidden states; and it asks for no more than is seen.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { JobTreeProvider, type TreeKernel } from "../../src/features/tree/ui/jobTreeProvider.js";
import type { TreeRow } from "../../src/features/tree/ui/rowIdentity.js";
import { systemClock } from "../../src/platform/clock.js";
import { WatchList } from "../../src/services/jobs/watchList.js";
import { ViewOptions } from "../../src/services/view/viewOptions.js";
import { ErrorReporter } from "../../src/ui/errorReporter.js";
import { type CloudId, openDemoKernel } from "../bench/services/kernel.js";
import { FakeKeyValue } from "../fakes/storage/keyValue.js";
import { eventually } from "../host/workbench/eventually.js";

const never = new AbortController().signal;

async function openTree(cloud: CloudId, jobs: number, recall: TreeKernel["recall"] = async () => undefined) {
  const kernel = await openDemoKernel(cloud, jobs);
  const { connectionStore, sessions, store, refresher, connectionId, demo } = kernel;
  const log = vscode.window.createOutputChannel("Browsing", { log: true });
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
    recall,
    readStays: async () => ({ usual: new Map(), last: new Map() }),
    locale: "en",
  });
  const fired: (readonly TreeRow[] | undefined)[] = [];
  const told = tree.onDidChangeTreeData((rows) => fired.push(rows));
  const watching = tree.watch();
  /** Each question in a turn of its own, as the editor asks. */
  const below = async (row?: TreeRow) => {
    await new Promise(setImmediate);
    return tree.getChildren(row);
  };
  const text = (row: TreeRow) => {
    const { label, description } = tree.getTreeItem(row);
    return `${label} | ${description}`;
  };
  const connection = async () => (await below()).find(({ kind }) => kind === "connection")!;
  const needsMe = async () => (await below()).find(({ kind }) => kind === "needsMe");
  const groups = async () => below(await connection());
  return {
    ...kernel,
    tree,
    viewOptions,
    fired,
    below,
    text,
    connection,
    needsMe,
    groups,
    texts: async () => (await groups()).map(text),
    refresh: () => refresher.refreshConnection(connectionId, never),
    requests: () => demo.control.requests.length,
    async end() {
      told.dispose();
      watching.dispose();
      log.dispose();
      await kernel.close();
    },
  };
}

describe("browsing a small account", () => {
  let opened: Awaited<ReturnType<typeof openTree>>;
  before(async () => {
    opened = await openTree("huawei", 40);
    await opened.refresh();
  });
  after(() => opened.end());

  it("shows what the filter found, the same in numbers and rows, and asks no cloud for it", async () => {
    const { viewOptions, demo, groups, below, text, connection, requests } = opened;
    const asked = requests();
    const wanted = demo.control.jobs("huawei").filter(({ state }) => state === "SUCCEED" || state === "FAILED");
    await viewOptions.setFilter({ states: ["SUCCEED", "FAILED"] });
    const shown = await groups();
    assert.deepEqual(shown.map(({ group }) => group).sort(), ["FAILED", "SUCCEED"]);
    const rows = (await Promise.all(shown.map((group) => below(group)))).flat();
    assert.deepEqual(new Set(rows.map(({ jobId }) => jobId)), new Set(wanted.map(({ job_id }) => job_id)));
    assert.match(text(await connection()), new RegExp(`\\| ${wanted.length} found · `));
    assert.equal(requests(), asked);
  });

  it("shows what needs the person first, oldest first, and each of its jobs below its group, too", async () => {
    const { needsMe, below, tree, demo, store, connectionId, groups } = opened;
    await opened.viewOptions.setFilter({});
    const [first] = await below();
    assert.equal(first, await needsMe());
    const asking = ["CREATING", "AUDIT_FAILED", "USER_RESULT_REVIEW", "USER_REVIEW_REJECT", "SPLIT_FAILED"];
    const wanted = demo.control.jobs("huawei").filter(({ state }) => asking.includes(String(state)));
    assert.equal(tree.getTreeItem(first!).description, String(wanted.length));
    const rows = (await below(first)).filter(({ kind }) => kind === "job");
    const times = rows.map(({ jobId }) => store.record(connectionId, jobId!)?.job.updatedAt ?? 0);
    assert.ok(rows.length > 0);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => a - b),
    );
    const grouped = (await Promise.all((await groups()).map((group) => below(group)))).flat();
    for (const row of rows) {
      assert.equal(tree.getParent(row), first);
      const beside = grouped.find(({ jobId }) => jobId === row.jobId);
      assert.ok(beside && tree.getTreeItem(beside).id !== tree.getTreeItem(row).id);
    }
  });

  it("says that nothing matches, in one row", async () => {
    const { viewOptions, texts } = opened;
    await viewOptions.setFilter({ text: "there is no such voice" });
    assert.deepEqual(await texts(), ["Nothing matches the filter | Clear Filter"]);
    await viewOptions.setFilter({});
  });

  it("groups by batch and sorts by name, and each job has one row whose parents lead to it", async () => {
    const { viewOptions, demo, groups, below, tree, connection } = opened;
    await viewOptions.arrange({ grouping: "batch", sorting: "name" });
    const batches = new Set(demo.control.jobs("huawei").map(({ batch_name }) => String(batch_name ?? "")));
    const shown = await groups();
    assert.deepEqual(new Set(shown.map(({ group }) => group)), batches);
    const ids = new Set<unknown>();
    for (const group of shown) {
      const rows = await below(group);
      const names = rows.map((row) => String(tree.getTreeItem(row).label));
      const { compare } = new Intl.Collator("en", { numeric: true });
      assert.deepEqual(names, [...names].sort(compare));
      for (const row of rows) {
        ids.add(row.jobId);
        assert.equal(tree.getParent(row), group);
        assert.equal(tree.getParent(group), await connection());
      }
    }
    assert.equal(ids.size, 40);
    await viewOptions.arrange({ grouping: "state", sorting: "updated" });
  });

  it("leaves hidden states out", async () => {
    const { viewOptions, groups } = opened;
    await viewOptions.hide("huawei", ["SUCCEED"]);
    assert.ok((await groups()).every(({ group }) => group !== "SUCCEED"));
    await viewOptions.hide("huawei", []);
    assert.ok((await groups()).some(({ group }) => group === "SUCCEED"));
  });

  it("fires nothing when a refresh brings nothing, and the two groups of a job that moved", async () => {
    const { refresh, fired, demo, groups, below } = opened;
    const shown = await groups();
    for (const group of shown) await below(group);
    await new Promise((resolve) => setTimeout(resolve, 50));
    fired.length = 0;
    await refresh();
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(fired, []);
    const [job] = demo.control.jobs("huawei").filter(({ state }) => state === "SUCCEED");
    demo.control.move("huawei", String(job!.job_id), "FAILED");
    await refresh();
    await eventually(async () => assert.equal(fired.length, 1));
    assert.deepEqual(new Set(fired[0]), new Set(shown.filter(({ group }) => group === "SUCCEED" || group === "FAILED")));
  });
});

describe("browsing a large account", () => {
  let opened: Awaited<ReturnType<typeof openTree>>;
  before(async () => {
    opened = await openTree("huawei", 1500);
    await opened.refresh();
  });
  after(() => opened.end());

  it("has the server count what the filter finds, and loads no more than a page", async () => {
    const { viewOptions, demo, texts, connection, text, store, connectionId, requests } = opened;
    const wanted = demo.control.jobs("huawei").filter(({ state, job_type }) => state === "FAILED" && job_type === "BASIC").length;
    const asked = requests();
    await viewOptions.setFilter({ states: ["FAILED"], types: ["BASIC"] });
    await eventually(async () => assert.deepEqual(await texts(), [`Failed | ${wanted}`]));
    assert.match(text(await connection()), new RegExp(`\\| ${wanted} found · `));
    assert.ok(requests() - asked <= 3, `${requests() - asked} requests`);
    assert.ok(store.get(connectionId).jobs.size < 400);
  });

  it("says among what it looked where the server cannot, and loads nothing until it is asked to", async () => {
    const { viewOptions, groups, below, texts, connection, text, store, connectionId, requests, refresher } = opened;
    await viewOptions.setFilter({ text: "a" });
    const asked = requests();
    for (const group of await groups()) await below(group);
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(requests(), asked);
    const { size } = store.get(connectionId).jobs;
    assert.match(text(await connection()), new RegExp(`\\| [\\d,]+ in ${size} loaded of 1,500 · `));
    assert.equal((await texts()).at(-1), `Load more | ${size} of 1,500 loaded`);
    await refresher.loadMore(connectionId, "*", never);
    await eventually(async () => assert.match((await texts()).at(-1)!, /^Load more \| (?!0)\d+ of 1,500 loaded$/));
    assert.ok(store.get(connectionId).jobs.size > size);
  });

  it("groups what is loaded, and says so", async () => {
    const { viewOptions, texts, store, connectionId } = opened;
    await viewOptions.setFilter({});
    await viewOptions.arrange({ grouping: "language" });
    const shown = await texts();
    const loaded = store.get(connectionId).jobs.size;
    assert.match(shown[0]!, /^Chinese \| [\d,]+ loaded$/);
    assert.equal(shown.at(-1), `Load more | ${loaded} of 1,500 loaded`);
  });
});

describe("browsing an account that is paged through", () => {
  it("counts while it loads, stops when told to, says how much is known, and goes on", async () => {
    const opened = await openTree("alibaba", 1000);
    const { refresh, demo, texts, groups, tree, connection, text, refresher, connectionId } = opened;
    demo.control.setLatency(60);
    const loading = refresh();
    await eventually(async () => assert.match((await texts()).at(-1)!, /^Loading… \| [\d,]+ of 1,000$/));
    assert.equal(tree.getTreeItem((await groups()).at(-1)!).contextValue, "loading");
    refresher.stop(connectionId);
    await loading;
    await eventually(async () => assert.match((await texts()).at(-1)!, /^Stopped\. Load the rest \| [\d,]+ of 1,000 loaded$/));
    assert.match(text(await connection()), / \| [\d,]+ of 1,000 loaded · /);
    assert.match((await texts())[0]!, /so far$/);
    demo.control.setLatency(0);
    const [last] = (await groups()).slice(-1);
    await refresher.loadMore(connectionId, last!.list!, never);
    await eventually(async () => assert.ok((await groups()).every(({ kind }) => kind === "group")));
    await opened.end();
  });
});

describe("the first look at a connection", () => {
  it("waits for what the disk remembers, and no longer than a moment for a disk that does not answer", async () => {
    const asked: string[] = [];
    let isSlow = false;
    const opened = await openTree("huawei", 1, async (connectionId) => {
      asked.push(connectionId);
      if (isSlow) return new Promise<void>(() => undefined);
      opened.store.restore(connectionId, [], { readAt: 1, totals: new Map([["FAILED", { total: 3, isExact: true }]]), total: 3 });
    });
    await opened.tree.recall();
    assert.deepEqual(asked, [opened.connectionId]);
    assert.deepEqual(
      (await opened.groups()).map(({ group }) => group),
      ["FAILED"],
    );
    assert.equal(opened.requests(), 0);
    isSlow = true;
    await opened.tree.recall();
    await opened.end();
  });
});
