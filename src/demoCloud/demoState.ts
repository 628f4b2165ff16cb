// Everything the local cloud consists of between its socket and its control: both clouds' jobs, their gateways, the log and the faults.
import { AlibabaGateway } from "./alibaba/gateway.js";
import { MediaStore } from "./alibaba/mediaStore.js";
import { HuaweiGateway } from "./huawei/gateway.js";
import { HuaweiHistory } from "./huawei/jobs/history.js";
import type { TimeReading } from "./huawei/jobs/list.js";
import { Segments } from "./huawei/jobs/segments.js";
import { createRandom } from "./jobs/random.js";
import { type SeedJobs, seedAlibaba, seedHuawei } from "./jobs/seedJobs.js";
import { Simulation } from "./jobs/simulation.js";
import { SubmitLog } from "./jobs/submitLog.js";
import { BucketStore } from "./oss/bucketStore.js";
import { FaultPlan } from "./server/faults.js";
import type { CloudId } from "./server/messages.js";
import { ObjectStore } from "./server/objectStore.js";
import { RequestLog } from "./server/requestLog.js";
import { SoundFiles } from "./sound/soundFiles.js";
import { Voices } from "./sound/voices.js";

/** On average one change every 20 seconds: two of three at Huawei. */
const changeEveryMs: Readonly<Record<CloudId, number>> = { huawei: 30_000, alibaba: 60_000 };

export interface DemoStateOptions {
  readonly seed: number;
  readonly jobs: Readonly<Record<CloudId, number>>;
  /** Milliseconds of the real (or injected) clock. */
  readonly now: () => number;
  readonly isMoving: boolean;
  readonly latency: number;
}

export class DemoState {
  readonly seeds: Readonly<Record<CloudId, SeedJobs>>;
  readonly simulations: Readonly<Record<CloudId, Simulation>>;
  readonly huaweiGateway = new HuaweiGateway(() => this.serverNow());
  readonly alibabaGateway = new AlibabaGateway(() => this.serverNow());
  readonly huaweiHistory = new HuaweiHistory();
  /** At Alibaba, those that passed: ids of their sentences by voice. */
  readonly recordings = new Map<string, Set<number>>();
  readonly submits = new SubmitLog();
  readonly huaweiSegments = new Segments();
  readonly store = new ObjectStore(() => this.serverNow());
  readonly buckets = new BucketStore(this.alibabaGateway, () => this.serverNow());
  readonly media: MediaStore;
  readonly voices = new Voices();
  readonly sounds = new SoundFiles(() => this.serverNow());
  readonly log = new RequestLog();
  readonly faults = new FaultPlan();
  readonly now: () => number;
  /** Milliseconds by which the clouds' own clock is ahead. */
  clockOffset = 0;
  /** How Huawei's list reads the times that it is filtered by. */
  times: TimeReading = "any";
  /** Milliseconds that every answer takes. */
  latency: number;

  constructor({ seed, jobs, now, isMoving, latency }: DemoStateOptions) {
    this.now = now;
    this.latency = latency;
    const startedAt = now();
    this.media = new MediaStore(() => this.serverNow());
    this.seeds = {
      huawei: seedHuawei(createRandom(seed), jobs.huawei, startedAt, this.huaweiHistory),
      alibaba: seedAlibaba(createRandom(seed + 1), jobs.alibaba, startedAt, this.recordings),
    };
    this.simulations = {
      huawei: new Simulation(this.seeds.huawei, startedAt, changeEveryMs.huawei, isMoving),
      alibaba: new Simulation(this.seeds.alibaba, startedAt, changeEveryMs.alibaba, isMoving),
    };
  }

  serverNow(): number {
    return this.now() + this.clockOffset;
  }

  /** Lets everything happen that is due by now. */
  advance(): void {
    const now = this.now();
    this.simulations.huawei.advance(now);
    this.simulations.alibaba.advance(now);
  }
}
