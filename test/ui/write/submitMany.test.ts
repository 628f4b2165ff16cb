// Submitting several jobs by mouse and keyboard: one table, one modal, a result for each, and another try for those that failed.
import { strict as assert } from "node:assert";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, north, openDemoEditor } from "../setup/demoEditor";
import { axeFindings } from "../steps/axe";
import { BatchPage, selectRows, submitRows } from "../steps/batch";
import { runByKeyboard } from "../steps/keyboard";
import { createLatch, type Latch } from "../steps/latch";
import { assertFitsNarrowColumn } from "../steps/narrow";
import { setTheme, type Theme, themes } from "../steps/themes";
import { untilClosed } from "../steps/typing";

describe("submitting several jobs", () => {
  let editor: DemoEditor;
  let grid: BatchPage;
  const ids = new Map<string, string>();
  const names = ["Batch one", "Batch two", "Batch three"];
  const markup = "<img src=x onerror=alert(1)>";
  const hostile = "$(bug) [x](command:workbench.action.quit)";

  before(async () => {
    editor = await openDemoEditor({ huawei: 20, alibaba: 6 });
    const { cloud, tree } = editor;
    grid = new BatchPage(editor.workbench);
    for (const voice_name of [...names, "Keys one", "Keys two", hostile]) {
      // A header cannot carry the last one's customer, as the cloud has it.
      const app_user_id = voice_name === "Keys two" ? "客户" : undefined;
      const job = { voice_name, app_user_id, state: "CREATING", sex: "FEMALE", phone: "13800138000" };
      ids.set(voice_name, String(cloud.control.add("huawei", job).job_id));
    }
    await tree.pressInline(north, "Refresh");
    await tree.expand("Not submitted");
    await tree.row(names[0]!).waitFor();
  });
  after(() => editor?.close());

  const bodies = (name: string) => editor.cloud.control.submitBodies(ids.get(name)!);
  const told = (text: RegExp) => editor.workbench.notifications.see(text);

  it("shows all in one grid, takes what all share and what differs for one, lists everything in one modal, and submits each", async () => {
    const { workbench, tree, cloud } = editor;
    const { dialog } = workbench;
    const moved = "Batch two";
    await submitRows(tree, names, "Submit Several Jobs…");
    await grid.open("Submit 3 Jobs");
    await grid.fill("All jobs", "Tag", "News");
    for (const name of names) await grid.says(name, "Tag", /^News$/);
    await grid.says(moved, "Voice name", /^Batch two$/);
    await grid.fill(moved, "Voice name", "Aurora");
    await grid.says(moved, "Voice name", /^Aurora/);
    await grid.page.getByText("instead of: Batch two").waitFor({ state: "attached" });
    const html = await grid.page.locator("html").evaluate((root) => root.outerHTML);
    assert.ok(!html.includes("13800138000"), "no phone that nobody opened");
    cloud.control.faults.add({
      operation: "CommitVoiceTrainingJob",
      nth: 3,
      act: { kind: "answer", status: 400, body: { error_code: "MSS.00000003", error_msg: `call 13900139000 ${markup}` } },
    });
    await grid.button("Submit 3 Jobs…").click();
    const asked = await dialog.text();
    assert.match(asked, /Submit 3 jobs for training\?/);
    for (const name of names) assert.ok(asked.includes(`${name} (${ids.get(name)})`), asked);
    assert.match(asked, /The same for all: .*Tag: News/);
    assert.match(asked, /Voice name: Aurora/);
    assert.ok(!asked.includes("13800138000"), "no phone that nobody typed");
    await dialog.press("Submit 3 Jobs");
    await told(/2 submitted, 1 refused/);
    assert.deepEqual(names.map((name) => bodies(name).length).sort(), [0, 1, 1]);
    for (const name of names) {
      const [body] = bodies(name);
      if (!body) continue;
      assert.deepEqual([body.tag, body.sex, body.phone], ["NEWS", "FEMALE", "13800138000"]);
      assert.equal(body.voice_name, name === moved ? "Aurora" : name);
    }
  });

  it("shows a result for each, masked, and submits again only the one that is known not to be", async () => {
    const { workbench, cloud } = editor;
    const { dialog, notifications } = workbench;
    const before = names.map((name) => cloud.control.submitAttempts(ids.get(name)!));
    await notifications.press(/2 submitted, 1 refused/, "Show Results");
    await workbench.tab("Submit Results").waitFor();
    const page = workbench.webview;
    await page.getByRole("heading", { level: 1, name: "Results of submitting several jobs" }).waitFor();
    const text = await page.locator("main").innerText();
    for (const name of names) assert.ok(text.includes(name) && text.includes(ids.get(name)!), text);
    assert.match(text, /Code: MSS\.00000003/);
    assert.ok(text.includes(markup) && (await page.locator("main img").count()) === 0, text);
    assert.ok(!text.includes("13900139000"), text);
    await page.getByRole("button", { name: /^Open Job: Batch three/ }).waitFor();
    for (const theme of Object.keys(themes) as Theme[]) {
      await setTheme(workbench, theme);
      assert.deepEqual(await axeFindings(page), [], theme);
    }
    await setTheme(workbench, "Default Dark Modern");
    await assertFitsNarrowColumn(workbench);
    await page.getByRole("button", { name: "Retry Failed Only", exact: true }).click();
    await grid.open("Submit One Job");
    assert.equal(await grid.page.getByRole("row").count(), 3, "the head, all jobs, and the one that failed");
    await grid.page
      .locator(".detail")
      .getByText(/refused/)
      .waitFor();
    await grid.button("Submit One Job…").click();
    assert.match(await dialog.text(), /Tag: News/);
    await dialog.press("Submit");
    await told(/: 1 submitted\./);
    const after = names.map((name) => cloud.control.submitAttempts(ids.get(name)!));
    assert.deepEqual(after.map((count, index) => count - before[index]!).sort(), [0, 0, 1]);
    assert.ok(names.every((name) => bodies(name).length === 1));
    await notifications.dismiss(/: 1 submitted\./);
  });

  it("goes by the keyboard alone, says what is left out and why, and holds back what is wrong", async () => {
    const { workbench, cloud } = editor;
    const { page, quickInput, dialog } = workbench;
    const active = quickInput.active;
    // The list shows its active row before the box has the keys.
    const untilFocused = async (label: string) => {
      await eventually(async () => assert.equal((await active.allTextContents())[0], label));
      await quickInput.untilItHasTheKeys();
    };
    // What is selected in the view would be ticked.
    await selectRows(editor.tree, []);
    // The page of the test before may take the focus late.
    await eventually(async (short) => {
      await runByKeyboard(workbench, "Voice Jobs: Submit Several Jobs…");
      await quickInput.asks("Submit Several Jobs", short);
      await quickInput.untilItHasTheKeys(short);
    });
    for (const name of ["Keys one", "Keys two"]) {
      await eventually(async () => {
        await page.keyboard.press("ArrowDown");
        assert.equal((await active.allTextContents())[0], name);
      });
      await page.keyboard.press("Space");
    }
    await eventually(async () => assert.match((await quickInput.box.textContent()) ?? "", /2 Selected/));
    // Another program sends one of them meanwhile.
    cloud.control.move("huawei", ids.get("Keys one")!, "PROCESSING");
    await page.keyboard.press("Enter");
    await untilFocused("Continue with One Job");
    await eventually(async () =>
      assert.match((await quickInput.items()).map(({ detail }) => detail).join(), /its state does not allow it: Training/),
    );
    await page.keyboard.press("Enter");
    await grid.open("Submit One Job");
    await grid.page.getByText("Missing or wrong: 1").first().waitFor();
    const focused = () =>
      grid.page.locator("voice-job-grid").evaluate((app) => (app.ownerDocument.activeElement?.textContent ?? "").trim());
    await eventually(async () => assert.match(await focused(), /each its own/, "the first cell has the keys"));
    await page.keyboard.press("Control+Enter");
    await eventually(async () => assert.match(await focused(), /^客户/, "what is wrong has them instead of a dialog"));
    assert.equal(await dialog.box.isVisible(), false);
    await page.keyboard.press("F2");
    await eventually(async () => assert.equal(await grid.page.locator(".editor").inputValue(), "客户"));
    await page.keyboard.press("Control+A");
    await page.keyboard.type("nobody");
    await page.keyboard.press("Escape");
    await grid.says("Keys two", "Customer ID", /^客户/);
    await eventually(async () => assert.match(await focused(), /^客户/, "the cell has the keys again"));
    await page.keyboard.type("studio-7");
    await page.keyboard.press("Enter");
    await grid.says("Keys two", "Customer ID", /^studio-7/);
    await page.keyboard.press("Control+Enter");
    await dialog.box.waitFor();
    await page.keyboard.press("Enter");
    await told(/: 1 submitted\./);
    assert.deepEqual(
      bodies("Keys two").map(({ app_user_id }) => app_user_id),
      ["studio-7"],
    );
    assert.equal(cloud.control.submitAttempts(ids.get("Keys one")!), 0);
    await workbench.notifications.dismiss(/: 1 submitted\./);
  });

  it("sends nothing when the person leaves, and shows hostile names as text", async () => {
    const { workbench, tree, cloud } = editor;
    const { quickInput, dialog } = workbench;
    const other = "Left of the test";
    ids.set(other, String(cloud.control.add("huawei", { voice_name: other, state: "CREATING" }).job_id));
    await tree.pressInline(north, "Refresh");
    await tree.row(other).waitFor();
    await selectRows(tree, [other, hostile]);
    await workbench.runQuestion("Voice Jobs: Submit Several Jobs…", "Submit Several Jobs");
    // What is selected in the view is ticked.
    await quickInput.accept();
    await grid.open("Submit 2 Jobs");
    await grid.fill("All jobs", "Tag", "Education");
    assert.equal(await grid.page.locator(".codicon-bug").count(), 0);
    await grid.button("Submit 2 Jobs…").click();
    assert.match(await dialog.text(), /\$\u200b?\(bug\)/);
    await dialog.press("Cancel");
    await grid.button("Cancel").click();
    assert.match(await dialog.text(), /Discard the values you entered\?/);
    assert.deepEqual(await dialog.box.locator(".dialog-buttons .monaco-button").allTextContents(), ["Keep Editing", "Discard"]);
    await dialog.press("Keep Editing");
    // Closing the tab loses nothing either.
    await workbench.runCommand("View: Close Editor");
    assert.match(await dialog.text(), /Discard the values you entered\?/);
    assert.deepEqual(await dialog.box.locator(".dialog-buttons .monaco-button").allTextContents(), ["Keep Editing", "Discard"]);
    await dialog.press("Keep Editing");
    await grid.open("Submit 2 Jobs");
    await grid.says("All jobs", "Tag", /^Education/);
    await grid.button("Cancel").click();
    await dialog.press("Discard");
    await workbench.tab("Submit Several Jobs").waitFor({ state: "detached" });
    for (const name of [other, hostile]) assert.equal(cloud.control.submitAttempts(ids.get(name)!), 0);
  });

  /** New jobs; the second one is held up on its way until the gate is opened. */
  async function startSlowly(series: string, { until }: Latch): Promise<readonly string[]> {
    const { workbench, tree, cloud } = editor;
    const all = ["A", "B", "C", "D"].map((letter) => `${series} ${letter}`);
    for (const voice_name of all)
      ids.set(voice_name, String(cloud.control.add("huawei", { voice_name, state: "CREATING" }).job_id));
    await tree.pressInline(north, "Refresh");
    await tree.row(all[0]!).waitFor();
    await submitRows(tree, all, "Submit Several Jobs…");
    await grid.open("Submit 4 Jobs");
    cloud.control.faults.add({ operation: "CommitVoiceTrainingJob", nth: 2, act: { kind: "heldUp", until } });
    await grid.button("Submit 4 Jobs…").click();
    await workbench.dialog.press("Submit 4 Jobs");
    await told(/2 of 4/);
    // It looks at each job before: only now is the second one on its way.
    await eventually(() =>
      assert.equal(
        all.map((name) => cloud.control.submitAttempts(ids.get(name)!)).reduce((a, b) => a + b),
        2,
      ),
    );
    return all;
  }
  const taken = (series: readonly string[]) => series.map((name) => bodies(name).length);

  it("stops between jobs when the person cancels, and says how many were not sent", async () => {
    const { workbench } = editor;
    const { notifications } = workbench;
    const latch = createLatch();
    const series = await startSlowly("Stop", latch);
    await notifications.press(/2 of 4/, "Cancel");
    latch.open();
    let text = "";
    await notifications.see(/\d not sent/, undefined, async (notification) => {
      text = await notification.innerText({ timeout: 5_000 });
    });
    // The one that was held up arrives in the end; on a slow machine it was looked for before.
    await eventually(() => assert.deepEqual(taken(series), [1, 1, 0, 0]));
    assert.match(text, /: (2 submitted|1 submitted, 1 unknown), 2 not sent/);
    await notifications.dismiss(/not sent/);
  });

  it("tells after a reload in the middle how many were not sent, and offers these alone", async () => {
    const { workbench, cloud } = editor;
    const { notifications } = workbench;
    const latch = createLatch();
    const series = await startSlowly("Reload", latch);
    await workbench.reload();
    latch.open();
    let text = "";
    await notifications.see(/The window closed while jobs were being submitted/, undefined, async (notification) => {
      text = await notification.innerText({ timeout: 5_000 });
    });
    const notSent = Number(/(\d) not sent/.exec(text)?.[1]);
    assert.ok(notSent >= 1 && notSent <= 2, text);
    await notifications.press(/The window closed/, "Submit the Rest…");
    await grid.open(notSent === 1 ? "Submit One Job" : `Submit ${notSent} Jobs`);
    await grid.button("Cancel").click();
    await workbench.tab("Submit Several Jobs").waitFor({ state: "detached" });
    assert.ok(
      taken(series).every((count) => count <= 1),
      taken(series).join(),
    );
    const untouched = series.filter((name) => cloud.control.submitAttempts(ids.get(name)!) === 0).length;
    assert.ok(untouched >= notSent, `${untouched} never reached the cloud`);
  });

  it("takes one hundred at once and no more", async () => {
    const { workbench, tree, cloud } = editor;
    const { quickInput, notifications } = workbench;
    for (let left = 101; left > 0; left -= 1) cloud.control.add("huawei", { voice_name: `Crowd ${left}`, state: "CREATING" });
    await tree.pressInline(north, "Refresh");
    // All of them come at once.
    await tree.rows
      .filter({ hasText: /Crowd \d+/ })
      .first()
      .waitFor();
    cloud.control.clearRequests();
    await workbench.runQuestion("Voice Jobs: Submit Several Jobs…", "Submit Several Jobs");
    await quickInput.type("Crowd");
    await quickInput.box
      .locator(".quick-input-header input[type=checkbox], .quick-input-header .monaco-custom-toggle")
      .first()
      .click();
    await quickInput.accept();
    await notifications.see(/At most 100 jobs are submitted at once; these are 101\. Select fewer\./);
    await quickInput.step("Submit Several Jobs");
    await quickInput.cancel();
    await untilClosed(workbench);
    // None was even read; the view's own look at the lists may come meanwhile.
    assert.deepEqual(
      cloud.control.requests.filter(({ operation }) => !operation.startsWith("List")),
      [],
    );
  });
});
