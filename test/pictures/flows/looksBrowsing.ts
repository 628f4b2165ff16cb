// Command: photographs large, filtered, grouped, old and followed jobs, in English and Chinese, into a folder; a second argument picks one language.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Locator } from "playwright-core";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index";
import { eventually } from "../../host/workbench/eventually";
import { closeEditor, closeEverything, openEditor } from "../../host/workbench/session";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";
import { setTheme } from "../../ui/steps/themes";
import type { Answer } from "../../ui/steps/typing";
import { answerInOrder, readWords, run, type Word } from "../../ui/steps/wording";
import { Album } from "../album";

const folder = resolve(process.argv[2] ?? "out/looksBrowsing");
const viewport = { width: 1000, height: 900 };
const production = "Production";
const studio = "Studio";

async function main(): Promise<void> {
  try {
    await mkdir(folder, { recursive: true });
    for (const language of ["en", "zh-cn"]) if (!process.argv[3] || process.argv[3] === language) await photograph(language);
  } finally {
    await closeEverything();
  }
}

async function photograph(language: string): Promise<void> {
  const cloud = await startDemo({ moving: false, jobs: { huawei: 98_000, alibaba: 2_400 } });
  try {
    const session = await BrowsingPhotographer.open(language, cloud);
    await session.all();
    await closeEditor(session.workbench);
  } finally {
    await cloud.close();
  }
}

class BrowsingPhotographer {
  private readonly album: Album;

  private constructor(
    private readonly language: string,
    private readonly word: Word,
    private readonly cloud: DemoCloud,
    readonly workbench: Workbench,
    private tree: Tree,
  ) {
    this.album = new Album(workbench);
  }

  static async open(language: string, cloud: DemoCloud): Promise<BrowsingPhotographer> {
    const workbench = await openEditor({ viewport, ...(language !== "en" && { language }) });
    await setTheme(workbench, "Default Dark Modern");
    const tree = await workbench.openView();
    await tree.welcome.waitFor();
    return new BrowsingPhotographer(language, await readWords(language), cloud, workbench, tree);
  }

  /** What cannot be photographed is reported; the rest goes on. */
  async all(): Promise<void> {
    for (const name of ["largeAccount", "paging", "filters", "arrangements", "following", "oldRows"] as const) {
      try {
        await this[name]();
      } catch (error) {
        console.error(`${this.language} ${name}: ${error}`);
        await this.workbench.screenshot(this.file(`${name} stopped here`));
        await this.workbench.page.keyboard.press("Escape");
        await this.album.save(this.file(`${name}, as far as it went`));
        this.cloud.control.setLatency(0);
        process.exitCode = 1;
      }
    }
  }

  /** True totals, pages on demand, the menus of title and row. */
  async largeAccount(): Promise<void> {
    const { huawei } = this.cloud;
    await this.connect([
      { pick: this.word("Another {0} endpoint…", this.word("Huawei")) },
      { type: huawei.endpoint },
      { type: "" },
      { type: huawei.iamEndpoint },
      { type: production },
      { pick: this.word("Access key") },
      { type: huawei.accessKeyId },
      { type: huawei.secretAccessKey },
      { pick: huawei.region },
    ]);
    await this.tree.row(this.word("Completed")).waitFor();
    await this.album.addInThemes("large", this.tree.part);
    await this.album.add("tip", this.tree.row(production), await this.hover(this.tree.row(production)));
    await this.leave();
    const group = this.tree.row(this.word("Review failed"));
    await this.album.add("tip of a group", group, await this.hover(group));
    await this.leave();
    await this.workbench.page.locator(".sidebar .title-actions .codicon-toolbar-more").click();
    await this.addMenu("title menu");
    await this.onlyGroups();
    await this.tree.expand(this.word("Completed"));
    const more = this.tree.row(this.word("Load more"));
    await eventually(async () => {
      await this.workbench.page.keyboard.press("End");
      await more.waitFor({ timeout: 1_000 });
    });
    await this.album.add("first rows", this.tree.part);
    this.cloud.control.setLatency(1_500);
    await more.click();
    await this.tree.row(this.word("Loading…")).waitFor();
    await this.album.add("next rows are read", this.tree.part);
    this.cloud.control.setLatency(0);
    await eventually(async () => {
      if (await this.tree.row(this.word("Loading…")).isVisible()) throw new Error("still loading");
    });
    await this.album.add("next rows", this.tree.part);
    await this.album.save(this.file("1 large account"));
    await this.onlyGroups();
  }

  /** A cloud that cannot count: all is read, with a way to stop. */
  async paging(): Promise<void> {
    const { alibaba, control } = this.cloud;
    control.setLatency(2_500);
    await this.connect([
      { pick: this.word("Another {0} endpoint…", this.word("Alibaba")) },
      { type: alibaba.endpoint },
      { type: studio },
      { pick: this.word("Access key") },
      { type: alibaba.accessKeyId },
      { type: alibaba.accessKeySecret },
    ]);
    const loading = this.tree.row(this.word("Loading…"));
    await loading.waitFor();
    await eventually(async () => {
      if (!(await loading.locator(".label-description").textContent())) throw new Error("no progress yet");
    });
    await loading.hover();
    await this.album.addInThemes("paging", this.tree.part);
    await this.tree.pressInline(this.word("Loading…"), this.word("command.stopLoading"));
    const stopped = this.tree.row(this.word("Stopped. Load the rest"));
    await stopped.waitFor();
    await this.album.addInThemes("stopped", this.tree.part);
    control.setLatency(0);
    await stopped.click();
    await stopped.waitFor({ state: "detached" });
    await this.tree.row(this.word("Loading…")).waitFor({ state: "detached" });
    await this.onlyGroups();
    await this.album.add("all", this.tree.part);
    await this.album.save(this.file("2 paging"));
  }

  async filters(): Promise<void> {
    await this.run("filterJobs");
    await this.album.add("filter by what", this.box);
    await this.choose("State", "AUDIT_FAILED", "FAILED", "Fail");
    await this.album.addInThemes("by state", this.tree.part);
    await this.run("filterJobs");
    await this.choose("Tag", "__first");
    await this.tree.expand(this.word("Failed"));
    await this.album.addInThemes("by state and tag", this.workbench.page.locator(".sidebar"));
    await this.run("filterJobs");
    await this.album.add("filter again", this.box);
    await this.workbench.quickInput.pick(this.word("Created"));
    await this.said("Created");
    await this.album.add("times", this.box);
    await this.workbench.quickInput.cancel();
    await this.album.save(this.file("3 filtered"));
    await this.run("clearFilter");
    await this.search("晓");
    await this.album.add("by text", this.tree.part);
    await this.search("no job is called like this");
    await this.tree.row(this.word("Nothing matches the filter")).first().waitFor();
    await this.album.addInThemes("nothing", this.tree.part);
    await this.album.save(this.file("4 filtered by text"));
    await this.run("clearFilter");
  }

  async arrangements(): Promise<void> {
    await this.run("arrangeJobs");
    await this.album.add("how", this.box);
    await this.workbench.quickInput.cancel();
    for (const grouping of ["Batch", "Phase", "Day of the last change", "Tag", "Language", "Customer"]) {
      await this.arrange(grouping);
      await this.onlyGroups();
      await this.album.add(grouping, this.tree.part);
    }
    await this.tree.rows.and(this.workbench.page.locator("[aria-level='2']")).first().locator(".monaco-tl-twistie").click();
    await this.album.add("open group", this.tree.part);
    await this.album.save(this.file("5 grouped"));
    await this.arrange("Batch");
    await this.onlyGroups();
    await this.album.addInThemes("batch", this.tree.part);
    await this.album.save(this.file("6 grouped by batch"));
    await this.arrange("State");
    await this.arrange("Name");
    await this.onlyGroups();
    await this.tree.expand(this.word("Review failed"));
    await this.album.add("by name", this.tree.part);
    await this.arrange("Last change, latest first");
    await this.run("arrangeJobs");
    const states = this.word("States of {0}…", this.word("Huawei"));
    await this.workbench.quickInput.row(states).scrollIntoViewIfNeeded();
    await this.workbench.quickInput.pick(states);
    await this.said("States whose jobs are shown");
    await this.album.add("states", this.box);
    for (const state of ["Completed", "Failed"]) await this.workbench.quickInput.pick(this.word(state));
    await this.workbench.quickInput.accept();
    await this.untilClosed();
    await this.onlyGroups();
    await this.album.add("hidden", this.tree.part, this.workbench.page.locator(".sidebar"));
    await this.run("arrangeJobs");
    await this.workbench.quickInput.field.press("End");
    await this.album.add("what is hidden", this.box);
    await this.workbench.quickInput.pick(states);
    await this.said("States whose jobs are shown");
    for (const state of ["Completed", "Failed"]) await this.workbench.quickInput.pick(this.word(state));
    await this.workbench.quickInput.accept();
    await this.untilClosed();
    await this.album.save(this.file("7 sorted, hidden"));
  }

  async following(): Promise<void> {
    const { control } = this.cloud;
    const { notifications, page } = this.workbench;
    const names = ["Nora, calm", "晓晴-客服", "A very long name of a voice that nobody can read in a narrow side bar", "Ben"];
    names.forEach((voice_name, place) => {
      control.add("huawei", { job_id: `0000-${place}`, voice_name, state: "PROCESSING" });
    });
    await this.tree.pressTitle(this.word("command.refreshAll"));
    await this.onlyGroups();
    await this.tree.expand(this.word("Training"));
    const row = this.tree.row(names[0]!);
    await row.waitFor();
    // While the editor takes in new rows the command asks which job is meant.
    await eventually(async (short) => {
      await this.tree.pickFromMenu(names[0]!, this.word("command.watchJob"));
      await row.filter({ hasText: this.word("watched") }).waitFor({ timeout: short });
    });
    await this.album.addInThemes("watched", this.tree.part);
    await this.album.add("tip of a job", row, await this.hover(row));
    await this.leave();
    await row.click({ button: "right" });
    await this.addMenu("menu of a watched job");
    await this.tree.row(this.word("Training")).click({ button: "right" });
    await this.addMenu("menu of a group");
    await this.tree.row(production).click({ button: "right" });
    await this.addMenu("menu of a connection");
    await this.album.save(this.file("8 watched, menus"));

    const item = page.locator(".statusbar-item").filter({ has: page.locator(".codicon-pulse") });
    await item.waitFor();
    const badge = page.locator('.activitybar .action-item:has(.action-label[class*="workbench-view-extension-voiceJobs"])');
    await this.album.addInThemes("badge", badge);
    await this.album.add("tip of the badge", badge, await this.hover(badge));
    await this.leave();
    await this.album.addInThemes("status", page.locator(".statusbar .left-items"));
    await this.album.add("tip of the status", item, await this.hover(item));
    await this.leave();
    await this.album.save(this.file("9 badge and status"));

    control.move("huawei", "0000-0", "SUCCEED");
    await this.tree.pressTitle(this.word("command.refreshAll"));
    await notifications.toasts.first().waitFor();
    await this.leave();
    await this.album.addInThemes("finished", notifications.toasts.first());
    await this.dismissAll();
    control.move("huawei", "0000-1", "AUDIT_FAILED");
    await this.tree.pressTitle(this.word("command.refreshAll"));
    await notifications.toasts.first().waitFor();
    await this.leave();
    await this.album.addInThemes("needs you", notifications.toasts.first());
    await this.dismissAll();
    control.move("huawei", "0000-1", "SUCCEED");
    control.move("huawei", "0000-2", "FAILED");
    control.move("huawei", "0000-3", "AUDIT_FAILED");
    await this.tree.pressTitle(this.word("command.refreshAll"));
    await notifications.toasts.first().waitFor();
    await this.leave();
    await this.album.addInThemes("several", notifications.toasts.first());
    await notifications.press(/./, this.word("Show"));
    await this.workbench.quickInput.rows.first().waitFor();
    await this.album.add("Show", this.box);
    await this.workbench.quickInput.cancel();
    control.move("huawei", "0000-3", "FAILED");
    await this.tree.pressTitle(this.word("command.refreshAll"));
    await notifications.toasts.first().waitFor();
    await notifications.press(/./, this.word("Mute…"));
    await this.workbench.quickInput.rows.first().waitFor();
    await this.album.add("Mute", this.box);
    await this.workbench.quickInput.row(this.word("Everything about “{0}”", "Ben")).click();
    await this.untilClosed();
    await this.run("showMutedNotices");
    await this.workbench.quickInput.rows.first().waitFor();
    await this.album.add("muted", this.box);
    await this.workbench.quickInput.cancel();
    await this.album.save(this.file("10 notices"));
  }

  /** Rows that a refresh could not bring up to date, and rows from before a reload. */
  async oldRows(): Promise<void> {
    const { faults } = this.cloud.control;
    const { page } = this.workbench;
    await this.onlyGroups();
    await this.tree.expand(this.word("Training"));
    for (const cloud of ["huawei", "alibaba"] as const) faults.add({ cloud, times: "always", act: { kind: "resetBefore" } });
    await this.tree.pressTitle(this.word("command.refreshAll"));
    // Groups of failed jobs wear the same icon.
    const isGroup = new RegExp(`^\\s*${this.word("Failed")}`);
    const errors = this.tree.rows.filter({ has: page.locator(".codicon-error"), hasNotText: isGroup });
    await eventually(async () => {
      if ((await errors.count()) === 0) throw new Error("an error is expected");
    });
    await this.leave();
    await this.album.addInThemes("failed refresh", this.tree.part);
    const status = page.locator(".statusbar .left-items");
    await this.album.add("status", status);
    await page.waitForTimeout(3_000);
    await this.workbench.reload();
    this.tree = await this.workbench.openView();
    await this.tree.row(this.word("Training")).waitFor();
    await this.album.add("at once after a reload", this.tree.part);
    await eventually(async () => {
      if ((await errors.count()) === 0) throw new Error("an error is expected");
    });
    await this.leave();
    await this.album.addInThemes("later", this.tree.part);
    await this.album.add("status", status);
    await this.album.save(this.file("11 old rows"));
    faults.clear();
    await this.workbench.runCommand("View: Toggle Primary Side Bar Visibility").catch(() => undefined);
  }

  private async connect(answers: readonly Answer[]): Promise<void> {
    await this.run("addConnection");
    await answerInOrder(this.workbench, answers);
    await this.untilClosed();
  }

  /** Values of a part of the filter by what stands in their rows; "__first" = the first one. */
  private async choose(part: string, ...values: readonly string[]): Promise<void> {
    const { quickInput } = this.workbench;
    await quickInput.pick(this.word(part));
    await this.said("{0}: show jobs with any of these", this.word(part));
    await quickInput.rows.first().waitFor();
    await this.album.add(part, this.box);
    for (const value of values) {
      if (value === "__first") await quickInput.rows.first().click();
      else {
        await quickInput.type(value);
        const described = this.workbench.page.locator(".label-description").filter({ hasText: new RegExp(`^${value}( |$)`) });
        await quickInput.rows.filter({ has: described }).first().click();
      }
    }
    await quickInput.type("");
    await quickInput.accept();
    await this.untilClosed();
    await this.workbench.page.waitForTimeout(2_500);
  }

  private async search(text: string): Promise<void> {
    await this.run("filterJobs");
    await this.workbench.quickInput.pick(this.word("Name or ID"));
    await this.box
      .locator(".quick-input-message")
      .filter({ hasText: this.word("Part of the name or of the job ID; empty for all jobs") })
      .waitFor();
    await this.workbench.quickInput.type(text);
    await this.album.add("text", this.box);
    await this.workbench.quickInput.accept();
    await this.untilClosed();
    await this.workbench.page.waitForTimeout(1_500);
  }

  private async arrange(choice: string): Promise<void> {
    await this.run("arrangeJobs");
    await this.workbench.quickInput.type(this.word(choice));
    await this.workbench.quickInput.pick(this.word(choice));
    await this.untilClosed();
  }

  /** Groups that need the person come open. */
  private async onlyGroups(): Promise<void> {
    await eventually(async () => {
      await this.tree.pressTitle("Collapse");
      for (const name of [production, studio]) if (await this.tree.row(name).isVisible()) await this.tree.expand(name);
      await this.workbench.page.waitForTimeout(300);
      if ((await this.tree.items()).some(({ level }) => level > 2)) throw new Error("some groups are open");
    });
    await this.leave();
  }

  /** A row that is painted again under the mouse shows its tip at the next move only. */
  private hover(part: Locator): Promise<Locator> {
    const tip = this.workbench.page.locator(".workbench-hover-container").filter({ visible: true });
    return eventually(async (short) => {
      await this.leave();
      await part.hover({ timeout: short });
      await tip.waitFor({ timeout: short });
      return tip;
    });
  }

  /** The mouse away from everything that it would mark. */
  private async leave(): Promise<void> {
    await this.workbench.page.mouse.move(700, 350);
    await this.workbench.page.waitForTimeout(300);
  }

  private async addMenu(caption: string): Promise<void> {
    const menu = this.workbench.page.locator(".monaco-menu").filter({ visible: true });
    await menu.first().waitFor();
    await this.album.add(caption, menu);
    await this.workbench.page.keyboard.press("Escape");
    await menu.first().waitFor({ state: "hidden" });
  }

  private async dismissAll(): Promise<void> {
    await this.workbench.runCommand("Notifications: Clear All Notifications");
    await this.workbench.notifications.toasts.first().waitFor({ state: "hidden" });
  }

  private file(name: string): string {
    return join(folder, `${this.language} ${name}.png`);
  }

  private get box() {
    return this.workbench.quickInput.box;
  }

  private run(command: string): Promise<void> {
    return run(this.workbench, this.word, command);
  }

  private async said(question: string, ...values: readonly string[]): Promise<void> {
    await this.workbench.page.getByPlaceholder(this.word(question, ...values)).waitFor();
  }

  private async untilClosed(): Promise<void> {
    await this.box.waitFor({ state: "hidden" });
  }
}

void main();
