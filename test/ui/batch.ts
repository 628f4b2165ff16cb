// Selects several rows and opens what is offered for them, as a person does with the mouse and the key for one more.
import { strict as assert } from "node:assert";
import { eventually } from "../host/eventually";
import type { Tree } from "../host/tree";
import type { Workbench } from "../host/workbench";
import { walk } from "./typing";

/** These and no others, with the key for one more: a click alone would open a job, and Escape would let go of all. */
export function selectRows(tree: Tree, names: readonly string[]): Promise<void> {
  return eventually(async (short) => {
    const rows = await tree.rows.and(tree.part.page().locator("[aria-selected=true]")).all();
    for (const row of rows.reverse()) await row.click({ modifiers: ["Control"], timeout: short });
    for (const name of names) await tree.row(name).click({ modifiers: ["Control"], timeout: short });
    for (const name of names) assert.equal(await tree.row(name).getAttribute("aria-selected"), "true", name);
    assert.equal(await tree.rows.and(tree.part.page().locator("[aria-selected=true]")).count(), names.length);
  });
}

/** From the context menu of the last one. */
export async function submitRows(tree: Tree, names: readonly string[], entry: string | RegExp): Promise<void> {
  await tree.pickFromMenu(names.at(-1)!, entry, () => selectRows(tree, names));
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
  // It comes back from under a modal, which gives the keys back a moment later.
  await quickInput.untilItHasTheKeys();
}
