// What the panel says about a state and a failure: what it means, what to do in order, the cloud's own words, and how long it usually takes.
import { strict as assert } from "node:assert";
import type { FrameLocator } from "playwright-core";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, openDemoEditor } from "../setup/demoEditor";

const hour = 3600;

describe("advice", () => {
  let editor: DemoEditor;
  let now: number;
  const done: string[] = [];

  before(async () => {
    editor = await openDemoEditor({ huawei: 10, alibaba: 3 });
    now = Math.floor(Date.now() / 1000);
    const { control } = editor.cloud;
    const failure = { job_failed_code: "MSS.00000003", job_failed_reason: "invalid tag <b>LIVE</b>" };
    control.add("huawei", { voice_name: "Went wrong", job_type: "BASIC", state: "FAILED", ...failure });
    control.add("huawei", { voice_name: "Patient", state: "AUDITING", lastupdate_time: now - 20 * hour });
    for (const hours of [9, 8, 7]) {
      const job = control.add("huawei", { voice_name: `Quick ${hours}`, state: "AUDITING", lastupdate_time: now - hours * hour });
      done.push(String(job.job_id));
    }
    await editor.tree.pressTitle("Refresh");
    await editor.tree.expand("Failed");
    await editor.tree.expand("Manual review");
    await editor.tree.row("Quick 7").waitFor();
    await editor.tree.row("Went wrong").waitFor();
  });
  after(() => editor?.close());

  const open = async (name: string): Promise<FrameLocator> => {
    const { tree, workbench } = editor;
    await tree.click(name);
    await workbench.webview.getByRole("heading", { name, level: 1 }).waitFor();
    return workbench.webview;
  };

  it("gives steps as a numbered list, causes and requirements behind their names, and the cloud's words as they are", async () => {
    const panel = await open("Went wrong");
    const block = panel.getByRole("region", { name: "What to do" });
    const steps = block.getByRole("list", { name: "Step by step" });
    await steps.waitFor();
    assert.equal(await steps.evaluate((list) => list.tagName), "OL");
    assert.ok((await steps.getByRole("listitem").count()) >= 3);
    const reason = panel.getByRole("region", { name: "Message from Huawei Cloud MetaStudio" });
    assert.equal(await reason.locator("blockquote").innerText(), "invalid tag <b>LIVE</b>");
    const places = await Promise.all([reason, block].map(async (each) => (await each.boundingBox())?.y ?? 0));
    assert.ok(places[0]! < places[1]!, "the reason stands first");
    await block.getByRole("button", { name: "Copy Code" }).waitFor({ state: "attached" });
    const needs = block.getByRole("list", { name: "Recording requirements" });
    assert.equal(await needs.isVisible(), false);
    await block.locator("summary", { hasText: "Recording requirements" }).focus();
    await editor.workbench.page.keyboard.press("Enter");
    await needs.waitFor();
    const text = await needs.innerText();
    assert.match(text, /named 0 to 19/);
    assert.doesNotMatch(text, /named 0 to 99/, "that is another type's");
  });

  it("tells how long jobs of the connection usually take, once enough were seen, and when one takes far longer", async () => {
    const { control } = editor.cloud;
    const panel = await open("Patient");
    const block = panel.getByRole("region", { name: "What happens now" });
    await block.getByText("has not been observed yet").waitFor();
    await block.getByText("This job: 20 hours so far.").waitFor();
    for (const id of done) control.change("huawei", id, { state: "WAITING_SPLIT", lastupdate_time: now - 6 * hour });
    await editor.tree.pressTitle("Refresh");
    await eventually(async () => assert.equal(await editor.tree.row("Waiting for splitting").count(), 1));
    const other = await open("Went wrong");
    await other.getByRole("region", { name: "What to do" }).waitFor();
    await open("Patient");
    await eventually(async () => {
      assert.match(await block.innerText(), /usually 1–3 hours \(observed 3 times\)\.\s+This job: 20 hours so far\./);
    });
    await block.getByText("longer than any observed so far: the longest took 3 hours").waitFor();
  });
});
