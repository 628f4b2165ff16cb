// The parts of a Theia window by name, as far as the main job needs them.
import type { Browser, FrameLocator, Locator, Page } from "playwright-core";
import { eventually, patience } from "../host/workbench/eventually";
import type { ReportedWindow } from "../host/workbench/failureReport";
import { QuickInput } from "../host/workbench/quickInput";

const windows = new Set<TheiaWindow>();

/** Those that are open now, for the report of a failure. */
export function openTheiaWindows(): ReportedWindow[] {
  return [...windows].map(({ page, console }) => ({ page, console }));
}

/** Opens a window of its own: a person with empty state. */
export async function openTheiaWindow(browser: Browser, url: string): Promise<TheiaWindow> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 1500 }, reducedMotion: "reduce" });
  context.setDefaultTimeout(patience);
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
  /** Everything that this window printed to its console. */
  readonly console: string[] = [];
  /** What a view shows instead of rows. */
  readonly welcome: Locator;
  /** Rows that are on screen, of the view that is open. */
  readonly rows: Locator;

  constructor(readonly page: Page) {
    page.on("console", (message) => this.console.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => this.console.push(`pageerror: ${error.message}`));
    this.quickInput = new QuickInput(page);
    this.dialog = new Dialog(page);
    this.welcome = page.locator("#theia-left-content-panel .theia-WelcomeView").filter({ visible: true });
    this.rows = page.locator("#theia-left-content-panel .theia-TreeNode").filter({ visible: true });
  }

  async reload(): Promise<void> {
    await this.page.reload();
    await this.page.locator("#theia-statusBar").waitFor();
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
    await this.withoutHover();
  }

  /** The tooltip of what the mouse rests on may lie over a row, and stays as long as the mouse does. */
  private async withoutHover(timeout?: number): Promise<void> {
    const { width, height } = this.page.viewportSize() ?? { width: 800, height: 600 };
    let moves = 0;
    await eventually(async (short) => {
      await this.page.mouse.move(width / 2 + (moves++ % 2), height / 2);
      await this.page.locator(".theia-hover").filter({ visible: true }).first().waitFor({ state: "hidden", timeout: short });
    }, timeout);
  }

  /** Runs a command by typing its whole title, with its category, into the command palette. */
  async runCommand(title: string): Promise<void> {
    await eventually(async (short) => {
      try {
        await this.quickInput.openPalette();
        await this.quickInput.runFromPalette(title, short);
      } catch (error) {
        // An open palette may never learn of commands that came later.
        await this.page.keyboard.press("Escape");
        throw error;
      }
    });
  }

  /** Presses an icon of a row by its tooltip. */
  async pressInline(label: string, action: string): Promise<void> {
    await eventually(async (short) => {
      await this.withoutHover(short);
      await this.row(label).hover({ timeout: short });
      await this.row(label).locator(`.theia-tree-view-inline-action[title^="${action}"]`).click({ timeout: short });
    });
  }

  /** Closes a row that is open. */
  async collapse(label: string): Promise<void> {
    const toggle = this.row(label).locator(".theia-ExpansionToggle");
    const closed = toggle.and(this.page.locator(".theia-mod-collapsed"));
    await eventually(async (short) => {
      await this.withoutHover(short);
      if (!(await closed.isVisible())) await toggle.click({ timeout: short });
      await closed.waitFor({ timeout: short });
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
