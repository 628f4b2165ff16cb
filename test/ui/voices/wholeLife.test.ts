// A voice's whole life in the editor, with demo jobs alone: recordings are checked, made a job, sent, refused, read again, sent again, and heard.
import { strict as assert } from "node:assert";
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoVoiceName, overdriven } from "../../../src/demoCloud/recordings/demoVoice";
import { writeDemoVoices } from "../../host/demoFolder";
import { eventually } from "../../host/workbench/eventually";
import { pickFromMenuOf } from "../../host/workbench/menu";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { tall } from "../setup/demoEditor";
import { atQuestion, walk } from "../steps/typing";

const voice = "Voice of my life";
const spoiled = `${demoVoiceName(overdriven)}.wav`;

describe("the whole life of a voice", () => {
  let place: string;
  let recordings: string;
  let retake: string;
  let workbench: Workbench;
  let tree: Tree;

  before(async () => {
    place = await mkdtemp(join(tmpdir(), "voice-jobs-life-"));
    ({ voice: recordings, retake } = await writeDemoVoices(place));
    workbench = await openEditor({ viewport: tall, folder: place, env: { VOICE_JOBS_DEMO: "1" } });
    tree = await workbench.openView();
    await tree.row("Demo Huawei").waitFor();
    await tree.collapse("Demo Alibaba");
  });
  after(async () => {
    if (workbench) await closeEditor(workbench);
    await rm(place, { recursive: true, force: true });
  });

  const heading = (name: string | RegExp) => workbench.webview.getByRole("heading", { level: 1, name });
  const button = (name: string) => workbench.webview.getByRole("button", { name, exact: true });
  /** Of the only job of the group that has this name: its state, as the tree groups it. */
  const inGroup = (group: string) =>
    eventually(async (short) => {
      await tree.pressInline("Demo Huawei", "Refresh");
      await tree.expand(group, short);
      await tree.row(voice).waitFor({ timeout: short });
      const rows = await tree.items();
      const at = rows.findIndex(({ label }) => label === voice);
      const above = rows.slice(0, at).findLast(({ level }) => level < rows[at]!.level);
      assert.equal(above?.label, group);
    }, 240_000);
  /** From the list of what is sent to the word that it was. */
  const submit = async () => {
    const title = `Submit “${voice}”`;
    await walk(workbench, title, [], /Check what will be sent/);
    await atQuestion(workbench, title, /Check what will be sent/);
    await workbench.quickInput.pick("Submit…");
    assert.match(await workbench.dialog.text(), new RegExp(voice));
    await workbench.dialog.press("Submit");
    await workbench.notifications.see(`“${voice}” was submitted`);
  };

  it("begins with a folder whose recordings are checked before anything is sent", async () => {
    const { page, quickInput } = workbench;
    await eventually(async (short) => {
      await page.keyboard.press("Control+Shift+E");
      const folder = page.locator(".explorer-folders-view .monaco-list-row", { hasText: /^demo-voice$/ });
      await pickFromMenuOf(folder, "Check Recordings Folder…", short);
      await quickInput.asks("What are these recordings for?", short);
    });
    await quickInput.pick("Huawei Basic");
    await heading(/^Nothing was found for which Huawei Basic would refuse it\. Warnings: 4\.$/).waitFor();
    await workbench.webview.locator(".reasons", { hasText: "The sound is clipped at full scale." }).waitFor();
  });

  it("leads from the folder to a new job of the kind that it was checked for", async () => {
    const { quickInput } = workbench;
    await button("Upload to Job…").click();
    await quickInput.pick("Create Job…");
    await atQuestion(workbench, "Create Job in “Demo Huawei”", /Which kind/);
    await quickInput.cancel();
  });

  it("goes on with a job that is created, leads to its upload with the folder that was checked, and from there to its submit", async () => {
    const { quickInput, dialog, notifications } = workbench;
    tree = await workbench.openView();
    await tree.pickFromMenu("Demo Huawei", "Create Job…");
    const create = "Create Job in “Demo Huawei”";
    await walk(
      workbench,
      create,
      [
        [/Which kind/, { pick: "Basic" }],
        [/^Voice name/, { type: voice }],
        [/^Upload/, { pick: "Package" }],
      ],
      /Check what will be sent/,
    );
    await atQuestion(workbench, create, /Check what will be sent/);
    await quickInput.pick("Create…");
    await workbench.dialog.press("Create");
    await workbench.notifications.press(`“${voice}” was created`, "Upload Files…");
    await quickInput.step(`Upload Files for “${voice}”`);
    // Its page is open: it need not be chosen again.
    const chosen = quickInput.rows.filter({ hasText: /^Folder of recordings/ }).filter({ hasText: "demo-voice" });
    await chosen.waitFor();
    await quickInput.pick("Upload…");
    await eventually(async () => assert.match(await dialog.text(), /^Upload these files/));
    assert.match(await dialog.text(), /^Recordings: demo-voice, packed as a zip file/m);
    await dialog.press("Upload");
    await notifications.press(`The files for “${voice}” were uploaded.`, "Submit…");
    await submit();
  });

  it("comes back from the review, which names the recording that is overdriven", async () => {
    await inGroup("Review failed");
    await tree.click(voice);
    await heading(voice).waitFor();
    const review = workbench.webview.getByRole("region", { name: "System review" });
    await review
      .getByText(spoiled)
      .or(review.getByText(`${overdriven}.wav`))
      .first()
      .waitFor();
    await button("Upload Corrected…").first().click();
    assert.match(await workbench.dialog.text(), /Nothing in it was corrected/);
    await workbench.dialog.press("Show Recordings");
    await workbench.tab("Recordings: demo-voice").waitFor();
    const row = workbench.webview.locator(`.item:has(.name .clip:text-is("${spoiled}"))`);
    await row.click();
    await workbench.webview.locator(".detail", { hasText: "Clipping: the recording is overdriven." }).waitFor();
    await button("Play").click();
    const slider = workbench.webview.getByRole("slider");
    await eventually(async () => assert.ok(Number(await slider.getAttribute("aria-valuenow")) > 0.05, "it is heard"));
  });

  it("is read again, sent as it is now, and submitted in one go", async () => {
    const { quickInput, dialog } = workbench;
    await copyFile(join(retake, spoiled), join(recordings, spoiled));
    await heading(/^Suitable for Huawei Basic/).waitFor();
    await button("Upload Corrected…").click();
    await quickInput.pick("Upload…");
    await eventually(async () => assert.match(await dialog.text(), /^Upload these files/));
    await dialog.press("Upload");
    await submit();
  });

  it("ends as a voice that is completed and heard", async () => {
    await inGroup("Completed");
    await tree.pickFromMenu(voice, "Play Sample");
    await heading(voice).waitFor();
    await eventually(async () => {
      const { currentTime, duration } = await workbench.webview
        .locator("audio")
        .first()
        .evaluate((audio) => ({
          currentTime: (audio as HTMLAudioElement).currentTime,
          duration: (audio as HTMLAudioElement).duration,
        }));
      assert.ok(duration > 1 && currentTime > 0.2, "the sample is heard");
    });
  });
});
