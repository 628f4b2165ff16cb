// Selects several rows and opens what is offered for them, as a person does with the mouse and the key for one more.
import { strict as assert } from "node:assert";
import { eventually } from "../host/eventually";
import type { Tree } from "../host/tree";
import type { Workbench } from "../host/workbench";
import { walk } from "./typing";

/** These and no others, with the key for one more: a click alone would open a job, and Escape would let go of all. */
export function selectRows(tree: Tree, names: readonly string[]): Promise<void> {
  return eventually(async () => {
    const rows = await tree.rows.and(tree.part.page().locator("[aria-selected=true]")).all();
    for (const row of rows.reverse()) await row.click({ modifiers: ["Control"], timeout: 2_000 });
    for (const name of names) await tree.row(name).click({ modifiers: ["Control"], timeout: 2_000 });
    for (const name of names) assert.equal(await tree.row(name).getAttribute("aria-selected"), "true", name);
    assert.equal(await tree.rows.and(tree.part.page().locator("[aria-selected=true]")).count(), names.length);
  }, 20_000);
}

/** From the context menu of the last one. */
export async function submitRows(
  workbench: Workbench,
  tree: Tree,
  names: readonly string[],
  entry: string | RegExp,
): Promise<void> {
  const item = workbench.page.locator(".monaco-menu .action-label").filter({ hasText: entry });
  await eventually(async () => {
    await workbench.page.keyboard.press("Escape");
    await selectRows(tree, names);
    await tree.row(names.at(-1)!).click({ button: "right", timeout: 3_000 });
    await item.hover({ timeout: 3_000 });
  }, 20_000);
  await workbench.page.keyboard.press("Enter");
  await item.waitFor({ state: "detached" });
}

/** Answers what is asked once for all jobs, up to the table. */
export async function shareValues(workbench: Workbench, title: string, answers: Parameters<typeof walk>[2]): Promise<void> {
  await walk(workbench, title, answers);
  await untilTable(workbench);
}

export async function untilTable({ quickInput }: Workbench): Promise<void> {
  await eventually(async () => {
    assert.equal(await quickInput.field.getAttribute("placeholder"), "Submit, or choose what to change");
  });
}
