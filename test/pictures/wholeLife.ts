// The moving picture of a voice's whole life: recordings are checked, uploaded, refused by the review, corrected, and the voice is heard; with demo jobs alone.
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demoVoiceName, overdriven } from "../../src/demoCloud/recordings/demoVoice";
import { writeDemoVoices } from "../host/demoFolder";
import { eventually } from "../host/workbench/eventually";
import { pickFromMenuOf } from "../host/workbench/menu";
import { closeEditor, openEditor, reportFailure } from "../host/workbench/session";
import type { Tree } from "../host/workbench/tree";
import type { Workbench } from "../host/workbench/workbench";
import { setTheme } from "../ui/steps/themes";
import { give } from "../ui/steps/typing";
import type { Word } from "../ui/steps/wording";
import { type Frame, movingPicture } from "./movingPicture";

const viewport = { width: 1000, height: 600 };
const spoiled = `${demoVoiceName(overdriven)}.wav`;
const captions = {
  en: ["Check the folder", "Upload it", "See why it was refused", "Correct that one recording", "Hear the voice"],
  "zh-cn": ["检查文件夹", "上传", "查看退回原因", "修正那一条录音", "试听音色"],
};
export type PictureLanguage = keyof typeof captions;

export async function wholeLife(language: PictureLanguage, word: Word): Promise<Buffer> {
  const place = await mkdtemp(join(tmpdir(), "voice-jobs-demo-"));
  const { voice, retake } = await writeDemoVoices(place);
  const env = { VOICE_JOBS_DEMO: "1" };
  const workbench = await openEditor({ viewport, folder: place, env, ...(language !== "en" && { language }) });
  try {
    await setTheme(workbench, "Default Dark Modern");
    const photographer = new Photographer(workbench, word, captions[language]);
    await photographer.check();
    await photographer.upload(voice);
    await photographer.refusal();
    await photographer.correction(() => copyFile(join(retake, spoiled), join(voice, spoiled)));
    await photographer.hear();
    return await movingPicture(workbench.page.context(), photographer.frames);
  } catch (error) {
    console.error(`report: ${await reportFailure(`the whole life of a voice, ${language}`, error)}`);
    throw error;
  } finally {
    await closeEditor(workbench);
    await rm(place, { recursive: true, force: true });
  }
}

class Photographer {
  readonly frames: Frame[] = [];
  private readonly name: string;
  private readonly demo: string;

  constructor(
    private readonly workbench: Workbench,
    private readonly word: Word,
    private readonly captions: readonly string[],
  ) {
    this.name = word("Voice") === "Voice" ? "Evening news" : "晚间新闻";
    this.demo = word("Demo {0}", word("Huawei"));
  }

  /** `step`: from 1, written below the window. */
  private async take(step: number, milliseconds = 2_600): Promise<void> {
    const { page } = this.workbench;
    const words = `${step} / ${this.captions.length}   ${this.captions[step - 1]}`;
    const caption = await page.addStyleTag({
      // Notifications come and go by themselves, and would lie over what the picture is about.
      content: `.notifications-toasts{visibility:hidden}body::after{content:"${words}";white-space:pre;position:fixed;z-index:9999999;left:50%;bottom:34px;transform:translateX(-50%);padding:8px 22px;border-radius:20px;background:#f5a623;color:#111;font:600 19px sans-serif}`,
    });
    // What hangs below the mouse is no part of the picture.
    await page.mouse.move(viewport.width - 4, viewport.height - 4);
    await this.workbench.untilDrawn();
    this.frames.push({ image: await page.screenshot({ scale: "css" }), milliseconds });
    await caption.evaluate((each) => (each as Element).remove());
  }

  private button(name: string) {
    return this.workbench.webview.getByRole("button", { name: this.word(name), exact: true });
  }

  /** The pages have the window to themselves. */
  private async toggleSideBar(): Promise<void> {
    await this.workbench.page.keyboard.press("Control+B");
  }

  private async tree(): Promise<Tree> {
    return this.workbench.openView();
  }

  async check(): Promise<void> {
    const { page, quickInput, webview } = this.workbench;
    const tree = await this.tree();
    await tree.row(this.demo).waitFor();
    await eventually(async (short) => {
      await page.keyboard.press("Control+Shift+E");
      const folder = page.locator(".explorer-folders-view .monaco-list-row", { hasText: /^demo-voice$/ });
      await pickFromMenuOf(folder, this.word("command.checkRecordingsFolder"), short);
      await quickInput.asks(this.word("What are these recordings for?"), short);
    });
    await quickInput.press("Enter");
    // Once all are read, nothing is under way.
    await webview.locator(".reasons li").first().waitFor();
    await webview.locator(".progress").waitFor({ state: "detached" });
    await this.toggleSideBar();
    await page.locator(".part.sidebar").waitFor({ state: "hidden" });
    await page.waitForTimeout(600);
    await this.take(1, 3_200);
  }

  async upload(folder: string): Promise<void> {
    const { quickInput, page, dialog, notifications } = this.workbench;
    const tree = await this.tree();
    await tree.pickFromMenu(this.demo, this.word("command.createJob"));
    await quickInput.pick(this.word("Basic"));
    await quickInput.pick(this.word("Create…"));
    await give(this.workbench, { type: this.name });
    await give(this.workbench, { pick: this.word("Package") });
    await quickInput.pick(this.word("Create…"));
    await dialog.press(this.word("Create"));
    await notifications.press(this.word("“{0}” was created.", this.name), this.word("command.uploadFiles"));
    const row = quickInput.rows.filter({ hasText: this.word("Folder of recordings") });
    const title = quickInput.box.locator(".quick-input-title", { hasText: this.word("Folder of recordings") });
    const chosen = row.filter({ hasText: "demo-voice" });
    // The dialog first lists the folder; an Enter before takes what was offered.
    await eventually(async (short) => {
      if (await chosen.count()) return;
      if (!(await title.count())) await row.click({ timeout: short });
      await title.waitFor({ timeout: short });
      await quickInput.box.locator("input").first().fill(folder, { timeout: short });
      await quickInput.rows.filter({ hasText: "demo-voice" }).first().waitFor({ timeout: short });
      await page.keyboard.press("Enter");
      // What is chosen is checked first.
      await chosen.waitFor({ timeout: short });
    }, 240_000);
    await this.take(2);
    await this.send();
    await notifications.press(this.word("The files for “{0}” were uploaded.", this.name), this.word("Submit…"));
    await this.submit();
  }

  /** What is chosen goes up. */
  private async send(): Promise<void> {
    const { quickInput, dialog } = this.workbench;
    await quickInput.pick(this.word("Upload…"));
    await dialog.press(this.word("Upload"));
  }

  private async submit(): Promise<void> {
    const { quickInput, dialog, notifications } = this.workbench;
    await quickInput.pick(this.word("Submit…"));
    await dialog.press(this.word("Submit"));
    const told = this.word("“{0}” was submitted. Its state is now: {1}.", this.name).split("{1}")[0]!;
    await notifications.dismiss(told);
  }

  /** Demo jobs move on by themselves. */
  private async untilIn(group: string): Promise<Tree> {
    const { page } = this.workbench;
    // Rows below the edge do not exist.
    await page.setViewportSize({ ...viewport, height: 1_500 });
    const tree = await this.tree();
    const row = tree.row(this.name).and(page.locator(`[aria-label*="${this.word(group)}"]`));
    await eventually(async (short) => {
      await tree.pressInline(this.demo, this.word("command.refreshAll"));
      await tree.expand(this.word(group), short);
      await row.first().waitFor({ timeout: short });
    }, 240_000);
    return tree;
  }

  async refusal(): Promise<void> {
    const { webview } = this.workbench;
    const tree = await this.untilIn("Review failed");
    await tree.click(this.name);
    await this.button("Upload Corrected…").first().waitFor();
    await this.workbench.page.setViewportSize(viewport);
    await webview.getByText(`${overdriven}.wav`).or(webview.getByText(spoiled)).first().waitFor();
    await this.toggleSideBar();
    await this.workbench.page.waitForTimeout(600);
    await this.take(3, 3_200);
  }

  /** What the review said of a recording stands beside it, and goes when it is read again. */
  async correction(correct: () => Promise<void>): Promise<void> {
    const { dialog, webview, quickInput } = this.workbench;
    await this.button("Upload Corrected…").first().click();
    await dialog.press(this.word("Show Recordings"));
    // Rows below the edge do not exist.
    await webview.locator(".filters input:not([type=checkbox])").fill(spoiled);
    await webview.locator(".grid .item", { hasText: spoiled }).click();
    await webview.locator(".detail canvas").waitFor();
    await this.workbench.page.waitForTimeout(600);
    await this.take(4, 2_000);
    await correct();
    const [, fit = ""] = this.word("Suitable for {0}, as far as can be checked here. Hints: {1}.").split(/\{\d\}/);
    await webview.getByRole("heading", { level: 1 }).filter({ hasText: fit.trim() }).waitFor();
    await this.workbench.page.waitForTimeout(600);
    await this.take(4, 2_000);
    await this.button("Upload Corrected…").click();
    await quickInput.row(this.word("Upload…")).waitFor();
    await this.send();
    await dialog.box.waitFor({ state: "hidden" });
    await this.submit();
  }

  async hear(): Promise<void> {
    const { webview } = this.workbench;
    const tree = await this.untilIn("Completed");
    await tree.pickFromMenu(this.name, this.word("command.playSample"));
    await webview.getByRole("heading", { level: 1, name: this.name }).waitFor();
    await eventually(async () => {
      const time = await webview
        .locator("audio")
        .first()
        .evaluate((audio) => (audio as HTMLAudioElement).currentTime);
      if (time < 1.5) throw new Error("not heard yet");
    });
    await this.toggleSideBar();
    await this.workbench.page.setViewportSize(viewport);
    await this.workbench.page.waitForTimeout(600);
    await this.take(5, 3_200);
  }
}
