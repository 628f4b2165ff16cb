// Faults that a test switches on: which call they meet, how often, and what goes wrong.
import type { Door } from "./messages.js";

export type FaultAct =
  /** This answer instead of the real one; a string body goes out as it is. With `processed` the request takes effect all the same. */
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      readonly processed?: boolean;
    }
  /** The connection is reset before the body is read: nothing takes effect. */
  | { readonly kind: "resetBefore" }
  /** The request takes effect, then the connection is reset without an answer. */
  | { readonly kind: "resetAfter" }
  /** The real answer, cut in the middle: less than content-length promised, or a chunked body without its end. */
  | { readonly kind: "truncated"; readonly how: "length" | "chunked" }
  /** A captive portal: HTML with status 200. */
  | { readonly kind: "loginPage" }
  /** One endless-looking JSON answer; 100 MB unless told otherwise. */
  | { readonly kind: "huge"; readonly bytes?: number }
  /** One byte after another, for ever. */
  | { readonly kind: "drip"; readonly everyMs?: number }
  /** The request takes effect at once, the answer comes late. */
  | ({ readonly kind: "delay" } & Waiting)
  /** The request is held up on its way and takes effect later, whether or not its sender still listens. */
  | ({ readonly kind: "heldUp" } & Waiting)
  /** Something on the way sends the request twice and hands back the second answer. */
  | { readonly kind: "sentTwice" }
  /** A cloud slow to show what it did: the job as it was before its last accepted submit, the real answer where there was none. */
  | { readonly kind: "oldJob" }
  /** The real answer under another content type. */
  | { readonly kind: "contentType"; readonly value: string }
  | { readonly kind: "redirect"; readonly location: string; readonly status?: number }
  /** A signature failure that shows the canonical request as the server built it, header values included. */
  | { readonly kind: "echo" }
  /** Alibaba's answer without its Data wrapper, as before the change of 2023-11-21. */
  | { readonly kind: "unwrapped" }
  /** Alibaba's answer with status 200 and Success=false. */
  | { readonly kind: "unsuccessful" };

/** For so many milliseconds, or until a test lets it go on. */
export type Waiting = { readonly ms: number } | { readonly until: Promise<void> };

export interface Fault {
  readonly cloud?: Door;
  /** As in the request log, such as CommitVoiceTrainingJob; any when absent. */
  readonly operation?: string;
  /** Calls about this job only. */
  readonly jobId?: string;
  /** The first matching call it meets, counted from 1 from when the fault was added. */
  readonly nth?: number;
  /** How many matching calls it meets from then on; once unless told otherwise. */
  readonly times?: number | "always";
  readonly act: FaultAct;
}

export class FaultPlan {
  #faults: { readonly fault: Fault; seen: number; met: number }[] = [];

  add(fault: Fault): void {
    this.#faults.push({ fault, seen: 0, met: 0 });
  }

  /** All, or those of one job. */
  clear(jobId?: string): void {
    this.#faults = jobId === undefined ? [] : this.#faults.filter(({ fault }) => fault.jobId !== jobId);
  }

  /** What goes wrong with this call; the fault added first wins. */
  meet(cloud: Door, operation: string, jobId?: string): FaultAct | undefined {
    for (const plan of this.#faults) {
      const { fault } = plan;
      if ((fault.cloud ?? cloud) !== cloud || (fault.operation ?? operation) !== operation) continue;
      if (fault.jobId !== undefined && fault.jobId !== jobId) continue;
      plan.seen++;
      const times = fault.times === "always" ? Number.POSITIVE_INFINITY : (fault.times ?? 1);
      if (plan.seen < (fault.nth ?? 1) || plan.met >= times) continue;
      plan.met++;
      return fault.act;
    }
    return undefined;
  }
}
