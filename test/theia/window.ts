// The parts of a Theia window by name, as far as the main job needs them.
import { join } from "node:path";
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { repository } from "../host/cache";
import { eventually } from "../host/eventually";
import { QuickInput } from "../host/quickInput";

/** What is open now, for pictures of a test that failed. */
const windows = new Set<TheiaWindow>();

/** Photographs every open window; gives the files. */
export function photographAll(title: string): Promise<string[]> {
  return Promise.all([...windows].map((each) => each.photograph(title)));
}

/** Opens a window of its own: a person with empty state. */
export async function openTheiaWindow(browser: Browser, url: string): Promise<TheiaWindow> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1500 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(40_000);
  // tsx marks functions with this name, also those that tests hand over to a page.
  await context.addInitScript("globalThis.__name ??= (marked) => marked");
  const page = await context.newPage();
  const window = new TheiaWindow(page);
  windows.add(window);
  await page.goto(url);
  await page.locator("#theia-statusBar").waitFor();
  return window;
}

export class TheiaWindow {
  readonly quickInput: QuickInput;
  readonly dialog: Dialog;
  /** What a view shows instead of rows. */
  readonly welcome: Locator;
  /** Rows that are on screen, of the view that is open. */
  readonly rows: Locator;

  constructor(readonly page: Page) {
    this.quickInput = new QuickInput(page);
    this.dialog = new Dialog(page);
    this.welcome = page.locator("#theia-left-content-panel .theia-WelcomeView").filter({ visible: true });
    this.rows = page.locator("#theia-left-content-panel .theia-TreeNode").filter({ visible: true });
  }

  /** The first row with this label: what is said of it to those who listen begins with it. */
  row(label: string): Locator {
    const begins = [",", ":"].map((end) => `[aria-label^=${JSON.stringify(label + end)}]`).join();
    return this.rows.filter({ has: this.page.locator(begins) }).first();
  }

  /** Shows a view container of an extension by its icon; a click on the icon of the one that is shown would hide it. */
  async openView(container: string): Promise<void> {
    const icon = this.page.locator(`[id="shell-tab-plugin-view-container:workbench.view.extension.${container}"]`);
    await icon.waitFor();
    if (!(await icon.evaluate((tab) => tab.classList.contains("lm-mod-current")))) await icon.click();
  }

  /** Runs a command by typing its whole title, with its category, into the command palette. */
  async runCommand(title: string): Promise<void> {
    await eventually(async () => {
      try {
        await this.quickInput.openPalette();
        await this.quickInput.runFromPalette(title);
      } catch (error) {
        // An open palette may never learn of commands that came later.
        await this.page.keyboard.press("Escape");
        throw error;
      }
    }, 60_000);
  }

  /** Presses an icon of a row by its tooltip. */
  async pressInline(label: string, action: string): Promise<void> {
    await eventually(async () => {
      await this.row(label).hover({ timeout: 1_500 });
      await this.row(label).locator(`.theia-tree-view-inline-action[title^="${action}"]`).click({ timeout: 1_500 });
    });
  }

  /** Closes a row that is open. */
  async collapse(label: string): Promise<void> {
    const toggle = this.row(label).locator(".theia-ExpansionToggle");
    const closed = toggle.and(this.page.locator(".theia-mod-collapsed"));
    await eventually(async () => {
      if (!(await closed.isVisible())) await toggle.click({ timeout: 1_500 });
      await closed.waitFor({ timeout: 1_500 });
    });
  }

  /** The inside of the visible webview. */
  get webview(): FrameLocator {
    return this.page.locator("iframe.webview").filter({ visible: true }).contentFrame().locator("#active-frame").contentFrame();
  }

  /** As it pops up or in the list of them, where it stays. */
  async untilTold(text: string): Promise<void> {
    await this.page.locator(".theia-notification-list-item").filter({ hasText: text }).first().waitFor({ state: "attached" });
  }

  /** Photographs the window, for a test that failed; gives the file. */
  async photograph(title: string): Promise<string> {
    const path = join(repository, "out/ui", `theia-${title.replace(/[^\p{L}\p{N}]+/gu, "-").slice(0, 120)}.png`);
    await this.page.screenshot({ path });
    return path;
  }

  /** Titles of what is open beside the views. */
  tabs(): Promise<string[]> {
    return this.page.locator("#theia-main-content-panel .lm-TabBar-tabLabel").filter({ visible: true }).allInnerTexts();
  }

  async close(): Promise<void> {
    windows.delete(this);
    await this.page.context().close();
  }
}

/** Modal questions. */
class Dialog {
  readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator(".dialogOverlay .dialogBlock");
  }

  async text(): Promise<string> {
    await this.box.waitFor();
    return this.box.innerText();
  }

  async press(button: string): Promise<void> {
    await this.box.getByRole("button", { name: button, exact: true }).click();
    await this.box.waitFor({ state: "detached" });
  }
}
