// What became of a creation is what the cloud shows afterwards, over real sockets.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { alibaba } from "../../../../src/clouds/alibaba/index.js";
import type { CreationKind } from "../../../../src/core/jobs/jobCreation.js";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import { openCreator, valuesFor } from "../../features/create/creatorFixture.js";
import { never } from "../kernel.js";
import { type LocalKernel, openLocalKernel } from "../localKernel.js";
import { nonceUsed, nothings, refused } from "./oddAnswers.js";

describe("a write, seen through", () => {
  let home: LocalKernel;
  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 5, alibaba: 5 }, acceptsAnyState: true });
  });
  after(() => home.close());
  afterEach(() => home.local.control.faults.clear());

  const meet = (operation: string, act: FaultAct, more: { readonly nth?: number; readonly times?: number } = {}) =>
    home.local.control.faults.add({ operation, act, ...more });

  describe("a creation", () => {
    let kinds: readonly CreationKind[];
    let count = 0;
    before(async () => {
      kinds = (await alibaba.kinds?.()) ?? [];
    });
    const actions = ["CreateCustomizedVoiceJob", "SubmitStandardCustomizedVoiceJob", "SubmitCosyVoiceCustomizedVoiceJob"];
    const open = () => openCreator(home);
    const fresh = (kind: CreationKind) => {
      count += 1;
      const name = `Seen${count}`;
      return { name, values: valuesFor(kind, name) };
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
