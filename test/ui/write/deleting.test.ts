// Deleting jobs as a person does: from a row, by the key, several at once, and what an open panel then says.
import { strict as assert } from "node:assert";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, east, north, openDemoEditor } from "../setup/demoEditor";
import { totalsOf } from "../steps/groups";

describe("deleting", () => {
  let editor: DemoEditor;
  let training: Job;
  let drafts: readonly Job[];
  let listening: Job;

  before(async () => {
    editor = await openDemoEditor({ huawei: 20, alibaba: 10 });
    const { control } = editor.cloud;
    training = control.add("huawei", { voice_name: "Training of the test", state: "PROCESSING" });
    drafts = ["Draft A", "Draft B", "Draft C"].map((voice_name) => control.add("huawei", { voice_name, state: "CREATING" }));
    listening = control.add("alibaba", { VoiceName: "Listening of the test", Status: "AudioDetecting" });
    await editor.tree.pressTitle("Refresh");
  });
  after(() => editor?.close());

  const isThere = (job: Job) =>
    editor.cloud.control.job(job.job_id ? "huawei" : "alibaba", String(job.job_id ?? job.JobId)) !== undefined;
  const deletes = () => editor.cloud.control.requests.filter(({ operation }) => operation.startsWith("Delete")).length;

  it("asks first, naming the job, what is lost and what is not known, and does nothing on Cancel", async () => {
    const { tree, workbench } = editor;
    await tree.expand("Training");
    await tree.click("Training of the test");
    await workbench.webview.getByRole("heading", { name: "Training of the test", level: 1 }).waitFor();
    await workbench.webview.getByRole("button", { name: "Delete…" }).click();
    const asked = await workbench.dialog.text();
    for (const named of ["Training of the test", String(training.job_id), north, "in progress", "gone for good", "do not say"]) {
      assert.ok(asked.includes(named), `the modal does not say ${named}:\n${asked}`);
    }
    await workbench.dialog.press("Cancel");
    assert.deepEqual([isThere(training), deletes()], [true, 0]);
  });

  it("keeps the job on Enter", async () => {
    const { workbench } = editor;
    await workbench.webview.getByRole("button", { name: "Delete…" }).click();
    const first = workbench.dialog.box.getByRole("button", { name: "Keep", exact: true });
    await eventually(async (short) =>
      assert.ok(await first.evaluate((each) => each.matches(":focus"), undefined, { timeout: short })),
    );
    await workbench.page.keyboard.press("Enter");
    await workbench.dialog.box.waitFor({ state: "detached" });
    assert.deepEqual([isThere(training), deletes()], [true, 0]);
  });

  it("deletes what was confirmed once; its row goes, and the open panel says so", async () => {
    const { tree, workbench } = editor;
    const before = await totalsOf(tree, north);
    await workbench.webview.getByRole("button", { name: "Delete…" }).click();
    await workbench.dialog.press("Delete");
    await workbench.notifications.see("“Training of the test” was deleted");
    await workbench.webview.locator("p", { hasText: "This job was deleted" }).waitFor();
    await workbench.webview.getByRole("button", { name: "Delete…" }).waitFor({ state: "detached" });
    await tree.row("Training of the test").waitFor({ state: "detached" });
    assert.deepEqual([isThere(training), deletes()], [false, 1]);
    await eventually(async () => assert.equal((await totalsOf(tree, north)).Training ?? 0, (before.Training ?? 0) - 1));
  });

  it("deletes several selected jobs by the key, after one question that lists them", async () => {
    const { tree, workbench } = editor;
    await tree.expand("Not submitted");
    // With the key for one more: a click alone would open a job.
    await eventually(async (short) => {
      for (const { voice_name } of drafts) {
        const row = tree.row(String(voice_name));
        if ((await row.getAttribute("aria-selected")) !== "true") await row.click({ modifiers: ["Control"], timeout: short });
        assert.equal(await row.getAttribute("aria-selected"), "true");
      }
      await workbench.page.keyboard.press("Delete");
      await workbench.dialog.box.waitFor({ timeout: short });
    });
    const asked = await workbench.dialog.text();
    for (const { voice_name, job_id } of drafts) assert.ok(asked.includes(`${voice_name} · ${job_id}`), asked);
    await workbench.dialog.press("Delete 3 Jobs");
    await workbench.notifications.see("3 jobs were deleted");
    assert.deepEqual(drafts.map(isThere), [false, false, false]);
    assert.equal(deletes(), 4);
  });

  it("tells which right is missing where the other cloud refuses, and the job stays", async () => {
    const { tree, workbench, cloud } = editor;
    const body = { Code: "NoPermission", Message: "denied", RequestId: "REQUEST-4711" };
    cloud.control.faults.add({ operation: "DeleteCustomizedVoiceJob", act: { kind: "answer", status: 403, body } });
    await tree.expand("Checking audio");
    await tree.pickFromMenu("Listening of the test", "Delete Job…");
    assert.ok((await workbench.dialog.text()).includes(east));
    await workbench.dialog.press("Delete");
    await workbench.notifications.see("ice:DeleteCustomizedVoiceJob");
    await workbench.notifications.see("REQUEST-4711");
    assert.ok(isThere(listening));
    await tree.row("Listening of the test").waitFor();
  });
});
