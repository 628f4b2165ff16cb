// Acting on many jobs by mouse and keyboard: select, copy, compare, export and cancel, search, open by an id as it was pasted.
import { strict as assert } from "node:assert";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, east, north, openDemoEditor } from "../setup/demoEditor";
import { createLatch } from "../steps/latch";
import { untilClosed } from "../steps/typing";

describe("acting on many", () => {
  let editor: DemoEditor;
  let folder: string;
  const one = { job_id: "c0000000-0000-4000-8000-000000000001", voice_name: "Alpha of the test", phone: "13800138000" };
  const two = { job_id: "c0000000-0000-4000-8000-000000000002", voice_name: "Beta of the test" };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-many-"));
    editor = await openDemoEditor({ huawei: 40, alibaba: 12 });
    const { workbench, cloud, tree } = editor;
    await workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    for (const job of [one, two]) cloud.control.add("huawei", { ...job, state: "CREATING" });
    await tree.pressInline(north, "Refresh");
    await tree.expand("Not submitted");
    await tree.row(one.voice_name).waitFor();
  });
  after(async () => {
    await editor?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const clipboard = () => editor.workbench.page.evaluate(() => navigator.clipboard.readText());
  /** With the key for one more: a click alone would open a job, and Escape would let go of all. */
  const selectBoth = () =>
    eventually(async (short) => {
      for (const isWanted of ["false", "true"]) {
        for (const { voice_name } of [one, two]) {
          const row = editor.tree.row(voice_name);
          if ((await row.getAttribute("aria-selected")) !== isWanted) await row.click({ modifiers: ["Control"], timeout: short });
          assert.equal(await row.getAttribute("aria-selected"), isWanted, voice_name);
        }
      }
    });
  const pickForBoth = (entry: string) => editor.tree.pickFromMenu(two.voice_name, entry, selectBoth);

  it("are selected together, copied with the editor's own key, and compared, which is offered for several", async () => {
    const { workbench, tree } = editor;
    assert.ok(!(await tree.menuOf(one.voice_name)).includes("Compare Jobs"));
    await selectBoth();
    await workbench.page.keyboard.press("Control+C");
    const copied = [one.job_id, two.job_id].sort();
    await eventually(async () => assert.deepEqual((await clipboard()).split("\n").sort(), copied));
    await pickForBoth("Compare Jobs");
    await workbench.webview.getByRole("heading", { level: 1, name: / of the test ↔ / }).waitFor();
    await workbench.webview.getByRole("button", { name: "Compare as JSON" }).click();
    await workbench.page.locator(".monaco-diff-editor").waitFor();
    await eventually(async () => {
      const shown = await workbench.page.locator(".monaco-diff-editor").innerText();
      assert.ok(shown.includes("masked") && !shown.includes(one.phone), shown);
    });
  });

  it("are exported into a file that the person chooses, masked unless they ask", async () => {
    const { workbench } = editor;
    await pickForBoth("Export Jobs…");
    await workbench.quickInput.step("Export Jobs");
    await workbench.quickInput.pick("CSV");
    await workbench.quickInput.pick("Mask phone numbers and links");
    await saveAs("two.csv");
    await workbench.notifications.see("2 jobs were written to two.csv.");
    const text = await readFile(join(folder, "two.csv"), "utf8");
    assert.ok(text.startsWith("\ufeff") && text.split("\r\n").length === 4, text);
    assert.ok(text.includes(one.job_id) && text.includes(two.job_id) && !text.includes(one.phone));
    await workbench.notifications.dismiss("2 jobs were written");
  });

  it("leave no file when the export of a whole connection is cancelled", async () => {
    const { workbench, tree, cloud } = editor;
    await tree.pickFromMenu(north, "Export Jobs…");
    await workbench.quickInput.step("Export Jobs");
    await workbench.quickInput.pick("JSON");
    const latch = createLatch();
    cloud.control.faults.add({ cloud: "huawei", times: "always", act: { kind: "heldUp", until: latch.until } });
    await workbench.quickInput.pick("Include phone numbers and links");
    await saveAs("all.json");
    await workbench.notifications.press("Exporting jobs", "Cancel");
    await workbench.notifications.untilGone("Exporting jobs");
    // Who answers this has heard of the Cancel before.
    await workbench.runQuestion("Voice Jobs: Open Job by ID…", "Open Job by ID");
    await workbench.quickInput.cancel();
    cloud.control.faults.clear();
    latch.open();
    await eventually(async () => assert.deepEqual(await readdir(folder), ["two.csv"]));
  });

  it("are found by a part of the name with one key, loaded rows at once, and opened", async () => {
    const { workbench, tree } = editor;
    await selectBoth();
    await workbench.page.keyboard.press("/");
    await workbench.quickInput.step("Search Jobs");
    await workbench.quickInput.type("nobody is called like this");
    await workbench.quickInput.row("No job has this in its name or ID").waitFor();
    await workbench.quickInput.type("beta of");
    await workbench.quickInput.row(two.voice_name).waitFor();
    // What Alibaba's server cannot be asked for was searched in what is loaded, which is all.
    await eventually(async () => assert.ok(!(await workbench.quickInput.items()).some(({ label }) => label === east)));
    await workbench.quickInput.pick(two.voice_name);
    await workbench.webview.getByRole("heading", { level: 1, name: two.voice_name }).waitFor();
    await tree.row(two.voice_name).waitFor();
  });

  it("are opened by an id as it was pasted, wherever they are; one that is masked is refused with a sentence", async () => {
    const { workbench, cloud } = editor;
    const [job] = cloud.control.jobs("alibaba");
    await workbench.runQuestion("Voice Jobs: Open Job by ID…", "Open Job by ID");
    await workbench.quickInput.type("26f0****af66");
    await eventually(async () => assert.match(await workbench.quickInput.message(), /masked/));
    await workbench.quickInput.type(` "JobId": "**${job!.JobId}**", `);
    await workbench.quickInput.accept();
    await untilClosed(workbench);
    await workbench.webview.getByText(String(job!.JobId)).first().waitFor();
  });

  it("that are nowhere are looked for where the person says, and said not to be there", async () => {
    const { workbench, cloud } = editor;
    const nowhere = "c0000000-0000-4000-8000-00000000dead";
    const asked = () =>
      cloud.control.requests
        .filter(({ path, query }) => `${path} ${JSON.stringify(query)}`.includes(nowhere))
        .map(({ operation }) => operation);
    await workbench.runQuestion("Voice Jobs: Open Job by ID…", "Open Job by ID");
    await workbench.quickInput.type(nowhere);
    await workbench.quickInput.accept();
    // The editor shows no more than three notifications within 0.8 s: what comes beyond that is only in its list.
    const looked = () => workbench.notifications.untilGone("Looking for the job");
    await workbench.quickInput.pick(north);
    await eventually(() => assert.deepEqual(asked(), ["ShowVoiceTrainingJob"]));
    await looked();
    await workbench.notifications.press(`“${north}” has no job ${nowhere}.`, "Try Another Connection");
    await eventually(() => assert.deepEqual(asked(), ["ShowVoiceTrainingJob", "GetCustomizedVoiceJob"]));
    await looked();
  });

  it("have a console only where there is one, and the command says so", async () => {
    const { workbench } = editor;
    await workbench.runQuestion("Voice Jobs: Open Console", "Which connection's console should be opened?");
    await workbench.quickInput.pick(north);
    await workbench.notifications.see("No console of Huawei Cloud MetaStudio is known for this endpoint.");
  });

  /** The editor's own dialog asks for a path where there is no desktop. */
  async function saveAs(name: string): Promise<void> {
    const { quickInput } = editor.workbench;
    await eventually(async () => assert.match(await quickInput.value(), /voice-jobs/));
    await quickInput.type(join(folder, name));
    // It takes no Enter while it is reading the folder.
    await eventually(async (short) => {
      if (await quickInput.box.isHidden()) return;
      await quickInput.field.press("Enter", { timeout: short });
      await quickInput.box.waitFor({ state: "hidden", timeout: short });
    });
  }
});
