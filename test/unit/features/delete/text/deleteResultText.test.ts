// What is told after several jobs were deleted: each that is left is told of itself, and of it alone.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../../src/clouds/index.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import type { DeleteOutcome } from "../../../../../src/features/delete/jobDeleter.js";
import { deleteResultText, type Ended, isGone } from "../../../../../src/features/delete/text/deleteResultText.js";
import { errorContextOf } from "../../../../../src/text/errors/errorContext.js";
import { explain } from "../../../../../src/text/errors/errorText.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";

const [cloud] = clouds as [(typeof clouds)[0]];
const connection = { ...fakeConnection(cloud), id: "a", name: "Studio" };
const ended = (name: string, outcome: DeleteOutcome): Ended => ({
  doomed: { connection, cloud, job: { id: `id-${name}`, name } },
  outcome,
});
const text = (all: readonly Ended[], total = all.length) =>
  deleteResultText(all, total, (error, doomed, effect) =>
    explain(error, errorContextOf(doomed.connection, doomed.cloud, "en", effect)),
  );

const removed = ended("Aurora", { kind: "removed", requestId: "r" });
const refused = new VoiceError("refused", "", { status: 400, code: "MSS.1", cloudMessage: "in use" });

describe("what is told after several jobs were deleted", () => {
  it("counts those that are gone, also where the cloud knew of none", () => {
    assert.equal(text([removed, ended("Boreas", { kind: "gone" })]), "2 jobs were deleted.");
    assert.equal(text([removed], 3), "One job was deleted. Not tried: 2.");
    assert.ok(isGone(removed));
  });

  it("says of a job that is left what became of it, never of all that nothing was changed", () => {
    const unsent = new VoiceError("auth", "", { reason: "halted", wasSent: false });
    for (const error of [refused, unsent]) {
      const said = text([removed, ended("Boreas", { kind: "notRemoved", error })]);
      assert.match(said, /^One job was deleted\. “Boreas”: .*It was not deleted\./);
      assert.doesNotMatch(said, /Nothing was changed/);
    }
  });

  it("asks for a permission before another try, which no refresh is", () => {
    const error = new VoiceError("forbidden", "", { reason: "missingRight", missingRight: "ice:DeleteCustomizedVoiceJob" });
    const said = text([removed, ended("Boreas", { kind: "notRemoved", error })]);
    assert.match(said, /ice:DeleteCustomizedVoiceJob\. .*then try again\. It was not deleted\./);
  });

  it("says no more than is known of one that could not be read again, and of one that is still there", () => {
    const unseen = text([ended("Boreas", { kind: "notRemoved", error: new VoiceError("auth", ""), isUnseen: true })]);
    assert.doesNotMatch(unseen, /not deleted|still there|Nothing was changed/);
    const lost = new VoiceError("network", "", { reason: "reset", wasSent: true });
    const job = { id: "id-Boreas", name: "Boreas", state: "S", phase: "running" as const };
    assert.match(text([ended("Boreas", { kind: "stillThere", error: lost, job: job as never })]), /It is still there\./);
    assert.match(text([ended("Boreas", { kind: "unknown", error: lost })]), /not known yet/);
  });
});
