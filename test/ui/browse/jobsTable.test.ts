// The table of jobs as a person uses it: opened, filtered with suggestions, sorted, selected by mouse and keys, copied, acted on; after a reload without a request.
import { strict as assert } from "node:assert";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, north, openDemoEditor } from "../setup/demoEditor";
import { axeFindings } from "../steps/axe";
import { assertFitsNarrowColumn } from "../steps/narrow";
import { setTheme, type Theme, themes } from "../steps/themes";

describe("jobs table", () => {
  let editor: DemoEditor;
  let moving: Job;

  before(async () => {
    editor = await openDemoEditor({ huawei: 40, alibaba: 6 });
    const { control } = editor.cloud;
    for (const number of [1, 2, 3, 10])
      control.add("huawei", { voice_name: `Needle ${number}`, state: "FAILED", batch_name: "haystack", job_type: "BASIC" });
    control.add("huawei", { voice_name: '=cmd|" /C calc"!A0 <img src=x onerror=alert(1)>', state: "FAILED", batch_name: "odd" });
    moving = control.add("huawei", { voice_name: "Mover", state: "WAITING", batch_name: "moving" });
    await editor.tree.pressTitle("Refresh");
    await editor.workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await editor.workbench.runCommand("Voice Jobs: Open Jobs Table");
    await row("Mover").waitFor();
  });
  after(() => editor?.close());

  const page = () => editor.workbench.webview;
  /** "Needle 1" is not the beginning of "Needle 10". */
  const row = (name: string) => page().locator(".item", { hasText: new RegExp(`${name}(?!\\d)`) });
  const box = () => page().getByRole("combobox", { name: "Filter jobs" });
  const untilFilter = (text: string) => eventually(async () => assert.equal(await box().inputValue(), text));
  const button = (name: string) => page().getByRole("button", { name, exact: true });
  const state = () => page().locator(".summary");
  const names = () => page().locator(".item .cell.name").allTextContents();
  const selected = () => page().locator('.item[aria-selected="true"] .cell.name').allTextContents();
  const type = async (text: string) => {
    await box().fill(text);
    await page().locator(".grid").waitFor();
  };

  it("shows the jobs of all connections, with their true number", async () => {
    await state().getByText("52 jobs").waitFor();
    await eventually(async () => assert.equal(await page().locator(".grid").getAttribute("aria-rowcount"), "53"));
    assert.equal(await page().locator(".grid").getAttribute("aria-colcount"), "8");
    await eventually(async () => {
      const exists = await page().locator(".item").count();
      assert.ok(exists > 20, `${exists} rows are there`);
    });
  });

  it("filters while a filter is typed, says what it means, and goes on from a suggestion", async () => {
    await type("batch:hay");
    await state().getByText("4 found of 52").waitFor();
    await page().getByRole("option", { name: "batch:haystack" }).waitFor();
    await keyboardOf().press("ArrowDown");
    await keyboardOf().press("Enter");
    await untilFilter("batch:haystack");
    await page().locator(".understood", { hasText: "haystack" }).waitFor();
    await type("batch:haystack age:soon");
    await page().locator(".problem", { hasText: "Not recognized: age:soon" }).waitFor();
    await type("batch:haystack");
    await state().getByText("4 found of 52").waitFor();
  });

  it("sorts by a column, numbers in names as numbers, and turns the order around", async () => {
    await button("Name").click();
    await eventually(async () => assert.deepEqual((await names()).map(trim), ["Needle 1", "Needle 2", "Needle 3", "Needle 10"]));
    const head = page().getByRole("columnheader", { name: "Name" });
    await eventually(async () => assert.equal(await head.getAttribute("aria-sort"), "ascending"));
    await button("Name").click();
    await eventually(async () => assert.deepEqual((await names()).map(trim), ["Needle 10", "Needle 3", "Needle 2", "Needle 1"]));
  });

  it("selects by mouse and by keys", async () => {
    await row("Needle 3").click();
    await eventually(async () => assert.deepEqual((await selected()).map(trim), ["Needle 3"]));
    await row("Needle 1").click({ modifiers: ["Shift"] });
    await eventually(async () => assert.deepEqual((await selected()).map(trim), ["Needle 3", "Needle 2", "Needle 1"]));
    await row("Needle 2").click({ modifiers: ["Control"] });
    await eventually(async () => assert.deepEqual((await selected()).map(trim), ["Needle 3", "Needle 1"]));
    await page().locator(".grid").focus();
    await keyboardOf().press("Home");
    await keyboardOf().press("Shift+ArrowDown");
    await eventually(async () => assert.deepEqual((await selected()).map(trim), ["Needle 10", "Needle 3"]));
    await keyboardOf().press("Control+a");
    await state().getByText("4 selected").waitFor();
  });

  it("copies the selected rows as a table that no spreadsheet takes for a formula", async () => {
    await type("batch:odd");
    await state().getByText("1 found of 52").waitFor();
    await state().getByText("selected").waitFor({ state: "detached" });
    await row("=cmd").click();
    await keyboardOf().press("Control+c");
    await eventually(async () => {
      const text = await editor.workbench.page.evaluate(() => navigator.clipboard.readText());
      assert.match(text, /^Name\tState\tLast changed\t/);
      assert.match(text.split("\n")[1] ?? "", /^'=cmd\|/);
    });
  });

  it("acts on the selected jobs by the commands that rows of the tree have", async () => {
    await type("batch:haystack");
    await state().getByText("4 found of 52").waitFor();
    await row("Needle 1").click();
    await row("Needle 2").click({ modifiers: ["Control"] });
    await button("Compare Jobs").click();
    await editor.workbench.tab("Needle 2 ↔ Needle 1").waitFor();
    await editor.workbench.runCommand("View: Close Editor");
    await editor.workbench.tab("All Jobs").click();
    await row("Needle 1").dblclick();
    await editor.workbench.tab("Needle 1").waitFor();
    await editor.workbench.runCommand("View: Close Editor");
    await editor.workbench.tab("All Jobs").click();
  });

  it("follows the store: a job that moves on is shown where it is now", async () => {
    await type("batch:moving");
    await row("Mover").getByText("Waiting for training").waitFor();
    editor.cloud.control.move("huawei", String(moving.job_id), "PROCESSING");
    await button("Refresh").click();
    await row("Mover").getByText("Training", { exact: true }).waitFor();
  });

  it("hands its filter to the tree, and takes the tree's", async () => {
    const { quickInput } = editor.workbench;
    await type("batch:haystack");
    await button("Views…").click();
    await quickInput.asks("Which view should the table show?");
    await quickInput.pick("Use Filter in Tree");
    await editor.tree.row("Needle 1").or(editor.tree.row("Failed")).first().waitFor();
    await type("");
    await state().getByText("52 jobs").waitFor();
    await button("Views…").click();
    await quickInput.asks("Which view should the table show?");
    await quickInput.pick("Use Filter from Tree");
    await state().getByText("4 found of 52").waitFor();
    await untilFilter("batch:haystack");
    await editor.workbench.runCommand("Voice Jobs: Clear Filter");
  });

  it("keeps a view under a name, and shows it again", async () => {
    const { quickInput } = editor.workbench;
    await button("Columns…").click();
    await quickInput.asks("Columns that the table shows");
    await quickInput.pick("Job ID");
    await editor.workbench.page.locator(".quick-input-widget").getByRole("button", { name: "OK" }).click();
    await button("Job ID").waitFor();
    await button("Views…").click();
    await quickInput.asks("Which view should the table show?");
    await quickInput.pick("Save View…");
    await quickInput.step("Save View");
    await quickInput.type("Haystack");
    await quickInput.accept();
    await button("Views…").click();
    await quickInput.asks("Which view should the table show?");
    await quickInput.pick("Standard View");
    await button("Job ID").waitFor({ state: "detached" });
    await state().getByText("52 jobs").waitFor();
    await button("Views…").click();
    await quickInput.asks("Which view should the table show?");
    await quickInput.pick("Haystack");
    await button("Job ID").waitFor();
    await state().getByText("4 found of 52").waitFor();
  });

  it("moves and widens a column by keys and by the mouse", async () => {
    const heads = () => page().locator(".head .cell").allTextContents();
    const head = () => page().getByRole("columnheader", { name: "State", exact: true });
    assert.deepEqual((await heads()).slice(0, 2).map(trim), ["Name", "State"]);
    await button("State").focus();
    await keyboardOf().press("Alt+ArrowLeft");
    await eventually(async () => assert.deepEqual((await heads()).slice(0, 2).map(trim), ["State", "Name"]));
    const { width = 0 } = (await head().boundingBox()) ?? {};
    await button("State").focus();
    await keyboardOf().press("Shift+ArrowRight");
    await eventually(async () => assert.ok(((await head().boundingBox())?.width ?? 0) > width));
    await button("State").dragTo(button("Name"));
    await eventually(async () => assert.deepEqual((await heads()).slice(0, 2).map(trim), ["Name", "State"]));
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`has nothing that axe would find in ${theme}`, async () => {
      await setTheme(editor.workbench, theme);
      assert.deepEqual(await axeFindings(page()), []);
    });
  }

  it("shows hostile words of the cloud as text, and fits into 300 pixels with them", async () => {
    await type("batch:odd");
    await state().getByText("1 found of 52").waitFor();
    await eventually(async () => assert.match((await names())[0] ?? "", /<img src=x onerror=alert\(1\)>/));
    assert.equal(await page().locator("body img").count(), 0);
    await assertFitsNarrowColumn(editor.workbench);
    await type("batch:haystack");
    await state().getByText("4 found of 52").waitFor();
  });

  it("opens for one connection from its menu", async () => {
    await editor.tree.pickFromMenu(north, "Open Jobs Table");
    await editor.workbench.tab(`Jobs: ${north}`).waitFor();
    await state().getByText("46 jobs").waitFor();
    await button("Connection").waitFor({ state: "detached" });
    await editor.workbench.runCommand("View: Close Editor");
  });

  it("is there again after a reload, without a request", async () => {
    await editor.workbench.tab("All Jobs").click();
    await button("Job ID").waitFor();
    await keyboardOf().press("Control+b");
    editor.cloud.control.clearRequests();
    await editor.workbench.reload();
    await button("Job ID").waitFor();
    await state()
      .getByText(/4 (found of 52|in \d+ loaded)/)
      .waitFor();
    await untilFilter("batch:haystack");
    assert.deepEqual(editor.cloud.control.requests, []);
  });

  function keyboardOf() {
    return editor.workbench.page.keyboard;
  }
});

function trim(text: string): string {
  return text.trim();
}
