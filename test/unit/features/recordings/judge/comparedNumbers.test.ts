// What is compared with a limit is the number that is told, in its unit; and judging many recordings takes no longer for each of them.
import { strict as assert } from "node:assert";
import { recordingRequirements } from "../../../../../src/clouds/huawei/description/recordings.js";
import { assembleReport } from "../../../../../src/features/recordings/assemble.js";
import type { SoundMeasures } from "../../../../../src/features/recordings/audio/measures.js";
import { judgeSet } from "../../../../../src/features/recordings/judge/judgeSet.js";
import { judgeSound } from "../../../../../src/features/recordings/judge/judgeSound.js";
import { findingText } from "../../../../../src/features/recordings/text/findings/findingText.js";
import { squareGrowth } from "../../../../fakes/growth.js";
import { goodWav } from "../folders.js";
import { measured } from "../signals.js";

describe("a number that is compared with a limit", () => {
  let base: SoundMeasures;
  before(async () => {
    base = await measured(goodWav());
  });
  const [basic] = recordingRequirements;
  const told = (measures: Partial<SoundMeasures>) => judgeSound({ ...base, ...measures }, basic).map(({ code }) => code);
  const spoken = (speech: Partial<NonNullable<SoundMeasures["speech"]>>) => told({ speech: { ...base.speech!, ...speech } });

  it("is within it where it is told as the limit is", () => {
    assert.ok(!told({ seconds: 15.004 }).includes("tooLong") && told({ seconds: 15.006 }).includes("tooLong"));
    assert.ok(!told({ peak: -2.9998 }).includes("peak") && told({ peak: -2.9 }).includes("peak"));
    const severity = (peak: number) => judgeSound({ ...base, peak }, basic).find(({ code }) => code === "peak")?.severity;
    assert.deepEqual([severity(-0.9999), severity(-0.9)], ["hint", "warn"]);
    assert.ok(
      !told({ truePeak: -0.98, peak: -3 }).includes("truePeak") && told({ truePeak: -0.9, peak: -3 }).includes("truePeak"),
    );
    assert.ok(!told({ loudness: -13.96 }).includes("loudness") && told({ loudness: -13.9 }).includes("loudness"));
    assert.ok(!spoken({ level: -15.96 }).includes("level") && spoken({ level: -15.9 }).includes("level"));
    assert.ok(!spoken({ snr: 34.96, floor: -61 }).includes("snr") && spoken({ snr: 34.9, floor: -61 }).includes("snr"));
    assert.ok(
      !spoken({ snr: 40, floor: -59.96 }).includes("noiseFloor") && spoken({ snr: 40, floor: -59.9 }).includes("noiseFloor"),
    );
  });

  it("is that of the set, too", () => {
    const [long] = recordingRequirements.filter(({ id }) => id === "thirdParty");
    const kind = { cloud: "huawei", cloudTitle: "Huawei", requirements: long! };
    const ofLength = (seconds: number) =>
      judgeSet([{ id: "a", measures: { ...base, seconds } }], kind).set.map(({ code }) => code);
    assert.deepEqual(ofLength(180 * 60 + 0.4), []);
    assert.deepEqual(ofLength(180 * 60 + 0.6), ["totalLong"]);
    const loud = (last: number) =>
      judgeSet(
        [0, 0, 0, 0, last].map((more, at) => ({
          id: `${at}`,
          measures: { ...base, loudness: -20 + more, fingerprint: `${at}` },
        })),
        undefined,
      ).members.get("4");
    assert.equal(loud(2.54), undefined);
    assert.equal(loud(2.6)?.[0]?.code, "loudnessDiffers");
  });

  it("has the unit of its limit", () => {
    const [offset] = judgeSound({ ...base, dc: 0.0061 }, basic).filter(({ code }) => code === "dc");
    assert.match(findingText(offset!, "en"), /0\.6%\. Required: at most 0\.5% /);
  });
});

it("many recordings are judged as fast as few, each with a finding of its name and all with one text", () => {
  const setOf = (count: number) => {
    const recordings = Array.from({ length: count }, (_, at) => ({
      sound: { path: `${at} .wav`, size: 1, mtimeMs: 0 },
      text: { path: `${at}.txt`, text: "测试。", encoding: "utf-8" as const },
    }));
    const findings = recordings.map(({ sound }) => ({
      code: "unsafeName" as const,
      severity: "warn" as const,
      source: "fact" as const,
      file: sound.path,
    }));
    return { layout: "pairs" as const, recordings, findings };
  };
  const judge = (plan: ReturnType<typeof setOf>) =>
    assembleReport({ target: { kind: "folder", path: "/" }, plan, results: new Map(), filesRead: 0 });
  assert.deepEqual(
    judge(setOf(30)).recordings[29]?.findings.map(({ code, others }) => [code, others?.length]),
    [
      ["unsafeName", undefined],
      ["sameText", 20],
    ],
  );
  assert.equal(squareGrowth(judge, setOf, 200, 20_000), undefined);
});
