// Everything the local cloud consists of between its socket and its control: both clouds' jobs, their gates, the log and the faults.
import { AlibabaGateway } from "./alibaba/gateway.js";
import { HuaweiGateway } from "./huawei/gateway.js";
import { HuaweiHistory } from "./huawei/history.js";
import { createRandom } from "./jobs/random.js";
import { type SeedJobs, stockAlibaba, stockHuawei } from "./jobs/seedJobs.js";
import { Life } from "./jobs/simulation.js";
import { SubmitLog } from "./jobs/submitLog.js";
import { FaultPlan } from "./server/faults.js";
import type { CloudId } from "./server/messages.js";
import { RequestLog } from "./server/requestLog.js";

/** On average one change every 20 seconds: two of three at Huawei. */
const changeEveryMs: Readonly<Record<CloudId, number>> = { huawei: 30_000, alibaba: 60_000 };

export interface WorldOptions {
  readonly seed: number;
  readonly jobs: Readonly<Record<CloudId, number>>;
  /** Milliseconds of the real (or injected) clock. */
  readonly now: () => number;
  readonly isMoving: boolean;
  readonly latency: number;
}

export class DemoWorld {
  readonly stocks: Readonly<Record<CloudId, SeedJobs>>;
  readonly lives: Readonly<Record<CloudId, Life>>;
  readonly huaweiGate = new HuaweiGateway(() => this.serverNow());
  readonly alibabaGate = new AlibabaGateway(() => this.serverNow());
  readonly huaweiPast = new HuaweiHistory();
  readonly submits = new SubmitLog();
  readonly log = new RequestLog();
  readonly faults = new FaultPlan();
  readonly now: () => number;
  /** Milliseconds by which the clouds' own clock is ahead. */
  clockOffset = 0;
  /** Milliseconds that every answer takes. */
  latency: number;

  constructor({ seed, jobs, now, isMoving, latency }: WorldOptions) {
    this.now = now;
    this.latency = latency;
    const startedAt = now();
    this.stocks = {
      huawei: stockHuawei(createRandom(seed), jobs.huawei, startedAt, this.huaweiPast),
      alibaba: stockAlibaba(createRandom(seed + 1), jobs.alibaba, startedAt),
    };
    this.lives = {
      huawei: new Life(this.stocks.huawei, startedAt, changeEveryMs.huawei, isMoving),
      alibaba: new Life(this.stocks.alibaba, startedAt, changeEveryMs.alibaba, isMoving),
    };
  }

  serverNow(): number {
    return this.now() + this.clockOffset;
  }

  /** Lets everything happen that is due by now. */
  advance(): void {
    const now = this.now();
    this.lives.huawei.advance(now);
    this.lives.alibaba.advance(now);
  }
}
