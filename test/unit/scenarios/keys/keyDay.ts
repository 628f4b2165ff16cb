// A day with keys: windows, what a person presses in them, and a gateway that locks a key like Huawei's.
import { VoiceError } from "../../../../src/core/errors.js";
import { DiagnosisFindings } from "../../../../src/features/diagnose/findings.js";
import { checkKey } from "../../../../src/features/diagnose/keyCheck.js";
import { exportJobs } from "../../../../src/features/export/exportJobs.js";
import { findJobs } from "../../../../src/features/languageModel/jobLookup.js";
import { ManualClock, settled } from "../../../fakes/clock.js";
import { type Call, ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { FakeAttention } from "../../../fakes/editor/attention.js";
import { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";
import { type Followed, openFollowed } from "../followed.js";
import { connectionTo, fixture, never } from "../kernel.js";

export const minute = 60_000;
export const hour = 60 * minute;
export const window5 = 5 * minute;
export const rightSecret = "the-right-secret-of-the-day";

/** Same values for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

/** Refuses like Huawei's gateway, and locks a key ID for five minutes after more than five failures within five minutes. */
export class GatewayLock {
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

export class Day {
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
