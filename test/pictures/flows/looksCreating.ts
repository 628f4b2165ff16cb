// Command: photographs how jobs are made, checked and deleted, and what is told of it, for people to look at: `looksCreating.ts FOLDER [en|zh-cn] [parts]`.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import type { FaultAct } from "../../../src/demoCloud/server/faults";
import { writeDemoSentences } from "../../host/demoFolder";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, closeEverything, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { give } from "../../ui/steps/typing";
import { connectBoth, readWords, type Word } from "../../ui/steps/wording";
import { Album } from "../album";
import { basicAnswers, type FormAnswers, fillInForm } from "../formAnswers";

const folder = resolve(process.argv[2] ?? "out/looksCreating");
const language = process.argv[3] ?? "en";
const only = process.argv.slice(4);
const parts = [
  "making",
  "recordings",
  "submitting",
  "uploading",
  "library",
  "atOnce",
  "unclear",
  "deleting",
  "deletingInVain",
] as const;
const viewport = { width: 1100, height: 860 };
const production = "Production";
const studio = "Studio";
const drafts = ["Draft A", "Evening news", "晓晴-客服"];

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const cloud = await startDemo({ moving: false, jobs: { huawei: 0, alibaba: 12 } });
  try {
    const workbench = await openEditor({ viewport, ...(language !== "en" && { language }) });
    const word = await readWords(language);
    for (const voice_name of drafts) cloud.control.add("huawei", { voice_name, state: "CREATING" });
    for (const voice_name of ["Ben", "Nora, calm"]) cloud.control.add("huawei", { voice_name, state: "PROCESSING" });
    cloud.control.add("alibaba", { VoiceName: "听雨", Status: "AudioDetecting", Type: "Standard" });
    const tree = await workbench.openView();
    await connectBoth(workbench, word, cloud, { huawei: production, alibaba: studio });
    await new Photographer(workbench, word, cloud, tree).all();
    await closeEditor(workbench);
  } finally {
    await closeEverything();
    await cloud.close();
  }
}

class Photographer {
  private readonly album: Album;

  constructor(
    private readonly workbench: Workbench,
    private readonly word: Word,
    private readonly cloud: DemoCloud,
    private readonly tree: Tree,
  ) {
    this.album = new Album(workbench);
  }

  /** What cannot be photographed is reported; the rest goes on. */
  async all(): Promise<void> {
    for (const part of parts.filter((each) => only.length === 0 || only.includes(each))) {
      try {
        await this[part]();
      } catch (error) {
        console.error(`${language} ${part}: ${error}`);
        await this.workbench.screenshot(join(folder, `${language} ${part} stopped here.png`));
        for (let press = 0; press < 3; press += 1) await this.workbench.page.keyboard.press("Escape");
        await this.save(`${part}, as far as it went`);
        this.cloud.control.faults.clear();
        this.cloud.control.setLatency(0);
        process.exitCode = 1;
      }
    }
  }

  /** Asks for a new job at the cloud that has media. */
  private async create(): Promise<void> {
    await this.tree.pickFromMenu(studio, this.word("command.createJob"));
  }

  /** A Basic job, step by step, up to what is told of it. */
  private async making(): Promise<void> {
    const { quickInput } = this.workbench;
    await this.create();
    await quickInput.row(this.word("Basic")).waitFor();
    await this.album.addInThemes("kind", quickInput.box);
    await quickInput.pick(this.word("Basic"));
    await quickInput.row(this.word("Create…")).waitFor();
    await this.album.add("missing", quickInput.box);
    await quickInput.pick(this.word("Create…"));
    await give(this.workbench, { type: "xiao qing" });
    await this.album.add("wrong", quickInput.box);
    for (const value of Object.values(basicAnswers(this.word, "xiaoqing"))) await give(this.workbench, value);
    await quickInput.pick(this.word("Voice name"));
    await give(this.workbench, { type: "晓晴" });
    await this.save("1 questions");
    await quickInput.row(this.word("Create…")).waitFor();
    await this.album.addInThemes("review", quickInput.box);
    await this.save("2 review");
    // By the keyboard: what explains a row may lie over the next one.
    await this.workbench.page.mouse.move(900, 800);
    await this.workbench.page.keyboard.press("ArrowDown");
    await this.workbench.page.keyboard.press("Enter");
    await this.workbench.webview.locator(".fact").first().waitFor();
    await this.album.add("preview", this.workbench.page.locator(".monaco-workbench"));
    await quickInput.pick(this.word("Create…"));
    await this.album.addInThemes("modal", this.workbench.dialog.box);
    this.cloud.control.setLatency(2_000);
    await this.workbench.dialog.press(this.word("Create"));
    await this.album.addTold(this.word("Creating “{0}”…", "xiaoqing"));
    this.cloud.control.setLatency(0);
    await this.album.addTold(this.word("“{0}” was created.", "xiaoqing"));
    await this.save("3 asked and told");
  }

  /** A folder of recordings: where it goes, what is said before, and the one that is refused. */
  private async uploading(): Promise<void> {
    const { quickInput, dialog, notifications } = this.workbench;
    const { sentences } = await writeDemoSentences(folder);
    await this.fillIn("Basic", basicAnswers(this.word, "yewan"));
    await quickInput.pick(this.word("Create…"));
    await dialog.press(this.word("Create"));
    await notifications.press(this.word("“{0}” was created.", "yewan"), this.word("Check Recordings…"));
    await quickInput.pick(this.word("Upload Recordings…"));
    const folderDialog = quickInput.box.locator(".quick-input-title", { hasText: this.word("Folder of recordings") });
    await folderDialog.waitFor();
    await quickInput.choosePath(folderDialog, sentences);
    await quickInput.row("demo-voices").waitFor();
    await this.album.addInThemes("bucket", quickInput.box);
    await quickInput.pick("demo-voices");
    await this.album.add("folder", quickInput.box);
    await quickInput.accept();
    await dialog.box.waitFor();
    await this.album.addInThemes("modal", dialog.box);
    this.cloud.control.setLatency(300);
    await dialog.press(this.word("Upload and Check"));
    await this.album.addTold(this.word("Checking recordings"), 1_500);
    this.cloud.control.setLatency(0);
    const refused = quickInput.rows.filter({ hasText: this.word("refused: {0}", "").trim() }).first();
    await refused.waitFor({ timeout: 60_000 });
    await this.album.addInThemes("refused", quickInput.box);
    await quickInput.cancel();
    await this.save("3b uploading");
    await this.clearTold();
  }

  /** Recordings of the library: to be picked, chosen, brought there; what consent says; and where it cannot be read. */
  private async library(): Promise<void> {
    const { quickInput, dialog, page } = this.workbench;
    const begin = async () => {
      await this.create();
      await quickInput.pick(this.word("Standard"));
      await quickInput.row(this.word("Create…")).waitFor();
    };
    const ask = async (title: string) => {
      await quickInput.rows.filter({ hasText: title }).first().click();
      await quickInput.row(this.word("Upload…")).waitFor();
    };
    await begin();
    await ask(this.word("Training recordings"));
    await quickInput.row("Aurora reading, part 1").waitFor();
    await this.album.addInThemes("library", quickInput.box);
    const aurora = quickInput.row("Aurora reading, part 1");
    await aurora.click();
    await aurora.filter({ hasText: this.word("chosen") }).waitFor();
    await page.setViewportSize({ width: 500, height: 700 });
    await this.album.add("narrow", quickInput.box);
    await page.setViewportSize(viewport);
    await aurora.hover();
    await aurora.locator(".action-label").first().click();
    await dialog.box.waitFor();
    await this.album.add("play", dialog.box);
    await page.keyboard.press("Escape");
    await dialog.box.waitFor({ state: "hidden" });
    await quickInput.pressButton("Back");
    await quickInput.row(this.word("Create…")).waitFor();
    await ask(this.word("Consent recording"));
    await this.album.addInThemes("consent", quickInput.box);
    await quickInput.cancel();
    this.cloud.control.faults.add({
      operation: "ListMediaBasicInfos",
      act: { kind: "answer", status: 403, body: { Code: "NoPermission", Message: "denied" } },
    });
    await begin();
    await ask(this.word("Training recordings"));
    await quickInput.row(this.word("Try Again")).waitFor();
    await this.album.add("cannot be read", quickInput.box);
    await quickInput.cancel();
    await this.save("6b library");
    await this.clearTold();
  }

  /** Sentences one by one and by a pattern: refused, passed, and all that stands beside them. */
  private async recordings(): Promise<void> {
    const { quickInput, notifications } = this.workbench;
    await notifications.press(this.word("“{0}” was created.", "xiaoqing"), this.word("Check Recordings…"));
    await quickInput.row(this.word("Check {0} by a Pattern…", "20")).waitFor();
    await this.album.add("none checked", quickInput.box);
    await quickInput.rows.filter({ hasText: /^1\. / }).first().click();
    await quickInput.step(this.word("Recording {0} of “{1}”", "1", "晓晴"));
    await this.album.add("one", quickInput.box);
    await give(this.workbench, { type: "https://bucket.oss-cn-shanghai.example/noise1.wav" });
    const refused = this.word("refused: {0}", "").trim();
    await quickInput.rows.filter({ hasText: refused }).first().waitFor();
    await quickInput.rows.filter({ hasText: /^2\. / }).first().click();
    await quickInput.step(this.word("Recording {0} of “{1}”", "2", "晓晴"));
    await give(this.workbench, { type: "https://bucket.oss-cn-shanghai.example/voice2.wav" });
    await quickInput.rows
      .filter({ hasText: this.word("passed") })
      .first()
      .waitFor();
    await this.album.addInThemes("refused and passed", quickInput.box);
    const first = quickInput.rows.filter({ hasText: /^1\. / }).first();
    const tip = this.workbench.page.locator(".workbench-hover-container").filter({ visible: true });
    await eventually(async (short) => {
      await first.hover({ timeout: short });
      await first.locator(".action-label").last().hover({ timeout: short });
      await tip.waitFor({ timeout: short });
    });
    await this.album.add("sample", quickInput.box, tip);
    await this.save("4 recordings");
    await quickInput.pick(this.word("Check {0} by a Pattern…", "19"));
    await quickInput.step(this.word("{0} recordings of “{1}”", "19", "晓晴"));
    await this.album.add("pattern", quickInput.box);
    await give(this.workbench, { type: "https://bucket.oss-cn-shanghai.example/one.wav" });
    await this.album.add("no pattern", quickInput.box);
    this.cloud.control.setLatency(700);
    this.cloud.control.faults.add({
      operation: "DetectAudioForCustomizedVoiceJob",
      nth: 5,
      act: { kind: "answer", status: 503 },
    });
    await give(this.workbench, { type: "https://bucket.oss-cn-shanghai.example/voice/{id}.wav" });
    await this.album.addTold(this.word("Checking recordings"), 2_500);
    this.cloud.control.setLatency(0);
    // Its first word stands in the progress, too.
    const told = this.word("Recordings: {0} passed, {1} refused, {2} not checked.").split(/\{\d\}/)[1]!;
    await this.album.addTold(told);
    await this.clearTold();
    const [, pattern = ""] = this.word("Check {0} by a Pattern…").split("{0}");
    await quickInput.rows.filter({ hasText: pattern.trim() }).first().click();
    await give(this.workbench, { type: "https://bucket.oss-cn-shanghai.example/voice/{id}.wav" });
    await this.album.addTold(told);
    await quickInput.row(this.word("Submit…")).waitFor();
    await this.album.add("all passed", quickInput.box);
    await this.save("5 recordings by a pattern");
    await this.clearTold();
  }

  private async submitting(): Promise<void> {
    const { quickInput, dialog } = this.workbench;
    await quickInput.pick(this.word("Submit…"));
    await quickInput.row(this.word("Preview Request")).waitFor();
    await this.album.add("submit", quickInput.box);
    await quickInput.pick(this.word("Submit…"));
    await dialog.box.waitFor();
    await this.album.add("modal", dialog.box);
    await dialog.press(this.word("Submit"));
    await this.album.addTold(this.word("“{0}” was submitted. Its state is now: {1}.").split("{1}")[0]!.replace("{0}", "晓晴"));
    await this.save("6 submitted");
    await this.clearTold();
  }

  /** The other kinds, with their own questions and what can be wrong with the answers. */
  private async atOnce(): Promise<void> {
    const { quickInput, dialog, page } = this.workbench;
    const media = { type: "media1, media2", isIds: true } as const;
    await this.fillIn("Standard", { "Voice name": { type: "极光" }, "Training recordings": media });
    await quickInput.row(this.word("Create…")).waitFor();
    await this.album.add("Standard, review", quickInput.box);
    await quickInput.pick(this.word("Create…"));
    await dialog.box.waitFor();
    await this.album.add("Standard, modal", dialog.box);
    await dialog.press(this.word("Create"));
    await this.album.addTold(this.word("“{0}” was created.", "极光"));
    await this.clearTold();
    await this.save("7 Standard");
    const one = { "Training recording": { ...media, type: "media4" }, Model: { pick: "CosyVoice v3 Plus" } };
    await this.fillIn("CosyVoice", { "Voice name": { type: "极光" }, ...one });
    await quickInput.pick(this.word("Create…"));
    await dialog.box.waitFor();
    await this.album.add("a name that is taken", dialog.box);
    await page.keyboard.press("Escape");
    await quickInput.row(this.word("Create…")).waitFor();
    await quickInput.cancel();
    await this.save("8 CosyVoice");
  }

  /** What the form of a new job lacks before it is filled in, too. */
  private async fillIn(kind: string, answers: FormAnswers): Promise<void> {
    const { quickInput } = this.workbench;
    await this.create();
    await quickInput.pick(this.word(kind));
    await quickInput.row(this.word("Create…")).waitFor();
    await this.album.add(`${kind}, missing`, quickInput.box);
    await fillInForm(this.workbench, this.word, answers);
    await quickInput.row(this.word("Create…")).waitFor();
  }

  /** Answers that are lost, and rights that are missing. */
  private async unclear(): Promise<void> {
    const { quickInput, dialog, notifications, page } = this.workbench;
    const { faults } = this.cloud.control;
    const create = async (name: string, act?: FaultAct) => {
      if (act) faults.add({ operation: "SubmitStandardCustomizedVoiceJob", act });
      const media = { type: "media1", isIds: true } as const;
      await this.fillIn("Standard", { "Voice name": { type: name }, "Training recordings": media });
      await quickInput.pick(this.word("Create…"));
      await dialog.press(this.word("Create"));
    };
    await create("回声", { kind: "resetAfter" });
    await this.album.addTold(this.word("The answer was lost, but the list shows that “{0}” was created.", "回声"));
    await this.clearTold();
    await create("流星", { kind: "resetBefore" });
    const unknown = this.word("The list does not show the job “{0}”. Look again before you create it again.", "流星");
    await this.album.addTold(unknown);
    await notifications.press(unknown, this.word("Look Again"));
    await this.album.addTold(this.word("Nothing is known yet: the list was read again and does not show “{0}”.", "流星"));
    await this.clearTold();
    await create("流星");
    await dialog.box.getByText("流星").first().waitFor();
    await this.album.add("an earlier attempt", dialog.box);
    await page.keyboard.press("Escape");
    await dialog.box.waitFor({ state: "hidden" });
    const body = { Code: "NoPermission", Message: "denied", RequestId: "4A2F1D30-77B6-5C1E-9B0A-REQUEST4712" };
    await create("没有权限", { kind: "answer", status: 403, body });
    await this.album.addTold("ice:SubmitStandardCustomizedVoiceJob");
    await this.clearTold();
    await this.fillIn("Basic", basicAnswers(this.word, "xiaoqing"));
    await quickInput.pick(this.word("Create…"));
    await dialog.press(this.word("Create"));
    await this.album.addTold(this.word("A job has the voice ID “{0}” already. Nothing was sent.", "xiaoqing"));
    await this.clearTold();
    await this.save("9 unclear");
  }

  private async deleting(): Promise<void> {
    const { webview, dialog, page } = this.workbench;
    await this.tree.pressTitle("Collapse");
    await this.tree.expand(production);
    await this.tree.expand(this.word("Training"));
    await this.tree.click("Ben");
    const press = webview.getByRole("button", { name: this.word("Delete…") });
    await press.waitFor();
    await press.click();
    await dialog.box.waitFor();
    await this.album.addInThemes("modal", dialog.box);
    await dialog.press(this.word("Delete"));
    await this.album.addTold(this.word("“{0}” was deleted.", "Ben"));
    await this.clearTold();
    await press.waitFor({ state: "detached" });
    await this.album.addInThemes("deleted", page.locator(".part.editor"));
    await this.save("10 deleted");
    await this.deleteDrafts("of several");
    await this.album.addTold(this.word("{0} jobs were deleted.", "3"));
    await this.save("11 deleted several");
    await this.clearTold();
  }

  private async deletingInVain(): Promise<void> {
    const { dialog } = this.workbench;
    const { control } = this.cloud;
    await this.tree.expand(this.word("Training"));
    const remove = async (row: string) => {
      await this.tree.pickFromMenu(row, this.word("command.deleteJob"));
      await dialog.press(this.word("Delete"));
    };
    control.faults.add({ operation: "DeleteVoiceTrainingJob", act: { kind: "answer", status: 502 } });
    await remove("Nora, calm");
    await this.album.addTold(this.word("The job was read again: it is still there. Nothing is sent again by itself."));
    await this.clearTold();
    const body = { Code: "NoPermission", Message: "denied", RequestId: "4A2F1D30-77B6-5C1E-9B0A-REQUEST4711" };
    control.faults.add({ operation: "DeleteCustomizedVoiceJob", act: { kind: "answer", status: 403, body } });
    await this.tree.pressTitle("Collapse");
    await this.tree.expand(studio);
    await this.tree.expand(this.word("Checking audio"));
    await this.tree.pickFromMenu("听雨", this.word("command.deleteJob"));
    await this.album.add("modal at the other cloud", dialog.box);
    await dialog.press(this.word("Delete"));
    await this.album.addTold("ice:DeleteCustomizedVoiceJob");
    await this.clearTold();
    for (const voice_name of drafts) control.add("huawei", { voice_name, state: "CREATING" });
    await this.tree.pressTitle("Collapse");
    await this.tree.expand(production);
    await this.tree.pressTitle(this.word("command.refreshAll"));
    const [, second] = control.jobs("huawei").filter(({ state }) => state === "CREATING");
    const refusal = { error_code: "MSS.00000003", error_msg: "The job is locked by another operation" };
    const jobId = String(second?.job_id);
    control.faults.add({ operation: "DeleteVoiceTrainingJob", jobId, act: { kind: "answer", status: 409, body: refusal } });
    await this.deleteDrafts("of several in vain");
    await this.album.addTold(this.word("{0} jobs were deleted.", "2"));
    await this.save("12 deleted in vain");
  }

  private async deleteDrafts(caption: string): Promise<void> {
    const { dialog, page } = this.workbench;
    await this.tree.expand(this.word("Not submitted"));
    for (const name of drafts) {
      await this.tree.row(name).waitFor();
      await this.tree.row(name).click({ modifiers: ["Control"] });
    }
    await page.keyboard.press("Delete");
    await dialog.box.waitFor();
    await this.album.add(caption, dialog.box);
    this.cloud.control.setLatency(1_000);
    await dialog.press(this.word("Delete {0} Jobs", "3"));
    await this.album.addTold(this.word("Deleting jobs"));
    this.cloud.control.setLatency(0);
  }

  /** A command would take the keys from a list that is to stay open. */
  private async clearTold(): Promise<void> {
    const { page, notifications } = this.workbench;
    const clear = notifications.toasts.first().locator(".action-label.codicon-notifications-clear");
    await page.mouse.move(600, 300);
    await eventually(async (short) => {
      if ((await notifications.toasts.count()) === 0) return;
      await notifications.toasts.first().hover({ timeout: short });
      await clear.click({ timeout: short });
      throw new Error("There may be more");
    });
  }

  private save(name: string): Promise<void> {
    return this.album.save(join(folder, `${language} ${name}.png`));
  }
}

void main();
