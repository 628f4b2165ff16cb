// A day with keys that the cloud refuses: whatever a person presses, in however many windows, no key is shown often enough to be locked.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../../src/core/errors.js";
import { DiagnosisFindings } from "../../../../src/features/diagnose/findings.js";
import { checkKey } from "../../../../src/features/diagnose/keyCheck.js";
import { exportJobs } from "../../../../src/features/export/exportJobs.js";
import { findJobs } from "../../../../src/features/languageModel/jobLookup.js";
import { FakeAttention } from "../../../fakes/attention.js";
import { ManualClock, settled } from "../../../fakes/clock.js";
import { FakeLockFiles } from "../../../fakes/lockFiles.js";
import { type Call, ScriptedCloud } from "../../../fakes/scriptedCloud.js";
import { type Followed, openFollowed } from "../followed.js";
import { connectionTo, fixture, never } from "../kernel.js";

const minute = 60_000;
const hour = 60 * minute;
const window5 = 5 * minute;
const rightSecret = "the-right-secret-of-the-day";

/** Same values for the same seed. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Refuses like Huawei's gateway, and locks a key ID for five minutes after more than five failures within five minutes. */
class GatewayLock {
  /** What is accepted, by key ID. */
  readonly secrets = new Map<string, string>();
  readonly expired = new Set<string>();
  /** Every refusal, by what the cloud counts. Milliseconds since 1970. */
  readonly refused = new Map<string, number[]>();
  locks = 0;
  private readonly lockedUntil = new Map<string, number>();

  constructor(private readonly clock: ManualClock) {}

  async let({ credentials: { kind, values } }: Call): Promise<void> {
    const id = (kind === "token" ? values.token : values.name) ?? "";
    await new Promise<void>((done) => this.clock.after(150, done));
    const now = this.clock.now();
    if (now < (this.lockedUntil.get(id) ?? 0))
      throw new VoiceError("auth", "locked", {
        reason: "locked",
        retryAfterMs: window5,
        status: 401,
      });
    const error = this.judge(id, kind, values.secret);
    if (!error) return;
    const times = [...(this.refused.get(id) ?? []), now];
    this.refused.set(id, times);
    if (times.filter((time) => time > now - window5).length <= 5) throw error;
    this.locks += 1;
    this.lockedUntil.set(id, now + window5);
    throw error;
  }

  /** The most refusals of one key ID within five minutes. */
  get most(): number {
    const counts = [...this.refused.values()].flatMap((times) =>
      times.map((time) => times.filter((other) => other >= time && other < time + window5).length),
    );
    return Math.max(0, ...counts);
  }

  private judge(id: string, kind: string, secret: string | undefined): VoiceError | undefined {
    if (kind === "token")
      return this.expired.has(id) ? new VoiceError("auth", "over", { reason: "expired", status: 401 }) : undefined;
    const right = this.secrets.get(id);
    if (right === undefined)
      return new VoiceError("auth", "who?", {
        reason: "unknownKey",
        status: 401,
      });
    return right === secret ? undefined : new VoiceError("auth", "no", { reason: "wrongSecret", status: 401 });
  }
}

class Day {
  readonly clock = new ManualClock();
  readonly latch = new GatewayLock(this.clock);
  readonly scripted = new ScriptedCloud();
  readonly windows: Followed[] = [];
  readonly pressed = new Map<string, number>();
  private readonly below = fixture([this.scripted.cloud], {
    clock: this.clock,
    keyLockFiles: new FakeLockFiles(),
    now: () => this.clock.now(),
  });

  constructor(private readonly random: () => number) {
    this.scripted.fill(12, "DONE");
    this.scripted.fill(3, "TRAINING");
    this.scripted.before = (call) => this.latch.let(call);
  }

  async open(): Promise<Followed> {
    const window = await openFollowed({
      scripted: this.scripted,
      below: this.below,
      attention: new FakeAttention(),
      random: this.random,
    });
    this.windows.push(window);
    return window;
  }

  async close(window: Followed): Promise<void> {
    this.windows.splice(this.windows.indexOf(window), 1);
    await window.close();
    this.below.windows.close(window.window);
  }

  async add(id: string, kind: string, values: Readonly<Record<string, string>>): Promise<void> {
    const connection = connectionTo(this.scripted.cloud, {
      id,
      name: id,
      credentialKind: kind,
    });
    await this.windows[0]!.connectionStore.add(connection, { kind, values });
  }

  /** One act of a person, in one window, about one connection. Nothing waits for it: people press on. */
  press(): void {
    const window = this.pick(this.windows);
    const id = this.pick(window.connectionStore.all()).id;
    const [name, act] = this.pick(Object.entries(this.acts));
    this.pressed.set(name, (this.pressed.get(name) ?? 0) + 1);
    void act(window, id).catch(() => undefined);
  }

  pick<T>(all: readonly T[]): T {
    return all[Math.floor(this.random() * all.length)]!;
  }

  async pass(ms: number): Promise<void> {
    await this.clock.advance(ms);
    await settled();
  }

  /** As the commands do it; what a refused key does to each is told by what the services throw. */
  private readonly acts: Readonly<Record<string, (window: Followed, id: string) => Promise<unknown>>> = {
    refresh: async ({ sessions, userActivity, refresher }, id) => {
      await sessions.resume([id]);
      userActivity.note([id]);
      await refresher.refreshConnection(id, never);
    },
    refreshAll: async ({ sessions, userActivity, refresher, connectionStore }) => {
      const ids = connectionStore.all().map((each) => each.id);
      await sessions.resume(ids);
      userActivity.note(ids);
      await Promise.all(ids.map((each) => refresher.refreshConnection(each, never)));
    },
    followLink: async ({ sessions, refresher }, id) => {
      await sessions.resume([id]);
      await refresher.refreshJob(id, "TRAINING-0", never);
    },
    openById: async ({ sessions, refresher }, id) => {
      const stop = new AbortController();
      this.clock.after(this.random() * 400, () => stop.abort());
      await sessions.resume([id]);
      await refresher.refreshJob(id, "DONE-1", stop.signal);
    },
    diagnose: async ({ sessions, connectionStore }, id) => {
      const connection = connectionStore.find(id)!;
      const patient = {
        connection,
        cloud: sessions.cloudOf(connection),
        url: new URL("https://scripted.test"),
        probes: {},
      };
      await checkKey({ sessions, connectionStore } as never, patient as never, new DiagnosisFindings(), never, () => undefined);
    },
    export: async ({ sessions, connectionStore, store, refresher }, id) => {
      await sessions.resume([id]);
      const rows = { begin: "", row: () => "", end: "" };
      const draft = {
        write: async () => undefined,
        finish: async () => undefined,
        discard: async () => undefined,
      };
      const portions = [{ connectionId: id, filter: {} }];
      await exportJobs({ sessions, connectionStore, store, refresher }, portions, rows, draft, never, () => undefined);
    },
    openPanel: ({ refresher }, id) => refresher.refreshJob(id, "TRAINING-1", never),
    refreshPanel: async ({ sessions, refresher }, id) => {
      await sessions.resume([id]);
      await refresher.refreshJob(id, "TRAINING-1", never);
    },
    restorePanel: async ({ store }, id) => void store.get(id),
    watch: async ({ watchList }, id) => watchList.watch(id, [{ id: "TRAINING-2", name: "", state: "TRAINING" }]),
    stopWatching: async ({ watchList }, id) => watchList.stop([{ connectionId: id, jobId: "TRAINING-2" }]),
    look: async ({ attention }) => attention.set({ isViewVisible: true, isWindowFocused: true }),
    lookAway: async ({ attention }) =>
      attention.set({
        isWindowFocused: this.random() < 0.5,
        isViewVisible: this.random() < 0.5,
      }),
    search: ({ refresher }, id) => refresher.search(id, "Voice", never),
    filter: ({ refresher }, id) => refresher.setScope(id, { states: ["TRAINING"] }),
    clearFilter: ({ refresher }, id) => refresher.setScope(id, undefined),
    batch: async ({ sessions, refresher }, id) => {
      await sessions.resume([id]);
      await Promise.all(["TRAINING-0", "TRAINING-1", "DONE-1"].map((job) => refresher.refreshJob(id, job, never)));
    },
    delete: async ({ sessions, refresher }, id) => {
      await sessions.resume([id]);
      await refresher.refreshJob(id, "DONE-2", never);
    },
    askModel: (window, id) =>
      findJobs({ ...window, clock: this.clock }, [window.connectionStore.find(id)!], { text: "Voice" }, 5, never),
    expandRow: ({ refresher }, id) => refresher.ensureConnection(id, never),
    rename: ({ connectionStore }, id) =>
      connectionStore.replace({
        ...connectionStore.find(id)!,
        name: `${id} ${Math.floor(this.random() * 100)}`,
      }),
    move: ({ connectionStore }, id) => connectionStore.move(id, this.random() < 0.5 ? 1 : -1),
    comeBack: async ({ connectionStore, watchList }) => {
      connectionStore.lookAgain();
      watchList.lookAgain();
    },
    reload: async (window) => {
      await this.close(window);
      await this.open();
    },
    openWindow: async () => (this.windows.length < 3 ? this.open() : undefined),
    closeWindow: async (window) => (this.windows.length > 1 ? this.close(window) : undefined),
  };
}

describe("keys over a day", () => {
  for (const seed of [1, 2, 3])
    it(`are shown a few times and never locked, whatever is pressed in three windows (seed ${seed})`, async () => {
      const random = randomOf(seed);
      const day = new Day(random);
      const { latch } = day;
      latch.secrets.set("shared-key", rightSecret).set("turning-key", "good-until-noon");
      for (const _ of [1, 2, 3]) await day.open();
      await day.add("right", "key", {
        name: "shared-key",
        secret: rightSecret,
      });
      await day.add("wrong", "key", { name: "shared-key", secret: "mistyped" });
      await day.add("alsoWrong", "key", {
        name: "shared-key",
        secret: "mistyped",
      });
      await day.add("unknown", "key", {
        name: "nobody-knows",
        secret: "whatever",
      });
      await day.add("over", "token", { token: "a-token-that-is-over" });
      await day.add("turning", "key", {
        name: "turning-key",
        secret: "good-until-noon",
      });
      latch.expired.add("a-token-that-is-over");

      const isRightWell = async () => {
        const { sessions } = day.pick(day.windows);
        const read = sessions
          .read("right", never, (api) => api.get("TRAINING-0", never))
          .then(
            () => "well",
            (error: VoiceError) => `${error.kind} ${error.reason}`,
          );
        await day.pass(20_000);
        assert.equal(await Promise.race([read, "still waits"]), "well");
      };
      const end = day.clock.now() + 24 * hour;
      const noon = day.clock.now() + 12 * hour;
      for (let step = 0; day.clock.now() < end; step += 1) {
        if (day.clock.now() >= noon) latch.secrets.set("turning-key", "another-one");
        // Bursts of impatience, and quiet hours.
        const isBurst = random() < 0.8;
        day.press();
        await day.pass(isBurst ? random() * 2_000 : random() * 15 * minute);
        if (step % 100 === 0) await isRightWell();
      }
      for (const window of [...day.windows]) await day.close(window);

      assert.ok(day.pressed.size >= 25, "every act was pressed");
      assert.equal(latch.locks, 0);
      assert.ok(latch.most <= 3, `shown ${latch.most} times within five minutes`);
      for (const [id, times] of latch.refused) assert.ok(times.length <= 4, `${id} was shown ${times.length} times in the day`);
      assert.deepEqual([...latch.refused.keys()].sort(), ["a-token-that-is-over", "nobody-knows", "shared-key", "turning-key"]);
    });

  it("stop at three where the person says again and again that the same one shall be tried", async () => {
    const random = randomOf(7);
    const day = new Day(random);
    const { latch } = day;
    latch.secrets.set("shared-key", rightSecret);
    for (const _ of [1, 2, 3]) await day.open();
    await day.add("wrong", "key", { name: "shared-key", secret: "mistyped" });
    const end = day.clock.now() + 2 * hour;
    let tries = 0;
    while (day.clock.now() < end) {
      const { sessions, refresher } = day.pick(day.windows);
      tries += 1;
      void sessions.tryAgain(["wrong"]).then(() => refresher.refreshConnection("wrong", never));
      await day.pass(random() * 20_000);
    }
    assert.ok(tries > 300);
    assert.equal(latch.locks, 0);
    assert.equal(latch.most, 3);
    // Each quarter of an hour has three times five minutes, and each of them is made use of.
    assert.ok(latch.refused.get("shared-key")!.length > 40);
    const { error } = day.windows[0]!.store.get("wrong");
    assert.equal(error?.kind, "auth");
    for (const window of [...day.windows]) await day.close(window);
  });

  it("never reach a lock when one turns wrong while many windows are at work with it", async () => {
    for (const windows of [3, 5]) {
      const day = new Day(randomOf(windows));
      const { latch } = day;
      latch.secrets.set("turning-key", "good");
      for (let count = 0; count < windows; count += 1) await day.open();
      await day.add("turning", "key", { name: "turning-key", secret: "good" });
      const reads = () =>
        day.windows.flatMap(({ sessions }) =>
          Array.from({ length: 6 }, () =>
            sessions.read("turning", never, (api) => api.get("DONE-1", never)).catch(() => undefined),
          ),
        );
      const before = reads();
      await day.pass(30_000);
      await Promise.all(before);
      assert.equal(latch.most, 0);
      const meanwhile = reads();
      await day.pass(160);
      latch.secrets.set("turning-key", "another");
      await day.pass(30_000);
      await Promise.all(meanwhile);
      assert.ok(latch.most >= 1 && latch.most <= 3, `shown ${latch.most} times`);
      assert.equal(latch.locks, 0);
      for (const window of [...day.windows]) await day.close(window);
    }
  });
});
