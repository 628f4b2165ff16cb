// The main jobs, counted in what a person does: a click, a row, a line typed, a key. Each stands at its aim.
import { strict as assert } from "node:assert";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Job } from "../../../src/demoCloud/server/messages";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, north, openDemoEditor } from "../setup/demoEditor";
import { type Answers, addConnection, atQuestion, give, huaweiAnswers, review, untilClosed } from "../steps/typing";

describe("the main jobs, counted", () => {
  let editor: DemoEditor;
  const jobs: Job[] = [];

  before(async () => {
    editor = await openDemoEditor({ huawei: 3, alibaba: 1 });
    const { workbench, cloud, tree } = editor;
    await workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const whole = { state: "AUDIT_FAILED", sex: "FEMALE", language: "CN", tag: "NEWS", job_failed_reason: "授权书缺少签名" };
    for (const name of names) jobs.push(cloud.control.add("huawei", { ...whole, voice_name: name }));
    await tree.pressTitle("Refresh");
    await tree.expand("Review failed");
    for (const name of names) await tree.row(name).waitFor({ state: "attached" });
  });
  after(() => editor?.close());

  const names = ["First of the test", "Second of the test", "Third of the test", "Fourth of the test"] as const;
  const [first, second, third, fourth] = names;
  const key = (name: string) => editor.workbench.page.keyboard.press(name);
  const tabs = async () => editor.workbench.page.locator(".tabs-container .tab .label-name").allTextContents();
  const untilTabs = (...expected: string[]) => eventually(async () => assert.deepEqual(await tabs(), expected));
  const untilPage = (name: string) => editor.workbench.webview.getByRole("heading", { name, level: 1 }).waitFor();
  /** The keys of the view go to its list. */
  const untilListHasKeys = () =>
    eventually(async () =>
      assert.ok(await editor.tree.part.evaluate((part) => part.contains(document.activeElement)), "the list has lost the keys"),
    );

  it("a failed job is found and read with one click, and the next click takes its page", async () => {
    const { tree, workbench } = editor;
    await tree.click(first);
    await untilPage(first);
    await workbench.webview.getByText("授权书缺少签名").first().waitFor();
    await untilTabs(first);
    await tree.click(second);
    await untilPage(second);
    await untilTabs(second);
  });

  it("after a click the list has the keys: search, copy, delete, refresh", async () => {
    const { tree, workbench, cloud } = editor;
    await tree.click(first);
    await untilPage(first);
    await untilListHasKeys();
    await key("Control+C");
    await eventually(async () => {
      assert.equal(await workbench.page.evaluate(() => navigator.clipboard.readText()), String(jobs[0]!.job_id));
    });
    await key("/");
    await workbench.quickInput.box.waitFor();
    await workbench.quickInput.cancel();
    await tree.click(second);
    await untilPage(second);
    await untilListHasKeys();
    await key("Delete");
    assert.match(await workbench.dialog.text(), new RegExp(second));
    await workbench.dialog.press("Cancel");
    await tree.click(first);
    await untilPage(first);
    await untilListHasKeys();
    cloud.control.clearRequests();
    await key("Control+R");
    await eventually(() => assert.ok(cloud.control.requests.some(({ path }) => path.includes(String(jobs[0]!.job_id)))));
  });

  it("Enter on the job that was clicked, or a double click, keeps its page as a tab of its own, also over a reload", async () => {
    const { tree, workbench } = editor;
    await tree.click(first);
    await untilPage(first);
    await untilListHasKeys();
    await key("Enter");
    await untilListHasKeys();
    await tree.click(second);
    await untilPage(second);
    await untilTabs(first, second);
    await tree.keep(third);
    await untilPage(third);
    await untilTabs(first, third);
    await tree.click(second);
    await untilPage(second);
    await untilTabs(first, third, second);
    await workbench.reload();
    await untilPage(second);
    editor = { ...editor, tree: await workbench.openView() };
    await editor.tree.expand("Review failed");
    await editor.tree.click(fourth);
    await untilPage(fourth);
    await untilTabs(first, third, fourth);
    await workbench.runCommand("View: Close All Editors");
    await untilTabs();
  });

  it("a job whose values are all known is submitted again in four actions", async () => {
    const { tree, workbench, cloud } = editor;
    let actions = 0;
    const act = async (work: Promise<unknown>) => {
      actions += 1;
      await work;
    };
    await act(tree.click(third));
    await untilPage(third);
    await act(workbench.webview.getByRole("button", { name: "Submit Again…" }).click());
    await atQuestion(workbench, `Submit “${third}”`, review);
    await act(give(workbench, { pick: "Submit…" }));
    await act(workbench.dialog.press("Submit"));
    await workbench.notifications.see(`“${third}” was submitted.`);
    assert.equal(cloud.control.submits(String(jobs[2]!.job_id)), 1);
    assert.equal(actions, 4);
  });

  it("a connection takes five inputs in a usual region and seven at an endpoint of its own, and ends with its rows in sight", async () => {
    const { workbench, cloud } = editor;
    const inputs = async () => /\(\d+\/(\d+)\)$/.exec(await workbench.quickInput.title())?.[1];
    const answers: Answers = huaweiAnswers(cloud, "Counted");
    await workbench.runQuestion("Voice Jobs: Add Connection…", addConnection);
    await atQuestion(workbench, addConnection, /Where are the jobs/);
    await give(workbench, { pick: "CN North-Beijing4" });
    await atQuestion(workbench, addConnection, /^Name/);
    await eventually(async () => assert.equal(await inputs(), "5"));
    await workbench.quickInput.pressButton("Back");
    let given = 0;
    for (const [question, answer] of answers) {
      await atQuestion(workbench, addConnection, question);
      await give(workbench, answer);
      given += 1;
    }
    await untilClosed(workbench);
    assert.equal(given, 7);
    const row = editor.tree.row("Counted");
    await eventually(async () => assert.equal(await row.getAttribute("aria-selected"), "true"));
    await eventually(async () => assert.equal(await row.getAttribute("aria-expanded"), "true"));
    await editor.tree.row(north).waitFor();
  });

  it("each job gets a tab of its own where the editor is set to open each file in one", async () => {
    const { workbench, tree } = editor;
    const file = join(workbench.server.folder, "data/Machine/settings.json");
    const settings = JSON.parse(await readFile(file, "utf8")) as object;
    await writeFile(file, JSON.stringify({ ...settings, "workbench.editor.enablePreview": false }));
    // Until the editor has seen it.
    await eventually(async () => {
      await workbench.runCommand("View: Close All Editors");
      await tree.click(first);
      await untilPage(first);
      await tree.click(second);
      await untilPage(second);
      assert.deepEqual(await tabs(), [first, second]);
    });
  });
});
