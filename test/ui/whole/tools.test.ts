// What comes from outside: a model's submit stops at the person, once; links open jobs, and send nothing to a place that the person does not know.
import { strict as assert } from "node:assert";
import { tools } from "../../../src/contributions";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { closeMenu, focusMenuEntry } from "../../host/workbench/menu";
import { packagedExtension } from "../../host/workbench/session";
import { type Caller, makeCaller } from "../setup/caller";
import { type DemoEditor, openDemoEditor } from "../setup/demoEditor";
import { atQuestion, give, review, untilClosed } from "../steps/typing";

describe("tools and links", () => {
  let caller: Caller;
  let editor: DemoEditor;
  let proposed: Job;
  let linked: Job;
  let link: string;

  before(async () => {
    caller = await makeCaller();
    editor = await openDemoEditor({ huawei: 4, alibaba: 2 }, { extensions: [packagedExtension(), caller.folder] });
    await editor.workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const { control } = editor.cloud;
    const whole = { state: "AUDIT_FAILED", sex: "FEMALE", language: "CN", tag: undefined };
    proposed = control.add("huawei", { ...whole, voice_name: "Proposed of the test" });
    linked = control.add("huawei", { ...whole, voice_name: "Linked of the test" });
    await editor.tree.pressTitle("Refresh");
    await editor.tree.row("Linked of the test").waitFor({ state: "attached" });
  });
  after(async () => {
    await editor?.close();
    await caller.remove();
  });

  const id = () => String(proposed.job_id);
  const attempts = () => editor.cloud.control.submitAttempts(id());
  const askForSubmit = (values: object) => caller.ask({ tool: tools.submitJob, input: { job: id(), values } });
  const reviewed = async () => {
    const { workbench } = editor;
    await atQuestion(workbench, "Submit “Proposed of the test”", review);
    return (await workbench.quickInput.items()).map(({ label, description }) => `${label} | ${description}`);
  };
  /** As from a browser: the editor has made an address of the link that leads back to its own window. */
  const follow = async (address: string) => {
    const page = await editor.workbench.page.context().newPage();
    await page.goto(await caller.ask({ external: address }));
    await page.close();
  };

  it("a model's submit is before the person with every value, and their no ends it", async () => {
    const { workbench } = editor;
    const answer = askForSubmit({ tag: "NEWS" });
    await eventually(async () => assert.ok((await reviewed()).includes("Tag: News (NEWS) | new")));
    await give(workbench, { pick: "Submit…" });
    assert.match(await workbench.dialog.text(), /A language model asked for this submit\.[\s\S]*Tag: News \(NEWS\)/);
    await workbench.dialog.press("Cancel");
    assert.match(await answer, /did not agree\. Nothing was sent/);
    await untilClosed(workbench);
    assert.deepEqual([await workbench.dialog.box.count(), attempts()], [0, 0]);
  });

  it("a model's submit is sent once after the person's yes, and asked for again it is not", async () => {
    const { workbench, cloud } = editor;
    const answer = askForSubmit({ tag: "NEWS", description: "Warm" });
    await reviewed();
    await give(workbench, { pick: "Submit…" });
    await workbench.dialog.text();
    assert.equal(attempts(), 0);
    await workbench.dialog.press("Submit");
    assert.match(await answer, /^The user agreed, and the cloud accepted the job\./);
    const [body] = cloud.control.submitBodies(id()) as { tag?: string; description?: string }[];
    assert.deepEqual([attempts(), body?.tag, body?.description], [1, "NEWS", "Warm"]);
    assert.match(await askForSubmit({ tag: "NEWS" }), /^The job cannot be submitted in its current state/);
    assert.deepEqual([await workbench.dialog.box.count(), attempts()], [0, 1]);
  });

  it("a copied link names the job's place and id, and opens it from outside", async () => {
    const { workbench, cloud, tree } = editor;
    await tree.pickFromMenu("Linked of the test", "Copy Link");
    await eventually(async () => {
      link = await workbench.page.evaluate(() => navigator.clipboard.readText());
      const query = `cloud=huawei&region=own&project=${cloud.huawei.projectId}&id=${linked.job_id}`;
      assert.equal(link, `code-oss://voice-jobs.voice-training-jobs/job?${query}`);
    });
    assert.equal(await caller.ask({ open: link }), "true");
    await workbench.tab("Linked of the test").waitFor();
    await workbench.webview.getByRole("heading", { name: "Linked of the test" }).waitFor();
    assert.equal(cloud.control.submitAttempts(String(linked.job_id)), 0);
  });

  it("a job's page hands out the same link from its menu", async () => {
    const { page } = editor.workbench;
    await page.evaluate(() => navigator.clipboard.writeText("something else"));
    await eventually(async (short) => {
      await closeMenu(page);
      await page.locator(".editor-group-container.active .editor-actions .codicon-toolbar-more").click({ timeout: short });
      await focusMenuEntry(page, "Copy Link", short);
    });
    await page.keyboard.press("Enter");
    await eventually(async () => assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link));
  });

  it("a link to a place that the person does not have asks nothing before they say so", async () => {
    const { workbench, cloud } = editor;
    const elsewhere = link.replace(/region=[^&]+/, "region=cn-north-4").replace(/id=.*/, "id=0000-elsewhere");
    await follow(elsewhere);
    await workbench.notifications.see("none of your connections leads there");
    const asked = () => cloud.control.requests.filter(({ path }) => path.includes("0000-elsewhere")).length;
    assert.equal(asked(), 0);
    await workbench.notifications.press("none of your connections leads there", "Try Another Connection");
    await workbench.notifications.see("has no job 0000-elsewhere");
    assert.equal(asked(), 1);
  });

  it("a link that leads to no job is refused in a sentence", async () => {
    const { workbench } = editor;
    await follow(link.replace("/job?", "/submit?"));
    await workbench.notifications.see("This link does not lead to a job.");
  });
});
