// Recordings are checked from the explorer, seen, heard, mended on the disk and packed, by the keyboard and by everybody.
import { strict as assert } from "node:assert";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { demoRecordings } from "../../../src/demoCloud/recordings/demoRecordings";
import { writeDemoFolder } from "../../host/demoFolder";
import { eventually } from "../../host/workbench/eventually";
import { pickFromMenuOf } from "../../host/workbench/menu";
import { closeEditor, openEditor } from "../../host/workbench/session";
import type { Workbench } from "../../host/workbench/workbench";
import { wav } from "../../unit/features/recordings/signals";
import { axeFindings } from "../steps/axe";
import { assertFitsNarrowColumn } from "../steps/narrow";
import { setTheme, type Theme, themes } from "../steps/themes";

const question = "What are these recordings for?";

describe("recordings", () => {
  let place: string;
  let recordings: string;
  let workbench: Workbench;

  before(async () => {
    place = await mkdtemp(join(tmpdir(), "voice-jobs-recordings-"));
    recordings = await writeDemoFolder(place);
    workbench = await openEditor({ viewport: { width: 1280, height: 1000 }, folder: place });
    // Its view is there once the editor knows the extension and its commands.
    await workbench.openView();
  });
  after(async () => {
    if (workbench) await closeEditor(workbench);
    await rm(place, { recursive: true, force: true });
  });

  const heading = () => workbench.webview.getByRole("heading", { level: 1 });
  const grid = () => workbench.webview.getByRole("grid");
  const row = (name: string): Locator => workbench.webview.locator(`.item:has(.name .clip:text-is("${name}"))`);
  const saysVerdict = (verdict: RegExp) =>
    eventually(async (short) => assert.match((await heading().textContent({ timeout: short })) ?? "", verdict));
  const names = () => workbench.webview.locator(".item .name .clip").allTextContents();
  /** In the order in which they stand on the screen. */
  const order = async () => {
    const placed = await workbench.webview
      .locator(".item")
      .evaluateAll((rows) =>
        rows.map((each) => [each.getBoundingClientRect().top, each.querySelector(".name .clip")?.textContent ?? ""] as const),
      );
    return placed.sort(([one], [other]) => one - other).map(([, name]) => name);
  };
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await workbench.page.keyboard.press(key);
  };

  /** Until it is asked what they are for. */
  const checkFolder = (name: string) =>
    eventually(async (short) => {
      const { page, quickInput } = workbench;
      await page.keyboard.press("Control+Shift+E");
      const folder = page.locator(".explorer-folders-view .monaco-list-row", { hasText: name });
      await pickFromMenuOf(folder, "Check Recordings Folder…", short);
      await quickInput.asks(question, short);
    });

  it("of a folder in the explorer are checked for what the person says, and the verdict stands first", async () => {
    const { page, quickInput } = workbench;
    await checkFolder("demo-recordings");
    await eventually(async () =>
      assert.deepEqual((await quickInput.items())[0]?.label, "Huawei Basic", "what lies there comes closest to it"),
    );
    await quickInput.pick("Huawei Basic");
    await saysVerdict(/^Not suitable for Huawei Basic\. Reasons for a refusal: 3\.$/);
    const all = Array.from({ length: 10 }, (_, index) => `${index}.wav`);
    await eventually(async () => assert.deepEqual([...(await names())].sort(), all));
    await workbench.webview.locator(".reasons", { hasText: "The recording is too long: 15.4 s" }).waitFor();
    await eventually(async () => {
      const problems = await page.locator("[id='status.problems']").getAttribute("aria-label");
      assert.match(problems ?? "", /Errors: 3/, "they are problems of the window, too");
    });
  });

  it("are sorted, chosen, shown and heard by the keyboard alone", async () => {
    await workbench.webview.getByRole("columnheader", { name: "Length" }).getByRole("button").focus();
    await press("Enter", "Enter");
    await eventually(async () => assert.equal((await order())[0], "5.wav", "the longest first"));
    await grid().focus();
    await press("Home", "ArrowDown");
    await eventually(async () => {
      const active = await grid().getAttribute("aria-activedescendant");
      assert.equal(await workbench.webview.locator(`#${active} .name .clip`).textContent(), "3.wav");
    });
    await press("Enter");
    const play = workbench.webview.getByRole("button", { name: "Play", exact: true });
    await eventually(async () => assert.ok(await play.evaluate((button) => button === button.ownerDocument.activeElement)));
    await press("Enter");
    const slider = workbench.webview.getByRole("slider");
    await eventually(async () => assert.ok(Number(await slider.getAttribute("aria-valuenow")) > 0.05, "it is heard"));
    await slider.focus();
    await press("End", "Home", "ArrowRight");
    await eventually(async () => assert.match((await slider.getAttribute("aria-valuetext")) ?? "", /^\d+(\.\d)? s of 6\.4 s$/));
    await press("Escape");
    await slider.waitFor({ state: "detached" });
    assert.ok(await grid().evaluate((list) => list === list.ownerDocument.activeElement), "the list has the keys again");
  });

  it("are accessible, in any theme and in a narrow column", async () => {
    const found: string[] = [];
    const look = async (place: string) => {
      for (const theme of Object.keys(themes) as Theme[]) {
        await setTheme(workbench, theme);
        for (const finding of await axeFindings(workbench.webview)) found.push(`${place}, ${theme}: ${finding}`);
      }
    };
    await look("list");
    await row("4.wav").click();
    await workbench.webview.locator(".detail canvas").waitFor();
    await look("details");
    await assertFitsNarrowColumn(workbench);
    await workbench.webview.getByRole("button", { name: "Close", exact: true }).click();
    await assertFitsNarrowColumn(workbench);
    assert.equal(found.join("\n"), "");
  });

  it("are found by words and by what is wrong with them", async () => {
    await workbench.webview.getByRole("searchbox").fill("公园");
    await eventually(async () => assert.deepEqual(await names(), ["0.wav"]));
    await workbench.webview.getByRole("button", { name: "Clear Filter" }).click();
    await workbench.webview.getByRole("button", { name: /Show these recordings only: The recording is too long/ }).click();
    await eventually(async () => assert.deepEqual(await names(), ["5.wav"]));
    await workbench.webview.getByRole("button", { name: "Clear Filter" }).click();
    await eventually(async () => assert.equal((await names()).length, 10));
  });

  it("are checked again when a file changes on the disk, alone", async () => {
    const good = demoRecordings();
    await writeFile(join(recordings, "8.txt"), "爷爷说，从前这条街上有很多卖小吃的店铺。");
    await saysVerdict(/Reasons for a refusal: 2\.$/);
    await writeFile(join(recordings, "5.wav"), good.get("3.wav")!);
    await writeFile(join(recordings, "5.txt"), good.get("3.txt")!);
    await saysVerdict(/Reasons for a refusal: 1\.$/);
    await eventually(async () => assert.match((await row("5.wav").textContent()) ?? "", /6\.4 s/));
  });

  it("can be left out and taken in again", async () => {
    await grid().focus();
    await press("End");
    const last = (await order()).at(-1)!;
    await press("Delete");
    await row(last).getByText("Left out").waitFor({ state: "attached" });
    await eventually(async () =>
      assert.match((await workbench.webview.locator(".totals").textContent()) ?? "", /^Recordings: 9,/),
    );
    await press("Delete");
    await eventually(async () =>
      assert.match((await workbench.webview.locator(".totals").textContent()) ?? "", /^Recordings: 10,/),
    );
  });

  it("are packed as the cloud asks for it, and the package is checked in its turn", async () => {
    const { quickInput } = workbench;
    await workbench.webview.getByRole("button", { name: "Make Package…" }).click();
    await workbench.dialog.press("Make Anyway");
    const file = join(place, "for the cloud.zip");
    await eventually(async () => assert.match(await quickInput.value(), /demo-recordings-basic\.zip$/, "beside the folder"));
    await quickInput.type(file);
    // It takes no Enter while it is reading the folder.
    await eventually(async (short) => {
      if (await quickInput.box.isHidden()) return;
      await quickInput.field.press("Enter", { timeout: short });
      await quickInput.box.waitFor({ state: "hidden", timeout: short });
    });
    const made = "Package made. Files in it: 20";
    await workbench.notifications.see(made);
    // Where the toast of the progress goes, the other one moves, and a click may miss it.
    await workbench.notifications.untilGone("Making the package");
    const tab = workbench.tab("Recordings: for the cloud.zip");
    await eventually(async () => {
      if (await tab.isVisible()) return;
      await workbench.notifications.press(made, "Check Package");
      await tab.waitFor({ timeout: 20_000 });
    });
    await saysVerdict(/Reasons for a refusal: 1\.$/);
    await workbench.webview.locator(".reasons", { hasText: "Number of recordings: 10" }).waitFor();
    assert.deepEqual((await readdir(place)).sort(), ["demo-recordings", "for the cloud-names.csv", "for the cloud.zip"]);
  });

  it("are there again after a reload", async () => {
    await workbench.reload();
    await workbench.tab("Recordings: demo-recordings").click();
    await saysVerdict(/^Not suitable for Huawei Basic\. Reasons for a refusal: 1\.$/);
    await eventually(async () => assert.equal((await names()).length, 10));
  });

  it("may be two thousand: all are there to the last, and only those in sight exist", async () => {
    const many = join(place, "many");
    await mkdir(many);
    const tiny = wav((t) => 0.2 * Math.sin(3_000 * t), 0.1, { rate: 8_000 });
    for (let index = 0; index < 2_000; index++) await writeFile(join(many, `${index}.wav`), tiny);
    await checkFolder("many");
    await workbench.quickInput.pick("Any kind of job");
    await saysVerdict(/^Warnings: /);
    await grid().focus();
    await press("End");
    await row("1999.wav").waitFor();
    assert.ok((await workbench.webview.locator(".item").count()) < 80);
    assert.equal(await grid().getAttribute("aria-rowcount"), "2001");
    await press("Home");
    await row("0.wav").waitFor();
    await workbench.runCommand("View: Close Editor");
    await workbench.tab("Recordings: many").waitFor({ state: "detached" });
    await rm(many, { recursive: true });
  });

  it("have their problems in the window until the page is closed", async () => {
    const { page } = workbench;
    for (const title of ["Recordings: demo-recordings", "Recordings: for the cloud.zip"]) {
      await workbench.tab(title).click();
      await saysVerdict(/^Not suitable/);
      await workbench.runCommand("View: Close Editor");
      await workbench.tab(title).waitFor({ state: "detached" });
    }
    await eventually(async () => {
      const problems = await page.locator("[id='status.problems']").getAttribute("aria-label");
      assert.match(problems ?? "", /No Problems/);
    });
  });
});
