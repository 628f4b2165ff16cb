// The services, built as the extension builds them, against a local cloud of their own.
import { createHash, randomUUID } from "node:crypto";
import { clouds as registered } from "../../../src/clouds/index.js";
import type { Cloud } from "../../../src/core/cloud/cloud.js";
import type { Credentials } from "../../../src/core/connection.js";
import type { Http, KeyValue, Secrets } from "../../../src/core/ports/ports.js";
import { Redactor } from "../../../src/core/privacy/redactor.js";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index.js";
import { systemClock } from "../../../src/platform/clock.js";
import { createHttp } from "../../../src/platform/network/http.js";
import { ConnectionStore } from "../../../src/services/connections/connectionStore.js";
import { SessionOpener } from "../../../src/services/connections/sessionOpener.js";
import { Sessions } from "../../../src/services/connections/sessions.js";
import { JobStore } from "../../../src/services/jobs/jobStore.js";
import { KeyGuard } from "../../../src/services/keys/keyGuard.js";
import { SecretFingerprints } from "../../../src/services/keys/secretFingerprints.js";
import { Refresher } from "../../../src/services/refresh/refresher.js";
import { FakeWindows } from "../../fakes/editor/windows.js";
import { FakeLockFiles } from "../../fakes/storage/lockFiles.js";

export type CloudId = "huawei" | "alibaba";

export interface BenchKernel {
  readonly demo: DemoCloud;
  readonly connectionStore: ConnectionStore;
  readonly sessions: Sessions;
  readonly store: JobStore;
  readonly refresher: Refresher;
  /** Id of the one connection. */
  readonly connectionId: string;
  close(): Promise<void>;
}

/** A frozen local cloud with so many jobs of one side, none of the other. */
export function openCloud(cloud: CloudId, jobs: number, latencyMs = 0): Promise<DemoCloud> {
  return startDemo({ moving: false, latencyMs, jobs: { huawei: 0, alibaba: 0, [cloud]: jobs } });
}

/** One connection to a local cloud of its own. */
export async function openDemoKernel(cloud: CloudId, jobs: number): Promise<BenchKernel> {
  const demo = await openCloud(cloud, jobs);
  const kernel = await openKernel(demo, cloud);
  return { ...kernel, close: () => kernel.close().then(() => demo.close()) };
}

export interface MoveIn {
  /** Calls that go out without waiting, instead of the cloud's own number and of what is documented for its regions. */
  readonly burst?: number;
  /** Instead of the one that the local cloud plays. */
  readonly region?: string;
  /** Makes of each answer's text what the cloud says instead. */
  readonly spoil?: (text: string) => string;
}

/** One connection to this cloud, nothing read yet; the transport is the real one. */
export async function openKernel(
  demo: DemoCloud,
  cloud: CloudId,
  { burst, spoil, ...options }: MoveIn = {},
): Promise<BenchKernel> {
  const hasty = (each: Cloud): Cloud => {
    if (burst === undefined) return each;
    const regions = each.regions.map(({ callsPerSecond: _, ...region }) => region);
    return { ...each, regions, listing: { ...each.listing, burst } };
  };
  const clouds = registered.map(hasty);
  const http = createHttp({
    settings: () => ({ route: "direct", proxy: "", proxySupport: "off", noProxy: [], environment: {} }),
    editorFetch: (url, init) => fetch(url, init),
  });
  const secrets = new Map<string, string>();
  const known = clouds.map(({ id }) => id);
  const connectionStore = new ConnectionStore(jobCache(), mapSecrets(secrets), known);
  const noDemo = () => Promise.reject(new Error("No demo connection is used here"));
  const spoiled: Http = {
    send: async (prepare, sending) => {
      const answer = await http.send(prepare, sending);
      return spoil ? { ...answer, body: Buffer.from(spoil(Buffer.from(answer.body).toString())) } : answer;
    },
  };
  const machine = { http: spoiled, now: systemClock.now, nonce: randomUUID };
  const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
  const redactor = new Redactor();
  const guard = new KeyGuard(new FakeLockFiles(), systemClock, digest, new FakeWindows().enter());
  const fingerprints = new SecretFingerprints(mapSecrets(secrets), digest, randomUUID);
  const opener = new SessionOpener(clouds, connectionStore, machine, noDemo, redactor, guard, digest, fingerprints);
  const sessions = new Sessions(opener, guard, connectionStore, machine, systemClock, redactor);
  const store = new JobStore();
  const refresher = new Refresher(connectionStore, sessions, store, systemClock);
  const { endpoint } = demo[cloud];
  const region = options.region ?? demo[cloud].region;
  await connectionStore.add(
    {
      id: cloud,
      cloud,
      name: cloud,
      region,
      endpoint,
      values: cloud === "huawei" ? { projectId: demo.huawei.projectId } : {},
      credentialKind: "aksk",
    },
    keyOf(demo, cloud),
  );
  return {
    demo,
    connectionStore,
    sessions,
    store,
    refresher,
    connectionId: cloud,
    close: async () => http.close(),
  };
}

export function keyOf({ huawei, alibaba }: DemoCloud, cloud: CloudId): Credentials {
  const values: Credentials["values"] =
    cloud === "huawei"
      ? { accessKeyId: huawei.accessKeyId, secretAccessKey: huawei.secretAccessKey }
      : { accessKeyId: alibaba.accessKeyId, secretAccessKey: alibaba.accessKeySecret };
  return { kind: "aksk", values };
}

function jobCache(): KeyValue {
  const kept = new Map<string, unknown>();
  return {
    get: <T>(key: string) => kept.get(key) as T | undefined,
    update: async (key: string, value: unknown) => void kept.set(key, value),
  };
}

function mapSecrets(kept: Map<string, string>): Secrets {
  return {
    get: async (key) => kept.get(key),
    store: async (key, value) => void kept.set(key, value),
    delete: async (key) => void kept.delete(key),
    onDidChange: () => ({ dispose: () => undefined }),
  };
}
