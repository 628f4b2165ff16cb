// Whether a chosen file can be a part of a job.
import assert from "node:assert/strict";
import { letterPart, packagePart } from "../../../../src/clouds/huawei/description/uploadParts.js";
import { findFileProblem } from "../../../../src/features/upload/chosenFile.js";

const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a];
const zip = [0x50, 0x4b, 0x03, 0x04, 0x14];
const file = (path: string, head: readonly number[], size = 1_000) => ({
  path,
  size,
  modifiedAt: 0,
  head: Uint8Array.from(head),
});

describe("a chosen file", () => {
  it("fits where name, size and beginning do, in capitals too", () => {
    assert.equal(findFileProblem(letterPart, file("/a/授权书.PNG", png)), undefined);
    assert.equal(findFileProblem(letterPart, file("C:\\a\\letter.jpeg", [0xff, 0xd8, 0xff, 0xe0])), undefined);
    assert.equal(findFileProblem(packagePart, file("/a/b.zip", zip)), undefined);
    assert.equal(findFileProblem(packagePart, file("/a/b.zip", zip, packagePart.maxBytes)), undefined);
  });

  it("does not where it is missing, empty, too large, named or made otherwise", () => {
    const kinds = [
      findFileProblem(packagePart, undefined),
      findFileProblem(packagePart, file("/a/b.zip", [], 0)),
      findFileProblem(packagePart, file("/a/b.zip", zip, packagePart.maxBytes + 1)),
      findFileProblem(letterPart, file("/a/letter.pdf", [0x25, 0x50, 0x44, 0x46])),
      findFileProblem(letterPart, file("/a/letter.jpg", zip)),
      findFileProblem(packagePart, file("/a/zip", zip)),
      findFileProblem(packagePart, file("/a/b.zip", [0x50, 0x4b])),
    ].map((problem) => problem?.kind);
    assert.deepEqual(kinds, ["missing", "empty", "tooLarge", "otherEnding", "otherContent", "otherEnding", "otherContent"]);
  });
});
