// Starts the local cloud: both clouds' APIs and Huawei's IAM on one port of 127.0.0.1, with made-up jobs and made-up keys.
import { createControl, type DemoControl } from "./control.js";
import { DemoState } from "./demoState.js";
import { alibabaAccount, huaweiAccount } from "./keys.js";
import { createDemoServer } from "./server/server.js";
import { Throttle } from "./server/throttle.js";

export interface DemoOptions {
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** The same seed and the same `now` give the same jobs. */
  readonly seed?: number;
  readonly jobs?: { readonly huawei?: number; readonly alibaba?: number };
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  /** Whether jobs move through their life by themselves; they do unless told otherwise. */
  readonly moving?: boolean;
  readonly latencyMs?: number;
  /** Serve POST /control. */
  readonly control?: boolean;
  /** Names besides 127.0.0.1 and localhost by which it may be called, on any port; for tests that put something before it. */
  readonly names?: readonly string[];
  /** Enforce the documented limits per second (429 APIGW.0308). */
  readonly throttled?: boolean;
  /** Submits of jobs are taken in any state, but for copies made on the way; for tests of who sends them. */
  readonly acceptsAnyState?: boolean;
}

export interface DemoCloud {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  readonly huawei: { readonly endpoint: string; readonly iamEndpoint: string } & typeof huaweiAccount;
  readonly alibaba: { readonly endpoint: string } & typeof alibabaAccount;
  readonly control: DemoControl;
  close(): Promise<void>;
}

export async function startDemo(options: DemoOptions = {}): Promise<DemoCloud> {
  const { port = 0, seed = 1, jobs = {}, now = Date.now, moving = true, latencyMs = 0, control: isControlled = false } = options;
  const state = new DemoState({
    seed,
    jobs: { huawei: jobs.huawei ?? 420, alibaba: jobs.alibaba ?? 160 },
    now,
    isMoving: moving,
    latency: latencyMs,
  });
  const control = createControl(state);
  const { seeds: stocks, submits, voices, sounds, huaweiGateway, huaweiHistory: past, alibabaGateway } = state;
  const server = createDemoServer({
    state,
    control,
    isControlled,
    names: options.names ?? [],
    huawei: {
      seeds: stocks.huawei,
      gateway: huaweiGateway,
      history: past,
      submits,
      store: state.store,
      segments: state.huaweiSegments,
      shortJobs: new Map(),
      voices,
      sounds,
      acceptsAnyState: options.acceptsAnyState ?? false,
      times: () => state.times,
      now,
      adopt: (jobId) => state.simulations.huawei.adopt(jobId, now()),
    },
    alibaba: {
      seeds: stocks.alibaba,
      gateway: alibabaGateway,
      buckets: state.buckets,
      media: state.media,
      recordings: state.recordings,
      submits,
      voices,
      sounds,
      acceptsAnyState: options.acceptsAnyState ?? false,
      now,
      adopt: (jobId) => state.simulations.alibaba.adopt(jobId, now()),
    },
    throttle: options.throttled ? new Throttle() : undefined,
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : port}`;
  return {
    origin,
    huawei: { endpoint: origin, iamEndpoint: origin, ...huaweiAccount },
    alibaba: { endpoint: origin, ...alibabaAccount },
    control,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
