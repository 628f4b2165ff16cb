// Connections from the person's side: typed step by step, tried before they are saved, changed, lost and removed.
import { strict as assert } from "node:assert";
import { type DemoCloud, startDemo } from "../../src/demo";
import { eventually } from "../host/eventually";
import { closeEditor, openEditor } from "../host/session";
import { collectTraces, findTraces } from "../host/traces";
import type { Tree } from "../host/tree";
import type { Workbench } from "../host/workbench";
import { east, north, tall } from "./demoEditor";
import { totalsOf } from "./groups";
import { addConnection, alibabaAnswers, answer, atStep, give, huaweiAnswers, typeConnection, untilClosed } from "./typing";

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

  it("keeps what was typed when the person goes back", async () => {
    const { quickInput } = workbench;
    await tree.welcome.getByRole("button", { name: "Add Connection" }).click();
    const answers = huaweiAnswers(cloud, north);
    await answer(workbench, addConnection, answers.slice(0, 5));
    await atStep(workbench, addConnection, 6);
    await quickInput.type("Half a na");
    for (const step of [5, 4, 3]) {
      await quickInput.pressButton("Back");
      await atStep(workbench, addConnection, step);
    }
    assert.equal(await quickInput.value(), cloud.huawei.endpoint);
    await quickInput.accept();
    await atStep(workbench, addConnection, 4);
    assert.equal(await quickInput.value(), cloud.huawei.projectId);
    await quickInput.accept();
    await answer(workbench, addConnection, answers.slice(4, 7), 5);
    await atStep(workbench, addConnection, 8);
    assert.equal(await quickInput.isMasked(), false, "an access key id is no secret");
  });

  it("tries the key before anything is saved, and says what is wrong with it", async () => {
    const { quickInput } = workbench;
    await give(workbench, { type: cloud.huawei.accessKeyId });
    await atStep(workbench, addConnection, 9);
    assert.equal(await quickInput.isMasked(), true);
    await give(workbench, { type: "a-wrong-secret" });
    await atStep(workbench, addConnection, 10);
    assert.equal(await quickInput.isMasked(), true);
    await give(workbench, { type: "" });
    await message(/did not accept the secret/);
    assert.ok(await tree.welcome.isVisible(), "nothing is saved");
    assert.deepEqual(findTraces(await collectTraces([workbench]), ["a-wrong-secret"]), []);
    await quickInput.pressButton("Back");
    await answer(workbench, addConnection, [{ type: cloud.huawei.secretAccessKey }, { type: "" }], 9);
    await untilClosed(workbench);
    await eventually(async () =>
      assert.equal((await totalsOf(tree, north))["Not submitted"], cloud.control.count("huawei", "CREATING")),
    );
  });

  it("refuses an address that is neither https nor this computer, and values that cannot be sent", async () => {
    await workbench.runCommand("Voice Jobs: Add Connection…");
    const answers = alibabaAnswers(cloud, east);
    await answer(workbench, addConnection, answers.slice(0, 2));
    await atStep(workbench, addConnection, 3);
    for (const [address, expected] of [
      ["http://voice.example", /must begin with https/],
      ["ftp://127.0.0.1", /must begin with https/],
      ["https://voice.example/path", /without a path/],
      ["", /A value is needed/],
    ] as const) {
      await give(workbench, { type: address });
      await message(expected);
    }
    await answer(workbench, addConnection, answers.slice(2), 3);
    await untilClosed(workbench);
    await eventually(async () => assert.equal((await totalsOf(tree, east)).Completed, cloud.control.count("alibaba", "Success")));
  });

  it("changes the name of a connection and keeps its key", async () => {
    await tree.pickFromMenu(east, "Edit Connection…");
    const title = "Edit Connection";
    await atStep(workbench, title, 1);
    await give(workbench, { pick: "Another endpoint…" });
    await atStep(workbench, title, 2);
    assert.equal(await workbench.quickInput.value(), cloud.alibaba.endpoint);
    await workbench.quickInput.accept();
    await atStep(workbench, title, 3);
    assert.equal(await workbench.quickInput.value(), east);
    await give(workbench, { type: "Renamed East" });
    await untilClosed(workbench);
    await tree.row(east).waitFor({ state: "detached" });
    await eventually(async () =>
      assert.equal((await totalsOf(tree, "Renamed East")).Completed, cloud.control.count("alibaba", "Success")),
    );
  });

  it("replaces a key, after trying the new one", async () => {
    await tree.pickFromMenu("Renamed East", "Replace Key…");
    const title = "Replace Key of Renamed East";
    const { sts } = cloud.alibaba;
    await answer(workbench, title, [{ type: sts.accessKeyId }, { type: sts.accessKeySecret }, { type: "not-the-token" }]);
    await message(/token|key|secret/i);
    await workbench.quickInput.type(sts.securityToken);
    await workbench.quickInput.accept();
    await untilClosed(workbench);
    cloud.control.clearRequests();
    await tree.pressInline("Renamed East", "Refresh");
    await eventually(() =>
      assert.ok(cloud.control.requests.some((request) => request.cloud === "alibaba" && request.status === 200)),
    );
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
    assert.ok(await tree.row("Renamed East").isVisible());
    await tree.pickFromMenu("Renamed East", "Remove Connection…");
    await workbench.dialog.press("Remove");
    await tree.row("Renamed East").waitFor({ state: "detached" });
    assert.ok(await tree.row(north).isVisible());
  });
});

describe("a lost secret", () => {
  it("keeps the connection, says so in a row, and asks for the key again", async () => {
    const cloud = await startDemo({ moving: false, jobs: { huawei: 20, alibaba: 10 } });
    const workbench = await openEditor({ viewport: tall, forgetSecrets: true });
    await workbench.openView();
    await typeConnection(workbench, alibabaAnswers(cloud, east));
    await workbench.reload();
    const tree = await workbench.openView();
    const error = /credentials of “Studio East” are not stored on this computer/;
    await tree.row(error).waitFor();
    await tree.click(error);
    const { accessKeyId, accessKeySecret } = cloud.alibaba;
    const title = `Replace Key of ${east}`;
    await answer(workbench, title, [{ type: accessKeyId }, { type: accessKeySecret }, { type: "" }]);
    await untilClosed(workbench);
    await eventually(async () => assert.equal((await totalsOf(tree, east)).Completed, cloud.control.count("alibaba", "Success")));
    await tree.row(error).waitFor({ state: "detached" });
    await closeEditor(workbench);
    await cloud.close();
  });
});
