// Where a submitter could be fooled by old answers, which a cloud may show after a submit.
import { strict as assert } from "node:assert";
import { StaleAnswers } from "../../../../src/features/submit/staleAnswers.js";
import type { HastyClock } from "../../../fakes/clock.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { type Fixture, kernel, never, type TestKernel } from "../../scenarios/kernel.js";
import { lost, openSubmitter } from "./submitterFixture.js";

const minute = 60_000;

describe("submitter, where it could be fooled", () => {
  let cloud: ScriptedCloud;
  let clock: HastyClock;
  let below: Fixture;
  let home: TestKernel;

  beforeEach(async () => {
    ({ cloud, clock, below, home } = await openSubmitter());
    cloud.put("j1", "RAW", { updatedAt: 1_000 });
  });

  const submit = (from = home, connectionId = "c1") => from.submitter.submit(connectionId, "j1", {}, never);
  const calm = () => {
    cloud.before = () => undefined;
    cloud.after = () => undefined;
  };

  describe("by an old answer of the cloud", () => {
    it("takes no older state for a sign that a lost submit arrived", async () => {
      cloud.put("j1", "SENT_BACK", { updatedAt: 5_000 });
      cloud.before = ({ verb }) => {
        if (verb !== "submit") return;
        cloud.put("j1", "QUEUED", { updatedAt: 3_000 });
        throw lost();
      };
      assert.equal((await submit()).kind, "unknown");
    });

    it("takes no state that waits to be submitted for such a sign: what it read before may have been the old one", async () => {
      cloud.before = ({ verb }) => {
        if (verb !== "submit") return;
        cloud.put("j1", "SENT_BACK", { updatedAt: 3_000 });
        throw lost();
      };
      assert.equal((await submit()).kind, "unknown");
      calm();
      assert.equal((await submit()).kind, "earlier");
    });

    it("holds a job back that looks as it did before it was submitted, in each window, until it is released", async () => {
      assert.equal((await submit()).kind, "accepted");
      cloud.put("j1", "RAW", { updatedAt: 1_000 });
      for (const window of [home, kernel(below)]) {
        const outcome = await submit(window);
        assert.ok(outcome.kind === "earlier" && outcome.wasAccepted && outcome.job?.state === "RAW");
      }
      await home.recovery.release("c1", "j1");
      assert.equal((await submit()).kind, "accepted");
      cloud.put("j1", "RAW");
      assert.equal((await submit()).kind, "accepted", "a later time is no old answer");
      assert.equal(cloud.accepted.length, 3);
    });
  });

  describe("by an old answer of a cloud that tells no times", () => {
    const day = 24 * 60 * minute;
    const timeless = (state: string) => {
      const { updatedAt: _, ...job } = cloud.put("j1", state);
      cloud.jobs.set("j1", job);
    };
    beforeEach(async () => {
      timeless("RAW");
      cloud.after = ({ verb }) => {
        if (verb === "submit") timeless("QUEUED");
      };
      assert.equal((await submit()).kind, "accepted");
      calm();
    });

    it("asks before it submits what was submitted, whatever state it seems to have come back to, in each window", async () => {
      const since = clock.now();
      for (const state of ["RAW", "SENT_BACK"]) {
        timeless(state);
        clock.advance(day);
        for (const window of [home, kernel(below)]) {
          const outcome = await submit(window);
          assert.ok(outcome.kind === "earlier" && outcome.wasAccepted, state);
          assert.deepEqual([outcome.seen, outcome.job?.state], ["QUEUED", state]);
          assert.ok(Math.abs(outcome.since - since) < minute);
          const { held, isSettled } = await window.recovery.lookInto("c1", "j1");
          assert.deepEqual([held?.seen, isSettled], ["QUEUED", false]);
        }
      }
      assert.equal(cloud.accepted.length, 1);
    });

    it("submits it once the person says that it has come back", async () => {
      timeless("SENT_BACK");
      await home.recovery.release("c1", "j1");
      assert.equal((await submit()).kind, "accepted");
    });

    it("forgets what no answer can be older than", async () => {
      timeless("SENT_BACK");
      clock.advance(8 * day);
      assert.equal((await submit()).kind, "accepted");
    });

    it("asks also where a time comes and goes", async () => {
      cloud.put("j1", "RAW");
      assert.equal((await submit()).kind, "earlier");
    });
  });

  it("remembers so many accepted submits and no more, and reads what other versions kept", async () => {
    const before = { state: "RAW", updatedAt: 1_000 };
    const staleAnswers = new StaleAnswers(below.state, clock);
    const ofOlder = { name: "older", ...before, after: { state: "QUEUED", updatedAt: 2_000 } };
    const ofOldest = { name: "oldest", ...before };
    await below.state.update("submittedLooks", { version: 1, entries: [ofOldest, ofOlder, { is: "of a newer one" }] });
    assert.ok(staleAnswers.find("oldest", before) && staleAnswers.find("older", { state: "SENT_BACK", updatedAt: 1_500 }));
    assert.equal(staleAnswers.find("oldest", { state: "RAW", updatedAt: 1_001 }), undefined);
    assert.equal(staleAnswers.find("older", { state: "RAW", updatedAt: 2_001 }), undefined);
    for (let number = 0; number < 400; number += 1) await staleAnswers.keep(`j${number}`, { state: "RAW" }, { state: "QUEUED" });
    const { entries } = below.state.get<{ readonly entries: readonly unknown[] }>("submittedLooks") ?? { entries: [] };
    assert.equal(entries.length, 301, "and the one that nobody here can read");
    assert.ok(staleAnswers.find("j399", { state: "RAW" }) && !staleAnswers.find("j0", { state: "RAW" }));
  });

  describe("by two old answers of the cloud, of different age", () => {
    beforeEach(async () => {
      cloud.after = async ({ verb }) => {
        if (verb === "submit") cloud.put("j1", "QUEUED", { updatedAt: 3_000 });
      };
      assert.equal((await submit()).kind, "accepted");
      calm();
    });

    it("holds back what looks otherwise than before the submit, and older than after it", async () => {
      for (const updatedAt of [500, 2_000, 3_000]) {
        cloud.put("j1", "SENT_BACK", { updatedAt });
        assert.equal((await submit()).kind, "earlier", `${updatedAt}`);
      }
      assert.equal(cloud.accepted.length, 1);
    });

    it("submits what was sent back later", async () => {
      cloud.put("j1", "SENT_BACK", { updatedAt: 4_000 });
      assert.equal((await submit()).kind, "accepted");
    });
  });
});
