// Hearing voices as a person does: the sample from its row, a text that is said, two voices side by side; by mouse and by keyboard.
import { strict as assert } from "node:assert";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Job } from "../../../src/demoCloud/server/messages";
import { wavOf } from "../../../src/demoCloud/sound/wav";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, openDemoEditor } from "../setup/demoEditor";
import { axeFindings } from "../steps/axe";
import { assertFitsNarrowColumn, cutTexts } from "../steps/narrow";
import { setTheme, type Theme, themes } from "../steps/themes";

describe("listening", () => {
  let editor: DemoEditor;
  let voice: Job;
  let silent: Job;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-listening-"));
    const tone = Float64Array.from({ length: 4 * 16_000 }, (_, at) => 0.3 * Math.sin((at * 2 * Math.PI * 440) / 16_000));
    await writeFile(join(folder, "take.wav"), wavOf(tone, 16_000));
    await writeFile(join(folder, "notes.wav"), "no sound");
    editor = await openDemoEditor({ huawei: 6, alibaba: 6 });
    const { control } = editor.cloud;
    voice = control.add("huawei", { voice_name: "Voice of the test", state: "SUCCEED", language: "EN", sex: "FEMALE" });
    control.add("huawei", { voice_name: "Voice beside it", state: "SUCCEED", language: "EN", sex: "MALE" });
    silent = control.add("alibaba", { VoiceName: "Voice without sample", Status: "Success" });
    control.changeVoice(String(silent.VoiceId), { hasSample: false });
    await editor.tree.pressTitle("Refresh");
    // The other cloud has a group of this name, too, and may have shown it first.
    await eventually(async (short) => {
      await editor.tree.expand("Completed", short);
      await editor.tree.row("Voice of the test").waitFor({ timeout: short });
    });
  });
  after(async () => {
    await editor?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** The view goes on refreshing its jobs beside. */
  const operations = () =>
    editor.cloud.control.requests.map(({ operation }) => operation).filter((name) => !/^List\w+Jobs?$/.test(name));
  const page = () => editor.workbench.webview;
  const button = (name: string) => page().getByRole("button", { name, exact: true });
  /** Of the sound that is heard. */
  const sound = (index = 0) =>
    page()
      .locator("audio")
      .nth(index)
      .evaluate((audio) => {
        const { currentTime, duration, paused, src } = audio as HTMLAudioElement;
        return { currentTime, duration, paused, src };
      });

  it("fetches and plays the sample of a row by one read and the file", async () => {
    editor.cloud.control.clearRequests();
    await editor.tree.pickFromMenu("Voice of the test", "Play Sample");
    await page().getByRole("heading", { name: "Voice of the test", level: 1 }).waitFor();
    await eventually(async () => {
      const { currentTime, duration, src } = await sound();
      assert.ok(currentTime > 0.2, "time goes on");
      assert.ok(duration > 2 && duration < 20, `${duration} s`);
      assert.match(src, /^blob:/);
    });
    assert.deepEqual(operations(), ["ShowAsset", "GetObject"]);
  });

  it("asks for nothing when it is played again", async () => {
    await eventually(async () => assert.ok((await sound()).paused, "it ends by itself"));
    await button("Play Sample").click();
    await eventually(async () => assert.ok((await sound()).currentTime > 0.1));
    assert.deepEqual(operations(), ["ShowAsset", "GetObject"]);
  });

  it("shows no address of the sound, anywhere on the page", async () => {
    const text = await page()
      .locator("html")
      .evaluate((html) => html.outerHTML);
    for (const secret of ["Signature", "/sounds/", editor.cloud.origin]) assert.ok(!text.includes(secret), secret);
  });

  it("is played by the keyboard alone", async () => {
    const { keyboard } = editor.workbench.page;
    const place = page().getByRole("slider", { name: "Position" });
    await place.focus();
    if (!(await sound()).paused) await keyboard.press("Space");
    await eventually(async () => assert.ok((await sound()).paused));
    await keyboard.press("Home");
    await eventually(async () =>
      assert.deepEqual(await sound().then(({ paused, currentTime }) => [paused, currentTime]), [true, 0]),
    );
    await keyboard.press("ArrowRight");
    await eventually(async () => assert.equal((await sound()).currentTime, 1));
    await keyboard.press("Space");
    await eventually(async () => assert.ok((await sound()).currentTime > 1.2));
    await keyboard.press("Space");
    await eventually(async () => assert.ok((await sound()).paused));
  });

  it("has a text said, lists it, and plays it", async () => {
    editor.cloud.control.clearRequests();
    await page().getByLabel("Text", { exact: true }).fill("One two three, this is a test.");
    await button("Say").click();
    await button("Play: One two three, this is a test.").waitFor({ timeout: 30_000 });
    await eventually(async () => assert.ok((await sound()).currentTime > 0.1));
    const asked = operations();
    assert.equal(asked.filter((name) => name === "CreateTtsAudition").length, 1);
    assert.deepEqual(
      editor.cloud.control.speeches().map(({ text, voiceId }) => [text, voiceId]),
      [["One two three, this is a test.", voice.asset_id]],
    );
  });

  for (const theme of Object.keys(themes) as Theme[]) {
    it(`has nothing that axe would find in ${theme}`, async () => {
      await setTheme(editor.workbench, theme);
      assert.deepEqual(await axeFindings(page()), []);
    });
  }

  it("fits a narrow column, where a text that is cut would be found", async () => {
    await assertFitsNarrowColumn(editor.workbench);
    const body = page().locator("body");
    await body.evaluate((element) => {
      const cut = element.ownerDocument.createElement("p");
      cut.style.cssText = "width: 40px; overflow: hidden; white-space: nowrap";
      cut.textContent = "more than there is room for";
      element.append(cut);
    });
    assert.match((await body.evaluate(cutTexts)).join(), /^“more than there is room for”/);
    await body.evaluate((element) => element.lastElementChild?.remove());
  });

  it("says why there is no sample, and hears it once there is one", async () => {
    const { control } = editor.cloud;
    await editor.workbench.runQuestion("Voice Jobs: Play Sample", "Which voice?");
    await editor.workbench.quickInput.pick("Voice without sample");
    await page().getByText("There is no sample: none was asked for when the job was submitted.").first().waitFor();
    await page()
      .getByText(/ of 10,000 characters$/)
      .waitFor();
    control.changeVoice(String(silent.VoiceId), { hasSample: true });
    await button("Try Again").click();
    await eventually(async () => assert.ok((await sound()).duration > 1));
  });

  it("compares two voices at the same place", async () => {
    const { quickInput } = editor.workbench;
    // A page that takes the focus late closes the second question.
    await eventually(async (short) => {
      await editor.workbench.runQuestion("Voice Jobs: Compare Voices", "Which voice should be compared?");
      await quickInput.pick("Voice of the test", short);
      await quickInput.asks("Which voice should it be compared with?", short);
      await quickInput.pick("Voice beside it", short);
    });
    await page().getByRole("heading", { name: "Compare voices" }).waitFor();
    await button("Switch Voice").waitFor();
    // It plays by itself, a moment after the page is there.
    await eventually(async () => assert.ok((await sound()).currentTime > 0));
    const place = page().getByRole("slider", { name: "Position" });
    await place.focus();
    if (!(await sound()).paused) await editor.workbench.page.keyboard.press("Space");
    await eventually(async () => assert.ok((await sound()).paused));
    await editor.workbench.page.keyboard.press("Home");
    await editor.workbench.page.keyboard.press("ArrowRight");
    await eventually(async () => assert.equal((await sound(0)).currentTime, 1));
    await button("Switch Voice").click();
    await eventually(async () => {
      const [first, second] = [await sound(0), await sound(1)];
      assert.ok(Math.abs(first.currentTime / first.duration - second.currentTime / second.duration) < 0.02);
    });
    await page().locator(".heard", { hasText: "Voice beside it" }).waitFor();
    await button("Hide Names").click();
    await page()
      .locator(".heard", { hasText: /Voice [AB]/ })
      .waitFor();
  });

  it("compares a voice with a recording from the disk, and tells what is no sound", async () => {
    const { workbench } = editor;
    const { quickInput } = workbench;
    const choose = async (name: string) => {
      const dialog = quickInput.box.locator(".quick-input-title", { hasText: "Recording to compare with" });
      await dialog.waitFor();
      await quickInput.choosePath(dialog, join(folder, name));
    };
    await workbench.runQuestion("Voice Jobs: Compare with a Recording…", "Which voice?");
    await quickInput.pick("Voice of the test");
    await choose("notes.wav");
    await workbench.notifications.see(/notes\.wav cannot be played here/);
    await workbench.notifications.press(/notes\.wav cannot be played here/, "Choose Another File…");
    await choose("take.wav");
    await page().getByRole("heading", { name: "Compare with a recording" }).waitFor();
    await page().getByText("Recording: take.wav").waitFor();
    await eventually(async () => assert.ok((await sound(0)).currentTime > 0.1, "the sample plays"));
    await button("Switch Voice").click();
    await page().locator(".heard", { hasText: "take.wav" }).waitFor();
    await eventually(async () => assert.ok(Math.abs((await sound(1)).duration - 4) < 0.1));
  });
});
