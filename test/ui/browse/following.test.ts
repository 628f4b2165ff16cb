// Polling jobs: asked for only while the view is seen, notified once, muted when unwanted, and watched ones told of in the background.
import { strict as assert } from "node:assert";
import { rm } from "node:fs/promises";
import { huawei } from "../../../src/clouds/huawei/index";
import { eventually, patience } from "../../host/workbench/eventually";
import { packagedExtension } from "../../host/workbench/session";
import { type DemoEditor, north, openDemoEditor } from "../setup/demoEditor";
import { focusWindow, letTimePass, ownTime, stateTeller } from "../steps/focus";

describe("following jobs", () => {
  let teller: string;
  let editor: DemoEditor;
  const seen = "Polled";
  const watched = "Watched";
  const other = "Other";

  before(async () => {
    teller = await stateTeller();
    const extensions = [packagedExtension(), teller];
    editor = await openDemoEditor({ huawei: 8, alibaba: 2 }, { extensions, preload: [ownTime] });
    const { cloud, tree } = editor;
    for (const voice_name of [seen, watched, other])
      cloud.control.add("huawei", { job_id: `0000-${voice_name}`, voice_name, state: "PROCESSING" });
    await tree.pressTitle("Refresh");
    await tree.expand("Training");
    await tree.row(watched).waitFor();
  });
  after(async () => {
    await editor.close();
    await rm(teller, { recursive: true, force: true });
  });

  const needPerson = () =>
    huawei.states
      .filter(({ phase }) => phase === "attention")
      .reduce((sum, { state }) => sum + editor.cloud.control.count("huawei", state), 0);
  /** How often the list of the connection was asked for. */
  const lists = () => editor.cloud.control.requests.filter(({ operation }) => operation === "ListVoiceTrainingJob").length;
  const untilFocused = async (hasFocus: boolean) => {
    await focusWindow(editor.workbench, hasFocus);
    await editor.workbench.statusBarItem(hasFocus ? "host: focused" : "host: not focused").waitFor();
  };

  it("shows on the view's icon how many jobs need the person, and what runs in the status bar", async () => {
    const { workbench, cloud } = editor;
    const count = needPerson();
    assert.ok(count > 0, "some do");
    const icon = workbench.page.locator(
      '.activitybar .action-item:has(.action-label[class*="workbench-view-extension-voiceJobs"])',
    );
    await eventually(async () => assert.equal(await icon.locator(".badge-content").innerText(), String(count)));
    const running = ["SPLITTING", "ANNOTATING", "PROCESSING", "UPLOADING"].reduce(
      (sum, state) => sum + cloud.control.count("huawei", state),
      ["AudioDetecting", "Training"].reduce((sum, state) => sum + cloud.control.count("alibaba", state), 0),
    );
    await workbench.statusBarItem(`${running} running · ${count} need`).waitFor();
  });

  it("marks a job that is watched", async () => {
    const { tree } = editor;
    await tree.pickFromMenu(watched, "Watch Job");
    await eventually(async () => {
      const row = (await tree.items()).find(({ label }) => label === watched);
      assert.match(row?.description ?? "", /watched/);
    });
    await eventually(async () => assert.ok((await tree.menuOf(watched)).includes("Stop Watching")));
    await tree.pickFromMenu(watched, "Stop Watching");
    await eventually(async () => assert.ok(!(await tree.items()).some(({ description }) => description.includes("watched"))));
  });

  it("asks by itself while the view is seen", async () => {
    const { cloud, workbench } = editor;
    cloud.control.clearRequests();
    await letTimePass(workbench);
    await eventually(() => assert.ok(lists() > 0));
  });

  it("asks nothing while the window has no focus, and once at once when it is looked at again", async () => {
    const { cloud, workbench } = editor;
    await untilFocused(false);
    // What was asked for before may still be on its way.
    await eventually(() => {
      const before = cloud.control.requests.length;
      cloud.control.clearRequests();
      assert.equal(before, 0);
    });
    cloud.control.move("huawei", `0000-${seen}`, "SUCCEED");
    await letTimePass(workbench);
    assert.deepEqual(cloud.control.requests, []);
    await untilFocused(true);
    await workbench.notifications.see(`“${seen}” in ${north} is finished`, undefined, async () => {
      assert.equal(await workbench.notifications.toast(seen).count(), 1, "one notice");
    });
    assert.equal(lists(), 1);
  });

  it("lets a person mute the job in its notice, and names it among what is muted", async () => {
    const { workbench, cloud, tree } = editor;
    await workbench.notifications.press(`“${seen}”`, "Mute…");
    await workbench.quickInput.pick(`Everything about “${seen}”`);
    await workbench.runCommand("Voice Jobs: Muted Notifications…");
    await workbench.quickInput.row(`Everything about “${seen}”`).waitFor();
    await workbench.quickInput.cancel();
    for (const name of [seen, other]) cloud.control.move("huawei", `0000-${name}`, "FAILED");
    await tree.pressTitle("Refresh");
    // Of two jobs that failed at once the other one alone is told of.
    await workbench.notifications.see(`“${other}” in ${north} has failed`);
  });

  it("tells of a watched job while the side bar is hidden, after a restart, and asks for no other", async () => {
    // A window that is cut off before it gives its watch away is missed only after a while.
    const { workbench, cloud, tree } = editor;
    await tree.pickFromMenu(watched, "Watch Job");
    await eventually(async () => assert.ok((await tree.items()).some(({ description }) => description.includes("watched"))));
    await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
    await tree.part.waitFor({ state: "hidden" });
    cloud.control.clearRequests();
    cloud.control.move("huawei", `0000-${watched}`, "FAILED");
    await workbench.reload();
    await workbench.notifications.see(`“${watched}” in ${north} has failed`, 2 * patience);
    assert.deepEqual(
      cloud.control.requests.map(({ path }) => path.includes(`0000-${watched}`)),
      [true],
    );
  });
});
