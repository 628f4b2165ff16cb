// What became of a write is what the cloud shows afterwards: copies made on the way, answers that mean nothing, and old answers, over real sockets.
import { strict as assert } from "node:assert";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import { JobDeleter } from "../../../../src/features/delete/jobDeleter.js";
import { type Side, sides } from "../../../submits/sides.js";
import { kernel, never } from "../kernel.js";
import { type LocalKernel, openLocalKernel } from "../localKernel.js";
import { nonceUsed, nothings, refused, removals } from "./oddAnswers.js";

describe("a write, seen through", () => {
  let home: LocalKernel;
  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 5, alibaba: 5 }, acceptsAnyState: true });
  });
  after(() => home.close());
  afterEach(() => home.local.control.faults.clear());

  const meet = (operation: string, act: FaultAct, more: { readonly nth?: number; readonly times?: number } = {}) =>
    home.local.control.faults.add({ operation, act, ...more });
  for (const side of sides) {
    const { cloud } = side;
    const press = (jobId: string, window = kernel(home.below)) =>
      window.submitter.submit(cloud, jobId, side.values(home.local, jobId, "press-1"), never);
    const taken = (jobId: string) => home.local.control.submits(jobId);

    describe(`a submit at ${cloud}`, () => {
      it("that something on the way sends twice is known to be accepted, and is not sent again", async () => {
        for (const hasTimes of [true, false]) {
          const jobId = side.add(home.local, hasTimes);
          meet(side.submits, { kind: "sentTwice" });
          const outcome = await press(jobId);
          assert.ok(outcome.kind === "accepted" && !outcome.isUnshown, outcome.kind);
          assert.equal(outcome.job?.state, side.taken);
          assert.equal((await press(jobId)).kind, "wrongState");
          assert.equal(taken(jobId), 1);
        }
      });

      it("that was taken though it was refused is known to be accepted", async () => {
        for (const act of [refused(true), nonceUsed(true)]) {
          const jobId = side.add(home.local, true);
          meet(side.submits, act);
          assert.equal((await press(jobId)).kind, "accepted");
          assert.equal(taken(jobId), 1);
        }
      });

      it("that was refused, and has changed nothing, may be sent again", async () => {
        const jobId = side.add(home.local, true);
        meet(side.submits, refused(false));
        assert.equal((await press(jobId)).kind, "notSubmitted");
        assert.equal((await press(jobId)).kind, "accepted");
        assert.equal(taken(jobId), 1);
      });

      it("whose refusal could not be looked into is not known, and free as soon as the job shows that nothing came of it", async () => {
        for (const isTaken of [false, true]) {
          const jobId = side.add(home.local, true);
          meet(side.submits, refused(isTaken));
          meet(side.reads, { kind: "answer", status: 503, body: {} }, { nth: 2, times: 3 });
          assert.equal((await press(jobId)).kind, "unknown");
          assert.equal((await press(jobId)).kind, isTaken ? "wrongState" : "accepted");
          assert.equal(taken(jobId), 1);
        }
      });

      it("answered by a 200 that means nothing is what the job shows", async () => {
        for (const body of nothings) {
          const about = JSON.stringify(body);
          const [lost, done] = [side.add(home.local, true), side.add(home.local, true)];
          meet(side.submits, { kind: "answer", status: 200, body });
          const outcome = await press(lost);
          assert.ok(outcome.kind === "unknown" && side.free.test(String(outcome.job?.state)), `${about}: ${outcome.kind}`);
          assert.equal((await press(lost)).kind, "earlier", about);
          meet(side.submits, { kind: "answer", status: 200, body, processed: true });
          assert.equal((await press(done)).kind, "accepted", about);
          assert.deepEqual([taken(lost), taken(done)], [0, 1], about);
        }
      });

      it("tells what such an answer said", async () => {
        const jobId = side.add(home.local, true);
        meet(side.submits, { kind: "answer", status: 200, body: { code: "Gateway.Denied", message: "by rule 7" } });
        const outcome = await press(jobId);
        assert.ok(outcome.kind === "unknown");
        const { status, code, cloudMessage } = outcome.error;
        assert.deepEqual([status, code, cloudMessage], [200, "Gateway.Denied", "by rule 7"]);
      });

      it("that the cloud took and does not show yet is told as that", async () => {
        const jobId = side.add(home.local, true);
        meet(side.reads, { kind: "oldJob" }, { nth: 2 });
        const outcome = await press(jobId);
        assert.ok(outcome.kind === "accepted" && outcome.isUnshown && outcome.job, outcome.kind);
        assert.equal((await press(jobId)).kind, "wrongState");
        assert.equal(taken(jobId), 1);
      });

      it("that was seen is remembered: an old answer sends no second one, in any window, times or not, until the person says so", async () => {
        for (const hasTimes of [true, false]) {
          const jobId = side.add(home.local, hasTimes);
          assert.equal((await press(jobId)).kind, "accepted");
          for (const window of [kernel(home.below), kernel(home.below)]) {
            meet(side.reads, { kind: "oldJob" });
            const outcome = await press(jobId, window);
            assert.ok(outcome.kind === "earlier" && outcome.wasAccepted, outcome.kind);
            assert.equal(outcome.seen, side.taken);
          }
          assert.equal(taken(jobId), 1);
          home.local.control.move(cloud, jobId, side.back);
          await kernel(home.below).recovery.release(cloud, jobId);
          assert.equal((await press(jobId)).kind, "accepted");
          assert.equal(taken(jobId), 2);
        }
      });
    });

    it(`a delete at ${cloud} is what the cloud shows afterwards`, async () => {
      const jobDeleter = new JobDeleter(home.sessions, home.refresher);
      const remove = async (act: FaultAct) => {
        const jobId = side.add(home.local, true);
        meet(removals[cloud], act);
        const { kind } = await jobDeleter.remove(cloud, jobId, never);
        return [kind, home.local.control.job(cloud, jobId) === undefined];
      };
      assert.deepEqual(await remove({ kind: "sentTwice" }), ["gone", true]);
      assert.deepEqual(await remove(refused(true)), ["gone", true]);
      assert.deepEqual(await remove(refused(false)), ["notRemoved", false]);
      assert.deepEqual(await remove(nonceUsed(true)), ["gone", true]);
      if (cloud === "alibaba") assert.deepEqual(await remove(nonceUsed(false)), ["stillThere", false]);
      for (const body of nothings) {
        const about = JSON.stringify(body);
        assert.deepEqual(await remove({ kind: "answer", status: 200, body }), ["stillThere", false], about);
        assert.deepEqual(await remove({ kind: "answer", status: 200, body, processed: true }), ["gone", true], about);
      }
      meet(side.reads, { kind: "answer", status: 503, body: {} }, { times: 3 });
      assert.deepEqual(await remove(refused(true)), ["unknown", true], "refused, and nobody could look");
    });
  }

  it("a read whose nonce was used is asked again with a new one", async () => {
    const { cloud, reads, add } = sides[1] as Side;
    const jobId = add(home.local, true);
    meet(reads, nonceUsed(false), { times: 2 });
    const { job } = await home.refresher.readJobAgain(cloud, jobId, never);
    assert.equal(job.id, jobId);
    meet(reads, { kind: "sentTwice" });
    assert.equal((await home.refresher.readJobAgain(cloud, jobId, never)).job.id, jobId);
  });
});
