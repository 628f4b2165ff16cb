// What the extension does to the extension host that it shares: nothing it was not asked for.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { commands, documentScheme } from "../../src/contributions.js";
import { masked } from "../../src/core/privacy/mask.js";
import { type DemoSession, openDemoSession } from "./demoSession.js";

const dispatcherSlots = [Symbol.for("undici.globalDispatcher.1"), Symbol.for("undici.globalDispatcher.2")];
const sharedThings = () => [globalThis.fetch, ...dispatcherSlots.map((slot) => (globalThis as Record<symbol, unknown>)[slot])];

describe("in the extension host", () => {
  let session: DemoSession;
  let shared: readonly unknown[];

  before(async () => {
    shared = sharedThings();
    session = await openDemoSession();
  });
  after(() => session.end());

  it("leaves the process-wide dispatchers and fetch as they were", async () => {
    await session.api.listJobs(session.huaweiId);
    await session.api.listJobs(session.alibabaId);
    assert.deepEqual(
      sharedThings().map((thing, index) => thing === shared[index]),
      [true, true, true],
    );
  });

  it("registers its commands", async () => {
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const command of Object.values(commands)) assert.ok(registered.has(command), command);
  });

  it("takes anything for an argument of a command", async () => {
    for (const argument of [undefined, null, 1, "x", [], {}, { connectionId: 1 }, { connectionId: "nobody", jobId: "nothing" }]) {
      await vscode.commands.executeCommand(commands.refreshItem, argument);
    }
  });

  it("opens a job as a read-only document without personal data", async () => {
    const { demo, huaweiId } = session;
    const job_id = "a0000000-0000-4000-8000-000000000003";
    const phone = "13900139000";
    demo.control.add("huawei", {
      job_id,
      voice_name: "Document",
      state: "FAILED",
      phone,
      job_failed_reason: `call ${phone}`,
      something_new: { deep: true },
    });
    await vscode.commands.executeCommand(commands.openJobJson, { connectionId: huaweiId, jobId: job_id });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, documentScheme);
    assert.equal(document.languageId, "json");
    const read = JSON.parse(document.getText());
    assert.equal(read.voice_name, "Document");
    assert.deepEqual(read.something_new, { deep: true });
    assert.equal(read.phone, masked);
    assert.ok(!document.getText().includes(phone));
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("lets no workspace lead a request elsewhere", async () => {
    const { api, demo, huaweiId } = session;
    const http = vscode.workspace.getConfiguration("http");
    // Refused or ignored, either is fine: what counts is where the request goes.
    await http.update("proxy", "http://127.0.0.1:9", vscode.ConfigurationTarget.Workspace).then(undefined, () => undefined);
    // Told from those that follow the jobs by a page size that nothing else asks for.
    assert.equal((await api.listJobs(huaweiId, { limit: 7 })).jobs.length, 7);
    assert.equal(demo.control.requests.filter(({ query, status }) => query.limit === "7" && status === 200).length, 1);
    await http.update("proxy", undefined, vscode.ConfigurationTarget.Workspace).then(undefined, () => undefined);
  });

  it("adds one demo connection for each cloud, once", async () => {
    await vscode.commands.executeCommand(commands.tryDemo);
    await vscode.commands.executeCommand(commands.tryDemo);
    const demos = session.api.connections().filter(({ name }) => name.startsWith("Demo"));
    assert.deepEqual(demos.map(({ cloud }) => cloud).sort(), ["alibaba", "huawei"]);
    for (const { id } of demos) assert.ok((await session.api.listJobs(id)).total > 100);
  });
});
