// Opens the workbench of a server in a browser and gives the tests its parts by name.

import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from "playwright-core";
import type { Server } from "../editors/server";
import { eventually, patience, shortest } from "./eventually";
import { Dialog, Notifications } from "./messages";
import { QuickInput } from "./quickInput";
import { Tree } from "./tree";

export interface WorkbenchOptions {
  /** Folder to open; an empty window by default. */
  readonly folder?: string;
  /** Language of the editor for its extensions; the workbench's own words stay English. */
  readonly language?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Pixels of a picture for each pixel of the window. */
  readonly scale?: number;
  /** Lets secrets be lost at a reload, as when the editor cannot decrypt them. */
  readonly forgetSecrets?: boolean;
  /** Pairs that the workbench gets in its address, such as extensionDevelopmentPath. */
  readonly payload?: readonly (readonly [string, string])[];
  /** Called with each new page before it loads. */
  readonly prepare?: (page: Page) => Promise<void>;
}

/** Opens a new window in a browser context of its own: a person with empty state. */
export async function openWorkbench(browser: Browser, server: Server, options: WorkbenchOptions = {}): Promise<Workbench> {
  const context = await browser.newContext({
    viewport: options.viewport ?? { width: 1280, height: 800 },
    deviceScaleFactor: options.scale ?? 1,
    // Spinners and sliding parts keep a machine busy that has no graphics card.
    reducedMotion: "reduce",
  });
  context.setDefaultTimeout(patience);
  // The workbench seals secrets with half a key that only code-server's wrapper would serve.
  if (!options.forgetSecrets) await context.route("**/mint-key", (route) => route.fulfill({ body: Buffer.alloc(32, 7) }));
  // tsx marks functions with this name, also those that tests hand over to a page.
  await context.addInitScript("globalThis.__name ??= (marked) => marked");
  if (options.language) await context.addInitScript(`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(options.language)}`);
  return openWindow(context, server, options);
}

async function openWindow(context: BrowserContext, server: Server, options: WorkbenchOptions): Promise<Workbench> {
  const page = await context.newPage();
  const workbench = new Workbench(page, server, options);
  await options.prepare?.(page);
  await page.goto(workbenchAddress(server.url, options));
  await workbench.ready();
  return workbench;
}

export function workbenchAddress(url: string, options: WorkbenchOptions): string {
  const address = new URL(url);
  if (options.folder) address.searchParams.set("folder", options.folder);
  else address.searchParams.set("ew", "true");
  address.searchParams.set("payload", JSON.stringify([["skipWelcome", "true"], ...(options.payload ?? [])]));
  return address.href;
}

const printed = new WeakMap<Page, string[]>();

/** Everything that a window has printed to its console. */
export function printedBy(page: Page): readonly string[] {
  return printed.get(page) ?? [];
}

/** One window. Locators wait by themselves; every method fails with what it waited for. */
export class Workbench {
  readonly quickInput: QuickInput;
  readonly dialog: Dialog;
  readonly notifications: Notifications;
  /** Everything that this window printed to its console. */
  readonly console: string[] = [];

  constructor(
    readonly page: Page,
    readonly server: Server,
    private readonly options: WorkbenchOptions,
  ) {
    this.quickInput = new QuickInput(page);
    this.dialog = new Dialog(page);
    this.notifications = new Notifications(page);
    printed.set(page, this.console);
    page.on("console", (message) => this.console.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => this.console.push(`pageerror: ${error.message}`));
  }

  async ready(): Promise<void> {
    await this.page.locator(".monaco-workbench .activitybar .action-item").first().waitFor();
    await this.page.locator(".monaco-workbench .statusbar").waitFor();
  }

  /** Waits for Restricted Mode in a folder, after refusing to trust it where this editor version asks. */
  async stayRestricted(): Promise<void> {
    const banner = this.page.locator(".part.banner").filter({ visible: true });
    await this.dialog.box.or(banner).first().waitFor();
    if (await this.dialog.box.isVisible()) await this.dialog.press("No, I don't trust the authors");
    await this.statusBarItem("Restricted Mode").waitFor();
  }

  /** Runs a command that asks something, until its question is there: a panel that takes the focus late closes it, as it would for a person. */
  async runQuestion(title: string, question: string): Promise<void> {
    await eventually(async (short) => {
      await this.runCommand(title);
      await this.quickInput.asks(question, short);
      await this.untilPagesAnswer();
      await this.quickInput.asks(question, shortest);
      await this.quickInput.untilItHasTheKeys(shortest);
    });
  }

  /** Until each page has done what was sent to it before; the focus is handed to a page by such a message. */
  private async untilPagesAnswer(): Promise<void> {
    const answers = this.page.frames().map((frame) => frame.evaluate(() => new Promise((done) => setTimeout(done))));
    // A frame that goes meanwhile takes no focus any more, and one that is still loading answers late or never.
    await Promise.race([Promise.allSettled(answers), wait(shortest)]);
  }

  /** Runs a command by typing its whole title, with its category, into the command palette. */
  async runCommand(title: string): Promise<void> {
    // What ran before may still move the focus, which closes the palette: begin again.
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
    // The command's own box may come up in the same place: be sure that what a test reads next is not the palette.
    await this.quickInput.row(title).waitFor({ state: "hidden" });
  }

  /** Shows a view container of an extension and gives the tree in it. */
  async openView(container = "voiceJobs"): Promise<Tree> {
    const icon = this.page.locator(
      `.activitybar .action-item:has(.action-label[class*="workbench-view-extension-${container}"])`,
    );
    await icon.waitFor();
    const part = this.page.locator(`[id="workbench.view.extension.${container}"]`);
    // A click on the icon of the container that is shown hides it, also where it has come up by itself a moment before.
    await eventually(async (short) => {
      if (!(await part.isVisible())) await icon.click({ timeout: short });
      // No tooltip of the icon comes up while its badge is painted.
      await this.page.mouse.move(0, 0);
      await part.waitFor({ timeout: short });
    });
    return new Tree(part, this.page.locator(".sidebar"));
  }

  /** The inside of the visible webview. */
  get webview(): FrameLocator {
    return this.page
      .locator("iframe.webview.ready")
      .filter({ visible: true })
      .contentFrame()
      .locator("#active-frame")
      .contentFrame();
  }

  tab(title: string): Locator {
    return this.page.locator(".tabs-container .tab").filter({ has: this.page.locator(".label-name", { hasText: title }) });
  }

  statusBarItem(text: string | RegExp): Locator {
    return this.page.locator(".statusbar-item").filter({ hasText: text });
  }

  /** Text of the active text editor, as far as it is on screen. */
  async editorText(): Promise<string> {
    const lines = this.page.locator(".editor-group-container.active .monaco-editor .view-line");
    await lines.first().waitFor();
    return (await lines.allTextContents()).join("\n").replaceAll("\u00a0", " ");
  }

  /** Reloads the window as a person does, so that the editor keeps its state first. Parts found before must be found again. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent("load", { timeout: 2 * patience });
    loaded.catch(() => undefined);
    await eventually(async () => {
      const begun = this.page.waitForRequest(
        (request) => request.isNavigationRequest() && request.frame() === this.page.mainFrame(),
        {
          timeout: patience / 4,
        },
      );
      begun.catch(() => undefined);
      await this.runCommand("Developer: Reload Window");
      // What takes the focus late closes the palette, too, and looks like a command that runs.
      await begun;
    });
    await loaded;
    await this.ready();
  }

  /** A second window of the same person on the same server. */
  secondWindow(options: Partial<WorkbenchOptions> = {}): Promise<Workbench> {
    return openWindow(this.page.context(), this.server, { ...this.options, ...options });
  }

  async screenshot(file: string): Promise<void> {
    await mkdir(dirname(file), { recursive: true });
    await this.untilDrawn();
    await this.page.screenshot({ path: file });
  }

  /** Until every font that is wanted is there: icons are letters of one, and are nothing before. */
  async untilDrawn(): Promise<void> {
    // A frame may go meanwhile, or never come to be a page.
    const drawn = this.page
      .frames()
      .map((frame) => frame.evaluate(() => document.fonts.ready.then(() => true)).catch(() => false));
    await Promise.race([Promise.all(drawn), wait(5_000)]);
  }

  /** Closes every window of this person. */
  async close(): Promise<void> {
    await this.page.context().close();
  }
}
