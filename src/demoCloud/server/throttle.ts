// The documented limits per operation and second (vendor documentation A12), for who wants to be throttled.
import { gatewayRefusal } from "../huawei/answers.js";
import type { Answer, Request } from "./messages.js";

const limits: Readonly<Record<string, number>> = {
  ListVoiceTrainingJob: 20,
  ShowVoiceTrainingJob: 20,
  CommitVoiceTrainingJob: 10,
  DeleteVoiceTrainingJob: 10,
};

export class Throttle {
  readonly #calls = new Map<string, { second: number; count: number }>();

  /** The refusal for a call too many in this second. */
  refusal(request: Request, operation: string, now: number): Answer | undefined {
    const limit = limits[operation];
    if (limit === undefined) return undefined;
    const second = Math.floor(now / 1000);
    const known = this.#calls.get(operation);
    const count = known?.second === second ? known.count + 1 : 1;
    this.#calls.set(operation, { second, count });
    if (count <= limit) return undefined;
    const refusal = gatewayRefusal(
      request,
      429,
      "APIGW.0308",
      `The throttling threshold has been reached: policy user over ratelimit,limit:${limit},time:1 second`,
    );
    return { ...refusal, headers: { "Retry-After": "1" } };
  }
}
