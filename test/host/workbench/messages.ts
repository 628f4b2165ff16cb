// What the editor tells and asks: modal dialogs and notifications.
import type { Locator, Page } from "playwright-core";
import { eventually, patience } from "./eventually";
import { press } from "./press";

export class Dialog {
  readonly box: Locator;

  constructor(page: Page) {
    this.box = page.locator(".monaco-dialog-box");
  }

  async text(): Promise<string> {
    await this.box.waitFor();
    return (await this.box.locator(".dialog-message-container").allInnerTexts()).join("\n");
  }

  async press(button: string): Promise<void> {
    await this.box.waitFor();
    const asked = await this.box.elementHandle();
    await this.box.getByRole("button", { name: button, exact: true }).click();
    // The next question may stand there at once: this one is gone.
    await asked?.waitForElementState("hidden");
  }
}

export class Notifications {
  /** What pops up. The editor shows no more than three within 0.8 s, and none for long: `see` finds the others too. */
  readonly toasts: Locator;
  private readonly items: Locator;
  private readonly center: Locator;
  private readonly bell: Locator;

  constructor(page: Page) {
    this.toasts = page.locator(".notifications-toasts .notification-list-item");
    this.center = page.locator(".notifications-center").filter({ visible: true });
    this.items = this.toasts.or(this.center.locator(".notification-list-item")).filter({ visible: true });
    this.bell = page.locator("[id='status.notifications']");
  }

  /** The notifications on screen that contain the text. */
  toast(text: string | RegExp): Locator {
    return this.items.filter({ hasText: text });
  }

  async texts(): Promise<string[]> {
    return this.items.locator(".notification-list-item-message").allInnerTexts();
  }

  /** Waits for the notification with this text, as it pops up or in the editor's list of them; gives it to `look` before it goes. */
  async see(text: string | RegExp, timeout = patience, look?: (notification: Locator) => Promise<void>): Promise<void> {
    const found = await this.find(text, timeout);
    await look?.(found);
    await this.closeCenter();
  }

  /** Waits until no notification on screen contains the text. */
  async untilGone(text: string | RegExp): Promise<void> {
    await eventually(async () => {
      if ((await this.toast(text).count()) > 0) throw new Error(`A notification still says ${text}`);
    });
  }

  async press(text: string | RegExp, button: string): Promise<void> {
    // One that goes at this moment is in the list.
    await eventually(async (short) => {
      const toast = await this.find(text, patience);
      await toast.hover({ timeout: short });
      const buttons = toast.locator(".notification-list-item-buttons-container .monaco-button");
      await press(buttons.getByText(button, { exact: true }), short);
    });
    await this.closeCenter();
  }

  async dismiss(text: string | RegExp): Promise<void> {
    let isPressed = false;
    // A toast may fade, or its list may move, between the look and the click, and take the click away with it.
    await eventually(async (short) => {
      const toast = isPressed ? this.toast(text).first() : await this.find(text, patience);
      if (isPressed && !(await toast.isVisible())) return;
      await toast.hover({ timeout: short });
      await press(toast.locator(".action-label.codicon-notifications-clear"), short);
      isPressed = true;
      await toast.waitFor({ state: "hidden", timeout: short });
    });
    await this.closeCenter();
  }

  private async find(text: string | RegExp, timeout: number): Promise<Locator> {
    const begin = Date.now();
    return eventually(async (short) => {
      const found = this.toast(text).first();
      if (await found.isVisible()) return found;
      // The bell forgets its dot once the list was seen, with what is still in it.
      const isLate = Date.now() - begin > 2_500;
      if (isLate && !(await this.center.isVisible())) await this.bell.click({ timeout: short });
      throw new Error(`No notification says ${text}, but: ${(await this.texts()).join(" | ")}`);
    }, timeout);
  }

  private async closeCenter(): Promise<void> {
    // The list goes by itself with its last notification.
    await eventually(async (short) => {
      if (!(await this.center.isVisible())) return;
      await this.bell.click({ timeout: short });
      await this.center.waitFor({ state: "hidden", timeout: short });
    });
  }
}
