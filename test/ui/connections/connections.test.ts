// Connections from the person's side: typed step by step, tried before they are saved, changed, lost and removed.
import { strict as assert } from "node:assert";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import { collectTraces, findTraces } from "../../host/workbench/traces";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { east, north, tall } from "../setup/demoEditor";
import { totalsOf } from "../steps/groups";
import { type Answers, addConnection, alibabaAnswers, atQuestion, give, huaweiAnswers, untilClosed, walk } from "../steps/typing";

describe("connections", () => {
  let cloud: DemoCloud;
  let workbench: Workbench;
  let tree: Tree;

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: 30, alibaba: 20 } });
    workbench = await openEditor({ viewport: tall });
    tree = await workbench.openView();
  });
  after(async () => {
    await closeEditor(workbench);
    await cloud.close();
  });

  const message = (expected: RegExp) => eventually(async () => assert.match(await workbench.quickInput.message(), expected));

  const value = (expected: string) => eventually(async () => assert.equal(await workbench.quickInput.value(), expected));

  const completed = () => cloud.control.count("alibaba", "Success");

  it("keeps what was typed when the person goes back, and tries the key before anything is saved", async () => {
    const { quickInput } = workbench;
    await tree.welcome.getByRole("button", { name: "Add Connection" }).click();
    const answers = huaweiAnswers(cloud, north);
    const back = async (question: RegExp) => {
      while (!question.test(await quickInput.message())) {
        const before = await quickInput.title();
        await quickInput.pressButton("Back");
        await eventually(async () => assert.notEqual(await quickInput.title(), before));
      }
    };
    await walk(workbench, addConnection, answers, /^Name/);
    await back(/^Project ID/);
    await value(cloud.huawei.projectId);
    await back(/^Endpoint/);
    await value(cloud.huawei.endpoint);
    await walk(workbench, addConnection, answers, /^Access key ID/);
    assert.equal(await quickInput.isMasked(), false, "an access key id is no secret");
    // On from here: the key is tried before anything is saved, and the person hears what is wrong with it.
    await walk(workbench, addConnection, answers, /^Secret access key/);
    await eventually(async () => assert.equal(await quickInput.isMasked(), true));
    await quickInput.type("a-secret-of-nobody");
    // Impatient: the second one comes while the key is being tried.
    const { keyboard } = workbench.page;
    await Promise.all([keyboard.press("Enter"), keyboard.press("Enter"), keyboard.press("Enter")]);
    await message(/^Secret access key \(SK\): .*did not accept the secret/);
    assert.ok(await tree.welcome.isVisible(), "nothing is saved");
    assert.deepEqual(findTraces(await collectTraces([workbench]), ["a-secret-of-nobody"]), []);
    // The cloud does not know the key: that is said where its ID is.
    await back(/^Access key ID/);
    await give(workbench, { type: "DEMO-FAKE-HUAWEI-GONE-AK" });
    await atQuestion(workbench, addConnection, /^Secret access key/);
    await give(workbench, { type: cloud.huawei.secretAccessKey });
    await message(/^Access key ID \(AK\): .*does not know the key/);
    await value("DEMO-FAKE-HUAWEI-GONE-AK");
    await give(workbench, { type: cloud.huawei.accessKeyId });
    await atQuestion(workbench, addConnection, /^Secret access key/);
    await walk(workbench, addConnection, answers);
    await untilClosed(workbench);
    const created = cloud.control.count("huawei", "CREATING");
    await eventually(async () => assert.equal((await totalsOf(tree, north))["Not submitted"], created));
    await eventually(async () =>
      assert.equal(await tree.row(north).getAttribute("aria-selected"), "true", "its rows are in sight"),
    );
  });

  it("refuses an address that is neither https nor this computer, and values that cannot be sent", async () => {
    await workbench.runCommand("Voice Jobs: Add Connection…");
    const answers = alibabaAnswers(cloud, east);
    await walk(workbench, addConnection, answers, /^Endpoint/);
    for (const [address, expected] of [
      ["http://voice.example", /must begin with https/],
      ["ftp://127.0.0.1", /must begin with https/],
      ["https://voice.example/path", /without a path/],
      ["", /A value is needed/],
    ] as const) {
      await give(workbench, { type: address });
      await message(expected);
    }
    await give(workbench, { type: cloud.alibaba.endpoint });
    await atQuestion(workbench, addConnection, /^Name/);
    await walk(workbench, addConnection, answers);
    await untilClosed(workbench);
    await eventually(async () => assert.equal((await totalsOf(tree, east)).Completed, completed()));
  });

  it("changes the name of a connection and keeps its key", async () => {
    await tree.pickFromMenu(east, "Edit Connection…");
    const answers = alibabaAnswers(cloud, "Renamed East");
    await walk(workbench, "Edit Connection", [], /^Endpoint/);
    await value(cloud.alibaba.endpoint);
    await workbench.quickInput.pressButton("Back");
    await atQuestion(workbench, "Edit Connection", /^Save, or/);
    await walk(workbench, "Edit Connection", answers);
    await untilClosed(workbench);
    await tree.row(east).waitFor({ state: "detached" });
    await eventually(async () => assert.equal((await totalsOf(tree, "Renamed East")).Completed, completed()));
  });

  it("replaces a key, after trying the new one", async () => {
    await tree.pickFromMenu("Renamed East", "Replace Key…");
    const title = "Replace Key of Renamed East";
    const { sts } = cloud.alibaba;
    const answers = (token: string): Answers => [
      [/How do you sign in/, { pick: "Temporary access key" }],
      [/^AccessKey ID/, { type: sts.accessKeyId }],
      [/^AccessKey secret/, { type: sts.accessKeySecret }],
      [/^Security token/, { type: token }],
    ];
    await walk(workbench, title, answers("a-token-of-nobody"));
    await message(/^Security token: .*did not accept .+ of “Renamed East”/);
    await give(workbench, { type: sts.securityToken });
    await untilClosed(workbench);
    cloud.control.clearRequests();
    await tree.pressInline("Renamed East", "Refresh");
    const isAnswered = () => cloud.control.requests.some((request) => request.cloud === "alibaba" && request.status === 200);
    await eventually(() => assert.ok(isAnswered()));
  });

  it("still works after a reload", async () => {
    await workbench.reload();
    tree = await workbench.openView();
    await eventually(async () => {
      assert.equal((await totalsOf(tree, north))["Not submitted"], cloud.control.count("huawei", "CREATING"));
      assert.equal((await totalsOf(tree, "Renamed East")).Completed, cloud.control.count("alibaba", "Success"));
    });
  });

  it("removes a connection after asking, with its key", async () => {
    await tree.pickFromMenu("Renamed East", "Remove Connection…");
    assert.match(await workbench.dialog.text(), /Remove the connection “Renamed East”\?\s+Its key is deleted/);
    await workbench.dialog.press("Cancel");
    await tree.row("Renamed East").waitFor();
    await tree.pickFromMenu("Renamed East", "Remove Connection…");
    await workbench.dialog.press("Remove");
    await tree.row("Renamed East").waitFor({ state: "detached" });
    await tree.row(north).waitFor();
  });

  it("keeps a connection whose key the editor has lost, says so in a row, and asks for the key again", async () => {
    const context = workbench.page.context();
    await context.unroute("**/mint-key");
    // Another half of the key with which the workbench seals secrets: it drops what it cannot open.
    await context.route("**/mint-key", (route) => route.fulfill({ body: Buffer.alloc(32, 8) }));
    await workbench.reload();
    tree = await workbench.openView();
    const error = /key of “Studio North” is not stored on this computer/;
    await tree.row(error).waitFor();
    await tree.click(error);
    await walk(workbench, `Replace Key of ${north}`, huaweiAnswers(cloud, north));
    await untilClosed(workbench);
    await tree.row(error).waitFor({ state: "detached" });
    const created = cloud.control.count("huawei", "CREATING");
    await eventually(async () => assert.equal((await totalsOf(tree, north))["Not submitted"], created));
  });
});
