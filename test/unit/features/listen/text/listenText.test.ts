// Each reason why there is no sample, each fault of a sound and each outcome of a text has words of its own, with what to do.
import { strict as assert } from "node:assert";
import { alibaba } from "../../../../../src/clouds/alibaba/index.js";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import { noSampleReasons } from "../../../../../src/core/cloud/capabilities/speech.js";
import type { VoiceJob } from "../../../../../src/core/jobs/job.js";
import { SoundError, type SoundFlaw } from "../../../../../src/features/listen/sound.js";
import {
  noSampleText,
  type RecordingFlaw,
  recordingFlawText,
  refusedText,
  soundErrorText,
  unknownAudioText,
  unknownPartText,
} from "../../../../../src/features/listen/text/listenText.js";
import {
  type HeardItem,
  type HeardVoice,
  type ListenInput,
  listenView,
} from "../../../../../src/features/listen/text/listenView.js";
import { isBilled, sayDetail, sayQuestion, textProblem } from "../../../../../src/features/listen/text/sayText.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { rainCloud, rainJob, studio } from "../../../../fakes/clouds/rainCloud.js";

const flaws: readonly SoundFlaw[] = [
  "notSecure",
  "denied",
  "missing",
  "status",
  "page",
  "wrongType",
  "empty",
  "cutOff",
  "tooLarge",
  "moved",
];

describe("a text that was refused", () => {
  it("has its reason below only where the cloud gave one", () => {
    assert.match(refusedText({ code: "Q", cloudMessage: "too loud" }, "Rain"), /message says why/);
    assert.match(refusedText({ code: "Q", cloudMessage: " " }, "Rain"), /code is all it says/);
    assert.match(refusedText({}, "Rain"), /gave no reason/);
    assert.match(unknownPartText("Rain"), /^Rain did not find the voice, or something else/);
    assert.equal(unknownAudioText("Rain"), "Rain does not have this audio, or not yet.");
  });
});

describe("words of listening", () => {
  it("are others for each reason why there is no sample, and say what to do", () => {
    const texts = noSampleReasons.map((reason) => noSampleText(reason, "Cloud", "STATE"));
    assert.equal(new Set(texts).size, noSampleReasons.length);
    for (const text of texts) assert.match(text, /\. .*(Have|Activate|Ask|Try|Check) .*\.$|\. (Have|Try|Ask) .*\.$/, text);
    assert.ok(noSampleText("inactive", "Cloud", "UNACTIVED").includes("UNACTIVED"));
  });

  it("are others for each fault of a file of this computer, and name it", () => {
    const faults: readonly RecordingFlaw[] = ["empty", "noSound", "cutOff", "tooLarge", "unreadable"];
    const texts = faults.map((flaw) => recordingFlawText(flaw, "take.wav", 50_000_000, "en"));
    assert.equal(new Set(texts).size, faults.length);
    for (const text of texts) assert.ok(text.startsWith("take.wav "), text);
    assert.ok(texts[faults.indexOf("tooLarge")]?.includes("50 MB"));
  });

  describe("of a voice beside a recording", () => {
    const input: ListenInput = {
      voices: [{ connection: studio, cloud: rainCloud, job: rainJob("DONE", {}, { name: "Aurora" }), voiceId: "v1", used: {} }],
      recording: "take.wav",
      items: [{ id: "sample", soundIds: ["s", "recording"], isHere: true }],
      currentId: "sample",
      recent: [],
      volume: 80,
      now: 0,
      locale: "en",
    };

    it("name both, and what each is", () => {
      const { heading, places, player, items, blind } = listenView(input);
      assert.equal(heading, "Compare with a recording");
      assert.equal(places.at(-1), "Recording: take.wav");
      assert.deepEqual(
        player?.tracks.map(({ label }) => label),
        ["Aurora", "take.wav"],
      );
      assert.deepEqual([items[0]?.title, items[0]?.playLabel, blind?.label], ["Sample", "Play Sample", "Hide Names"]);
    });

    it("name none of the two where names are hidden, in either order", () => {
      const tracks = listenView({ ...input, blind: { order: [1, 0] } }).player?.tracks;
      assert.deepEqual(
        tracks?.map(({ label, soundId }) => [label, soundId]),
        [
          ["Voice A", "recording"],
          ["Voice B", "s"],
        ],
      );
    });
  });

  it("are others for each fault of a sound, and name its host", () => {
    const texts = flaws.map((flaw) =>
      soundErrorText(new SoundError(flaw, "files.test", { status: 403, type: "text/plain" }), 50_000_000, "en"),
    );
    assert.equal(new Set(texts).size, flaws.length);
    for (const [index, text] of texts.entries()) if (flaws[index] !== "notSecure") assert.ok(text.includes("files.test"), text);
    assert.ok(texts[flaws.indexOf("tooLarge")]?.includes("50 MB"));
    assert.ok(texts[flaws.indexOf("wrongType")]?.includes("“text/plain”"));
  });

  it("count a text in characters, and refuse none and too many", async () => {
    const { description } = (await alibaba.speech?.())!;
    assert.match(textProblem(" \n", description, "en") ?? "", /Type some text/);
    assert.equal(textProblem("好".repeat(10_000), description, "en"), undefined);
    assert.match(textProblem("𠮷".repeat(10_001), description, "en") ?? "", /10,001 .* 10,000/);
    const free = (await huawei.speech?.())!.description;
    assert.equal(textProblem("x".repeat(20_000), free, "en"), undefined, "no document names a limit");
  });

  it("know what is billed: each text at one cloud, voices of a third party at the other", async () => {
    const [ali, hua] = [(await alibaba.speech?.())!.description, (await huawei.speech?.())!.description];
    assert.deepEqual([isBilled(ali, "Basic"), isBilled(ali, undefined)], [true, true]);
    assert.deepEqual([isBilled(hua, "BASIC"), isBilled(hua, "THIRD_PARTY"), isBilled(hua, undefined)], [false, true, false]);
  });

  it("name length, voice, place, bucket and cost before a text is paid for", async () => {
    const { description } = (await alibaba.speech?.())!;
    const connection = fakeConnection(alibaba, { name: "Studio" });
    const order = { voiceId: "voice7", text: "你好 hello", settings: {}, values: { bucket: "my-bucket" } };
    const saying = { connection, cloud: alibaba, name: "Narrator", description, order };
    const detail = sayDetail([saying], "en");
    for (const named of ["Narrator", "voice7", "Studio", "8 characters", "my-bucket", "bills", "never repeated"])
      assert.ok(detail.includes(named), `${named} in ${detail}`);
    assert.match(sayQuestion([saying]), /Narrator/);
  });
});

describe("the listening page", () => {
  const job = (changes: Partial<VoiceJob> = {}): VoiceJob => ({
    id: "j1",
    name: "Narrator",
    state: "SUCCEED",
    phase: "succeeded",
    voiceId: "v1",
    raw: {},
    ...changes,
  });
  const voice = async (cloud = huawei, changes: Partial<VoiceJob> = {}): Promise<HeardVoice> => {
    const { description } = (await cloud.speech?.())!;
    const made = job(changes);
    return {
      connection: fakeConnection(cloud, { name: "Studio" }),
      cloud,
      job: made,
      voiceId: made.voiceId!,
      description,
      used: {},
    };
  };
  const sample: HeardItem = { id: "sample", soundIds: ["s1"], isHere: true };
  const input = (voices: readonly HeardVoice[], changes: Partial<ListenInput> = {}): ListenInput => ({
    voices,
    items: [sample],
    recent: [],
    volume: 80,
    now: 0,
    locale: "en",
    ...changes,
  });

  it("plays nothing and saves nothing that is not there", async () => {
    const view = listenView(input([await voice()], { items: [{ ...sample, isHere: false }], currentId: "sample" }));
    assert.equal(view.player, undefined);
    assert.equal(view.items[0]?.saveLabel, undefined);
  });

  it("offers sentences in the language of the voice, and what was said last", async () => {
    const english = listenView(input([await voice(huawei, { language: "EN" })], { recent: ["Again, please."] }));
    const [examples, recent] = english.say?.groups ?? [];
    assert.ok(examples?.texts.every((text) => /^[\x20-\x7e]+$/.test(text)));
    assert.deepEqual(recent?.texts, ["Again, please."]);
    assert.equal(english.say?.text, "Again, please.");
    const chinese = listenView(input([await voice(huawei, { language: "CN" })]));
    assert.ok(
      chinese.say?.groups[0]?.texts.some((text) => /[\u4e00-\u9fff].*[A-Za-z]/.test(text)),
      "English words inside Chinese",
    );
  });

  it("asks for a bucket and says what it costs where it costs something", async () => {
    const { say } = listenView(input([await voice(alibaba)]));
    assert.deepEqual(
      say?.fields.map(({ id }) => id),
      ["0.bucket"],
    );
    assert.match(say?.cost ?? "", /bills/);
    assert.equal(listenView(input([await voice()])).say?.cost, undefined);
  });

  it("hides which voice is which, and tells them again", async () => {
    const voices = [await voice(), await voice(huawei, { id: "j2", name: "Singer", voiceId: "v2" })];
    const items = [{ ...sample, soundIds: ["s1", "s2"] }];
    const open = listenView(input(voices, { items, currentId: "sample" }));
    assert.deepEqual(open.player?.tracks, [
      { soundId: "s1", label: "Narrator" },
      { soundId: "s2", label: "Singer" },
    ]);
    const hidden = listenView(input(voices, { items, currentId: "sample", blind: { order: [1, 0] } }));
    assert.deepEqual(hidden.player?.tracks, [
      { soundId: "s2", label: "Voice A" },
      { soundId: "s1", label: "Voice B" },
    ]);
    assert.equal(hidden.blind?.isOn, true);
  });

  it("tells two voices of one name apart", async () => {
    const voices = [await voice(), await voice(huawei, { id: "j2", voiceId: "v2" })];
    const { player } = listenView(input(voices, { items: [{ ...sample, soundIds: ["s1", "s2"] }], currentId: "sample" }));
    assert.deepEqual(new Set(player?.tracks.map(({ label }) => label)).size, 2);
  });
});
