// A job can be submitted by its state, and where the state says so by its type.
import { strict as assert } from "node:assert";
import type { StateInfo } from "../../../../src/core/cloud/jobStates.js";
import { isSubmittable } from "../../../../src/core/jobs/allowedActions.js";

const states: readonly StateInfo[] = [
  { state: "NEW", title: "New", phase: "attention", hint: "", isSubmittable: true },
  { state: "EMPTY", title: "Empty", phase: "waiting", hint: "", isSubmittable: true, submittableTypes: ["Basic"] },
  { state: "DONE", title: "Done", phase: "succeeded", hint: "" },
];

describe("what can be submitted", () => {
  it("goes by the state, and by the type where the state asks for one", () => {
    const cloud = { submitFields: [], states };
    assert.deepEqual(
      [
        { state: "NEW" },
        { state: "NEW", type: "Standard" },
        { state: "EMPTY", type: "Basic" },
        { state: "EMPTY", type: "Standard" },
        { state: "EMPTY" },
        { state: "DONE" },
        { state: "UNKNOWN" },
      ].map((job) => isSubmittable(cloud, job)),
      [true, true, true, false, false, false, false],
    );
    assert.equal(isSubmittable({ states }, { state: "NEW" }), false, "without a form nothing is submitted");
  });
});
