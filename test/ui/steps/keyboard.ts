// Answers the questions of the multi-step inputs with keys alone: no mouse, no field filled from outside.
import { strict as assert } from "node:assert";
import { eventually } from "../../host/workbench/eventually";
import type { Workbench } from "../../host/workbench/workbench";
import { type Answers, atQuestion } from "./typing";

/** Runs a command by the palette's own key and by typing what it is called. */
export async function runByKeyboard(workbench: Workbench, title: string): Promise<void> {
  // The palette lists only what the editor knew when it was opened.
  await eventually(async (short) => {
    await workbench.quickInput.openPalette();
    await chooseByKeyboard(workbench, title, short);
  });
}

/** Presses Tab until the element that has the focus is called this. */
export async function pressTabUntil({ page }: Workbench, name: string): Promise<void> {
  await eventually(async () => {
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), name);
  });
}

/** Every question in its turn, each with its answer. */
export async function answerByKeyboard(workbench: Workbench, title: string, answers: Answers): Promise<void> {
  for (const [question, answer] of answers) {
    await atQuestion(workbench, title, question);
    if ("pick" in answer) await chooseByKeyboard(workbench, answer.pick);
    else {
      await workbench.quickInput.press("Control+A");
      await workbench.page.keyboard.type(answer.type);
      await workbench.page.keyboard.press("Enter");
    }
  }
}

async function chooseByKeyboard({ page, quickInput }: Workbench, label: string, timeout?: number): Promise<void> {
  await quickInput.untilItHasTheKeys();
  await page.keyboard.type(label);
  await eventually(async () => assert.equal((await quickInput.active.allTextContents())[0], label), timeout);
  await page.keyboard.press("Enter");
}
