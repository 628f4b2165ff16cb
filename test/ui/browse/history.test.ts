// A person opens a job to learn why it is late or refused: the cloud's log and the reviews' words come with it, and what they cannot have is told quietly.
import { strict as assert } from "node:assert";
import type { FrameLocator } from "playwright-core";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, east, openDemoEditor } from "../setup/demoEditor";

const stories = new Set(["ListJobOperationLog", "ShowJobAuditResult"]);

describe("the story of a job", () => {
  let editor: DemoEditor;
  let refused: Job;
  let signed: Job;

  before(async () => {
    editor = await openDemoEditor({ huawei: 20, alibaba: 3 });
    const { control } = editor.cloud;
    const now = Math.floor(Date.now() / 1000);
    const times = { create_time: now - 90_000, lastupdate_time: now - 11_000, reject_times: 2 };
    const noise = { job_failed_code: "MSS.00042102", job_failed_reason: "Background noise (3.wav, 11.wav)." };
    refused = control.add("huawei", { voice_name: "Refused", state: "AUDIT_FAILED", ...times, ...noise });
    const letter = { job_failed_code: "MSS.00042101", job_failed_reason: "The letter is not signed." };
    signed = control.add("huawei", { voice_name: "Unsigned", state: "AUDIT_FAILED", ...times, ...letter });
    control.add("alibaba", { VoiceName: "Other cloud", Status: "AudioDetecting" });
    await editor.tree.pressTitle("Refresh");
    await editor.tree.row("Refused").waitFor();
  });
  after(() => editor?.close());

  const asked = () => editor.cloud.control.requests.filter(({ operation }) => stories.has(operation)).length;
  const lines = (panel: FrameLocator) => panel.locator(".timeline .event");

  it("comes with the panel that a person opens: what happened, who did it, and which recordings are wrong", async () => {
    const { tree, workbench, cloud } = editor;
    const { webview } = workbench;
    cloud.control.clearRequests();
    await tree.click("Refused");
    const review = webview.getByRole("region", { name: "System review" });
    await review.getByRole("row", { name: /^3\.wav .*MSS\.0004211\d 3\.txt$/ }).waitFor();
    assert.equal(await review.getByRole("row").count(), 3);
    await eventually(async () => assert.equal(await lines(webview).count(), 6));
    assert.match(
      await lines(webview).first().innerText(),
      /Review not passed\s+System\s+3h ago\s+after [\d.]+h\s+Background noise/,
    );
    assert.match(await lines(webview).last().innerText(), /Job created/);
    await webview.locator(".life").getByText("Sent back twice").waitFor();
    assert.match(await webview.locator(".life [aria-current]").innerText(), /for 3h/);
    assert.equal(asked(), 2);
  });

  it("has the reviewer's attachment behind a question that names its host, and nothing of its link before", async () => {
    const { tree, workbench } = editor;
    const { webview, dialog } = workbench;
    await tree.click("Unsigned");
    const review = webview.getByRole("region", { name: "Manual review" });
    await review.getByText("review-notes.pdf").waitFor();
    assert.doesNotMatch(await webview.locator("body").innerHTML(), /Signature|DEMO-FAKE-KEY/);
    const pages = workbench.page.context().pages().length;
    await review.getByRole("button", { name: "Open Attachment" }).click();
    const question = await dialog.text();
    assert.match(question, /Open a link to voice-demo\.obs\.cn-north-4\.example\?/);
    assert.ok(!question.includes("Signature"), "the host, not the link");
    await dialog.press("Cancel");
    assert.equal(workbench.page.context().pages().length, pages);
    await review.getByRole("button", { name: "Show Attachment" }).click();
    await review.getByText(/Signature=/).waitFor();
  });

  it("is not asked for again as long as the job does not change, and follows it when it does", async () => {
    const { workbench, cloud, tree } = editor;
    const { webview } = workbench;
    cloud.control.clearRequests();
    await webview.getByRole("button", { name: "Refresh" }).click();
    const reads = () => cloud.control.requests.filter(({ operation }) => operation === "ShowVoiceTrainingJob").length;
    await eventually(() => assert.equal(reads(), 1));
    await webview.locator("vscode-progress-bar").waitFor({ state: "detached" });
    assert.equal(asked(), 0);
    cloud.control.move("huawei", String(signed.job_id), "SYSTEM_AUDITING");
    await tree.pressTitle("Refresh");
    await lines(webview).first().filter({ hasText: "Job submitted" }).waitFor();
    await webview.getByRole("region", { name: "Manual review" }).waitFor({ state: "detached" });
    await eventually(() => assert.equal(asked(), 2));
  });

  it("tells in one quiet line what the cloud does not give out, and reads it when asked", async () => {
    const { workbench, cloud, tree } = editor;
    const { webview } = workbench;
    const body = { error_code: "APIGW.0101", error_msg: "The API does not exist" };
    cloud.control.faults.add({ cloud: "huawei", operation: "ListJobOperationLog", act: { kind: "answer", status: 404, body } });
    const odd = cloud.control.add("huawei", { voice_name: "Silent", state: "AUDIT_FAILED", job_failed_code: "MSS.00042102" });
    await tree.pressTitle("Refresh");
    await tree.click("Silent");
    const timeline = webview.locator(".timeline");
    await timeline.getByText("Operation log: not read. The cloud does not provide it").waitFor();
    await webview.getByRole("region", { name: "System review" }).waitFor();
    assert.equal(await webview.locator(".banner").count(), 0, "the job itself was read");
    await timeline.getByRole("button", { name: "Try Again" }).click();
    await lines(webview).first().filter({ hasText: "Review not passed" }).waitFor();
    await timeline.getByRole("button").first().waitFor({ state: "detached" });
    assert.ok(odd.job_id);
  });

  it("is as good without a log: a cloud that tells none is asked for none", async () => {
    const { workbench, cloud, tree } = editor;
    const { webview } = workbench;
    cloud.control.clearRequests();
    await tree.expand(east);
    await tree.expand("Checking audio");
    await tree.click("Other cloud");
    await webview.getByRole("heading", { name: "Other cloud", level: 1 }).waitFor();
    await lines(webview).filter({ hasText: "Created" }).waitFor();
    await lines(webview).filter({ hasText: "State: Checking audio" }).getByText("Seen by Voice Jobs").waitFor();
    assert.equal(await webview.locator(".timeline").getByRole("button").count(), 0);
    assert.equal(asked(), 0);
  });

  it("is there again in a panel that the editor brings back, from memory; it is read when a person asks", async () => {
    const { workbench, cloud } = editor;
    await workbench.runCommand("View: Close All Editors");
    await editor.tree.click("Refused");
    await lines(workbench.webview).filter({ hasText: "Job created" }).waitFor();
    await workbench.runCommand("View: Show Explorer");
    cloud.control.clearRequests();
    await workbench.reload();
    const { webview } = workbench;
    const timeline = webview.locator(".timeline");
    await timeline.getByText("it has not been read since").waitFor();
    await lines(webview).filter({ hasText: "Job created" }).waitFor();
    await webview
      .getByRole("region", { name: "System review" })
      .getByRole("row", { name: /^3\.wav / })
      .waitFor();
    assert.equal(cloud.control.requests.length, 0);
    await timeline.getByRole("button", { name: "Read Now" }).click();
    await eventually(() => assert.equal(asked(), 2));
    await timeline.getByText("it has not been read since").waitFor({ state: "detached" });
    await lines(webview).filter({ hasText: "Job created" }).waitFor();
    assert.ok(refused.job_id);
  });
});
