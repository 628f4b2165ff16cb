// The first minute: the walkthrough opens from the empty view, and its five steps are done by doing them.
import { strict as assert } from "node:assert";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { tall } from "../setup/demoEditor";
import { addConnection, alibabaAnswers, huaweiAnswers, openSubmit, typeConnection, walk } from "../steps/typing";

const own = "My Studio";

describe("walkthrough", () => {
  let cloud: DemoCloud;
  let workbench: Workbench;
  let tree: Tree;

  before(async () => {
    cloud = await startDemo({ moving: false, jobs: { huawei: 6, alibaba: 0 } });
    // In a narrow window the newest editor shows no pictures.
    workbench = await openEditor({ viewport: { ...tall, width: 1600 } });
    tree = await workbench.openView();
  });
  after(async () => {
    await closeEditor(workbench);
    await cloud.close();
  });

  const part = () => workbench.page.locator(".gettingStartedContainer").filter({ visible: true });
  const steps = () => part().locator("button.getting-started-step");
  /** Names of the steps that are ticked, once they are these. */
  const seeDone = async (...names: readonly string[]) =>
    eventually(async () => {
      const shown = await steps().evaluateAll((all) => all.map((step) => [step.getAttribute("data-step-id"), step.ariaChecked]));
      assert.equal(shown.length, 5);
      const done = shown.flatMap(([id, isDone]) => (isDone === "true" ? [id?.split("#").at(-1)] : []));
      assert.deepEqual(done, names);
    });

  it("opens from the empty view with nothing done, beside a picture in the colours of the theme", async () => {
    await tree.welcome.getByText("Get Started", { exact: true }).click();
    await seeDone();
    const picture = workbench.webview.locator("svg").first();
    await picture.getByText("Demo Huawei").waitFor();
    const shown = await picture
      .locator("rect")
      .first()
      .evaluate((box) => getComputedStyle(box).fill);
    assert.match(shown, /^rgb\(\d+, \d+, \d+\)$/);
  });

  it("ticks demo jobs once there are some, and nothing else", async () => {
    await steps().first().getByRole("button", { name: "Try with Demo Data" }).click();
    await tree.row("Demo Huawei").waitFor();
    await seeDone("demo");
  });

  it("ticks a connection once it is saved, not when its questions are opened", async () => {
    await workbench.runQuestion("Voice Jobs: Add Connection…", addConnection);
    await workbench.quickInput.cancel();
    await seeDone("demo");
    await typeConnection(workbench, huaweiAnswers(cloud, own));
    await seeDone("demo", "connect");
  });

  it("ticks browsing and details when a job is clicked, and a submit when the cloud took it", async () => {
    const draft = cloud.control.add("huawei", { voice_name: "First voice", state: "CREATING", language: "CN", sex: "MALE" });
    for (const name of ["Demo Huawei", "Demo Alibaba"]) await tree.collapse(name);
    await tree.pressInline(own, "Refresh");
    await tree.expand("Not submitted");
    await tree.click("First voice");
    await workbench.webview.getByRole("heading", { name: "First voice", level: 1 }).waitFor();
    await openSubmit(workbench, tree, "First voice", draft.job_id);
    await walk(workbench, "Submit", []);
    await workbench.dialog.press("Submit");
    await workbench.notifications.see("was submitted");
    await workbench.runCommand("Voice Jobs: Get Started");
    await seeDone("demo", "connect", "browse", "details", "submit");
  });

  it("is followed by a connection without jobs that says what can be done about it, and does so on a click", async () => {
    await typeConnection(workbench, alibabaAnswers(cloud, "New Studio"));
    await tree.row("No jobs yet").waitFor();
    const row = (await tree.items()).find(({ label }) => label === "No jobs yet");
    assert.equal(row?.description, "Create Job…");
    await tree.click("No jobs yet");
    await eventually(async () => assert.match(await workbench.quickInput.title(), /^Create Job in “New Studio”/));
    await workbench.quickInput.cancel();
  });

  it("has a log that begins with the versions that its reader asks for", async () => {
    await workbench.runCommand("Voice Jobs: Show Log");
    const panel = workbench.page.locator(".part.panel .view-line");
    await eventually(async () =>
      assert.match(
        (await panel.allTextContents()).join("\n").replaceAll("\u00a0", " "),
        /\[info\] Voice Jobs \d+\.\d+\.\d+ · .+ · \w+/,
      ),
    );
  });
});
