// Command: photographs voices that are heard (a sample, a text that is said, two voices, a voice beside a recording, none), for people to look at: `FOLDER [en|zh-cn]`.
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { writeDemoVoices } from "../../host/demoFolder";
import { eventually } from "../../host/workbench/eventually";
import { closeEverything } from "../../host/workbench/session";
import { type DemoEditor, openDemoEditor } from "../../ui/setup/demoEditor";
import { readWords, run, type Word } from "../../ui/steps/wording";
import { photographEveryLook } from "../everyLook";

const folder = resolve(process.argv[2] ?? "out/looksListening");
const language = process.argv[3] ?? "en";
const options = { viewport: { width: 1280, height: 900 }, ...(language !== "en" && { language }) };

async function main(): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), "voice-jobs-demo-"));
  try {
    await mkdir(folder, { recursive: true });
    const { retake } = await writeDemoVoices(place);
    const editor = await openDemoEditor({ huawei: 6, alibaba: 6 }, options);
    await photograph(editor, await readWords(language), join(retake, "sentence-03.wav"));
    await editor.close();
  } finally {
    await closeEverything();
    await rm(place, { recursive: true, force: true });
  }
}

async function photograph({ workbench, cloud, tree }: DemoEditor, word: Word, recording: string): Promise<void> {
  const { webview, quickInput, page } = workbench;
  const shoot = (name: string) => photographEveryLook(workbench, folder, `${language} ${name}`);
  const button = (name: string) => webview.getByRole("button", { name, exact: true });
  for (const voice of [
    { voice_name: "Evening news", language: "EN", sex: "FEMALE" },
    { voice_name: "晓晴-客服", language: "CN", sex: "MALE" },
  ])
    cloud.control.add("huawei", { ...voice, state: "SUCCEED" });
  const silent = cloud.control.add("alibaba", { VoiceName: "听雨", Status: "Success" });
  cloud.control.changeVoice(String(silent.VoiceId), { hasSample: false });
  await tree.pressTitle(word("command.refreshAll"));
  await page.keyboard.press("Control+B");

  await run(workbench, word, "playSample");
  await quickInput.pick("Evening news");
  await webview.locator("audio").first().waitFor({ state: "attached" });
  await shoot("1 sample");
  await webview.getByLabel(word("Text"), { exact: true }).fill("Good evening. Here is the news, with the weather at the end.");
  await button(word("Say")).click();
  await webview
    .getByRole("button", { name: /Good evening/ })
    .first()
    .waitFor();
  await shoot("2 said");
  await run(workbench, word, "compareVoices");
  await quickInput.pick("Evening news");
  await quickInput.pick("晓晴-客服");
  await button(word("Switch Voice")).waitFor();
  await shoot("3 two voices");
  await run(workbench, word, "compareWithRecording");
  await quickInput.pick("Evening news");
  const title = quickInput.box.locator(".quick-input-title", { hasText: word("Recording to compare with") });
  // The dialog first lists the folder; an Enter before takes what was offered.
  await eventually(async (short) => {
    await title.waitFor({ timeout: short });
    await quickInput.box.locator("input").first().fill(recording, { timeout: short });
    await quickInput.rows.filter({ hasText: "sentence-03.wav" }).first().waitFor({ timeout: short });
  });
  await page.keyboard.press("Enter");
  await title.waitFor({ state: "detached" });
  await button(word("Switch Voice")).waitFor();
  await shoot("4 beside a recording");
  await run(workbench, word, "playSample");
  await quickInput.pick("听雨");
  await button(word("Try Again")).waitFor();
  await shoot("5 no sample");
}

void main();
