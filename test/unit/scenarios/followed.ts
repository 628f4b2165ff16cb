// A window that follows jobs, built on fakes: a scripted cloud, a clock that stands still, a person who looks or does not.
import type { ErrorDetails, ErrorKind } from "../../../src/core/errors.js";
import { VoiceError } from "../../../src/core/errors.js";
import { type JobNotice, JobNotifier } from "../../../src/features/notifications/jobNotifier.js";
import { MutedNotices } from "../../../src/features/notifications/mutedNotices.js";
import { Poller } from "../../../src/features/notifications/poller.js";
import { WatchedJobPoller } from "../../../src/features/notifications/watchedJobPoller.js";
import { WatchList } from "../../../src/services/jobs/watchList.js";
import { UserActivity } from "../../../src/services/view/userActivity.js";
import { ManualClock, settled } from "../../fakes/clock.js";
import { ScriptedCloud } from "../../fakes/clouds/scriptedCloud.js";
import { FakeAttention } from "../../fakes/editor/attention.js";
import type { FakeLockFiles } from "../../fakes/storage/lockFiles.js";
import { connectionTo, type Fixture, fixture, kernel, key, never, type TestKernel } from "./kernel.js";

export interface Followed extends TestKernel {
  readonly scripted: ScriptedCloud;
  readonly below: Fixture;
  readonly clock: ManualClock;
  readonly attention: FakeAttention;
  readonly userActivity: UserActivity;
  readonly watchList: WatchList;
  readonly muted: MutedNotices;
  readonly poller: Poller;
  readonly desk: JobNotifier;
  readonly watchedJobPoller: WatchedJobPoller;
  /** What was told, notice by notice. */
  readonly told: (readonly JobNotice[])[];
  /** What the person has switched on. */
  readonly isOn: { polling: boolean; notices: boolean };
  /** How a connection is read for the first time. */
  load(): Promise<void>;
  /** Time passes in small steps, so that what waits for answers is never left behind. */
  pass(ms: number, step?: number): Promise<void>;
  close(): Promise<void>;
}

export interface FollowedParts {
  readonly scripted?: ScriptedCloud;
  /** Of an earlier window, or of another one. */
  readonly below?: Fixture;
  readonly attention?: FakeAttention;
  /** 0 = no jitter. */
  readonly random?: () => number;
}

export async function openFollowed(parts: FollowedParts = {}): Promise<Followed> {
  const { scripted = new ScriptedCloud(), attention = new FakeAttention(), random = () => 0 } = parts;
  const below = parts.below ?? fixture([scripted.cloud], { clock: new ManualClock() });
  const clock = below.clock as ManualClock;
  const home = kernel(below);
  if (!parts.below) await home.connectionStore.add(connectionTo(scripted.cloud), key);
  const userActivity = new UserActivity(clock);
  const watchList = new WatchList(below.state);
  const muted = new MutedNotices(below.state);
  const isOn = { polling: true, notices: true };
  const { state, lockFiles } = below;
  const poller = new Poller({ ...home, clock, attention, userActivity, isOn: () => isOn.polling, random });
  const desk: JobNotifier = new JobNotifier(
    { ...home, state, clock, attention, userActivity, muted, isOn: () => isOn.notices },
    () => watchedJobPoller.isKeeper,
  );
  const watchedJobPoller = new WatchedJobPoller(
    {
      ...home,
      list: watchList,
      lockFiles,
      clock,
      attention,
      userActivity,
      windows: home.ownWindow,
      random,
      isCovered: (id) => poller.isFollowing(id),
    },
    () => desk,
  );
  const told: (readonly JobNotice[])[] = [];
  desk.onDidHappen((news) => told.push(news));
  return {
    ...home,
    scripted,
    below,
    clock,
    attention,
    userActivity,
    watchList,
    muted,
    poller,
    desk,
    watchedJobPoller,
    told,
    isOn,
    load: () => home.refresher.refreshConnection("c1", never),
    async pass(ms, step = 1000) {
      for (let passed = 0; passed < ms; passed += step) {
        await clock.advance(step);
        await settled();
      }
    },
    async close() {
      for (const each of [watchedJobPoller, desk, poller]) each.dispose();
      await settled();
    },
  };
}

/** The same person's next window, or a second one, on the same storage and the same cloud. */
export function another(window: Followed, parts: FollowedParts = {}): Promise<Followed> {
  const { scripted, below } = window;
  return openFollowed({ scripted, below, ...parts });
}

export function lockFilesOf({ below }: Followed): FakeLockFiles {
  return below.lockFiles as FakeLockFiles;
}

/** The cloud answers nothing but this until the returned function is called. */
export function failWith(scripted: ScriptedCloud, kind: ErrorKind, details: ErrorDetails = {}): () => void {
  scripted.before = () => {
    throw new VoiceError(kind, "told to", details);
  };
  return () => {
    scripted.before = () => undefined;
  };
}
