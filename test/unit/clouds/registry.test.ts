// Runs the contract over every registered cloud and over one that does not exist.
import assert from "node:assert/strict";
import { clouds } from "../../../src/clouds/index.js";
import { tinny } from "../../fixtures/clouds/tinny/index.js";
import { meetings } from "../../fixtures/meetings.js";
import { seeds } from "../../fixtures/seeds/seeds.js";
import { describeContract } from "./contract.js";

describe("registry", () => {
  it("knows each cloud by an id of its own", () => {
    const ids = clouds.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const id of ids) assert.match(id, /^[a-z]+$/);
  });

  for (const cloud of clouds) {
    describeContract(
      cloud,
      seeds.filter((seed) => seed.cloud === cloud.id).map(({ answer }) => answer.body ?? {}),
      meetings[cloud.id],
    );
  }
  describeContract(tinny, [
    { all: 1, voices: [{ id: "abc", label: "Tin ", mood: "raw", made: 1_700_000_000, why: "" }] },
    { id: "abc" },
  ]);
});
