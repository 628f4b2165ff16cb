// The services, built on fakes; building them again on the same storage is a reload of the window.
import { createHash } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { Cloud } from "../../../src/core/cloud/cloud.js";
import type { Connection, Credentials } from "../../../src/core/connection.js";
import { VoiceError } from "../../../src/core/errors.js";
import type { Clock, Http, LockFiles } from "../../../src/core/ports/ports.js";
import { Redactor } from "../../../src/core/privacy/redactor.js";
import { createSubmitter } from "../../../src/features/submit/submitter.js";
import { ConnectionStore } from "../../../src/services/connections/connectionStore.js";
import type { OpenDemo } from "../../../src/services/connections/demoConnections.js";
import { SessionOpener } from "../../../src/services/connections/sessionOpener.js";
import { Sessions } from "../../../src/services/connections/sessions.js";
import { JobStore } from "../../../src/services/jobs/jobStore.js";
import { KeyGuard } from "../../../src/services/keys/keyGuard.js";
import { SecretFingerprints } from "../../../src/services/keys/secretFingerprints.js";
import * as reading from "../../../src/services/refresh/connectionReader.js";
import { Refresher } from "../../../src/services/refresh/refresher.js";
import { HastyClock } from "../../fakes/clock.js";
import { FakeWindows } from "../../fakes/editor/windows.js";
import { FakeHttp } from "../../fakes/network/http.js";
import { FakeKeyValue } from "../../fakes/storage/keyValue.js";
import { FakeLockFiles } from "../../fakes/storage/lockFiles.js";
import { FakeSecrets } from "../../fakes/storage/secrets.js";

export interface Fixture {
  readonly clouds: readonly Cloud[];
  readonly state: FakeKeyValue;
  readonly secrets: FakeSecrets;
  readonly lockFiles: LockFiles;
  /** Lock files about keys that windows share; without them every key is taken for good, and each window guards its keys alone. */
  readonly keyLockFiles?: LockFiles;
  /** By which a window that tries a key shows that it lives; `clock` by default. */
  readonly keyClock?: Clock;
  readonly clock: Clock;
  readonly http: Http;
  readonly openDemo: OpenDemo;
  /** What requests are dated with. */
  readonly now?: () => number;
  readonly readHomeFile?: (path: string) => Promise<string | undefined>;
  readonly windows: FakeWindows;
}

/** What outlives a window. */
export function fixture(clouds: readonly Cloud[], parts: Partial<Fixture> = {}): Fixture {
  return {
    clouds,
    state: new FakeKeyValue(),
    secrets: new FakeSecrets(),
    lockFiles: new FakeLockFiles(),
    clock: new HastyClock(),
    http: new FakeHttp(() => {
      throw new Error("nothing is sent here");
    }),
    openDemo: async () => ({}),
    windows: new FakeWindows(),
    ...parts,
  };
}

let owners = 0;

/** One window. */
export function kernel(below: Fixture) {
  const { clouds, state, secrets, lockFiles, keyLockFiles, clock, keyClock = clock, http, openDemo } = below;
  const { now = Date.now, readHomeFile } = below;
  const window = below.windows.enter();
  const redactor = new Redactor();
  const knownClouds = clouds.map(({ id }) => id);
  const connectionStore = new ConnectionStore(state, secrets, knownClouds);
  const nonce = () => {
    owners += 1;
    return `nonce-${owners}`;
  };
  const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
  const machine = { http, now, nonce, ...(readHomeFile ? { readHomeFile } : {}) };
  const guard = new KeyGuard(keyLockFiles ?? new FakeLockFiles(), keyClock, digest, window);
  if (!keyLockFiles) trustKeys(guard);
  const fingerprints = new SecretFingerprints(secrets, digest, nonce);
  const opener = new SessionOpener(clouds, connectionStore, machine, openDemo, redactor, guard, digest, fingerprints);
  const sessions = new Sessions(opener, guard, connectionStore, machine, clock, redactor);
  const store = new JobStore();
  const refresher = new Refresher(connectionStore, sessions, store, clock, async () => reading);
  const submits = createSubmitter({
    connectionStore,
    sessions,
    refresher,
    lockFiles,
    state,
    clock,
    digest,
    nonce,
    windows: window,
  });
  return { connectionStore, sessions, store, refresher, ...submits, redactor, nonce, window: window.own, ownWindow: window };
}

export type TestKernel = ReturnType<typeof kernel>;

/** A signal that is never aborted; many wait with it at once. */
export const never = new AbortController().signal;
setMaxListeners(0, never);

export function connectionTo(cloud: Cloud, changes: Partial<Connection> = {}): Connection {
  return {
    id: "c1",
    cloud: cloud.id,
    name: "Studio",
    region: "here",
    values: {},
    credentialKind: "key",
    ...changes,
  };
}

export const key: Credentials = { kind: "key", values: { name: "key-name-0001", secret: "s3cret-of-the-studio" } };

/** By state, as the tree would show them. */
export function totalsOf(store: JobStore, connectionId = "c1"): Record<string, number> {
  return Object.fromEntries([...store.get(connectionId).totals].map(([state, { total }]) => [state, total]));
}

/** Ids of the rows of one state. */
export function rowsOf(store: JobStore, state: string, connectionId = "c1"): string[] {
  return [...store.get(connectionId).jobs.values()].filter(({ job }) => job.state === state).map(({ job }) => job.id);
}

/** What a promise failed with. */
export async function failureOf(promise: Promise<unknown>): Promise<VoiceError> {
  try {
    await promise;
  } catch (thrown) {
    if (thrown instanceof VoiceError) return thrown;
    throw thrown;
  }
  throw new Error("It did not fail");
}

/** Takes every key for good, so that tests of other things need no trial of it. */
function trustKeys(guard: KeyGuard): void {
  guard.run = (_key, _signal, call) => call();
}
