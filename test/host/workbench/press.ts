// Presses a button of the workbench that may be painted again at any moment.
import type { Locator } from "playwright-core";
import { eventually, patience } from "./eventually";

/**
 * Does all that a click waits for, then both halves of it at once: between them a row or a bar may be painted again, and the row below
 * takes the click, or none does. One that was taken away before it could be pressed is looked for again.
 */
export async function press(button: Locator, timeout = patience): Promise<void> {
  await eventually(async (short) => {
    await button.click({ timeout: Math.min(short, timeout), trial: true });
    const isPressed = await button.evaluate(
      (element) => {
        const isThere = element.isConnected;
        if (isThere) (element as HTMLElement).click();
        return isThere;
      },
      undefined,
      { timeout: Math.min(short, timeout) },
    );
    if (!isPressed) throw new Error("The button was painted again before it was pressed");
  }, timeout);
}
