// Command: photographs the upload of a job's files: the list, the dialog, what became of each recording beside it, and the sound check by the cloud, for people to look at: `FOLDER [en|zh-cn]`.
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeDemoVoices } from "../../host/demoFolder";
import { eventually } from "../../host/workbench/eventually";
import { closeEverything } from "../../host/workbench/session";
import { type DemoEditor, openDemoEditor } from "../../ui/setup/demoEditor";
import { readWords, type Word } from "../../ui/steps/wording";
import { Album } from "../album";
import { photographEveryLook } from "../everyLook";

const folder = resolve(process.argv[2] ?? "out/looksUploading");
const language = process.argv[3] ?? "en";
const options = { viewport: { width: 1280, height: 900 }, ...(language !== "en" && { language }) };
const drafts = { package: "Voice of a package", segments: "Voice in pieces" };

async function main(): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), "voice-jobs-demo-"));
  try {
    await mkdir(folder, { recursive: true });
    const { retake } = await writeDemoVoices(place);
    const text = join(retake, "sentence-03.txt");
    await writeFile(text, (await readFile(text, "utf8")).trim().repeat(3));
    await writeFile(join(place, "letter.png"), "no picture");
    const editor = await openDemoEditor({ huawei: 3, alibaba: 3 }, options);
    await photograph(editor, await readWords(language), place);
    await editor.close();
  } finally {
    await closeEverything();
    await rm(place, { recursive: true, force: true });
  }
}

async function photograph({ workbench, cloud, tree }: DemoEditor, word: Word, place: string): Promise<void> {
  const { webview, quickInput, page, dialog, notifications } = workbench;
  const album = new Album(workbench);
  const save = (name: string) => album.save(join(folder, `${language} ${name}.png`));
  /** A file or folder of the form, until the form shows it. */
  const choose = async (part: string, name: string) => {
    const title = quickInput.box.locator(".quick-input-title", { hasText: word(part) });
    const chosen = quickInput.rows.filter({ hasText: word(part) }).and(quickInput.rows.filter({ hasText: name }));
    await eventually(async (short) => {
      if (await chosen.count()) return;
      if (!(await title.count())) await quickInput.rows.filter({ hasText: word(part) }).click({ timeout: short });
      await title.waitFor({ timeout: short });
      await quickInput.choosePath(title, join(place, name));
      await chosen.waitFor({ timeout: short });
    });
  };
  const upload = () => quickInput.rows.filter({ hasText: word("Upload…") }).click();
  const made = { state: "CREATING", job_type: "BASIC" };
  cloud.control.add("huawei", { ...made, voice_name: drafts.package, create_type: "PACKAGE" });
  cloud.control.add("huawei", { ...made, voice_name: drafts.segments, create_type: "SEGMENT" });
  await tree.pressTitle(word("command.refreshAll"));
  await tree.expand(word("Not submitted"));

  await tree.pickFromMenu(drafts.package, word("command.uploadFiles"));
  await quickInput.rows
    .filter({ hasText: word("Recordings") })
    .first()
    .waitFor();
  await album.addInThemes("files", quickInput.box);
  await choose("Authorization letter", "letter.png");
  await album.add("wrong file", quickInput.box);
  await quickInput.cancel();
  await save("1 files");

  await tree.pickFromMenu(drafts.segments, word("command.uploadFiles"));
  await choose("Folder of recordings", "demo-voice-retake");
  await album.add("folder", quickInput.box);
  await page.setViewportSize({ width: 500, height: 700 });
  await album.add("narrow", quickInput.box);
  await page.setViewportSize(options.viewport);
  await upload();
  await dialog.box.waitFor();
  await album.addInThemes("modal", dialog.box);
  cloud.control.setLatency(100);
  await dialog.press(word("Upload"));
  await album.add("under way", page.locator(".notification-toast").first());
  cloud.control.setLatency(0);
  const show = word("Show Recordings");
  const told = page.locator(".notification-list-item", { hasText: show }).filter({ visible: true }).first();
  await told.waitFor({ timeout: 60_000 });
  await album.add("told", told);
  await save("2 one by one");
  await notifications.press(/19/, show);
  const row = webview.locator('.item:has(.name .clip:text-is("sentence-03.wav"))');
  await row.click();
  await webview.locator(".detail canvas").waitFor();
  await page.keyboard.press("Control+B");
  await photographEveryLook(workbench, folder, `${language} 3 outcome`);

  await webview.getByRole("button", { name: word("Check Sound in the Cloud…"), exact: true }).click();
  await dialog.box.waitFor();
  await album.addInThemes("sound check", dialog.box);
  await save("4 sound check");
  await dialog.press(word("Check Sound"));
  await webview.locator(".reasons", { hasText: word("Sound check by the cloud: {0}", "").trim() }).waitFor();
  await photographEveryLook(workbench, folder, `${language} 5 sound checked`);
}

void main();
