// A place in a person's own storage counts where all of it is known.
import { strict as assert } from "node:assert";
import { placeIn } from "../../../../../src/core/cloud/capabilities/ownStorage.js";

describe("the place in the person's own storage", () => {
  const whole = { bucket: "b", folder: "", bucketRegion: "cn-shanghai" };

  it("is what was kept, also without a folder, and nothing else", () => {
    assert.deepEqual(placeIn({ ...whole, other: "x" }), whole);
  });

  it("is none where any of it is missing", () => {
    for (const name of Object.keys(whole)) {
      const { [name as keyof typeof whole]: _, ...rest } = whole;
      assert.equal(placeIn(rest), undefined, name);
    }
  });
});
