// Failures of the file system are worded; anything else is not taken for one.
import { strict as assert } from "node:assert";
import { fileTrouble } from "../../../../../src/features/export/text/fileErrorText.js";

describe("trouble with a file", () => {
  const words = (code: string) => fileTrouble(Object.assign(new Error(`${code}: /home/somebody`), { code }));

  it("is told with what to do, without the path", () => {
    for (const code of ["EACCES", "EROFS", "ENOSPC", "ENOENT", "EISDIR", "EBUSY", "EIO", "NoPermissions", "Unavailable"]) {
      const sentence = words(code);
      assert.match(sentence ?? "", /^The file could not be written/, code);
      assert.ok(!sentence?.includes("somebody"));
    }
    assert.match(words("EIO") ?? "", /\(EIO\)/);
    assert.match(words("ENOSPC") ?? "", /disk is full/);
  });

  it("is nothing that a cloud or a bug says", () => {
    for (const thrown of [
      undefined,
      null,
      "ENOSPC",
      new Error("x"),
      { code: "MSS.00000003" },
      { code: 5 },
      { code: "Everything is wrong" },
    ])
      assert.equal(fileTrouble(thrown), undefined);
  });
});
