// What became of submits that were under way when a window crashed.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import type { HastyClock } from "../../../fakes/clock.js";
import type { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import type { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { connectionTo, type Fixture, kernel, key, never, type TestKernel } from "../../scenarios/kernel.js";
import { fail, openSubmitter } from "./submitterFixture.js";

const minute = 60_000;

describe("recovery of submits", () => {
  let cloud: ScriptedCloud;
  let lockFiles: FakeLockFiles;
  let clock: HastyClock;
  let below: Fixture;
  let home: TestKernel;

  let reload: () => TestKernel;

  beforeEach(async () => {
    ({ cloud, lockFiles, clock, below, home, reload } = await openSubmitter());
  });

  const submit = (from = home, jobId = "j1", signal = never) => from.submitter.submit("c1", jobId, { voice: "Aurora" }, signal);

  describe("after a crash", () => {
    /** The window dies at this moment: nothing it waits for ever comes. */
    const crashAt = async (isDeadly: (event: string) => boolean) => {
      let die: () => void = () => undefined;
      const died = new Promise<void>((resolve) => {
        die = resolve;
      });
      const meet = (event: string) => {
        if (!isDeadly(event)) return undefined;
        die();
        return new Promise<void>(() => undefined);
      };
      lockFiles.before = (verb, name) => meet(`${verb} ${name.endsWith(".lock") ? "lock" : "note"}`);
      cloud.before = ({ verb }) => meet(`before ${verb}`);
      cloud.after = ({ verb }) => meet(`after ${verb}`);
      void submit();
      await died;
      return reload();
    };
    const nth = (event: string, number: number) => () => {
      let seen = 0;
      return (each: string) => {
        if (each === event) seen += 1;
        return each === event && seen === number;
      };
    };

    const beforeSending: readonly [string, () => (event: string) => boolean][] = [
      ["while it read the job", nth("before get", 1)],
      ["before it took the lock", nth("claim lock", 1)],
      ["before it wrote that it sends", nth("replace note", 1)],
    ];
    for (const [when, isDeadly] of beforeSending) {
      it(`${when}: nothing was sent, and nothing is said to be`, async () => {
        const next = await crashAt(isDeadly());
        assert.equal(cloud.count("submit"), 0);
        assert.deepEqual(await next.recovery.recoverAll(), []);
        assert.equal((await submit(next)).kind, "earlier", "it could be another window");
        clock.advance(6 * minute);
        const [told] = await next.recovery.recoverAll();
        assert.equal(told?.outcome.kind, "neverSent");
        const later = await submit(next);
        // The window that died holding the lock may have been about to send: only the person can decide.
        if (later.kind === "earlier") await next.recovery.release("c1", "j1");
        assert.equal((later.kind === "earlier" ? await submit(next) : later).kind, "accepted");
        assert.deepEqual(cloud.accepted, ["j1"]);
      });

      it(`${when}, in a window that is known to be gone: the next life says at once that nothing was sent, and submits`, async () => {
        const next = await crashAt(isDeadly());
        below.windows.close(home.window);
        const [told, ...more] = await next.recovery.recoverAll();
        assert.deepEqual([told?.outcome.kind, told?.jobId, more.length], ["neverSent", "j1", 0]);
        assert.equal((await submit(next)).kind, "accepted");
        assert.deepEqual([cloud.accepted, lockFiles.kept.size, next.recovery.hasPending()], [["j1"], 0, false]);
      });
    }

    it("after it wrote that it sends, in a window that is known to be gone: each next life tells once, of several at once only one", async () => {
      let next = await crashAt(nth("before submit", 1)());
      below.windows.close(home.window);
      for (const life of [1, 2]) {
        const beside = kernel(below);
        const told = (await Promise.all([next, beside].map(({ recovery }) => recovery.recoverAll()))).flat();
        assert.equal(told.length, 1, `life ${life}`);
        assert.ok(told[0]?.outcome.kind === "earlier" && told[0].outcome.job?.state === "RAW");
        assert.deepEqual(await kernel(below).recovery.recoverAll(), [], "a window that opens later leaves it alone");
        assert.equal((await submit(beside)).kind, "earlier");
        below.windows.closeAll();
        next = kernel(below);
      }
      assert.deepEqual(cloud.accepted, []);
    });

    it("tells once that the job is gone meanwhile, and still holds it back should it come again", async () => {
      const next = await crashAt(nth("after submit", 1)());
      below.windows.close(home.window);
      cloud.before = fail(new VoiceError("notFound", ""));
      const [told] = await next.recovery.recoverAll();
      assert.equal(told?.outcome.kind, "gone");
      below.windows.closeAll();
      assert.deepEqual([(await reload().recovery.recoverAll()).length, next.recovery.hasPending()], [0, false]);
      cloud.put("j1", "RAW", { updatedAt: 1 });
      assert.equal((await submit(reload())).kind, "earlier");
    });

    it("finds what was left although the list of it is lost, and through another connection", async () => {
      const next = await crashAt(nth("after submit", 1)());
      below.windows.close(home.window);
      await below.state.update("unsettledSubmits", []);
      await next.connectionStore.remove("c1");
      await next.connectionStore.add(connectionTo(cloud.cloud, { id: "c7" }), key);
      const [told] = await next.recovery.recoverAll();
      assert.deepEqual([told?.connectionId, told?.outcome.kind], ["c7", "accepted"]);
    });

    it("after it wrote that it sends, but before it did: the next life asks the person", async () => {
      const next = await crashAt(nth("before submit", 1)());
      assert.equal(next.recovery.hasPending(), true);
      const outcome = await submit(next);
      assert.ok(outcome.kind === "earlier" && !outcome.wasAccepted);
      assert.deepEqual(await next.recovery.recoverAll(), [], "another window may be at it this very moment");
      clock.advance(6 * minute);
      const [told] = await next.recovery.recoverAll();
      assert.ok(told?.jobId === "j1" && told.connectionId === "c1" && told.outcome.kind === "earlier");
      assert.equal((await submit(next)).kind, "earlier");
      assert.deepEqual(cloud.accepted, []);
    });

    for (const [when, isDeadly, then] of [
      ["before the answer came", nth("after submit", 1), "wrongState"],
      ["while it looked again", nth("before get", 2), "wrongState"],
      // It died holding the lock: what it was about to write is not known any more.
      ["before it cleared its note", nth("remove note", 1), "earlier"],
    ] as const) {
      it(`${when}: the next life finds out and says so`, async () => {
        const next = await crashAt(isDeadly());
        assert.deepEqual(cloud.accepted, ["j1"]);
        const [told, ...more] = await next.recovery.recoverAll();
        assert.ok(told?.outcome.kind === "accepted" && told.outcome.job?.state === "QUEUED");
        assert.equal(more.length, 0);
        assert.equal((await submit(next)).kind, then);
        assert.deepEqual(cloud.accepted, ["j1"]);
      });
    }

    it("never sends again, wherever it died", async () => {
      const all: string[] = [];
      await new Promise<void>((done) => {
        lockFiles.before = (verb) => void all.push(verb);
        cloud.before = ({ verb }) => void all.push(verb);
        cloud.after = ({ verb }) => void all.push(verb);
        void submit().then(() => done());
      });
      assert.ok(all.length > 12, String(all));
      for (let deadly = 1; deadly <= all.length; deadly += 1) {
        cloud.accepted.length = 0;
        lockFiles.kept.clear();
        await below.state.update("unsettledSubmits", []);
        cloud.put("j1", "RAW");
        let seen = 0;
        const next = await crashAt(() => {
          seen += 1;
          return seen === deadly;
        });
        const sent = cloud.accepted.length;
        for (const wait of [0, 6 * minute]) {
          clock.advance(wait);
          for (const { outcome } of await next.recovery.recoverAll()) if (outcome.kind === "accepted") assert.equal(sent, 1);
          const outcome = await submit(next);
          assert.ok(sent === 0 || outcome.kind !== "accepted", `moment ${deadly}: ${outcome.kind}`);
          assert.ok(cloud.accepted.length <= 1, `moment ${deadly}`);
        }
      }
    });
  });
});
