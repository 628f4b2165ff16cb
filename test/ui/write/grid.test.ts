// The grid of several jobs for everybody: by the keys of a spreadsheet, with what a spreadsheet copies, in any theme, in a narrow column, and with the worst texts.
import { strict as assert } from "node:assert";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, north, openDemoEditor } from "../setup/demoEditor";
import { axeFindings } from "../steps/axe";
import { BatchPage, submitRows } from "../steps/batch";
import { setTheme, type Theme, themes } from "../steps/themes";

describe("the grid of several jobs", () => {
  let editor: DemoEditor;
  let grid: BatchPage;
  const ids: string[] = [];
  const hostile = `<img src=x onerror=alert(1)> $(bug) ${"W".repeat(120)}`;
  const names = ["Grid one", "Grid two", hostile];

  before(async () => {
    editor = await openDemoEditor({ huawei: 4, alibaba: 2 });
    const { workbench, cloud, tree } = editor;
    grid = new BatchPage(workbench);
    await workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    for (const voice_name of names)
      ids.push(
        String(cloud.control.add("huawei", { voice_name, state: "CREATING", sex: "FEMALE", phone: "13800138000" }).job_id),
      );
    await tree.pressInline(north, "Refresh");
    await tree.expand("Not submitted");
    await tree.row(names[0]!).waitFor();
    await submitRows(tree, names, "Submit Several Jobs…");
    await grid.open("Submit 3 Jobs");
  });
  after(() => editor?.close());

  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await editor.workbench.page.keyboard.press(key);
  };
  const copy = (text: string) => editor.workbench.page.evaluate((each) => navigator.clipboard.writeText(each), text);
  /** What the element with the keys says, or holds. */
  const focused = () =>
    grid.page.locator("voice-job-grid").evaluate((app) => {
      const active = app.ownerDocument.activeElement;
      return active instanceof HTMLInputElement ? active.value : (active?.textContent ?? "").trim();
    });
  const untilFocused = (said: string | RegExp) =>
    eventually(async () => (said instanceof RegExp ? assert.match(await focused(), said) : assert.equal(await focused(), said)));
  const isEditing = () => grid.page.locator(".editor").count();

  it("is gone through by the keys of a spreadsheet, and edited in place", async () => {
    await (await grid.cell("All jobs", "Voice name")).click();
    await untilFocused(/each its own/);
    await press("Enter");
    assert.equal(await isEditing(), 0, "what is each job's own is not one for all");
    await press("ArrowDown");
    await untilFocused("Grid one");
    await press("F2");
    await untilFocused("Grid one");
    await editor.workbench.page.keyboard.type("Aurora");
    await press("Enter");
    await grid.says("Grid one", "Voice name", /^Aurora/);
    await untilFocused("Grid two");
    const widths = () => grid.page.getByRole("columnheader").evaluateAll((heads) => heads.map(({ clientWidth }) => clientWidth));
    const before = await widths();
    await press("F2");
    await editor.workbench.page.keyboard.type("Lost");
    assert.deepEqual(await widths(), before, "no column moves while a cell is edited");
    await press("Escape");
    await untilFocused("Grid two");
    await press("Home", "ArrowRight", "Control+End");
    await press("Control+Home");
    await untilFocused(/^All jobs/);
    await press("ArrowDown", "ArrowRight", "Enter");
    await untilFocused("Aurora");
    await press("Tab");
    await untilFocused("Female");
    await press("ArrowLeft", "Delete");
    await grid.says("Grid one", "Voice name", /^Grid one$/);
    await press("Control+z");
    await grid.says("Grid one", "Voice name", /^Aurora/);
    await press("Control+z");
    await grid.says("Grid one", "Voice name", /^Grid one$/);
  });

  it("shows a phone in the cell that a person opens, and nowhere else", async () => {
    const cell = await grid.cell("Grid one", "Phone");
    await grid.says("Grid one", "Phone", /^•+$/);
    await cell.click();
    await press("F2");
    await untilFocused("13800138000");
    await press("Escape");
    await grid.says("Grid one", "Phone", /^•+$/);
  });

  it("takes what a spreadsheet has copied, from the active cell on or by its head", async () => {
    await (await grid.cell("Grid one", "Voice name")).click();
    await copy("Nova\tMale\nOak\t女声\n");
    await press("Control+v");
    await grid.says("Grid two", "Voice name", /^Oak/);
    await grid.says("Grid one", "Sex", /^Male/);
    await grid.page.getByText("Missing or wrong: 1").first().waitFor();
    await grid.says("Grid two", "Sex", /女声/);
    assert.equal(await (await grid.cell("Grid two", "Sex")).getAttribute("aria-invalid"), "true");
    await grid.button("Undo").click();
    await grid.says("Grid two", "Voice name", /^Grid two$/);
    await copy(`Job,Tag\n${ids[1]},News\n${ids[0]},Education`);
    await grid.button("Paste").click();
    await grid.says("Grid one", "Tag", /^Education/);
    await grid.says("Grid two", "Tag", /^News/);
  });

  it("is accessible in any theme, with the worst texts as texts", async () => {
    await grid.fill("Grid two", "Customer ID", "客户");
    await grid.page.getByText("Missing or wrong: 1").first().waitFor();
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(editor.workbench, theme);
      assert.deepEqual(await axeFindings(grid.page), [], theme);
    }
    assert.equal(await grid.page.locator("img, .codicon-bug").count(), 0);
    await grid.page.getByText("<img src=x").first().waitFor();
  });

  it("holds in a narrow column: the page does not scroll sideways, the grid does, and its names stay", async () => {
    const { page } = editor.workbench;
    await page.setViewportSize({ width: 660, height: 900 });
    await eventually(async () => {
      const [width, inner] = await grid.page.locator("html").evaluate((root) => [root.scrollWidth, root.clientWidth] as const);
      assert.ok(inner <= 380 && width <= inner, `${width} in ${inner}`);
    });
    await (await grid.cell("Grid one", "Voice name")).click();
    await press("End");
    const name = await grid.row("Grid one").locator("th").boundingBox();
    const frame = await grid.page.locator(".gridFrame").boundingBox();
    assert.ok(name && frame && Math.abs(name.x - frame.x) < 4, "the name is in sight");
    await page.setViewportSize({ width: 1280, height: 1500 });
  });

  it("leaves a job out, and gives the keys back to what comes after it", async () => {
    const { workbench, cloud } = editor;
    await grid.page.getByRole("button", { name: /^Leave This Job Out: Grid two/ }).click();
    await grid.open("Submit 2 Jobs");
    // What differed has gone with its job: nothing is lost.
    await grid.button("Cancel").click();
    await workbench.tab("Submit Several Jobs").waitFor({ state: "detached" });
    // What is opened next has the keys, though the page has only just gone.
    await workbench.runQuestion("Voice Jobs: Search Jobs…", "Search Jobs");
    await workbench.quickInput.press("Escape");
    for (const id of ids) assert.equal(cloud.control.submitAttempts(id), 0);
  });
});
