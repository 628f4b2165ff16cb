// What becomes of a connection: it is changed, copied to another place and put in order, it outlives its key, and state that others wrote.
import { strict as assert } from "node:assert";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { type DemoEditor, east, north, openDemoEditor } from "../setup/demoEditor";
import { changeStored, type StoredState } from "../setup/stored";
import { totalsOf } from "../steps/groups";
import { alibabaAnswers, atQuestion, give, huaweiAnswers, untilClosed, walk } from "../steps/typing";

const copy = "Studio Copy";

describe("life of a connection", () => {
  let cloud: DemoCloud;
  /** Where the copy leads: another address of the same vendor, with other jobs. */
  let elsewhere: DemoCloud;
  let editor: DemoEditor;
  let workbench: Workbench;
  let tree: Tree;

  before(async () => {
    elsewhere = await startDemo({ moving: false, jobs: { huawei: 1, alibaba: 3 } });
    editor = await openDemoEditor({ huawei: 1, alibaba: 1 });
    ({ cloud, workbench, tree } = editor);
  });
  after(async () => {
    await closeEditor(workbench);
    await cloud.close();
    await elsewhere.close();
  });

  const message = (expected: RegExp) => eventually(async () => assert.match(await workbench.quickInput.message(), expected));
  const value = (expected: string) => eventually(async () => assert.equal(await workbench.quickInput.value(), expected));
  const names = async () =>
    (await tree.items()).filter(({ level, label }) => level === 1 && label !== "Needs me").map(({ label }) => label);
  /** The connection shows so many jobs, and nothing is wrong with it. */
  const untilJobs = async (name: string, jobs: number) => {
    await eventually(async () =>
      assert.equal(
        Object.values(await totalsOf(tree, name)).reduce((sum, count) => sum + count, 0),
        jobs,
        name,
      ),
    );
    await tree.row(new RegExp(`“${name}”`)).waitFor({ state: "detached" });
  };
  const reload = async () => {
    await workbench.reload();
    tree = await workbench.openView();
  };
  const untilRefreshed = async (name: string, { control }: DemoCloud) => {
    control.clearRequests();
    await tree.pressInline(name, "Refresh");
    await eventually(() => assert.ok(control.requests.some(({ status }) => status === 200)));
  };

  it("lets values be changed: impossible ones are refused at once, a wrong one is named in its row, from where it is put right", async () => {
    const { otherProject, projectId } = cloud.huawei;
    const edit = "Edit Connection";
    await tree.pickFromMenu(north, "Edit Connection…");
    await walk(workbench, edit, [], /^Project ID/);
    await value(projectId);
    await give(workbench, { type: "no.project" });
    await message(/^Project ID: Use letters, digits, hyphens and underscores only\./);
    await give(workbench, { type: otherProject.id });
    await walk(workbench, edit, [], /^Name/);
    await give(workbench, { type: " " });
    await message(/^Name: A value is needed here\./);
    await give(workbench, { type: north });
    await walk(workbench, edit, []);
    await untilClosed(workbench);
    const wrong = /project ID of “Studio North” does not belong to this account and region/;
    await tree.row(wrong).waitFor();
    await tree.click(wrong);
    await walk(workbench, edit, [], /^Project ID/);
    await value(otherProject.id);
    cloud.control.clearRequests();
    await give(workbench, { type: projectId });
    await walk(workbench, edit, []);
    await untilClosed(workbench);
    await untilJobs(north, 1);
    await eventually(() => {
      const lists = cloud.control.requests.filter(({ operation }) => operation === "ListVoiceTrainingJob");
      assert.ok(lists.length > 0 && lists.every(({ path, status }) => path.includes(projectId) && status === 200));
    });
  });

  it("lets it be copied to another place, with a key of its own", async () => {
    const duplicate = "Duplicate Connection";
    await tree.pickFromMenu(east, "Duplicate Connection…");
    await atQuestion(workbench, duplicate, /Where are the jobs/);
    await walk(workbench, duplicate, alibabaAnswers(elsewhere, copy));
    await untilClosed(workbench);
    await untilJobs(copy, 3);
    await untilJobs(east, 1);
    await tree.pickFromMenu(east, "Remove Connection…");
    await workbench.dialog.press("Remove");
    await tree.row(east).waitFor({ state: "detached" });
    await untilRefreshed(copy, elsewhere);
    await untilJobs(copy, 3);
    await tree.pickFromMenu(copy, "Duplicate Connection…");
    await walk(workbench, duplicate, alibabaAnswers(cloud, east));
    await untilClosed(workbench);
    await untilJobs(east, 1);
  });

  it("lets it be moved up and down, no further than the ends, and keeps the order after a reload", async () => {
    const untilOrder = (...expected: string[]) => eventually(async () => assert.deepEqual(await names(), expected));
    await untilOrder(north, copy, east);
    await tree.pickFromMenu(east, "Move Connection Up");
    await untilOrder(north, east, copy);
    await tree.pickFromMenu(north, "Move Connection Down");
    await untilOrder(east, north, copy);
    await tree.pickFromMenu(east, "Move Connection Up");
    await tree.pickFromMenu(copy, "Move Connection Down");
    await tree.pickFromMenu(north, "Move Connection Down");
    await untilOrder(east, copy, north);
    await reload();
    await untilOrder(east, copy, north);
    await untilJobs(copy, 3);
    await untilJobs(north, 1);
  });

  it("survives that all keys are removed: each says so, and is asked for its key once, from its row", async () => {
    const command = "Voice Jobs: Remove All Keys…";
    const lost = (name: string) => new RegExp(`key of “${name}” is not stored on this computer`);
    const all = [east, copy, north];
    await workbench.runCommand(command);
    assert.match(await workbench.dialog.text(), /Remove the keys of all connections.+\s+The connections stay and ask/);
    await workbench.dialog.press("Cancel");
    await untilRefreshed(east, cloud);
    await untilJobs(east, 1);
    await workbench.runCommand(command);
    await workbench.dialog.press("Remove All Keys");
    for (const name of all) await tree.row(lost(name)).waitFor();
    // What was on its way has arrived.
    cloud.control.clearRequests();
    elsewhere.control.clearRequests();
    await tree.pressTitle("Refresh");
    await eventually(async () => assert.deepEqual(await names(), all));
    await reload();
    for (const name of all) await tree.row(lost(name)).waitFor();
    assert.equal(cloud.control.requests.length + elsewhere.control.requests.length, 0, "nothing is sent without a key");
    assert.equal(await workbench.quickInput.box.count(), 0, "nobody is asked who did not ask");
    assert.deepEqual(await workbench.notifications.texts(), []);
    await tree.click(lost(north));
    await walk(workbench, `Replace Key of ${north}`, huaweiAnswers(cloud, north));
    await untilClosed(workbench);
    await untilJobs(north, 1);
    for (const name of [east, copy]) await tree.row(lost(name)).waitFor();
    await tree.click(lost(copy));
    await walk(workbench, `Replace Key of ${copy}`, alibabaAnswers(elsewhere, copy));
    await untilClosed(workbench);
    await untilJobs(copy, 3);
    await reload();
    await untilJobs(north, 1);
    await untilJobs(copy, 3);
    // The others are not asked for again.
    await tree.row(lost(east)).waitFor();
  });

  it("survives entries of a newer version and damaged ones, and leaves them where they are", async () => {
    const strange = [
      null,
      { id: 7 },
      { id: "later", cloud: "a cloud of next year", name: "Later", region: "", credentialKind: "new" },
    ];
    await changeStored(workbench, (state) => ({
      ...state,
      connections: { version: 9, future: "kept", connections: [...strange, ...entriesOf(state)] },
    }));
    tree = await workbench.openView();
    await eventually(async () => assert.deepEqual(await names(), [east, copy, north]));
    await untilJobs(north, 1);
    await tree.pickFromMenu(north, "Rename Connection…");
    await workbench.quickInput.step("Rename Connection");
    await give(workbench, { type: "Renamed" });
    await untilClosed(workbench);
    await tree.row("Renamed").waitFor();
    await changeStored(workbench, (state) => {
      const { version, future } = state.connections as Record<string, unknown>;
      assert.deepEqual([version, future], [9, "kept"]);
      assert.deepEqual(entriesOf(state).slice(0, strange.length), strange);
      return { ...state, connections: "no book at all" };
    });
    tree = await workbench.openView();
    await tree.welcome.getByRole("button", { name: "Add Connection" }).waitFor();
  });
});

function entriesOf(state: StoredState): readonly unknown[] {
  const { connections } = state.connections as { readonly connections: readonly unknown[] };
  return connections;
}
