// The list of mutations is true: each stands once in its file, changes it, and the tests that stand for it are there.
import { strict as assert } from "node:assert";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repository } from "../../host/editors/cache";
import { mutations } from "../../mutations/mutations";

describe("mutations", () => {
  for (const { breaks, file, was, becomes, tests } of mutations)
    it(`have a place where “${breaks}”`, () => {
      assert.equal(readFileSync(join(repository, "src", file), "utf8").split(was).length, 2, `${file}: ${was}`);
      assert.notEqual(was, becomes);
      assert.ok(tests.length > 0);
      for (const test of tests) assert.ok(existsSync(join(repository, "test/unit", `${test}.test.ts`)), test);
    });
});
