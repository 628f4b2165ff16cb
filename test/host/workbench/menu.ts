// Menus of the workbench, by the keyboard: one ignores the mouse button for a moment after it has opened.
import type { Locator, Page } from "playwright-core";
import { eventually } from "./eventually";

/** Moves to an entry of the menu that is open, so that Enter takes it; by its label, or by what the label contains. */
export async function focusMenuEntry(page: Page, entry: string | RegExp, timeout: number): Promise<Locator> {
  const label = page.locator(".action-label");
  const named = typeof entry === "string" ? label.getByText(entry, { exact: true }) : label.filter({ hasText: entry });
  const item = page.locator(".monaco-menu .action-item").filter({ has: named });
  await item.hover({ timeout });
  await item.and(page.locator(".focused")).waitFor({ timeout });
  return item;
}

/** Opens the context menu of what is there, and takes an entry that may be taken twice. */
export async function pickFromMenuOf(target: Locator, entry: string | RegExp, timeout: number): Promise<void> {
  await closeMenu(target.page());
  await target.click({ button: "right", timeout });
  const item = await focusMenuEntry(target.page(), entry, timeout);
  await target.page().keyboard.press("Enter");
  await item.waitFor({ state: "detached", timeout });
}

/** Only where one is open: the same key lets go of what is selected. */
export async function closeMenu(page: Page): Promise<void> {
  const menu = page.locator(".monaco-menu");
  await eventually(async (short) => {
    if ((await menu.count()) === 0) return;
    await page.keyboard.press("Escape");
    await menu.first().waitFor({ state: "detached", timeout: short });
  });
}
