// Words of findings that depend on what was found claim no more than was measured.
import { strict as assert } from "node:assert";
import { recordingRequirements } from "../../../../../src/clouds/huawei/description/recordings.js";
import type { Finding } from "../../../../../src/features/recordings/finding.js";
import { judgeSound } from "../../../../../src/features/recordings/judge/judgeSound.js";
import { judgeText } from "../../../../../src/features/recordings/judge/judgeText.js";
import { findingText } from "../../../../../src/features/recordings/text/findings/findingText.js";
import { between, db, measured, mix, noise, sine, type Wave, wav } from "../signals.js";

const worded = (findings: readonly Finding[], code: Finding["code"]) =>
  findings.filter((each) => each.code === code).map((each) => findingText(each, "en"));

describe("the words of a finding", () => {
  const [basic] = recordingRequirements;
  const noSpeech = async (wave: Wave) =>
    worded(judgeSound(await measured(wav(mix(wave, noise(db(-80))), 12, { as: "s24" })), basic), "noSpeech");

  it("tell silence, a sound that is far too quiet, and one that is too rare apart", async () => {
    const silent = await measured(wav(() => 0, 2));
    assert.deepEqual(worded(judgeSound(silent, basic), "noSpeech"), ["No speech was detected."]);
    assert.match(
      (await noSpeech(between(1, 11, sine(440, db(-57)))))[0]!,
      /^No speech was detected: the loudest moment is −59\.\d dBFS\.$/,
    );
    assert.deepEqual(await noSpeech(between(5, 6, sine(440, db(-10)))), ["Hardly any speech was detected."]);
  });

  it("tell a text in which nothing stands from one in which there is nothing to be read", () => {
    const said = (text: string) => worded(judgeText({ path: "a.txt", text, encoding: "utf-8" }), "textEmpty");
    assert.deepEqual(said(" \u3000\n"), ["The text is empty."]);
    assert.deepEqual(said("……。"), ["There is nothing to be read in the text: ……。"]);
    for (const text of ["好", "3", "😀", "\ufffd"]) assert.deepEqual(said(text), [], text);
  });
});
