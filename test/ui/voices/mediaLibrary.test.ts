// Recordings of a Standard job out of the media library: searched, heard, brought there from this computer, and what consent says copied.
import { strict as assert } from "node:assert";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeDemoSentences } from "../../host/demoFolder";
import { eventually } from "../../host/workbench/eventually";
import { type DemoEditor, east, openDemoEditor } from "../setup/demoEditor";
import { atQuestion, give, review, walk } from "../steps/typing";

describe("the media library", () => {
  const title = `Create Job in “${east}”`;
  const hostile = "${x} $(trash) [click](command:voiceJobs.deleteJob) <b>\u202eraw";
  let editor: DemoEditor;
  let folder: string;
  let recordings: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-library-"));
    ({ retake: recordings } = await writeDemoSentences(folder));
    editor = await openDemoEditor({ huawei: 3, alibaba: 3 }, { region: "cn-shanghai" });
    const { media } = editor.cloud.control;
    for (let number = 1; number <= 103; number++)
      media.add({ title: `Take ${number}`, seconds: 65, createdAt: Date.UTC(2026, 0, 1) + number * 60_000 });
    media.add({ title: hostile });
    await editor.workbench.page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  });
  after(async () => {
    await editor?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const sent = (operation: string) => editor.cloud.control.requests.filter((request) => request.operation === operation).length;
  const idOf = (wanted: string) => String(editor.cloud.control.media.all().find((media) => media.title === wanted)?.id);
  const row = (label: string) => editor.workbench.quickInput.row(label);
  /** By the keyboard, with nothing that was typed before. */
  const toggle = async (label: string) => {
    const { quickInput, page } = editor.workbench;
    await quickInput.type(label);
    await row(label).waitFor();
    await eventually(async (short) => {
      await quickInput.untilItHasTheKeys(short);
      for (let step = 0; step < 20; step++) {
        if ((await quickInput.active.allTextContents())[0] === label) return page.keyboard.press("Enter");
        await page.keyboard.press("ArrowDown");
      }
      throw new Error(`The keys do not reach ${label}`);
    });
    await quickInput.rows
      .filter({ has: page.locator(".label-name", { hasText: label }) })
      .filter({ hasText: "chosen" })
      .waitFor();
    await quickInput.type("");
  };

  const chooseFile = async (name: string) => {
    const { quickInput } = editor.workbench;
    const dialog = quickInput.box.locator(".quick-input-title", { hasText: /^Recordings$/ });
    await dialog.waitFor();
    await quickInput.choosePath(dialog, join(recordings, name));
  };

  it("lends its recordings to a new job: some picked, some uploaded, by way of a bucket and without one, consent read out", async () => {
    const { workbench, tree, cloud } = editor;
    const { quickInput, dialog, page, notifications } = workbench;
    await tree.pickFromMenu(east, "Create Job…");
    const named = [
      [/Which kind/, { pick: "Standard" }],
      [/^Voice name/, { type: "Voice of the library" }],
    ] as const;
    await walk(workbench, title, named, /^Training recordings/);
    await atQuestion(workbench, title, /^Training recordings/);

    // What others have named does nothing, whatever it says.
    await quickInput.rows.filter({ hasText: "[click](command" }).waitFor();
    assert.equal(await quickInput.box.locator(".codicon-trash").count(), 0);
    assert.equal(await quickInput.box.locator(".label-name a, .label-description a").count(), 0);
    await eventually(() => assert.equal(sent("ListMediaBasicInfos"), 3, "one read for each place"));

    await toggle("Take 103");
    await toggle("Take 102");
    await quickInput.rows.filter({ hasText: "Use 2 Recordings" }).filter({ hasText: "2:10 together" }).waitFor();

    // Beyond the first page.
    await quickInput.type("Take 1");
    await quickInput.pick("Load More");
    await quickInput.type("Take 1 ");
    await eventually(async () => assert.equal(sent("ListMediaBasicInfos"), 4, "the place alone that has more"));
    await quickInput.type("");

    // Heard in the browser, whose address is told by its host alone.
    const first = quickInput.rows.filter({ hasText: "Take 103" }).first();
    await quickInput.type("Take 103");
    await first.hover();
    await first.locator('.action-label[aria-label^="Play"]').click();
    const asked = await dialog.text();
    assert.match(asked, /Open a link to 127\.0\.0\.1/);
    assert.ok(!/Signature|Expires|sounds/.test(asked), asked);
    await dialog.press("Cancel");
    await row("Use 2 Recordings").waitFor();

    // From this computer, by way of a bucket.
    await quickInput.pick("Upload…");
    await chooseFile("3.wav");
    await quickInput.step("Where Recordings Are Uploaded");
    await quickInput.row("Storage of the Media Library").waitFor();
    await quickInput.pick("A Bucket of Your Own…");
    await quickInput.pick("demo-voices");
    await give(workbench, { type: "voices" });
    const offered = await dialog.text();
    for (const part of ["Add “3.wav” to the media library?", "demo-voices", "folder voices", "127.0.0.1", "1 recording"])
      assert.ok(offered.includes(part), `${part}:\n${offered}`);
    // Checked for what the job is: Standard takes none that is as short.
    assert.match(offered, /found what the cloud would refuse:\n3\.wav: /);
    assert.equal(sent("RegisterMediaInfo"), 0);
    cloud.control.faults.add({ operation: "RegisterMediaInfo", act: { kind: "resetAfter" } });
    await dialog.press("Upload");
    await row("Use 3 Recordings").waitFor();
    assert.equal(sent("RegisterMediaInfo"), 1, "the lost answer was looked up");
    const object = cloud.control.bucketObjects.find(({ key }) => key.startsWith("demo-voices/voices/library/3-"));
    assert.ok(object?.content?.equals(await readFile(join(recordings, "3.wav"))));
    await quickInput.pick("Use 3 Recordings");

    await atQuestion(workbench, title, review);
    await quickInput.pick("Consent recording");
    await atQuestion(workbench, title, /^Consent recording/);
    await quickInput.row("晓晴-授权声明.wav").waitFor();
    await quickInput.pick("What Is Read Aloud (Chinese)…");
    assert.match(await dialog.text(), /我确认进行人声克隆定制.*不进行违法违规的内容创作。/);
    await dialog.press("Copy");
    await eventually(async () =>
      assert.match(await page.evaluate(() => navigator.clipboard.readText()), /^我确认进行人声克隆定制.*内容创作。$/),
    );

    // From this computer, without a bucket: an entry is made, and its file goes where the cloud says.
    await quickInput.pick("Upload…");
    await chooseFile("4.wav");
    assert.match(await dialog.text(), /^Add “4\.wav” to the media library\?/);
    await dialog.press("Change Place…");
    await quickInput.pick("Storage of the Media Library");
    await eventually(async () => assert.match(await dialog.text(), /To storage of the media library itself/));
    assert.equal(sent("CreateUploadMedia"), 0);
    await dialog.press("Upload");

    await atQuestion(workbench, title, review);
    assert.deepEqual([sent("CreateUploadMedia"), sent("RegisterMediaInfo")], [1, 1]);
    const entry = cloud.control.media.all().find(({ isAwaited }) => isAwaited);
    const kept = cloud.control.bucketObjects.find(({ key }) => key === entry?.key);
    assert.ok(kept?.content?.equals(await readFile(join(recordings, "4.wav"))));
    assert.ok(!/x-oss-|UploadAuth/.test(JSON.stringify(cloud.control.requests)));
    await quickInput.pick(`Consent recording: ${entry?.id}`);
    await atQuestion(workbench, title, /^Consent recording/);
    await quickInput.pick("晓晴-授权声明.wav");

    await atQuestion(workbench, title, review);
    await quickInput.pick("Create…");
    await dialog.press("Create");
    await notifications.see("“Voice of the library” was created");
    const request = cloud.control.requests.find(({ operation }) => operation === "SubmitStandardCustomizedVoiceJob");
    assert.equal(request?.query.Audios, [idOf("Take 103"), idOf("Take 102"), idOf("3.wav")].join(","));
    assert.equal(request?.query.Authentication, idOf("晓晴-授权声明.wav"));
    assert.equal(sent("SubmitStandardCustomizedVoiceJob"), 1);
  });

  it("says why it cannot be read, lets IDs be typed all the same, and reads it when asked again", async () => {
    const { workbench, tree, cloud } = editor;
    const { quickInput } = workbench;
    const body = { Code: "NoPermission", Message: "denied", RequestId: "REQUEST-4713" };
    cloud.control.faults.add({ operation: "ListMediaBasicInfos", act: { kind: "answer", status: 403, body } });
    await tree.pickFromMenu(east, "Create Job…");
    await walk(
      workbench,
      title,
      [
        [/Which kind/, { pick: "CosyVoice" }],
        [/^Voice name/, { type: "Cosy" }],
      ],
      /^Training recording/,
    );
    await quickInput.rows.filter({ hasText: /Try Again.*ice:ListMediaBasicInfos/ }).waitFor();
    await quickInput.row("Type an ID…").waitFor();
    await quickInput.pick("Try Again");
    await quickInput.row("cosy-take-3.m4a").waitFor();
    await quickInput.pick("cosy-take-3.m4a");
    await quickInput.cancel();
    assert.equal(sent("SubmitCosyVoiceCustomizedVoiceJob"), 0);
  });
});
