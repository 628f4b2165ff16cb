// The connection doctor in a real editor: its report is a page, and the command gives it as text, for real connections and for demo data.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { commands, diagnosisScheme, requestFolder, requestScheme } from "../../src/contributions.js";
import { eventually } from "../host/workbench/eventually.js";
import { type DemoSession, openDemoSession } from "./demoSession.js";

describe("connection doctor in the editor", () => {
  let session: DemoSession;
  before(async () => {
    session = await openDemoSession();
  });
  after(() => session.end());
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  const diagnose = async (connectionId: string): Promise<string> => {
    const report = await vscode.commands.executeCommand<string>(commands.diagnoseConnection, { connectionId });
    const { name } = session.api.connections().find(({ id }) => id === connectionId)!;
    // The editor tells of its tabs a moment later.
    await eventually(() => {
      const tabs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
      assert.ok(tabs.includes(`Diagnosis: ${name}`), tabs.join());
    });
    return report;
  };

  it("finds that all is well, and says by which programs", async () => {
    const report = await diagnose(session.huaweiId);
    assert.match(report, /“Studio North” works/);
    assert.match(report, /Voice Jobs \d+\.\d+\.\d+, .* \d+\.\d+\.\d+, \w+/);
    assert.doesNotMatch(report, /FAILED/);
    assert.ok(!report.includes(session.demo.huawei.secretAccessKey));
  });

  it("names a clock that is off, and sends nothing signed", async () => {
    const { control } = session.demo;
    control.setClockOffset(20 * 60_000);
    control.clearRequests();
    const report = await diagnose(session.alibabaId);
    control.setClockOffset(0);
    assert.match(report, /Result: This computer's clock is 20 minutes behind/);
    assert.equal(control.requests.filter(({ operation }) => operation.includes("Job")).length, 0);
  });

  it("diagnoses demo data as well", async () => {
    await vscode.commands.executeCommand(commands.tryDemo);
    const { id } = session.api.connections().find(({ name }) => name.startsWith("Demo"))!;
    assert.match(await diagnose(id), /works: every step/);
  });

  it("has one page for each connection, however often it is looked at", async () => {
    for (let times = 0; times < 2; times += 1) await diagnose(session.huaweiId);
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 1);
  });

  it("says of what an older version left open that it is gone", async () => {
    for (const [scheme, path] of [
      [diagnosisScheme, "/Connection Report 99.txt"],
      [requestScheme, `${requestFolder}/Request 1.txt`],
    ] as const) {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.from({ scheme, path }));
      assert.match(document.getText(), /made before the window was reloaded/);
    }
  });
});
