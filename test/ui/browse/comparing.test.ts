// Comparing jobs as a person does: select, look at what differs, uncover, open one, see changes as they come, and have the page back after a reload.
import { strict as assert } from "node:assert";
import { mkdir } from "node:fs/promises";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, openDemoEditor } from "../setup/demoEditor";
import { axeFindings } from "../steps/axe";
import { assertFitsNarrowColumn } from "../steps/narrow";
import { setTheme, type Theme, themes } from "../steps/themes";

/** Where pictures of the page go; absent = none are taken. */
const pictures = process.env.VOICE_JOBS_PICTURES;

describe("comparing", () => {
  let editor: DemoEditor;
  const measure = (expected: string, actual: string) => ({
    expected,
    actual,
    status: "OK",
    suggestion_en: "Record in a quieter room.",
  });
  const assessment = (snr: string, sound: string) => ({
    snr: measure(">=35", snr),
    sound: measure("-30--15", sound),
    speed: measure("180-260", "220"),
  });
  const shared = { state: "CREATING", sex: "FEMALE", language: "CN", job_type: "BASIC" };
  const dawn = {
    ...shared,
    job_id: "e0000000-0000-4000-8000-000000000001",
    voice_name: "Dawn of the test",
    tag: "NEWS",
    phone: "13800138000",
    assess_result: assessment("24", "-20"),
  };
  const dusk = {
    ...shared,
    job_id: "e0000000-0000-4000-8000-000000000002",
    voice_name: "Dusk of the test",
    tag: "STORYTELLING",
    phone: "13900139000",
    assess_result: assessment("41", "-33"),
  };
  const hostile = {
    ...shared,
    job_id: "e0000000-0000-4000-8000-000000000003",
    voice_name: "<img src=x onerror=alert(1)> of the test",
    tag: "NEWS",
    new_field: "$(error) [x](command:voiceJobs.deleteJob)",
    batch_name: `\u202eevil ${"long".repeat(60)}`,
  };

  before(async () => {
    editor = await openDemoEditor({ huawei: 6, alibaba: 6 });
    const { workbench, cloud, tree } = editor;
    await workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    for (const job of [dawn, dusk, hostile]) cloud.control.add("huawei", job);
    cloud.control.add("alibaba", { VoiceName: "East of the test", Status: "Success" });
    await tree.pressTitle("Refresh");
    await eventually(async (short) => {
      await tree.expand("Not submitted", short);
      for (const { voice_name } of [dawn, dusk]) await tree.row(voice_name).waitFor({ timeout: short });
    });
    if (pictures) await mkdir(pictures, { recursive: true });
  });
  after(() => editor?.close());

  const page = () => editor.workbench.webview;
  const heading = () => page().getByRole("heading", { level: 1 });
  const button = (name: string | RegExp) => page().getByRole("button", { name, exact: typeof name === "string" });
  const row = (label: string) =>
    page()
      .getByRole("row")
      .filter({ has: page().getByRole("rowheader", { name: label }) });
  const values = async (label: string) => (await row(label).first().locator(".value").allInnerTexts()).map((text) => text.trim());
  const take = async (name: string) => {
    if (pictures) await editor.workbench.screenshot(`${pictures}/${name}.png`);
  };
  const select = (names: readonly string[]) =>
    eventually(async (short) => {
      await editor.tree.row(names[0]!).click({ modifiers: ["Control"], timeout: short });
      for (const name of names) {
        const each = editor.tree.row(name);
        if ((await each.getAttribute("aria-selected")) !== "true") await each.click({ modifiers: ["Control"], timeout: short });
      }
      for (const name of names) assert.equal(await editor.tree.row(name).getAttribute("aria-selected"), "true", name);
    });

  it("shows what differs, by section, and folds what is equal", async () => {
    await editor.tree.pickFromMenu(dusk.voice_name, "Compare Jobs", () => select([dawn.voice_name, dusk.voice_name]));
    await eventually(async () => assert.match(await heading().innerText(), /of the test ↔ /));
    await eventually(async () => assert.deepEqual((await values("Tag")).sort(), ["News", "Storytelling"]));
    assert.equal(await row("Sex").count(), 0, "equal ones are folded");
    assert.match(await row("Tag").getByRole("rowheader").innerText(), /Different/, "told by words");
    await button("Show Equal Fields").click();
    await eventually(async () => assert.deepEqual(await values("Sex"), ["Female", "Female"]));
    await take("two jobs, all fields");
    await button("Hide Equal Fields").click();
    await row("Sex").first().waitFor({ state: "detached" });
    const measured = page().getByRole("img", { name: /Signal-to-noise ratio.*Expected: at least 35/ });
    assert.match((await measured.getAttribute("aria-label")) ?? "", /(24|41).*(24|41)/);
    await take("two jobs");
  });

  it("covers phones until they are asked for, and copies what stands there", async () => {
    const text = () => page().locator("body").innerText();
    assert.ok(!/13[89]00/.test(await text()));
    await button(/^Show Phone \(A\)$/).click();
    await button(/^Hide Phone \(A\)$/).waitFor();
    assert.match(await text(), /13[89]0013[89]000/);
    await button(/^Hide Phone \(A\)$/).click();
    await button(/^Show Phone \(A\)$/).waitFor();
    assert.ok(!/13[89]00/.test(await text()));
    await button(/^Copy Phone \(A\)$/).click();
    await eventually(async () =>
      assert.match(await editor.workbench.page.evaluate(() => navigator.clipboard.readText()), /^13[89]0013[89]000$/),
    );
  });

  it("follows the cloud, and loses neither the place nor the keyboard", async () => {
    await button("Refresh").focus();
    editor.cloud.control.change("huawei", dusk.job_id, { tag: "NEWS" });
    await editor.workbench.page.keyboard.press("Enter");
    await row("Tag").first().waitFor({ state: "detached" });
    assert.ok(
      await button("Refresh").evaluate((each) => each.ownerDocument.activeElement === each || each.matches(":focus-within")),
    );
    editor.cloud.control.change("huawei", dusk.job_id, { tag: "STORYTELLING" });
    await editor.workbench.page.keyboard.press("Enter");
    await row("Tag").first().waitFor();
  });

  it("comes back after a reload, without a request for it, with what was remembered", async () => {
    editor.cloud.control.clearRequests();
    await editor.workbench.reload();
    await eventually(async () => assert.match(await heading().innerText(), /of the test ↔ /));
    await row("Tag").first().waitFor();
    await button("Show Equal Fields").click();
    await row("Sex").first().waitFor();
    const asked = editor.cloud.control.requests.map(({ operation }) => operation);
    assert.ok(!asked.includes("ShowVoiceTrainingJob"), `${asked}`);
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`has nothing that axe would find in ${theme}`, async () => {
      await setTheme(editor.workbench, theme);
      const found = await axeFindings(page());
      await take(theme);
      assert.deepEqual(found, []);
    });
  }

  it("opens the page of a job from the head of its column, by keyboard", async () => {
    await button(/^A: .*Open Job Details$/).focus();
    await editor.workbench.page.keyboard.press("Enter");
    await eventually(async () => assert.match(await heading().innerText(), /^D(awn|usk) of the test$/));
  });

  it("puts jobs of two clouds and hostile texts beside each other, as texts", async () => {
    const { tree, workbench } = editor;
    await tree.pressTitle("Refresh");
    // The page of the job that was opened before may still take the focus, which closes a question.
    await eventually(async (short) => {
      await workbench.runQuestion("Voice Jobs: Compare Jobs", "Which job should be compared?");
      await workbench.quickInput.pick(hostile.voice_name, short);
      await workbench.quickInput.row("East of the test").waitFor({ timeout: short });
      await workbench.quickInput.pick("East of the test", short);
    });
    await eventually(async () => assert.match(await heading().innerText(), /^<img src=x.* ↔ /));
    await eventually(async () => assert.equal((await values("State")).length, 2));
    await row("new_field").first().waitFor();
    assert.equal(await page().locator("table img").count(), 0);
    await take("two clouds");
  });

  it("stays readable at 300 pixels: the table scrolls, the page does not", async () => {
    await assertFitsNarrowColumn(editor.workbench, () => take("narrow"));
  });
});
