// The box at the top of the workbench: command palette, quick picks and input boxes.
import { basename } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { Locator, Page } from "playwright-core";
import { eventually, patience } from "./eventually";
import { press } from "./press";

export interface QuickRow {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

export class QuickInput {
  readonly box: Locator;
  readonly field: Locator;
  readonly rows: Locator;
  /** The label of the row that Enter would take. */
  readonly active: Locator;

  constructor(private readonly page: Page) {
    this.box = page.locator(".quick-input-widget").filter({ visible: true });
    this.field = this.box.locator(".quick-input-box input");
    this.rows = this.box.locator(".quick-input-list .monaco-list-row");
    this.active = this.box.locator(".quick-input-list .monaco-list-row.focused .label-name");
  }

  async openPalette(): Promise<void> {
    // A window that has just come up may miss the key.
    await eventually(async (short) => {
      await this.page.keyboard.press("F1");
      await this.field.waitFor({ timeout: short });
      await this.untilItHasTheKeys(short);
    });
  }

  /** Types into the palette and runs the command with this title; fails at once when the palette closes, as it does when the focus moves. */
  async runFromPalette(title: string, timeout = patience): Promise<void> {
    const row = this.row(title);
    await this.field.fill(`>${title}`, { timeout });
    const end = Date.now() + timeout;
    while (!(await row.isVisible())) {
      if (!(await this.box.isVisible())) throw new Error("The palette has closed");
      if (Date.now() > end) throw new Error(`The palette has no “${title}”`);
      await setTimeout(50);
    }
    // The list may still move under a mouse, and a slow window lets no click through meanwhile: the keys go to the row itself.
    if ((await this.active.first().textContent({ timeout })) === title) await this.field.press("Enter", { timeout });
    else await row.click({ timeout });
  }

  /** Until what is typed goes to this box: one that has just come up may not have the keys yet. */
  async untilItHasTheKeys(timeout?: number): Promise<void> {
    await eventually(async (short) => {
      const has = await this.box.evaluate((box) => box.contains(document.activeElement), undefined, { timeout: short });
      if (!has) throw new Error("The quick input has not the focus");
    }, timeout);
  }

  /** Presses a key in the box, once it has the keys. */
  async press(key: string): Promise<void> {
    await this.untilItHasTheKeys();
    await this.page.keyboard.press(key);
  }

  /** Replaces what stands in the field. */
  async type(text: string): Promise<void> {
    await this.field.fill(text);
  }

  async accept(): Promise<void> {
    await this.field.press("Enter");
  }

  /** Takes the row with exactly this label; where several can be ticked, ticks it. `timeout`: for the row to come. */
  async pick(label: string, timeout = patience): Promise<void> {
    await this.row(label).waitFor({ timeout });
    const tickAll = this.box.locator(".quick-input-header input[type=checkbox], .quick-input-header .monaco-custom-toggle");
    if (await tickAll.first().isVisible()) return this.row(label).click();
    // A click is lost where the list paints the row again between its two halves: the keys go to the row itself.
    await eventually(async (short) => {
      await this.field.focus({ timeout: short });
      await this.untilItHasTheKeys(short);
      for (let step = 0; step < 100; step += 1) {
        if (await this.isActive(label)) {
          const asking = await this.titles();
          await this.page.keyboard.press("Enter");
          return this.untilTaken(label, asking, Math.max(8_000, short));
        }
        await this.page.keyboard.press("ArrowDown");
      }
      throw new Error(`The keys do not reach the row “${label}”`);
    });
  }

  private async titles(): Promise<string> {
    return (await this.box.locator(".quick-input-title").allTextContents()).join();
  }

  private async isActive(label: string): Promise<boolean> {
    return (await this.active.allTextContents())[0] === label;
  }

  /** A box that is just being shown again looks as it will, and does not hear a key yet: then nothing has happened, and the key may come again. */
  private async untilTaken(label: string, asking: string, quiet: number): Promise<void> {
    const dialog = this.page.locator(".monaco-dialog-box").filter({ visible: true });
    const progress = this.page.locator(".quick-input-widget .monaco-progress-container.active").filter({ visible: true });
    const latest = Date.now() + patience;
    let end = Date.now() + quiet;
    // The next list may have a row of the same label.
    const isSame = async () => (await this.isActive(label)) && (await this.titles()) === asking;
    while ((await this.box.isVisible()) && (await isSame()) && (await dialog.count()) === 0) {
      // What is at work may answer later, or may have been at work before the key.
      if ((await progress.count()) > 0) end = Math.min(latest, Date.now() + quiet);
      if (Date.now() > end) throw new Error(`Nothing came of the row “${label}”`);
      await setTimeout(50);
    }
  }

  /** Chooses a file or folder in the editor's own dialog, an input with a path in it that is found by its title, until it has gone. */
  async choosePath(dialog: Locator, path: string): Promise<void> {
    await eventually(async (short) => {
      if ((await dialog.count()) === 0) return;
      // It reads the folder after each change of the path, takes no Enter meanwhile, and what was offered before.
      if ((await this.field.inputValue({ timeout: short })).replace(/\/$/, "") !== path) await this.type(path);
      await this.rows
        .filter({ hasText: basename(path) })
        .first()
        .waitFor({ timeout: short });
      await this.field.press("Enter", { timeout: short });
      await dialog.waitFor({ state: "detached", timeout: short });
    });
  }

  row(label: string): Locator {
    return this.rows.filter({ has: this.page.locator(".label-name").getByText(label, { exact: true }) }).first();
  }

  /** The rows on screen, once there are any. */
  async items(timeout = patience): Promise<QuickRow[]> {
    await this.rows.first().waitFor({ timeout });
    return this.rows.evaluateAll((rows) =>
      rows.map((row) => ({
        label: row.querySelector(".quick-input-list-row .label-name")?.textContent ?? "",
        description: row.querySelector(".quick-input-list-row .label-description")?.textContent ?? "",
        detail: row.querySelector(".quick-input-list-label-meta")?.textContent ?? "",
      })),
    );
  }

  /** Waits for a question: by what stands in its title, or in a field that is still empty. */
  async asks(words: string, timeout = patience): Promise<void> {
    const title = this.box.locator(".quick-input-title", { hasText: words });
    await title.or(this.box.getByPlaceholder(words)).first().waitFor({ timeout });
  }

  /** Waits for the step whose title contains this text: the box of the step before may still be there. */
  async step(title: string): Promise<void> {
    await this.box.locator(".quick-input-title", { hasText: title }).waitFor();
  }

  async title(): Promise<string> {
    return ((await this.box.locator(".quick-input-title").textContent()) ?? "").trim();
  }

  /** The sentence below the field: the prompt, or what is wrong with the input. */
  async message(): Promise<string> {
    return (await this.box.locator(".quick-input-message").textContent()) ?? "";
  }

  async isMasked(): Promise<boolean> {
    return (await this.field.getAttribute("type")) === "password";
  }

  async value(): Promise<string> {
    return this.field.inputValue();
  }

  /** Presses a button of the title or of the input, for example Back, by its tooltip. */
  async pressButton(name: string): Promise<void> {
    await press(this.box.locator(`.action-label[aria-label^="${name}"]`).first());
  }

  async cancel(): Promise<void> {
    await eventually(async (short) => {
      if (await this.box.isHidden()) return;
      // A list of notifications that was open before may have kept the focus.
      await this.field.focus({ timeout: short });
      await this.untilItHasTheKeys(short);
      await this.page.keyboard.press("Escape");
      await this.box.waitFor({ state: "hidden", timeout: short });
    });
  }
}
