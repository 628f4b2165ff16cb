// Acting on many jobs inside a real editor: exports to the disk, comparisons, documents, and what the public API finds.
import { strict as assert } from "node:assert";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { commands, comparePanel } from "../../src/contributions.js";
import { eventually } from "../host/workbench/eventually.js";
import { type DemoSession, openDemoSession } from "./demoSession.js";

const run = (command: string, ...given: unknown[]) => vscode.commands.executeCommand<unknown>(command, ...given);

describe("many jobs at once", () => {
  let session: DemoSession;
  let folder: string;
  const secretPhone = "13800138000";
  const first = "b0000000-0000-4000-8000-000000000001";
  const second = "b0000000-0000-4000-8000-000000000002";

  before(async () => {
    session = await openDemoSession({ jobs: { huawei: 730, alibaba: 160 } });
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-export-"));
    const { control } = session.demo;
    control.add("huawei", { job_id: first, voice_name: "=cmd|' /C calc'!A0", state: "CREATING", phone: secretPhone });
    control.add("huawei", { job_id: second, voice_name: '晓晴, "calm"', state: "FAILED", job_failed_reason: "-1\nsee" });
  });
  after(async () => {
    await session.end();
    await rm(folder, { recursive: true, force: true });
  });
  afterEach(() => run("workbench.action.closeAllEditors"));
  const at = (name: string) => vscode.Uri.file(join(folder, name));
  const job = (jobId: string) => ({ connectionId: session.huaweiId, jobId });

  it("are exported whole, with byte order mark and spreadsheet's line ends, and nothing is left beside the file", async () => {
    const tally = await run(commands.exportJobs, { connectionId: session.huaweiId, to: at("all.csv") });
    assert.deepEqual(tally, { written: 732, read: 732, total: 732, hasMoved: false, missing: 0 });
    const bytes = await readFile(join(folder, "all.csv"));
    assert.deepEqual([...bytes.subarray(0, 3)], [0xef, 0xbb, 0xbf]);
    const text = bytes.toString("utf8");
    assert.equal(text.split("\r\n").length, 732 + 2);
    assert.ok(text.includes(`"'=cmd|' /C calc'!A0"`) && text.includes('"晓晴, ""calm"""') && text.includes(`"'-1\nsee"`));
    assert.ok(!text.includes(secretPhone));
    assert.deepEqual(await readdir(folder), ["all.csv"]);
  });

  it("are exported from rows of several clouds, chosen ones only, as JSON and Markdown too", async () => {
    const [other] = (await session.api.listJobs(session.alibabaId, { limit: 1 })).jobs;
    const rows = [
      job(first),
      { connectionId: session.alibabaId, jobId: other!.id },
      { connectionId: session.huaweiId, state: "FAILED" },
    ];
    await run(commands.exportJobs, { ...rows[0], to: at("two.json") }, rows);
    const written = JSON.parse(await readFile(join(folder, "two.json"), "utf8"));
    assert.deepEqual(
      written.map(({ id, cloud }: { id: string; cloud: string }) => [id, cloud]),
      [
        [first, "huawei"],
        [other!.id, "alibaba"],
      ],
      "the group's row was swept up on the way",
    );
    await run(commands.exportJobs, { connectionId: session.huaweiId, state: "FAILED", to: at("failed.md") });
    const table = await readFile(join(folder, "failed.md"), "utf8");
    assert.equal(table.trimEnd().split("\n").length, 2 + session.demo.control.count("huawei", "FAILED"));
  });

  it("leave the old file as it was when the cloud fails in the middle, or the person stops it", async () => {
    await writeFile(join(folder, "kept.csv"), "old");
    const before = await readdir(folder);
    session.demo.control.faults.add({ cloud: "huawei", nth: 3, times: "always", act: { kind: "answer", status: 403, body: {} } });
    assert.equal(await run(commands.exportJobs, { connectionId: session.huaweiId, to: at("kept.csv") }), undefined);
    session.demo.control.faults.clear();
    session.demo.control.setLatency(400);
    const stop = new vscode.CancellationTokenSource();
    const stopped = run(commands.exportJobs, { connectionId: session.huaweiId, to: at("kept.csv"), token: stop.token });
    await eventually(async () => assert.ok((await readdir(folder)).some((name) => name.endsWith(".part"))));
    stop.cancel();
    session.demo.control.setLatency(0);
    assert.equal(await stopped, undefined);
    assert.equal(await readFile(join(folder, "kept.csv"), "utf8"), "old");
    assert.deepEqual(await readdir(folder), before);
  });

  it("say what is wrong when they cannot be written", async () => {
    const nowhere = vscode.Uri.file(join(folder, "no", "such", "jobs.csv"));
    assert.equal(await run(commands.exportJobs, { connectionId: session.huaweiId, to: nowhere }), undefined);
  });

  it("are compared on a page of their own, one page for the same jobs, and no more than five", async () => {
    const open = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
    const isPage = ({ input }: vscode.Tab) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(comparePanel);
    const pages = () => open().filter(isPage);
    await run(commands.compareJobs, job(first), [job(first), job(second), job(first)]);
    await eventually(() => assert.match(pages()[0]?.label ?? "", /^=cmd.*A0 ↔ 晓晴, "calm"$/));
    await run(commands.compareJobs, job(first), [job(first), job(second)]);
    assert.equal(pages().length, 1);
    const { jobs } = await session.api.listJobs(session.huaweiId, { limit: 6 });
    const more = jobs.map(({ id }) => job(id));
    await run(commands.compareJobs, more[0], more.slice(0, 5));
    await eventually(() =>
      assert.deepEqual(
        pages()
          .map(({ label }) => label)
          .slice(1),
        ["5 jobs compared"],
      ),
    );
    await run(commands.compareJobs, more[0], more);
    assert.equal(pages().length, 2, "six are too many");
  });

  it("are compared two by two as documents with keys in order and nothing private", async () => {
    await run(commands.compareJobsJson, job(first), [job(first), job(second)]);
    const tab = await eventually(async () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      assert.ok(input instanceof vscode.TabInputTextDiff);
      return input;
    });
    assert.match(vscode.window.tabGroups.activeTabGroup.activeTab?.label ?? "", /^=cmd.*A0 ↔ 晓晴, "calm"$/);
    for (const [uri, id] of [
      [tab.original, first],
      [tab.modified, second],
    ] as const) {
      const text = (await vscode.workspace.openTextDocument(uri)).getText();
      const shown = JSON.parse(text);
      assert.equal(shown.id, id);
      assert.deepEqual(Object.keys(shown), Object.keys(shown).sort());
      assert.deepEqual(Object.keys(shown.raw), Object.keys(shown.raw).sort());
      assert.ok(!text.includes(secretPhone));
    }
  });

  it("become one document, and are refreshed together", async () => {
    const rows = [job(first), job(second), job(first)];
    await run(commands.openJobJson, rows[0], rows);
    const shown = JSON.parse(vscode.window.activeTextEditor?.document.getText() ?? "");
    assert.deepEqual(
      shown.map(({ id }: { id: string }) => id),
      [first, second],
    );
    session.demo.control.clearRequests();
    await run(commands.refreshItem, rows[0], rows);
    // The view may be reading its lists meanwhile.
    const shows = session.demo.control.requests.filter(({ operation }) => operation === "ShowVoiceTrainingJob");
    assert.equal(shows.length, 2);
  });

  it("are all refreshed where the editor hands over no row, as while it takes in new ones", async () => {
    for (const nothing of [undefined, null]) {
      session.demo.control.clearRequests();
      await run(commands.refreshItem, nothing, [nothing]);
      const clouds = new Set(session.demo.control.requests.map(({ cloud }) => cloud));
      assert.deepEqual([...clouds].sort(), ["alibaba", "huawei"]);
    }
  });

  it("take anything for their arguments", async () => {
    for (const argument of [null, 1, [], {}, { connectionId: "nobody" }, { connectionId: "nobody", jobId: "x" }])
      for (const others of [undefined, null, 7, [], [null, {}, "x"], [{ connectionId: 3 }]])
        await run(commands.refreshItem, argument, others);
  });

  it("are listed under any filter, counted truly, also where the cloud cannot filter so", async () => {
    const { api, demo, alibabaId } = session;
    const { jobs, total } = await api.listJobs(alibabaId, { states: ["Fail"], limit: 100 });
    assert.equal(total, demo.control.count("alibaba", "Fail"));
    assert.ok(jobs.length > 0 && jobs.every(({ state }) => state === "Fail"));
    const named = await api.listJobs(alibabaId, { text: jobs[0]!.id.slice(4, 20) });
    assert.ok(named.jobs.some(({ id }) => id === jobs[0]!.id));
  });
});
