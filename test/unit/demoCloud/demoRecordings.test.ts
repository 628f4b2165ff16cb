// The demo's recordings show the faults they were made for, and are the same each time.
import { strict as assert } from "node:assert";
import { clouds } from "../../../src/clouds/index.js";
import { demoRecordings } from "../../../src/demoCloud/recordings/demoRecordings.js";
import { demoSentences, overdrivenSentence } from "../../../src/demoCloud/recordings/demoSentences.js";
import { demoVoice, demoVoiceName, overdriven } from "../../../src/demoCloud/recordings/demoVoice.js";
import { hearWav } from "../../../src/demoCloud/sound/hearWav.js";
import { checkedKinds, kindName } from "../../../src/features/recordings/kinds.js";
import { checkerHere, folderWith, removeFolders } from "../features/recordings/folders.js";

it("the demo's whole voice has one fault, which the retake has no more", async function () {
  this.timeout(120_000);
  const kind = (await checkedKinds(clouds)).find((each) => kindName(each) === "huawei/basic")!;
  for (const isRetake of [false, true]) {
    const folder = folderWith(Object.fromEntries(demoVoice(isRetake)));
    const { verdict, recordings } = await checkerHere().check({ kind: "folder", path: folder }, { kind });
    const worse = recordings.filter(({ findings }) => findings.some(({ severity }) => severity !== "hint"));
    assert.equal(recordings.length, 20);
    assert.equal(verdict.counts.refuse, 0, "it can be uploaded without a question");
    assert.deepEqual(
      worse.map(({ id }) => id),
      isRetake ? [] : [`${demoVoiceName(overdriven)}.wav`],
    );
    assert.ok(isRetake || worse[0]!.findings.some(({ code }) => code === "clipped"));
  }
  removeFolders();
});

it("the demo's recordings have their faults, and the first ones none that matters", async function () {
  this.timeout(60_000);
  const files = Object.fromEntries(demoRecordings());
  assert.deepEqual(Object.fromEntries(demoRecordings()), files);
  const report = await checkerHere().check({ kind: "folder", path: folderWith(files) });
  removeFolders();
  const codes = report.recordings.map(({ findings }) =>
    findings.filter(({ severity }) => severity !== "hint").map(({ code }) => code),
  );
  assert.deepEqual(codes.slice(0, 4), [[], [], [], []]);
  assert.ok(codes[4]!.includes("clipped"), `${codes[4]}`);
  assert.ok(codes[6]!.includes("snr"), `${codes[6]} ${report.recordings[6]?.measures?.speech?.snr}`);
  assert.ok(codes[7]!.includes("level"), `${codes[7]}`);
  assert.ok(codes[9]!.includes("textEncoding"));
  assert.equal(report.recordings[8]?.text, undefined);
  assert.ok(report.recordings[5]!.measures!.seconds > 15);
});

it("the demo's sentences can be uploaded without a question, and its cloud hears the fault of one alone", async function () {
  this.timeout(120_000);
  const kind = (await checkedKinds(clouds)).find((each) => kindName(each) === "alibaba/basic")!;
  for (const isRetake of [false, true]) {
    const files = demoSentences(isRetake);
    const heard = [...files].map(([name, bytes]) => [name, hearWav(Buffer.from(bytes))] as const);
    for (const [, sound] of heard) assert.deepEqual([sound?.rate, sound?.bits, sound?.channels], [48_000, 16, 1]);
    const loud = heard.filter(([, sound]) => sound!.clipped > 0.001).map(([name]) => name);
    assert.deepEqual(loud, isRetake ? [] : [`${overdrivenSentence}.wav`]);
    const { verdict } = await checkerHere().check({ kind: "folder", path: folderWith(Object.fromEntries(files)) }, { kind });
    assert.equal(verdict.counts.refuse, 0);
  }
  assert.equal(hearWav(Buffer.from("RIFF")), undefined);
  assert.equal(hearWav(Buffer.concat([Buffer.from("RIFF\0\0\0\0WAVEdata", "latin1"), Buffer.alloc(8, 255)])), undefined);
  removeFolders();
});
