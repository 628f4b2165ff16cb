// The whole life of a Basic voice at Alibaba as a person has it: made, read out, uploaded, refused, read again, submitted, heard.
import { strict as assert } from "node:assert";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { overdrivenSentence } from "../../../src/demoCloud/recordings/demoSentences";
import { writeDemoSentences } from "../../host/demoFolder";
import { eventually } from "../../host/workbench/eventually";
import { collectTraces, findTraces } from "../../host/workbench/traces";
import { type DemoEditor, east, openDemoEditor } from "../setup/demoEditor";
import { type Answers, atQuestion, give, review, walk } from "../steps/typing";

describe("a voice from the folder to its sample", () => {
  const name = "Voice of the story";
  const voiceId = "story1";
  const bucket = "demo-voices";
  let editor: DemoEditor;
  let folder: string;
  let first: string;
  let retake: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "voice-jobs-sentences-"));
    ({ sentences: first, retake } = await writeDemoSentences(folder));
    editor = await openDemoEditor({ huawei: 3, alibaba: 3 }, { region: "cn-shanghai" });
  });
  after(async () => {
    await editor?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const sent = (operation: string) => editor.cloud.control.requests.filter((request) => request.operation === operation).length;
  const job = () => editor.cloud.control.jobs("alibaba").find(({ VoiceId }) => VoiceId === voiceId);
  const list = (passed: number) => `Recordings of “${name}”: ${passed} of 20 passed`;
  /** Of the sentence with this number, on the screen. */
  const sentence = (id: number) => editor.workbench.quickInput.rows.filter({ hasText: new RegExp(`^${id}\\. `) }).first();
  const objects = () => new Map(editor.cloud.control.bucketObjects.map((object) => [object.key, object] as const));
  const nameOf = (id: number) => `${bucket}/voices/${voiceId}/${id}.wav`;

  /** From the list of sentences. */
  const chooseFolder = async (path: string) => {
    const { quickInput } = editor.workbench;
    await quickInput.pick("Upload Recordings…");
    const dialog = quickInput.box.locator(".quick-input-title", { hasText: /^Folder of recordings$/ });
    await dialog.waitFor();
    await quickInput.choosePath(dialog, path);
  };

  /** It is made, and lists the sentences to be read. */
  const make = async () => {
    const { workbench, tree } = editor;
    const title = `Create Job in “${east}”`;
    const answers: Answers = [
      [/Which kind/, { pick: "Basic" }],
      [/^Voice ID/, { type: voiceId }],
      [/^Scenario/, { pick: "Stories" }],
      [/^Sex/, { pick: "Female" }],
      [/^Voice name/, { type: name }],
    ];
    await tree.pickFromMenu(east, "Create Job…");
    await walk(workbench, title, answers, review);
    await workbench.quickInput.pick("Create…");
    await workbench.dialog.press("Create");
    await workbench.notifications.press(`“${voiceId}” was created`, "Check Recordings…");
    await workbench.quickInput.step(list(0));
    assert.equal(job()?.Status, "Initialization");
  };

  /** It asks once for a bucket in the region of the connection, and shows all before anything leaves. */
  const choosePlace = async () => {
    const { workbench } = editor;
    const { quickInput, dialog } = workbench;
    await chooseFolder(first);
    const title = "Where Recordings Are Uploaded";
    await quickInput.step(title);
    await eventually(async () => {
      const offered = (await quickInput.items()).map(({ label }) => label);
      assert.deepEqual(offered, [bucket, "Type a Name…"], "the one in Beijing cannot be read from Shanghai");
    });
    await quickInput.pick("Type a Name…");
    await atQuestion(workbench, title, /^OSS bucket/);
    await give(workbench, { type: "demo-voices-beijing" });
    await eventually(async () =>
      assert.match(await quickInput.message(), /is in cn-beijing, and the connection is in cn-shanghai/),
    );
    await give(workbench, { type: "nobodys-bucket" });
    await eventually(async () => assert.match(await quickInput.message(), /There is no bucket “nobodys-bucket”/));
    await give(workbench, { type: bucket });
    await atQuestion(workbench, title, /^Folder in the bucket/);
    await give(workbench, { type: "../voices" });
    await eventually(async () => assert.match(await quickInput.message(), /single slashes between folders/));
    await give(workbench, { type: "voices" });
    const asked = await dialog.text();
    for (const named of [name, east, "demo-voices", "folder voices", "127.0.0.1", "20 recordings"])
      assert.ok(asked.includes(named), `${named}:\n${asked}`);
    assert.ok(!/Signature|Credential|x-oss/i.test(asked), asked);
    assert.equal(objects().size, 0);
  };

  /** It uploads all twenty byte for byte, has each checked in the same run, and names the one that is refused. */
  const uploadAll = async () => {
    const { workbench } = editor;
    const { quickInput } = workbench;
    await workbench.dialog.press("Upload and Check");
    await workbench.notifications.see("Recordings: 19 passed, 1 refused, 0 not checked. Refused: 7.");
    assert.equal(sent("DetectAudioForCustomizedVoiceJob"), 20);
    for (let id = 1; id <= 20; id++) {
      const object = objects().get(nameOf(id));
      assert.ok(object?.content, `recording ${id}`);
      assert.ok(object.content.equals(await readFile(join(first, `${id}.wav`))), `recording ${id}`);
      assert.equal(object.contentType, "audio/wav");
    }
    await quickInput.step(list(19));
    await quickInput.type(`${overdrivenSentence}. `);
    await sentence(overdrivenSentence).filter({ hasText: "refused: 音量过大，声音失真，请重新录制" }).waitFor();
    await quickInput.type("");
    assert.equal(await quickInput.row("Submit…").count(), 0, "nothing to submit yet");
    assert.equal(sent("SubmitCustomizedVoiceJob"), 0);
  };

  /** It sends only what was read again, to the place that is known, and has it pass. */
  const uploadRetake = async () => {
    const { workbench } = editor;
    const uploads = sent("PutObject");
    await chooseFolder(retake);
    const asked = await workbench.dialog.text();
    assert.match(asked, /^1 recording, /m);
    assert.match(asked, /^19 sentences have passed already: their recordings stay as they are\.$/m);
    assert.match(asked, /^Bucket: demo-voices, folder voices$/m);
    await workbench.dialog.press("Upload and Check");
    await workbench.quickInput.step(list(20));
    assert.equal(sent("PutObject") - uploads, 1);
    assert.equal(sent("DetectAudioForCustomizedVoiceJob"), 21);
    const object = objects().get(nameOf(overdrivenSentence));
    assert.ok(object?.content?.equals(await readFile(join(retake, `${overdrivenSentence}.wav`))));
    assert.equal(job()?.Status, "Initialization", "nothing is submitted by an upload");
  };

  /** It is submitted with an address for its sample in the same bucket. */
  const submit = async () => {
    const { workbench, cloud } = editor;
    const { quickInput } = workbench;
    await quickInput.pick("Submit…");
    const title = `Submit “${name}”`;
    await walk(workbench, title, [], review);
    await atQuestion(workbench, title, review);
    const sample = `${cloud.origin}/${bucket}/voices/${voiceId}/sample.mp3`;
    await eventually(async () => {
      const lines = (await quickInput.items()).map(({ label }) => label);
      assert.ok(lines.includes(`Sample address: ${sample}`), lines.join("\n"));
    });
    await quickInput.pick("Submit…");
    await workbench.dialog.press("Submit");
    await workbench.notifications.see(`“${name}” was submitted`);
    assert.equal(sent("SubmitCustomizedVoiceJob"), 1);
    assert.deepEqual(cloud.control.submitBodies(String(job()?.JobId)), [{ VoiceId: voiceId, DemoAudioMediaURL: sample }]);
    assert.equal(job()?.Status, "AudioDetecting");
  };

  it("is made, uploaded, refused for one recording, read again, and submitted, in one go", async () => {
    for (const step of [make, choosePlace, uploadAll, uploadRetake, submit]) await step();
  });

  it("is heard once it is completed", async () => {
    const { workbench, cloud, tree } = editor;
    const id = String(job()?.JobId);
    for (const state of ["PreTraining", "Training", "Success"]) cloud.control.move("alibaba", id, state);
    // The bell keeps its hover for as long as it has the focus.
    await workbench.page.locator(".part.editor").click({ position: { x: 300, y: 700 } });
    await tree.pressTitle("Refresh");
    await tree.expand("Completed");
    await tree.pickFromMenu(name, "Play Sample");
    const sound = workbench.webview.locator("audio").first();
    await eventually(async () => {
      const { currentTime, duration } = await sound.evaluate((audio) => {
        const { currentTime, duration } = audio as HTMLAudioElement;
        return { currentTime, duration };
      });
      assert.ok(currentTime > 0.1 && duration > 1, `${currentTime} of ${duration} s`);
    });
    assert.equal(sent("SubmitCustomizedVoiceJob"), 1);
    assert.equal(sent("CreateCustomizedVoiceJob"), 1);
  });

  it("left no address with a key in it anywhere", async () => {
    const { workbench, cloud } = editor;
    const traces = await collectTraces([workbench]);
    assert.ok(findTraces(traces, [name]).length > 0, "the search does not even find the name of the voice");
    // The names of the parameters stand in the package's own code.
    const kept = traces.filter(({ where }) => !/[/\\]extensions[/\\]/.test(where));
    assert.deepEqual(findTraces(kept, ["x-oss-signature", "x-oss-credential", cloud.alibaba.accessKeySecret]), []);
    assert.ok(!/x-oss-/i.test(JSON.stringify(cloud.control.requests)));
  });
});
