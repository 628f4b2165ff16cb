// Which recording of a folder reads which given sentence.
import assert from "node:assert/strict";
import fc from "fast-check";
import { matchSentences } from "../../../../src/features/upload/sentenceFiles.js";

const texts = ["很久很久以前，月光洒在湖面上。", "小狐狸抬起头，看着月亮。", "Once upon a time, there was a fox.", "夜深了。"];
const sentences = texts.map((text, index) => ({ id: String(index + 1), text }));
const found = (...recordings: (string | readonly [string, string])[]) => {
  const named = recordings.map((each) => (typeof each === "string" ? { file: each } : { file: each[0], text: each[1] }));
  const { files, missing, unused, fromZero } = matchSentences(sentences, named);
  return { files: Object.fromEntries(files), missing: missing.map(({ id }) => id), unused, fromZero };
};

describe("recordings of given sentences", () => {
  it("are known by the last number in their names", () => {
    assert.deepEqual(found("1.wav", "02.wav", "take2_3.wav", "第4句.wav"), {
      files: { 1: "1.wav", 2: "02.wav", 3: "take2_3.wav", 4: "第4句.wav" },
      missing: [],
      unused: [],
      fromZero: false,
    });
  });

  it("are known by the text beside them, whatever their names are, and however it is set", () => {
    const all = found(
      ["x.wav", "夜深了"],
      ["1.wav", " 小狐狸抬起头，看着月亮！\n"],
      ["b.wav", "ＯＮＣＥ upon a time there was a fox"],
    );
    assert.deepEqual(all.files, { 4: "x.wav", 2: "1.wav", 3: "b.wav" });
    assert.deepEqual([all.missing, all.unused], [["1"], []]);
  });

  it("are not taken by their number where the text beside them is another one", () => {
    const all = found(["1.wav", "别的话。"], "2.wav");
    assert.deepEqual([all.files, all.unused], [{ 2: "2.wav" }, ["1.wav"]]);
  });

  it("may be numbered from 0, but only where no other number tells otherwise", () => {
    const fromZero = found("0.wav", "1.wav", "2.wav", "3.wav");
    assert.deepEqual([fromZero.files, fromZero.fromZero], [{ 1: "0.wav", 2: "1.wav", 3: "2.wav", 4: "3.wav" }, true]);
    const fromOne = found("0.wav", "1.wav", "4.wav");
    assert.deepEqual([fromOne.files, fromOne.unused, fromOne.fromZero], [{ 1: "1.wav", 4: "4.wav" }, ["0.wav"], false]);
  });

  it("that have one number are told: the first stays", () => {
    const all = found("a1.wav", "b1.wav", "nothing.wav", "99.wav");
    assert.deepEqual([all.files, all.unused], [{ 1: "a1.wav" }, ["b1.wav", "nothing.wav", "99.wav"]]);
  });

  it("are each used once at most, and each is either used or told, for any names and texts", () => {
    const name = fc.oneof(fc.string(), fc.constantFrom("1.wav", "../1.wav", "a/1.wav", "constructor.wav", "__proto__", "0.wav"));
    const recording = fc.record({ file: name, text: fc.oneof(fc.constant(undefined), fc.constantFrom(...texts), fc.string()) });
    fc.assert(
      fc.property(fc.uniqueArray(recording, { selector: ({ file }) => file, maxLength: 12 }), (recordings) => {
        const given = recordings.map(({ file, text }) => ({ file, ...(text === undefined ? {} : { text }) }));
        const { files, missing, unused } = matchSentences(sentences, given);
        const used = [...files.values()];
        assert.equal(new Set(used).size, used.length);
        assert.deepEqual([...used, ...unused].sort(), recordings.map(({ file }) => file).sort());
        assert.deepEqual(
          [...files.keys(), ...missing.map(({ id }) => id)].sort(),
          sentences.map(({ id }) => id),
        );
      }),
    );
  });
});
