// The connection doctor in a real editor: its report is a read-only document, for real connections and for demo data.
import { strict as assert } from "node:assert";
import * as vscode from "vscode";
import { commands, diagnosisScheme } from "../../src/contributions.js";
import { type DemoSession, openDemoSession } from "./demoSession.js";

describe("connection doctor in the editor", () => {
  let session: DemoSession;
  before(async () => {
    session = await openDemoSession();
  });
  after(() => session.end());
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  const diagnose = async (connectionId: string): Promise<string> => {
    await vscode.commands.executeCommand(commands.diagnoseConnection, { connectionId });
    const document = vscode.window.activeTextEditor?.document;
    assert.equal(document?.uri.scheme, diagnosisScheme);
    return document.getText();
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

  it("says of a report from before a reload that it is gone", async () => {
    const uri = vscode.Uri.from({ scheme: diagnosisScheme, path: "/Connection Report 99.txt" });
    assert.match((await vscode.workspace.openTextDocument(uri)).getText(), /made before the window was reloaded/);
  });
});
