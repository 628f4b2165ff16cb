// What the editor tells and asks: modal dialogs and notifications.
import type { Locator, Page } from "playwright-core";

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
  readonly toasts: Locator;

  constructor(page: Page) {
    this.toasts = page.locator(".notifications-toasts .notification-list-item");
  }

  /** The notification that contains the text. */
  toast(text: string | RegExp): Locator {
    return this.toasts.filter({ hasText: text });
  }

  async texts(): Promise<string[]> {
    return this.toasts.locator(".notification-list-item-message").allInnerTexts();
  }

  async press(text: string | RegExp, button: string): Promise<void> {
    const toast = this.toast(text);
    await toast.hover();
    await toast.locator(".notification-list-item-buttons-container .monaco-button").getByText(button, { exact: true }).click();
  }

  async dismiss(text: string | RegExp): Promise<void> {
    const toast = this.toast(text);
    await toast.hover();
    await toast.locator(".action-label.codicon-notifications-clear").click();
    await toast.waitFor({ state: "hidden" });
  }
}
