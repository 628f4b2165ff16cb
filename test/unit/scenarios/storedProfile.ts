// The profile that version 0.1.0 has left behind, opened by a window of this one, with the clouds as they were then.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { clouds } from "../../../src/clouds/index.js";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index.js";
import type { CloudId, Job } from "../../../src/demoCloud/server/messages.js";
import { JobCreator } from "../../../src/features/create/jobCreator.js";
import { type JobNotice, JobNotifier } from "../../../src/features/notifications/jobNotifier.js";
import { MutedNotices } from "../../../src/features/notifications/mutedNotices.js";
import { WatchList } from "../../../src/services/jobs/watchList.js";
import { WriteIntents } from "../../../src/services/pendingWrites/writeIntents.js";
import { JobCache } from "../../../src/services/storage/jobCache.js";
import { UserActivity } from "../../../src/services/view/userActivity.js";
import { HastyClock, ManualClock } from "../../fakes/clock.js";
import { FakeAttention } from "../../fakes/editor/attention.js";
import { httpTo } from "../../fakes/network/loopbackHttp.js";
import { FakeFileCache } from "../../fakes/storage/fileCache.js";
import { FakeKeyValue } from "../../fakes/storage/keyValue.js";
import { FakeLockFiles } from "../../fakes/storage/lockFiles.js";
import { FakeSecrets } from "../../fakes/storage/secrets.js";
import { fixture, kernel } from "./kernel.js";

export interface StoredState {
  readonly about: string;
  readonly madeAt: string;
  readonly globalState: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly remembered: Readonly<Record<string, string>>;
  /** The jobs of each cloud when the window died. */
  readonly cloud: Readonly<Record<CloudId, readonly Job[]>>;
}

export const folder = join(import.meta.dirname, "../../fixtures/stored");
export const stored = JSON.parse(readFileSync(join(folder, "0.1.0.json"), "utf8")) as StoredState;

export const beijing = "7d3f6a10-0000-4000-8000-00000000000a";
export const shanghai = "7d3f6a10-0000-4000-8000-00000000000b";
export const withRefusedKey = "7d3f6a10-0000-4000-8000-00000000000c";
export const job = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;
/** What became of each job while that window lived. */
export const [claimed, sending, unknown, accepted, submitted] = [job(1), job(2), job(3), job(4), job(5)];
export const [watched, muted, failed, lost] = [job(6), job(7), job(8), job(9)];
export const hourMs = 3_600_000;
export const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);

/** A window, an hour later. */
export async function openProfile() {
  const later = Date.parse(stored.madeAt) + hourMs;
  const clock = new HastyClock();
  clock.advance(later - clock.now());
  const keyClock = new ManualClock();
  keyClock.set(later);
  const now = () => clock.now();
  const names = ["metastudio.cn-north-4.myhuaweicloud.com", "ice.cn-shanghai.aliyuncs.com"];
  const local = await startDemo({ moving: false, now, names, jobs: { huawei: 0, alibaba: 0 } });
  for (const cloud of ["huawei", "alibaba"] as const) for (const each of stored.cloud[cloud]) show(local, cloud, each);

  const state = new FakeKeyValue(stored.globalState);
  const [secrets, lockFiles, fileCache] = [new FakeSecrets(), new FakeLockFiles(), new FakeFileCache()];
  const lay = (texts: Readonly<Record<string, string>>, on: Map<string, string>) => {
    for (const [name, text] of Object.entries(texts)) on.set(name, text);
  };
  lay(stored.secrets, secrets.kept);
  lay(stored.notes, lockFiles.kept);
  lay(stored.remembered, fileCache.kept);
  const below = fixture(clouds, {
    state,
    secrets,
    lockFiles,
    keyLockFiles: lockFiles,
    clock,
    keyClock,
    http: httpTo(local.origin),
    now,
  });
  const home = kernel(below);
  const warnings: string[] = [];
  const quiet = () => undefined;
  const log = { debug: quiet, info: quiet, warn: (text: string) => warnings.push(text), error: quiet };
  const jobCache = new JobCache(clouds, home.connectionStore, home.store, fileCache, clock, log);
  home.store.onDidChange((change) => jobCache.follow(change));
  const watchList = new WatchList(state, () => clouds[0]!.jobFields);
  return { ...home, local, state, secrets, lockFiles, fileCache, clock, keyClock, jobCache, warnings, watchList };
}
type Window = Awaited<ReturnType<typeof openProfile>>;

/** Exactly this job, in the place of what the local cloud has under its id. */
function show(local: DemoCloud, cloud: CloudId, exactly: Job): void {
  const id = String(exactly.job_id ?? exactly.JobId);
  local.control.add(cloud, exactly);
  const without = Object.keys(local.control.job(cloud, id)!).filter((name) => !(name in exactly));
  local.control.change(cloud, id, {}, without);
}

export function openDesk({ connectionStore, sessions, store, state, clock }: Window) {
  const attention = new FakeAttention();
  const userActivity = new UserActivity(clock);
  const notices = new MutedNotices(state);
  const desk = new JobNotifier(
    { connectionStore, sessions, store, state, clock, attention, userActivity, muted: notices, isOn: () => true },
    () => true,
  );
  const told: JobNotice[] = [];
  desk.onDidHappen((news) => told.push(...news));
  return { attention, userActivity, notices, desk, told };
}

export function openJobCreator({
  connectionStore,
  sessions,
  store,
  refresher,
  lockFiles,
  state,
  clock,
  nonce,
  ownWindow,
}: Window): JobCreator {
  const writeIntents = new WriteIntents(lockFiles, ownWindow);
  return new JobCreator({
    connectionStore,
    sessions,
    store,
    refresher,
    writeIntents,
    windows: ownWindow,
    state,
    clock,
    digest,
    nonce,
  });
}

export async function happens(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
