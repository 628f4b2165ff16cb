// Uploading the files of a job as a person does: two files are chosen, one of them wrongly at first, and what arrives is what was chosen.
import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { storeKey } from "../../../src/demoCloud/server/objectStore";
import { writeDemoVoices } from "../../host/demoFolder";
import { eventually } from "../../host/workbench/eventually";
import { collectTraces, findTraces } from "../../host/workbench/traces";
import { type DemoEditor, north, openDemoEditor } from "../setup/demoEditor";
import { axeFindings } from "../steps/axe";

describe("uploading", () => {
  let editor: DemoEditor;
  let folder: string;
  const zip = Buffer.concat([Buffer.from("PK\u0003\u0004", "latin1"), randomBytes(200_000)]);
  const png = Buffer.concat([Buffer.from("\u0089PNG\r\n", "latin1"), randomBytes(5_000)]);

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-files-"));
    await writeFile(join(folder, "recordings.zip"), zip);
    await writeFile(join(folder, "letter.png"), png);
    await writeFile(join(folder, "text.png"), "no picture");
    editor = await openDemoEditor({ huawei: 3, alibaba: 3 });
    editor.cloud.control.add("huawei", {
      voice_name: "Draft of the test",
      state: "CREATING",
      job_type: "BASIC",
      create_type: "PACKAGE",
    });
    await editor.tree.pressTitle("Refresh");
  });
  after(async () => {
    await editor?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** A file or folder of the form, until the form shows it. */
  const choose = async (part: RegExp, name: string) => {
    const { quickInput } = editor.workbench;
    const title = (words: RegExp) => quickInput.box.locator(".quick-input-title", { hasText: words });
    const chosen = quickInput.rows.filter({ hasText: part }).and(quickInput.rows.filter({ hasText: name }));
    const dialog = title(/^(Recordings|Folder of recordings|Authorization letter)$/);
    await eventually(async (short) => {
      if (await chosen.count()) return;
      if (await title(/^Upload Files/).count()) await quickInput.rows.filter({ hasText: part }).click({ timeout: short });
      await dialog.waitFor({ timeout: short });
      await quickInput.choosePath(dialog, join(folder, name));
      await chosen.waitFor({ timeout: short });
    });
  };

  it("says what is wrong with a file, sends each whole to its own place once that is confirmed, and leads on to the submit", async () => {
    const { tree, workbench, cloud } = editor;
    const { quickInput } = workbench;
    await tree.expand("Not submitted");
    await tree.pickFromMenu("Draft of the test", "Upload Files…");
    await quickInput.rows.filter({ hasText: /^Recordings/ }).waitFor();
    assert.equal(await quickInput.rows.filter({ hasText: "Upload…" }).count(), 0);
    await choose(/^Recordings/, "recordings.zip");
    await choose(/^Authorization letter/, "text.png");
    await quickInput.rows.filter({ hasText: "its content is not of this type" }).waitFor();
    assert.equal(await quickInput.rows.filter({ hasText: "Upload…" }).count(), 0);
    await choose(/^Authorization letter/, "letter.png");
    await quickInput.rows.filter({ hasText: "Upload…" }).click();
    // It begins like a zip and is none: that is said before it is sent.
    assert.match(await workbench.dialog.text(), /^This is not a ZIP archive/);
    await workbench.dialog.press("Upload Anyway…");
    await eventually(async () => assert.match(await workbench.dialog.text(), /^Upload these files/));
    const asked = await workbench.dialog.text();
    for (const named of ["Draft of the test", "recordings.zip", "letter.png", "127.0.0.1"])
      assert.ok(asked.includes(named), asked);
    assert.match(asked, /^Recordings: /m, "each file has a line of its own");
    assert.ok(!/Signature|Expires/.test(asked), asked);
    assert.equal(cloud.control.uploads.length, 0);

    await workbench.dialog.press("Upload");
    await workbench.notifications.see("The files for “Draft of the test” were uploaded.");
    const kept = cloud.control.uploads.map(({ key, size, content }) => [
      key.split("/").at(-1),
      size,
      content?.equals(size > 100_000 ? zip : png),
    ]);
    assert.deepEqual(kept, [
      ["package.zip", zip.length, true],
      ["letter", png.length, true],
    ]);
    assert.equal(cloud.control.requests.filter(({ operation }) => operation === "CommitVoiceTrainingJob").length, 0);
    await workbench.notifications.press("The files for “Draft of the test” were uploaded.", "Submit…");
    await eventually(async (short) => workbench.quickInput.box.locator(".quick-input-title").waitFor({ timeout: short }));
    await workbench.page.keyboard.press("Escape");
  });

  it("checks a folder for the kind of the job, sends it as a package, and knows the folder the next time", async () => {
    const { tree, workbench, cloud } = editor;
    const { quickInput } = workbench;
    const { retake } = await writeDemoVoices(folder);
    const before = cloud.control.uploads.length;
    cloud.control.add("huawei", {
      voice_name: "Voice of a folder",
      state: "CREATING",
      job_type: "BASIC",
      create_type: "PACKAGE",
    });
    await tree.pressTitle("Refresh");
    await tree.pickFromMenu("Voice of a folder", "Upload Files…");
    await choose(/^Folder of recordings/, "demo-voice-retake");
    await quickInput.rows.filter({ hasText: "recordings: 20" }).waitFor();
    await quickInput.rows.filter({ hasText: "Upload…" }).click();
    const asked = await workbench.dialog.text();
    assert.match(asked, /^Recordings: demo-voice-retake, packed as a zip file \([\d.]+ MB\), to 127\.0\.0\.1/m);
    await workbench.dialog.press("Upload");
    await workbench.notifications.see("The files for “Voice of a folder” were uploaded.");
    const [kept] = cloud.control.uploads.slice(before);
    assert.match(kept!.key, /package\.zip$/);
    assert.ok(kept!.content!.includes(await readFile(join(retake, "sentence-07.wav"))), "byte for byte");
    await workbench.notifications.dismiss("The files for “Voice of a folder” were uploaded.");

    await tree.pickFromMenu("Voice of a folder", "Upload Files…");
    await quickInput.rows.filter({ hasText: "demo-voice-retake" }).waitFor();
    await workbench.page.keyboard.press("Escape");
  });

  it("sends recordings one by one where the job was made for it, shows what does not match beside its recording, and goes on from there", async () => {
    const { tree, workbench, cloud } = editor;
    const { quickInput, webview, notifications } = workbench;
    const { retake } = await writeDemoVoices(folder);
    const [text, words] = [join(retake, "sentence-03.txt"), await readFile(join(retake, "sentence-03.txt"), "utf8")];
    await writeFile(text, words.trim().repeat(3));
    const made = { state: "CREATING", job_type: "BASIC", create_type: "SEGMENT" };
    const { job_id } = cloud.control.add("huawei", { voice_name: "Voice in pieces", ...made });
    await tree.pressTitle("Refresh");
    await tree.pickFromMenu("Voice in pieces", "Upload Files…");
    await quickInput.rows.filter({ hasText: "uploaded one by one" }).waitFor();
    assert.equal(await quickInput.rows.filter({ hasText: /^Recordings/ }).count(), 0, "no zip is taken");
    await choose(/^Folder of recordings/, "demo-voice-retake");
    await quickInput.rows.filter({ hasText: "Upload…" }).click();
    const asked = await workbench.dialog.text();
    assert.match(asked, /^Recordings: demo-voice-retake, one by one \(recordings: 20, [\d.]+ MB\), to 127\.0\.0\.1/m);
    await workbench.dialog.press("Upload");
    const told = "Recordings of “Voice in pieces”: 19 confirmed, 1 not matching their text, 0 not uploaded.";
    await notifications.press(told, "Show Recordings");
    const row = webview.locator('.item:has(.name .clip:text-is("sentence-03.wav"))');
    await row.click();
    await webview.locator(".detail", { hasText: "Not confirmed by the cloud: What was read does not match the text." }).waitFor();
    assert.deepEqual(await axeFindings(webview), []);
    await writeFile(text, words);
    const before = cloud.control.requests.filter(({ operation }) => operation === "PutObject").length;
    await eventually(async () =>
      assert.match((await webview.getByRole("heading", { level: 1 }).textContent()) ?? "", /^Suitable for Huawei Basic/),
    );
    await webview.getByRole("button", { name: "Upload Corrected…", exact: true }).click();
    await quickInput.rows.filter({ hasText: "Upload…" }).click();
    await eventually(async () => assert.match(await workbench.dialog.text(), /^Upload these files/));
    await workbench.dialog.press("Upload");
    await quickInput.step("Submit “Voice in pieces”");
    await workbench.page.keyboard.press("Escape");
    const puts = cloud.control.requests.filter(({ operation }) => operation === "PutObject").length;
    assert.equal(puts - before, 2, "one sound and its text");
    const kept = cloud.control.uploads.find(({ key }) => key.includes(String(job_id)) && key.endsWith("/2.txt"));
    assert.equal(kept?.content?.toString("utf8"), words.trim());
    assert.doesNotMatch(JSON.stringify(cloud.control.requests), /Signature=/);
  });

  it("has the sound of recordings measured by the cloud, apart from any job, once it was said what is not known of the price", async () => {
    const { workbench, cloud } = editor;
    const { webview, dialog } = workbench;
    const jobs = cloud.control.count("huawei");
    await webview.getByRole("button", { name: "Check Sound in the Cloud…", exact: true }).click();
    const asked = await dialog.text();
    for (const told of [north, "not documented", "No job is made"]) assert.ok(asked.includes(told), asked);
    assert.equal(cloud.control.requests.filter(({ operation }) => operation === "CreateShortJob").length, 0);
    await dialog.press("Check Sound");
    await webview.locator(".reasons", { hasText: "Sound check by the cloud:" }).waitFor();
    await webview
      .getByText("Signal-to-noise ratio (cloud)")
      .or(webview.getByText(/\(cloud\)/))
      .first()
      .waitFor();
    assert.deepEqual(await axeFindings(webview), []);
    assert.equal(cloud.control.count("huawei"), jobs);
    const sent = (operation: string) => cloud.control.requests.filter((each) => each.operation === operation).length;
    assert.deepEqual([sent("CreateShortJob"), sent("CommitShortJob")], [1, 1]);
  });

  it("leaves no address on the disk, in the window or in a log", async () => {
    const traces = await collectTraces([editor.workbench]);
    // The keys of the local cloud stand in its own code, which the package carries for its demo.
    const kept = traces.filter(({ where }) => !where.endsWith("/dist/demo.js"));
    assert.deepEqual(findTraces(kept, [storeKey.accessKey, storeKey.secret]), []);
    const known = findTraces(kept, ["demo-voice-retake"]).map(({ where }) => where);
    assert.ok(
      known.some((where) => where.startsWith("indexedDB")),
      `where it would be was searched: ${known.join()}`,
    );
  });
});
