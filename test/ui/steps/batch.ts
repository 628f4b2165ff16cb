// Selects several rows and opens what is offered for them, as a person does with the mouse and the key for one more.
import { strict as assert } from "node:assert";
import { eventually } from "../../host/workbench/eventually";
import type { Tree } from "../../host/workbench/tree";
import type { Workbench } from "../../host/workbench/workbench";

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

/** The page where several jobs are filled in. */
export class BatchPage {
  constructor(private readonly workbench: Workbench) {}

  get page() {
    return this.workbench.webview;
  }

  async open(heading: string | RegExp): Promise<void> {
    await this.page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await this.page.getByRole("grid").first().waitFor();
  }

  button(name: string) {
    return this.page.getByRole("button", { name, exact: true });
  }

  row(name: string) {
    return this.page.getByRole("row").filter({ has: this.page.locator("th .title").getByText(name, { exact: true }) });
  }

  /** The cell of a job, or of "All jobs", in a column. */
  async cell(row: string, column: string) {
    const titles = await this.page.getByRole("columnheader").allTextContents();
    const at = titles.findIndex((title) => title.trim() === column);
    assert.ok(at > 0, `${column} is none of: ${titles}`);
    return this.row(row)
      .locator("td")
      .nth(at - 1);
  }

  async says(row: string, column: string, said: RegExp): Promise<void> {
    const cell = await this.cell(row, column);
    await eventually(async (short) => assert.match((await cell.innerText({ timeout: short })).trim(), said));
  }

  /** As a person does with the mouse and the keyboard. */
  async fill(row: string, column: string, value: string): Promise<void> {
    const cell = await this.cell(row, column);
    await cell.dblclick();
    const editor = cell.locator(".editor");
    await editor.waitFor();
    const isChoice = await editor.evaluate((field) => field.tagName === "SELECT");
    if (isChoice) await editor.selectOption({ label: value });
    else await editor.fill(value);
    await editor.press("Enter");
    await editor.waitFor({ state: "detached" });
  }
}
