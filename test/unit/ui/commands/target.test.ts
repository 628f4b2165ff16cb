// What commands are about: rows, many rows, id pairs from elsewhere, the selection, and whatever else is handed to them.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { isAboutJobs, jobsOf, readTarget, readTargets, selectedRows } from "../../../../src/ui/commands/target.js";

const none = () => [];
const a = { kind: "job", connectionId: "c", grouping: "state", group: "DONE", jobId: "a" };
const b = { kind: "job", connectionId: "c", grouping: "state", group: "DONE", jobId: "b" };
const group = { kind: "group", connectionId: "c", grouping: "state", group: "DONE" };

describe("what a command is about", () => {
  it("is the row, or all selected rows where the row is one of them", () => {
    assert.deepEqual(readTargets(a, undefined, none), [a]);
    assert.deepEqual(readTargets(a, [a, b], none), [a, b]);
    assert.deepEqual(readTargets({ connectionId: "c", jobId: "a" }, undefined, none), [{ connectionId: "c", jobId: "a" }]);
  });

  it("are the selected rows for a key, and nothing for the palette", () => {
    assert.deepEqual(
      readTargets(selectedRows, undefined, () => [a, group]),
      [a, group],
    );
    assert.deepEqual(
      readTargets(undefined, undefined, () => [a]),
      [],
    );
  });

  it("is each thing once: a job is the same one in every group", () => {
    const again = { ...a, grouping: "tag", group: "NEWS" };
    assert.equal(readTargets(a, [a, b, again, group, group], none).length, 3);
  });

  it("are the jobs among the rows, or what stands for jobs; what loads more or tells something stands for none", () => {
    assert.deepEqual(jobsOf([a, group, { connectionId: "c" }]), [{ connectionId: "c", jobId: "a" }]);
    const kinds = ["connection", "group", "elsewhere", "more", "loading", "error", "empty", "stopped"];
    const about = kinds.filter((kind) => isAboutJobs({ connectionId: "c", kind }));
    assert.deepEqual(about, ["connection", "group", "elsewhere"]);
    assert.ok(isAboutJobs({ connectionId: "c" }) && isAboutJobs({ connectionId: "c", state: "DONE" }));
  });

  it("is nothing that hurts, whatever is handed over", () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (argument, others) => {
        for (const target of [readTarget(argument), ...readTargets(argument, others, none)])
          assert.ok(Object.values(target).every((part) => typeof part === "string"));
        assert.ok(readTargets(argument, others, none).every(({ connectionId }) => connectionId !== undefined));
      }),
    );
  });
});
