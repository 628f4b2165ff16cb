// The overview as a person uses it: by mouse and by keyboard, from a mark to its jobs, saved as numbers and pictures, back after a reload.
import { strict as assert } from "node:assert";
import { mkdir, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, north, openDemoEditor } from "../setup/demoEditor";
import { axeFindings } from "../steps/axe";
import { assertFitsNarrowColumn } from "../steps/narrow";
import { setTheme, type Theme, themes } from "../steps/themes";

/** Where pictures of the page go; absent = none are taken. */
const pictures = process.env.VOICE_JOBS_PICTURES;

describe("overview", () => {
  let editor: DemoEditor;
  let folder: string;
  const noise = { job_failed_code: "M.1", job_failed_reason: "<img src=x onerror=alert(1)> call 13800138000" };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-overview-"));
    editor = await openDemoEditor({ huawei: 60, alibaba: 20 });
    const { cloud, tree } = editor;
    for (let at = 0; at < 3; at += 1) cloud.control.add("huawei", { voice_name: `Noisy ${at}`, state: "FAILED", ...noise });
    await tree.pressTitle("Refresh");
    if (pictures) await mkdir(pictures, { recursive: true });
  });
  after(async () => {
    await editor?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const page = () => editor.workbench.webview;
  const heading = (name: string) => page().getByRole("heading", { level: 1, name });
  const chart = (id: string) => page().locator(`[data-chart="${id}"]`);
  const mark = (name: RegExp) => page().getByRole("button", { name });
  const take = async (name: string) => {
    if (pictures) await editor.workbench.screenshot(`${pictures}/${name}.png`);
  };
  const rowOf = async (name: string) => (await editor.tree.items()).find(({ label }) => label === name);
  const clearFilter = async () => {
    await editor.tree.pressTitle("Clear Filter");
    await editor.workbench.page
      .locator(".title-actions .action-label[aria-label^='Clear Filter']")
      .waitFor({ state: "detached" });
  };

  /** With the filter of the mark in its box. */
  const untilTableIsShown = (filter: string) =>
    eventually(async () => assert.ok((await page().getByRole("combobox").first().inputValue()).includes(filter)));
  const backToOverview = async () => {
    await editor.workbench.tab("Overview of All Connections").click();
    await heading("Overview of All Connections").waitFor();
  };

  it("shows all connections, says what it is made of, and draws every chart", async () => {
    await editor.workbench.runCommand("Voice Jobs: Open Overview");
    await heading("Overview of All Connections").waitFor();
    await eventually(async () => assert.match(await page().locator(".coverage").innerText(), /^Based on all jobs: 83\./));
    for (const id of ["days", "reasons", "stages", "queue"]) await chart(id).locator("svg").first().waitFor();
    await take("overview");
  });

  it("shows the cloud's words as text, without what is private in them", async () => {
    await chart("reasons").locator("text", { hasText: "<img src=x" }).first().waitFor();
    const text = await page().locator("body").innerText();
    assert.ok(!text.includes("13800138000"));
    assert.equal(await page().locator("main img").count(), 0);
  });

  it("filters the view to the jobs of a mark by a click", async () => {
    await mark(/M\.1.*: 3 \(/).click();
    await eventually(async () => assert.match(JSON.stringify(await rowOf(north)), /3 found/));
    await untilTableIsShown("M.1");
    await clearFilter();
    await backToOverview();
  });

  it("goes from mark to mark by the arrow keys, and filters by Enter", async () => {
    const { keyboard } = editor.workbench.page;
    const marks = chart("reasons").locator(".mark.isButton");
    await marks.first().focus();
    await keyboard.press("ArrowDown");
    const second = await marks.nth(1).getAttribute("aria-label");
    await eventually(async () => assert.equal(await chart("reasons").locator(".mark:focus").getAttribute("aria-label"), second));
    assert.equal(await chart("reasons").locator('[tabindex="0"].mark').count(), 1, "one stop of the Tab key");
    await keyboard.press("Home");
    await keyboard.press("Enter");
    await untilTableIsShown("reason:");
    await clearFilter();
    await backToOverview();
  });

  it("saves numbers and pictures where the person says", async () => {
    const save = async (what: RegExp, name: string) => {
      await chart("reasons").getByRole("button", { name: what }).click();
      const { quickInput } = editor.workbench;
      await eventually(async () => assert.match(await quickInput.value(), /overview-/));
      await quickInput.type(join(folder, name));
      // It takes no Enter while it is reading the folder.
      await eventually(async (short) => {
        if (await quickInput.box.isHidden()) return;
        await quickInput.field.press("Enter", { timeout: short });
        await quickInput.box.waitFor({ state: "hidden", timeout: short });
      });
      return eventually(async () => {
        const written = await readFile(join(folder, name));
        assert.ok(written.length > 0, "the file is there before its content");
        return written;
      });
    };
    const csv = (await save(/CSV/, "reasons.csv")).toString("utf8");
    assert.ok(csv.startsWith('\ufeff"Reason","Jobs"\r\n') && csv.includes("M.1"), csv);
    const svg = (await save(/SVG/, "reasons.svg")).toString("utf8");
    assert.match(svg, /^<svg /);
    assert.ok(svg.includes("Why Jobs Failed or Were Refused") && !svg.includes("var(--") && !svg.includes("13800138000"));
    const png = await save(/PNG/, "reasons.png");
    assert.deepEqual([...png.subarray(0, 4)], [0x89, 0x50, 0x4e, 0x47]);
    assert.ok(png.length > 2_000, "something is painted");
    if (pictures) {
      const { copyFile } = await import("node:fs/promises");
      for (const name of ["reasons.svg", "reasons.png"]) await copyFile(join(folder, name), join(pictures, name));
    }
  });

  it("shows one connection from its menu, and follows its jobs", async () => {
    await editor.tree.pickFromMenu(north, "Open Overview");
    await heading(`Overview of ${north}`).waitFor();
    await eventually(async () => assert.match(await page().locator(".coverage").innerText(), /^Based on all jobs: 63\./));
    editor.cloud.control.add("huawei", { voice_name: "Newcomer", state: "FAILED", ...noise });
    await page().getByRole("button", { name: "Refresh" }).click();
    await eventually(async () => assert.match(await page().locator(".coverage").innerText(), /^Based on all jobs: 64\./));
    await mark(/M\.1.*: 4 \(/).waitFor();
  });

  it("comes back after a reload", async () => {
    await editor.workbench.reload();
    await heading(`Overview of ${north}`).waitFor();
    await eventually(async () => assert.match(await page().locator(".coverage").innerText(), /64/));
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`has nothing that axe would find in ${theme}`, async () => {
      await setTheme(editor.workbench, theme);
      await chart("days").locator("svg").waitFor();
      await take(`overview ${theme}`);
      assert.deepEqual(await axeFindings(page()), []);
    });
  }

  it("fits into 300 pixels: charts are drawn again, and nothing is cut off", async () => {
    await assertFitsNarrowColumn(editor.workbench, async () => {
      const dates = await chart("days")
        .locator("text.tick[text-anchor=middle]")
        .evaluateAll((all) => all.filter((each) => each.textContent).map((each) => each.getBoundingClientRect()));
      assert.ok(dates.length > 1);
      for (const [at, { left }] of dates.entries()) assert.ok(at === 0 || left > dates[at - 1]!.right, "dates stand apart");
      await take("overview narrow");
    });
  });
});
