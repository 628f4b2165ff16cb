// After a run through all flows no credential and no phone number is left anywhere; the same search finds what is planted on purpose.
import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import { collectTraces, findTraces } from "../../host/workbench/traces";
import type { Workbench } from "../../host/workbench/workbench";
import { north, tall } from "../setup/demoEditor";
import {
  type Answers,
  addConnection,
  alibabaAnswers,
  huaweiAnswers,
  openSubmit,
  typeConnection,
  untilClosed,
  walk,
} from "../steps/typing";

/** Never the same twice, so that no older run can be found. */
const canary = (word: string) => `${word}-${randomBytes(12).toString("hex")}`;

describe("leaks", () => {
  /** Typed into the connection flow, refused by a cloud that quotes it. */
  const refusedSecret = canary("secret");
  const refusedToken = canary("token");
  /** Typed into the submit form. */
  const phone = `+86 139 ${Math.floor(1000 + Math.random() * 9000)} ${Math.floor(1000 + Math.random() * 9000)}`;
  const description = canary("description");
  /** Kept in the editor's state on purpose, like the description. */
  const connectionName = canary("Studio");

  let cloud: DemoCloud;
  let quoting: Server;
  let workbench: Workbench;

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: 40, alibaba: 20 } });
    quoting = await quoteEverything();
    workbench = await openEditor({ viewport: tall });
  });
  after(async () => {
    await closeEditor(workbench);
    quoting.closeAllConnections();
    quoting.close();
    await cloud.close();
  });

  it("are not made by refused keys, even if the cloud quotes them", async () => {
    await workbench.openView();
    const { port } = quoting.address() as AddressInfo;
    const elsewhere: Answers = [
      [/^Endpoint/, { type: `http://127.0.0.1:${port}` }],
      [/How do you sign in/, { pick: "Temporary access key" }],
      [/^Security token/, { type: refusedToken }],
    ];
    await workbench.runCommand("Voice Jobs: Add Connection…");
    await walk(workbench, addConnection, [...elsewhere, ...huaweiAnswers(cloud, north, refusedSecret)]);
    await eventually(async () => assert.match(await workbench.quickInput.message(), /HTTP status: 401/));
    const told = await workbench.quickInput.message();
    assert.ok(!told.includes(refusedSecret) && !told.includes(refusedToken), told);
    await workbench.quickInput.cancel();
    await untilClosed(workbench);
  });

  it("are not made by the flows that use keys and phone numbers", async () => {
    await typeConnection(workbench, huaweiAnswers(cloud, north));
    await typeConnection(workbench, alibabaAnswers(cloud, connectionName));
    const draft = cloud.control.add("huawei", { voice_name: "Draft", state: "CREATING", phone: "139 1234 5678" });
    const tree = await workbench.openView();
    await tree.pressInline(north, "Refresh");
    await tree.expand("Not submitted");
    await tree.click("Draft");
    await workbench.webview.getByRole("button", { name: "Show Phone" }).click();
    await workbench.webview.getByText("139 1234 5678").waitFor();
    await workbench.webview.getByRole("button", { name: "Hide Phone" }).click();
    await workbench.webview.getByRole("button", { name: "Open as JSON" }).click();
    await workbench.tab(String(draft.job_id)).waitFor();
    await openSubmit(workbench, tree, "Draft", draft.job_id);
    await walk(workbench, "Submit “Draft”", [
      [/^Phone/, { type: phone }],
      [/^Description/, { type: description }],
    ]);
    await workbench.dialog.press("Submit");
    await workbench.notifications.see("was submitted");
    assert.equal(cloud.control.submitBodies(String(draft.job_id))[0]?.phone, phone);
    // A submit that fails, a wrong clock, and a log at its most talkative.
    cloud.control.faults.add({ cloud: "huawei", act: { kind: "echo" } });
    await tree.pressInline(north, "Refresh");
    await tree.row(/Studio North/).waitFor();
    await workbench.reload();
    await workbench.runCommand("Voice Jobs: Show Log");
    await (await workbench.openView()).row(north).waitFor();
  });

  it("are found nowhere, while what is kept on purpose is", async () => {
    const { huawei, alibaba } = cloud;
    const traces = await collectTraces([workbench]);
    const planted = findTraces(traces, [connectionName]);
    assert.ok(
      planted.some(({ where }) => where.startsWith("indexedDB")),
      `the search does not even find what lies in the editor's state: ${planted.map(({ where }) => where).join()}`,
    );
    const secrets = [huawei.secretAccessKey, alibaba.accessKeySecret, refusedSecret, refusedToken];
    // The keys of the local cloud stand in its own code, which the package carries for its demo.
    const kept = traces.filter(({ where }) => !where.endsWith("/dist/demo.js"));
    assert.deepEqual(findTraces(kept, [...secrets, phone, "139 1234 5678"]), []);
    // For the next form: in the editor's state and nowhere else.
    const described = findTraces(kept, [description]).map(({ where }) => where);
    assert.ok(described.length > 0 && described.every((where) => where.startsWith("indexedDB")), described.join());
    const digits = (text: string) => text.replace(/\D/g, "");
    assert.deepEqual(findTraces(kept, [digits(phone)]), []);
    const log = traces.filter(({ where }) => where.includes("Voice Jobs"));
    assert.ok(log.length > 0 && log.some(({ text }) => text.includes("401")), "the log was searched, and errors were logged");
    const sealed = traces.filter(({ where }) => where.startsWith("localStorage"));
    assert.ok(
      sealed.some(({ text }) => text.length > 100),
      "the sealed secrets were searched",
    );
  });
});

/** A cloud that refuses every request and says all that was in it. */
async function quoteEverything(): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      response.writeHead(401, { "content-type": "application/json" });
      const said = `${request.method} ${request.url} ${JSON.stringify(request.headers)} ${Buffer.concat(chunks).toString()}`;
      response.end(JSON.stringify({ error_code: "APIGW.0301", error_msg: `Incorrect IAM authentication information: ${said}` }));
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return server;
}
