// The main job in an editor that lacks what forks and editors of other sources may lack: tools for language models, and every command of the editor's own.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { commands, settings } from "../../src/contributions.js";
import { eventually } from "../host/workbench/eventually.js";
import { type DemoSession, openDemoSession } from "./demoSession.js";

/** Given by test/host/fewerApis.cjs. */
const editor = globalThis as typeof globalThis & {
  refusedCommands: string[];
  toldSentences: string[];
  pressInModal?: string | undefined;
};

describe("in an editor without language models and without commands of its own", () => {
  let session: DemoSession;

  before(async () => {
    assert.deepEqual([(vscode as Partial<typeof vscode>).lm, (vscode as Partial<typeof vscode>).chat], [undefined, undefined]);
    session = await openDemoSession({ jobs: { huawei: 3, alibaba: 2 } });
  });
  beforeEach(() => editor.refusedCommands.splice(0));
  afterEach(() => vscode.window.tabGroups.close(openTabs()));
  after(() => session.end());

  /** But what menus go by, which is set whenever something changes. */
  const refused = () => editor.refusedCommands.filter((id) => id !== "setContext");
  const openTabs = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs);
  const labels = () => openTabs().map(({ label }) => label);
  const run = (id: string, ...parameters: unknown[]) => vscode.commands.executeCommand(id, ...parameters);

  it("starts, and has every command", async () => {
    const known = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commands).filter((id) => !known.has(id)),
      [],
    );
    for (const id of ["workbench.action.openWalkthrough", "vscode.diff", "setContext"]) {
      assert.ok(!known.has(id), id);
      await assert.rejects(async () => run(id), new RegExp(`^Error: command '${id}' not found$`));
    }
  });

  it("reads the jobs of both clouds", async () => {
    const read = async (id: string) => (await session.api.listJobs(id)).jobs.length;
    assert.deepEqual([await read(session.huaweiId), await read(session.alibabaId)], [3, 2]);
  });

  it("opens a job", async () => {
    const { huaweiId } = session;
    const [job] = (await session.api.listJobs(huaweiId)).jobs;
    await run(commands.openJob, { connectionId: huaweiId, jobId: job?.id });
    await eventually(() => assert.deepEqual(labels(), [job?.name]));
  });

  it("submits a job once, after asking", async () => {
    const { api, demo, huaweiId } = session;
    const { job_id } = demo.control.add("huawei", { voice_name: "Draft of the test", state: "CREATING" });
    const jobId = String(job_id);
    const values = { voice_name: "Draft", sex: "FEMALE", language: "CN", tag: "NEWS", phone: "+86 138 0000 4712" };
    editor.pressInModal = "Submit";
    try {
      await api.submitJob(huaweiId, jobId, values);
    } finally {
      editor.pressInModal = undefined;
    }
    assert.deepEqual([demo.control.submits(jobId), demo.control.submitAttempts(jobId)], [1, 1]);
    assert.equal((await api.getJob(huaweiId, jobId)).state, "SYSTEM_AUDITING");
  });

  it("adds demo connections, shows them and reads their jobs", async () => {
    const before = session.api.connections();
    await run(commands.tryDemo);
    const added = session.api.connections().filter(({ id }) => !before.some((known) => known.id === id));
    assert.deepEqual(
      added.map(({ name }) => name),
      ["Demo Huawei", "Demo Alibaba"],
    );
    for (const { id } of added) assert.ok((await session.api.listJobs(id)).total > 0);
    assert.deepEqual(refused(), [], "a view has a command of its own");
  });

  it("opens the README where there is no walkthrough", async () => {
    await run(commands.openWalkthrough);
    await eventually(() => assert.deepEqual(labels(), ["README.md"]));
    assert.deepEqual(refused(), ["workbench.action.openWalkthrough", "markdown.showPreview"]);
  });

  it("opens the manual as a text where nothing draws it", async () => {
    await run(commands.openManual);
    await eventually(() => assert.deepEqual(labels(), ["index.md"]));
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? "", /^# Voice Jobs\n[\s\S]*\(submitting\.md\)/);
    assert.deepEqual(refused(), ["markdown.showPreview"]);
  });

  it("says which setting holds notifications back, where they are waited for", async () => {
    const configuration = vscode.workspace.getConfiguration();
    await run(commands.showMutedNotices);
    assert.equal(editor.toldSentences.at(-1), "No notifications are muted.");
    await configuration.update(settings.notices, false, vscode.ConfigurationTarget.Global);
    try {
      await run(commands.showMutedNotices);
      assert.equal(editor.toldSentences.at(-1), "Notifications are off: the setting voiceJobs.follow.notices says so.");
    } finally {
      await configuration.update(settings.notices, undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("diagnoses a connection on a page, without its keys", async () => {
    const { huaweiId, demo } = session;
    const report = await vscode.commands.executeCommand<string>(commands.diagnoseConnection, { connectionId: huaweiId });
    await eventually(() => assert.deepEqual(labels(), ["Diagnosis: Studio North"]));
    assert.match(report, /“Studio North” works/);
    for (const secret of [demo.huawei.accessKeyId, demo.huawei.secretAccessKey]) assert.ok(!report.includes(secret));
    assert.deepEqual(refused(), [], "a report asks nothing of the editor");
  });

  it("shows two jobs side by side where nothing compares them", async () => {
    const { huaweiId } = session;
    const [first, second] = (await session.api.listJobs(huaweiId)).jobs.map(({ id }) => ({ connectionId: huaweiId, jobId: id }));
    await run(commands.compareJobs, first, [first, second]);
    await eventually(() => assert.match(labels().join(), / ↔ /));
    assert.deepEqual(refused(), [], "the page needs no command");
    await vscode.window.tabGroups.close(openTabs());
    await run(commands.compareJobsJson, first, [first, second]);
    await eventually(() => assert.equal(labels().length, 2));
    assert.deepEqual(refused(), ["vscode.diff"]);
  });
});
