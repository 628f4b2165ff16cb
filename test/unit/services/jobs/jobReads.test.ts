// Reads of single jobs: under way, failed or done, each told once.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { JobReads } from "../../../../src/services/jobs/jobReads.js";

describe("reads of single jobs", () => {
  const key = { connectionId: "c1", jobId: "a" };
  const gone = new VoiceError("notFound", "");

  const watched = () => {
    const reads = new JobReads();
    const told: unknown[] = [];
    reads.onDidChange((changed) => told.push(changed === key && reads.of(key)?.isUnderWay));
    return { reads, told };
  };

  it("tell when one begins and when it ends", () => {
    const { reads, told } = watched();
    const end = reads.begin(key);
    end();
    assert.deepEqual(told, [true, undefined]);
  });

  it("keep why one failed until one succeeds, also while it is tried again", () => {
    const { reads } = watched();
    reads.begin(key)(gone);
    assert.deepEqual([reads.of(key)?.isUnderWay, reads.of(key)?.error], [false, gone]);
    const end = reads.begin(key);
    assert.equal(reads.of(key)?.error, gone);
    end();
    assert.equal(reads.of(key), undefined);
  });

  it("tell nothing of the job when they are stopped, and leave what failed before", () => {
    const { reads, told } = watched();
    reads.begin(key)("stopped");
    assert.deepEqual([reads.of(key)?.isUnderWay, reads.of(key)?.error], [false, undefined]);
    reads.begin(key)(gone);
    reads.begin(key)("stopped");
    assert.deepEqual([reads.of(key)?.isUnderWay, reads.of(key)?.error], [false, gone]);
    assert.deepEqual(told, [true, false, true, false, true, false]);
  });

  it("are over when the last one that began is", () => {
    const { reads, told } = watched();
    const endOld = reads.begin(key);
    const endNew = reads.begin(key);
    endOld(gone);
    assert.deepEqual([reads.of(key)?.isUnderWay, reads.of(key)?.error], [true, undefined]);
    endNew();
    assert.deepEqual(told, [true, true, undefined]);
  });

  it("are forgotten with their connection", () => {
    const { reads } = watched();
    reads.begin(key)(gone);
    reads.begin({ connectionId: "c2", jobId: "a" })(gone);
    reads.forget("c1");
    assert.equal(reads.of(key), undefined);
    assert.equal(reads.of({ connectionId: "c2", jobId: "a" })?.error, gone);
  });
});
