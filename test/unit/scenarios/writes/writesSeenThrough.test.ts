// What became of a write is what the cloud shows afterwards: copies made on the way, answers that mean nothing, and old answers, over real sockets.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import type { CreationKind } from "../../../../src/core/jobs/jobCreation.js";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import { JobCreator } from "../../../../src/features/create/jobCreator.js";
import { JobDeleter } from "../../../../src/features/delete/jobDeleter.js";
import { WriteIntents } from "../../../../src/services/pendingWrites/writeIntents.js";
import { type Side, sides } from "../../../submits/sides.js";
import { kernel, never } from "../kernel.js";
import { type LocalKernel, openLocalKernel } from "../localKernel.js";

/** Status 200, and none of what the documents know. */
const nothings: readonly unknown[] = [
  undefined,
  [],
  "null",
  '"ok"',
  { code: "Gateway.Denied", message: "no" },
  { Success: false },
  { error: {} },
  "<html><body>Sign in</body></html>",
];
const nonceUsed = (processed: boolean): FaultAct => ({
  kind: "answer",
  status: 400,
  body: { Code: "SignatureNonceUsed", Message: "no", RequestId: "R-1" },
  processed,
});
const refused = (processed: boolean): FaultAct => ({
  kind: "answer",
  status: 400,
  body: { error_code: "MSS.00000003", error_msg: "no", Code: "InvalidParameter", Message: "no" },
  processed,
});
const removals: Readonly<Record<CloudId, string>> = {
  huawei: "DeleteVoiceTrainingJob",
  alibaba: "DeleteCustomizedVoiceJob",
};

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

  describe("a creation", () => {
    let kinds: readonly CreationKind[];
    let count = 0;
    before(async () => {
      kinds = (await alibaba.kinds?.()) ?? [];
    });
    const actions = ["CreateCustomizedVoiceJob", "SubmitStandardCustomizedVoiceJob", "SubmitCosyVoiceCustomizedVoiceJob"];
    const open = () => {
      const { connectionStore, sessions, store, refresher, nonce } = kernel(home.below);
      const { state, lockFiles, clock } = home.below;
      const digest = (text: string) => Buffer.from(text).toString("hex").slice(-60);
      const windows = home.below.windows.enter();
      const writeIntents = new WriteIntents(lockFiles, windows, clock);
      return new JobCreator({ connectionStore, sessions, store, refresher, writeIntents, windows, state, clock, digest, nonce });
    };
    const fresh = (kind: CreationKind) => {
      count += 1;
      const name = `Seen${count}`;
      const all: Record<string, string> = { VoiceId: name, VoiceName: name, Scenario: "story", Gender: "female" };
      const more: Record<string, string> = { Audios: "media1", Model: "cosyvoice-v3-plus" };
      const values = kind.fields.flatMap(({ id }) => {
        const value = all[id] ?? more[id];
        return value === undefined ? [] : [[id, value] as const];
      });
      return { name, values: Object.fromEntries(values) as Readonly<Record<string, string>> };
    };
    const made = (name: string) =>
      home.local.control.jobs("alibaba").filter(({ VoiceId, VoiceName }) => VoiceId === name || VoiceName === name).length;

    it("that something on the way sends twice is found in the list, and pressing again makes no second job", async () => {
      for (const [index, kind] of kinds.entries()) {
        for (const act of [{ kind: "sentTwice" } as const, nonceUsed(true), refused(true)]) {
          const { name, values } = fresh(kind);
          meet(actions[index]!, act);
          const outcome = await open().start("alibaba", kind, values, never);
          assert.ok(outcome.kind === "accepted" && outcome.wasFound, `${kind.id}: ${outcome.kind}`);
          assert.equal(made(name), 1);
        }
      }
    });

    it("whose nonce was used, and that the list does not show, is held back", async () => {
      for (const [index, kind] of kinds.entries()) {
        const { name, values } = fresh(kind);
        meet(actions[index]!, nonceUsed(false));
        assert.equal((await open().start("alibaba", kind, values, never)).kind, "unknown");
        assert.equal((await open().start("alibaba", kind, values, never)).kind, "earlier");
        assert.equal(made(name), 0);
      }
    });

    it("that was refused is told so only after a look into the list", async () => {
      const [kind] = kinds as [CreationKind];
      for (const isMade of [false, true]) {
        const { name, values } = fresh(kind);
        meet(actions[0]!, refused(isMade));
        meet("ListCustomizedVoiceJobs", { kind: "loginPage" }, { nth: 3, times: 2 });
        const outcome = await open().start("alibaba", kind, values, never);
        assert.ok(outcome.kind === "unknown" && outcome.isUnread, outcome.kind);
        home.local.control.faults.clear();
        const next = await open().start("alibaba", kind, values, never);
        assert.equal(next.kind, isMade ? "earlier" : "accepted", "the look that was due");
        assert.equal(made(name), 1);
      }
    });

    it("answered by a 200 that means nothing is what the list shows", async () => {
      for (const [index, kind] of kinds.entries()) {
        for (const body of nothings) {
          const about = `${kind.id} ${JSON.stringify(body)}`;
          const [lost, done] = [fresh(kind), fresh(kind)];
          meet(actions[index]!, { kind: "answer", status: 200, body });
          assert.match((await open().start("alibaba", kind, lost.values, never)).kind, /^(unknown|notStarted)$/, about);
          meet(actions[index]!, { kind: "answer", status: 200, body, processed: true });
          assert.equal((await open().start("alibaba", kind, done.values, never)).kind, "accepted", about);
          assert.deepEqual([made(lost.name), made(done.name)], [0, 1], about);
        }
      }
    });

    it("makes one job at most, whatever comes of its requests, and tells nothing but the truth", async () => {
      const acts: readonly FaultAct[] = [
        { kind: "sentTwice" },
        nonceUsed(true),
        nonceUsed(false),
        refused(true),
        refused(false),
        ...nothings.flatMap((body): FaultAct[] => [
          { kind: "answer", status: 200, body },
          { kind: "answer", status: 200, body, processed: true },
        ]),
      ];
      const history = fc.record({
        kind: fc.nat(2),
        write: fc.array(fc.option(fc.constantFrom(...acts), { freq: 4 }), { maxLength: 3 }),
        list: fc.option(fc.record({ nth: fc.integer({ min: 1, max: 6 }), times: fc.integer({ min: 1, max: 4 }) }), { freq: 2 }),
        presses: fc.integer({ min: 1, max: 4 }),
      });
      const property = fc.asyncProperty(history, async ({ kind: index, write, list, presses }) => {
        home.local.control.faults.clear();
        const kind = kinds[index]!;
        const { name, values } = fresh(kind);
        for (const [turn, act] of write.entries()) if (act) meet(actions[index]!, act, { nth: turn + 1 });
        if (list) meet("ListCustomizedVoiceJobs", { kind: "answer", status: 500 }, list);
        for (let turn = 0; turn < presses; turn += 1) {
          const { kind: outcome } = await open().start("alibaba", kind, values, never);
          if (outcome === "accepted") {
            assert.equal(made(name), 1, "accepted is what the cloud made");
            break;
          }
          if (outcome === "notStarted") assert.equal(made(name), 0, "not started is not started");
          assert.ok(made(name) <= 1, "never twice");
        }
        for (const { JobId, VoiceId, VoiceName } of home.local.control.jobs("alibaba"))
          if (VoiceId === name || VoiceName === name) home.local.control.remove("alibaba", String(JobId));
      });
      await fc.assert(property, { numRuns: 50 });
    });
  });
});
