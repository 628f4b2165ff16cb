// One attempt to send a request: its time-outs, its cancellation, and what is known about it when it fails.
import { type ErrorReason, VoiceError } from "../../core/errors.js";
import type { HttpAnswer, SendOptions } from "../../core/ports/ports.js";
import type { Limits } from "./limits.js";
import { type Circumstances, explainFailure } from "./networkError.js";
import type { Outgoing } from "./requestCheck.js";

export class Attempt implements Circumstances {
  wasSent = false;
  hasAnswered = false;
  readonly effect: SendOptions["effect"];
  private readonly controller = new AbortController();
  private readonly whole: NodeJS.Timeout | undefined;
  /** Runs out when the current phase takes too long. */
  private phase: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    readonly host: string,
    readonly isProxied: boolean,
    readonly limits: Limits,
    private readonly options: SendOptions,
    /** Milliseconds left for the whole; infinite for a file, which only must not stop. */
    wholeMs: number,
  ) {
    this.effect = options.effect;
    if (Number.isFinite(wholeMs)) this.whole = setTimeout(() => this.timeOut("the whole took too long."), Math.max(0, wholeMs));
    if (options.signal.aborted) this.cancel();
    else options.signal.addEventListener("abort", this.cancel, { once: true });
  }

  /** Aborted = close the socket. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  readonly cancel = (): void => this.stop(new VoiceError("cancelled", `${this.host}: cancelled.`, this.facts()));

  /** The route starts to connect. */
  connecting(): void {
    this.within(this.limits.connectMs, "no connection in time.");
  }

  /** The next step puts bytes on the wire: from here on a server can have seen the request. */
  sending(): void {
    this.wasSent = true;
    this.within(this.effect === "read" ? this.limits.headersMs : this.limits.writeMs, "no answer in time.");
  }

  /** So many bytes of a file have left. */
  uploaded(bytes: number): void {
    this.within(this.limits.writeMs, "the upload stopped.");
    this.options.onSent?.(bytes);
  }

  /** The headers of the answer are here. Throws when its body is not wanted. */
  answered(status: number, headers: Readonly<Record<string, string>>): void {
    this.hasAnswered = true;
    this.received();
    if (status === 407) {
      throw new VoiceError("network", `${this.host}: the proxy asks who we are.`, { ...this.facts(), reason: "proxy", status });
    }
    if (status >= 300 && status < 400 && status !== 304) {
      // A signed request is never forwarded; the rest of the location may be a signed link.
      const words = `redirected to ${hostOf(headers.location, this.host)}.`;
      throw new VoiceError("protocol", `${this.host}: ${words}`, { ...this.facts(), reason: "redirect", status });
    }
    if (Number(headers["content-length"]) > this.limits.maxBytes) this.refuse("tooLarge", "the answer is too large.");
  }

  /** A piece of the body came. */
  received(): void {
    this.within(this.limits.bodyIdleMs, "the answer stopped coming.");
  }

  /** Gives up on the answer. */
  refuse(reason: ErrorReason, words: string): never {
    throw new VoiceError("protocol", `${this.host}: ${words}`, { ...this.facts(), reason });
  }

  /** Whatever was thrown, as a VoiceError. */
  failure(thrown: unknown): VoiceError {
    return this.signal.aborted ? (this.signal.reason as VoiceError) : explainFailure(thrown, this);
  }

  /** Ends all timers; what still comes is ignored. */
  dispose(): void {
    this.isOver = true;
    clearTimeout(this.whole);
    clearTimeout(this.phase);
    this.options.signal.removeEventListener("abort", this.cancel);
  }

  private facts() {
    return { host: this.host, wasSent: this.wasSent };
  }

  private within(ms: number, words: string): void {
    clearTimeout(this.phase);
    if (!this.isOver) this.phase = setTimeout(() => this.timeOut(words), ms);
  }

  private timeOut(words: string): void {
    this.stop(new VoiceError("network", `${this.host}: ${words}`, { ...this.facts(), reason: "timeout" }));
  }

  private stop(error: VoiceError): void {
    this.dispose();
    this.controller.abort(error);
  }
}

function hostOf(location: string | undefined, asked: string): string {
  try {
    return new URL(location ?? "", `https://${asked}`).host;
  } catch {
    return "nowhere";
  }
}

export interface Transport {
  /**
   * Sends once and reads the whole answer. Tells the attempt how far it is (`connecting`, `sending`, `answered`, `received`), stops when its
   * signal says so, and may throw anything: the attempt explains it.
   */
  send(request: Outgoing, attempt: Attempt): Promise<HttpAnswer>;
  /** Closes every socket. */
  close(): Promise<void>;
}
