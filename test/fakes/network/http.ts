// A cloud at the other end of no wire: answers requests by a function and remembers what was sent.
import { VoiceError } from "../../../src/core/errors.js";
import type { Http, HttpAnswer, HttpRequest, SendOptions } from "../../../src/core/ports/ports.js";

export interface SentRequest extends HttpRequest {
  readonly effect: "read" | "write";
  readonly signal: AbortSignal;
}

export class FakeHttp implements Http {
  readonly sent: SentRequest[] = [];
  private readonly answer: (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>;

  /** What `answer` throws is what the transport throws. */
  constructor(answer: (request: HttpRequest) => HttpAnswer | Promise<HttpAnswer>) {
    this.answer = answer;
  }

  async send(prepare: () => HttpRequest, { effect, signal }: SendOptions): Promise<HttpAnswer> {
    if (signal.aborted) throw new VoiceError("cancelled", "Cancelled before anything was sent", { wasSent: false });
    const request = prepare();
    this.sent.push({ ...request, effect, signal });
    return this.answer(request);
  }

  /** The request that was sent, where there is exactly one. */
  get only(): SentRequest {
    if (this.sent.length !== 1) throw new Error(`${this.sent.length} requests were sent, not one`);
    return this.sent[0]!;
  }
}

/** Text goes out as it is, anything else as JSON; undefined is no body. */
export function answerWith(body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): HttpAnswer {
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  return { status, headers: { "content-type": "application/json", ...headers }, body: new TextEncoder().encode(text) };
}

/** What a body says. */
export function textOf(request: HttpRequest): string {
  return new TextDecoder().decode(request.body);
}
