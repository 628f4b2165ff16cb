// Presses a button of the workbench that may be painted again at any moment.
import type { Locator } from "playwright-core";
import { patience } from "./eventually";

/**
 * Does all that a click waits for, then both halves of it at once: between them a row or a bar may be painted again, and the row below
 * takes the click, or none does.
 */
export async function press(button: Locator, timeout = patience): Promise<void> {
  await button.click({ timeout, trial: true });
  await button.evaluate((element) => (element as HTMLElement).click(), undefined, { timeout });
}
