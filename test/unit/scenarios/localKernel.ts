// The services with the real clouds and the real transport against the local cloud; only waiting takes no time.
import { setMaxListeners } from "node:events";
import { clouds } from "../../../src/clouds/index.js";
import type { Connection, Credentials } from "../../../src/core/connection.js";
import type { Http, HttpAnswer } from "../../../src/core/ports/ports.js";
import { type DemoCloud, type DemoOptions, startDemo } from "../../../src/demoCloud/index.js";
import type { CloudId } from "../../../src/demoCloud/server/messages.js";
import { createHttp } from "../../../src/platform/network/http.js";
import type { Limits } from "../../../src/platform/network/limits.js";
import { HastyClock } from "../../fakes/clock.js";
import { type Fixture, fixture, kernel, type TestKernel } from "./kernel.js";

export interface LocalKernel extends TestKernel {
  readonly local: DemoCloud;
  readonly below: Fixture;
  /** Sends what was prepared for the local cloud to another address instead. */
  leadTo(origin: string | undefined): void;
  close(): Promise<void>;
}

export const cloudIds: readonly CloudId[] = ["huawei", "alibaba"];

export function localConnection(local: DemoCloud, cloud: CloudId, changes: Partial<Connection> = {}): Connection {
  const { region, endpoint } = local[cloud];
  const values = cloud === "huawei" ? { projectId: local.huawei.projectId } : {};
  return { id: cloud, cloud, name: "Studio", region, endpoint, values, credentialKind: "aksk", ...changes };
}

export function localKey(local: DemoCloud, cloud: CloudId): Credentials {
  const { huawei, alibaba } = local;
  const values: Credentials["values"] =
    cloud === "huawei"
      ? { accessKeyId: huawei.accessKeyId, secretAccessKey: huawei.secretAccessKey }
      : { accessKeyId: alibaba.accessKeyId, secretAccessKey: alibaba.accessKeySecret };
  return { kind: "aksk", values };
}

export interface Hooks {
  /** Happens in front of each request, and once more before its answer is read. */
  readonly between?: () => void;
  /** Of the program and of the cloud. */
  readonly clock?: HastyClock;
  /** One job in six tells no time of its last change, however its list is sorted. */
  readonly isUntimed?: boolean;
}

/** Whether a job of such a cloud is one that tells no time. */
export function isUntimed(jobId: unknown): boolean {
  return [...String(jobId)].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 6 === 0;
}

/** An answer without the times of the jobs that tell none. */
function withoutTimes(answer: HttpAnswer): HttpAnswer {
  const text = new TextDecoder().decode(answer.body);
  if (!text.includes("lastupdate_time")) return answer;
  const body = JSON.parse(text, (_, value) => {
    if (!isUntimed(value?.job_id)) return value;
    const { lastupdate_time: _time, ...rest } = value;
    return rest;
  });
  return { ...answer, body: new TextEncoder().encode(JSON.stringify(body)) };
}

/** Connections `huawei` and `alibaba`, nothing read yet. */
export async function openLocalKernel(
  options: DemoOptions = {},
  limits: Partial<Limits> = {},
  { between = () => undefined, clock, isUntimed: hasUntimed = false }: Hooks = {},
): Promise<LocalKernel> {
  const now = clock ? { now: () => clock.now() } : {};
  const local = await startDemo({ moving: false, ...now, ...options });
  const machineHttp = createHttp({ settings: () => ({ route: "direct" }), editorFetch: fetch, limits });
  let origin: string | undefined;
  const http: Http = {
    send: async (prepare, sendOptions) => {
      between();
      // One signal serves many calls here.
      setMaxListeners(0, sendOptions.signal);
      const prepareElsewhere = () => {
        const request = prepare();
        return origin === undefined ? request : { ...request, url: request.url.replace(local.origin, origin) };
      };
      const answer = await machineHttp.send(prepareElsewhere, sendOptions);
      between();
      return hasUntimed ? withoutTimes(answer) : answer;
    },
  };
  const below = fixture(clouds, { http, clock: clock ?? new HastyClock(), ...now });
  const home = kernel(below);
  for (const cloud of cloudIds) await home.connectionStore.add(localConnection(local, cloud), localKey(local, cloud));
  return {
    ...home,
    local,
    below,
    leadTo(other) {
      origin = other;
    },
    async close() {
      await machineHttp.close();
      await local.close();
    },
  };
}
