// What is asked for a new job: names that the cloud takes, recordings that are picked, and what consent says.
import assert from "node:assert/strict";
import { kinds } from "../../../../../src/clouds/alibaba/description/creationKinds.js";
import { findProblem } from "../../../../../src/core/forms/field.js";

const fieldsOf = (kind: string) => kinds.find(({ id }) => id === kind)?.fields ?? [];
const field = (kind: string, id: string) => fieldsOf(kind).find((each) => each.id === id)!;

describe("a new job at Alibaba", () => {
  it("has a name of 32 characters at most, whatever its kind", () => {
    for (const kind of ["basic", "standard", "cosyvoice"]) {
      const name = field(kind, "VoiceName");
      assert.equal(findProblem(name, "声".repeat(32)), undefined, kind);
      assert.deepEqual(findProblem(name, "声".repeat(33)), { kind: "tooLong", max: 32 }, kind);
    }
  });

  it("has its recordings picked from the library: several, or one", () => {
    const picked = kinds.map(({ id, fields }) => [
      id,
      fields.flatMap((each) => (each.media ? [[each.id, each.media.isSeveral ?? false]] : [])),
    ]);
    assert.deepEqual(picked, [
      ["basic", []],
      [
        "standard",
        [
          ["Audios", true],
          ["Authentication", false],
        ],
      ],
      ["cosyvoice", [["Audios", false]]],
    ]);
  });

  it("says word for word what is read aloud as consent, in both languages", () => {
    const statements = field("standard", "Authentication").media?.statements ?? [];
    assert.deepEqual(
      statements.map(({ language, text }) => [language, text.length > 40]),
      [
        ["zh-CN", true],
        ["en", true],
      ],
    );
  });
});
