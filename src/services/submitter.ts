// Submits a job exactly once: the intention is written down before anything is sent, and what became of it is always looked up.
import type { Connection } from "../core/connection.js";
import { asVoiceError, VoiceError } from "../core/errors.js";
import type { VoiceJob } from "../core/job.js";
import type { Clock, KeyValue, Notes } from "../core/ports.js";
import type { ConnectionBook } from "./connectionBook.js";
import { type Intention, Intentions } from "./intentions.js";
import type { Refresher } from "./refresher.js";
import type { Sessions } from "./sessions.js";
import { unsettledKey, unsettledSubmits } from "./unsettled.js";

/** What became of one submit. Nobody retries any of these without the person. */
export type SubmitOutcome =
  /** The cloud took it; `job` is what it says now, absent when it could not be read. */
  | { readonly kind: "accepted"; readonly job?: VoiceJob; readonly requestId?: string }
  /** Nothing was submitted. */
  | { readonly kind: "notSubmitted"; readonly error: VoiceError }
  /** The job's state does not allow it (any more). Nothing was sent. */
  | { readonly kind: "wrongState"; readonly job: VoiceJob }
  /** It may have been submitted; `job` is what the cloud said right after, and it looked as before. */
  | { readonly kind: "unknown"; readonly error: VoiceError; readonly job?: VoiceJob }
  /** An earlier intention for the same job is not settled; nothing was sent. Milliseconds since 1970. */
  | { readonly kind: "earlier"; readonly since: number; readonly wasAccepted: boolean };

type Sent = Extract<SubmitOutcome, { kind: "accepted" | "notSubmitted" | "unknown" }>;
type Held = Extract<SubmitOutcome, { kind: "earlier" }>;
type Sending = Intention & { readonly phase: "sending" };

export class Submitter {
  private readonly intentions: Intentions;

  constructor(
    private readonly book: ConnectionBook,
    private readonly sessions: Sessions,
    private readonly refresher: Refresher,
    notes: Notes,
    private readonly state: KeyValue,
    private readonly clock: Clock,
    /** A short digest that is a safe file name. */
    private readonly digest: (text: string) => string,
    private readonly nonce: () => string,
  ) {
    this.intentions = new Intentions(notes);
  }

  /**
   * Reads the job, then sends at most one request. Cancelling works until the request goes out: from then on nothing stops it, and
   * closing a view must not either, so pass a signal of the person's own wish only. Never throws.
   */
  async submit(
    connectionId: string,
    jobId: string,
    values: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<SubmitOutcome> {
    const connection = this.book.find(connectionId);
    if (!connection) return notSubmitted(new VoiceError("cancelled", "the connection was removed", { wasSent: false }));
    const name = this.noteName(connection, jobId);
    const claim: Intention = {
      version: 1,
      owner: this.nonce(),
      connectionId,
      jobId,
      since: this.clock.now(),
      phase: "claimed",
    };
    let prepared: Sending | SubmitOutcome;
    try {
      const held = await this.claim(name, claim);
      if (held) return held;
      prepared = await this.prepare(connection, name, claim, signal);
    } catch (thrown) {
      prepared = notSubmitted(asVoiceError(thrown));
    }
    if (!("phase" in prepared)) {
      await this.end(name, claim);
      return prepared;
    }
    // From here on nothing may fail: what was sent has an outcome.
    const outcome = await this.send(connectionId, jobId, values, signal);
    return outcome.kind === "notSubmitted" ? this.conclude(name, prepared, outcome) : this.lookUp(name, prepared, outcome);
  }

  /** The person decided that an unsettled intention is void: the next submit may go out. */
  async release(connectionId: string, jobId: string): Promise<void> {
    const connection = this.book.find(connectionId);
    if (!connection) return;
    const name = this.noteName(connection, jobId);
    await this.intentions.erase(name);
    await this.forget(name);
  }

  /** Whether a submit was under way when the editor closed; reads no file. */
  hasUnsettled(): boolean {
    return this.pending().length > 0;
  }

  /** Looks up what became of submits of an earlier life of this window. */
  async settleAll(): Promise<
    readonly { readonly jobId: string; readonly connectionId: string; readonly outcome: SubmitOutcome }[]
  > {
    const outcomes = [];
    for (const name of this.pending()) {
      const intention = await this.intentions.read(name).catch(() => "unreadable" as const);
      // A note that nobody can read, or whose connection is gone, still holds a new submit back; there is nobody to tell.
      if (typeof intention !== "object" || !this.book.find(intention.connectionId)) await this.forget(name);
      else {
        const outcome = await this.settleLeftover(name, intention);
        if (outcome) outcomes.push({ jobId: intention.jobId, connectionId: intention.connectionId, outcome });
      }
    }
    return outcomes;
  }

  /** Undefined = the intention is ours. */
  private async claim(name: string, claim: Intention): Promise<Held | undefined> {
    if (await this.intentions.claim(name, claim)) return undefined;
    const held = await this.settle(name, claim);
    if (held) return held;
    return (await this.intentions.claim(name, claim)) ? undefined : { kind: "earlier", since: claim.since, wasAccepted: false };
  }

  /** Everything that can be found out and written down before sending. */
  private async prepare(
    connection: Connection,
    name: string,
    claim: Intention,
    signal: AbortSignal,
  ): Promise<Sending | SubmitOutcome> {
    // Reading first proves the route, the key and the state; a stale row never submits anything.
    const { job } = await this.refresher.readJobAnew(connection.id, claim.jobId, signal);
    if (!this.isSubmittable(connection, job)) return { kind: "wrongState", job };
    await this.remember(name);
    const sending: Sending = { ...claim, phase: "sending", before: looksOf(job) };
    if (await this.intentions.change(name, claim, sending)) return sending;
    // Another window took our claim for dead, or is just looking at it.
    return { kind: "earlier", since: claim.since, wasAccepted: false };
  }

  private async send(
    connectionId: string,
    jobId: string,
    values: Readonly<Record<string, string>>,
    wish: AbortSignal,
  ): Promise<Sent> {
    // Not the caller's signal: once on its way, a request is not called back.
    const { signal } = new AbortController();
    try {
      const { requestId } = await this.sessions.write(connectionId, wish, (api) => {
        if (!api.submit) throw new VoiceError("bug", "this cloud has no submit", { wasSent: false });
        return api.submit(jobId, values, signal);
      });
      return { kind: "accepted", ...(requestId === undefined ? {} : { requestId }) };
    } catch (thrown) {
      const error = asVoiceError(thrown);
      return isKnownNotSubmitted(error) ? notSubmitted(error) : { kind: "unknown", error };
    }
  }

  /** Reads the job again: it tells what became of a lost answer, and whether the cloud shows an accepted submit already. */
  private async lookUp(name: string, sending: Sending, outcome: Sent): Promise<SubmitOutcome> {
    const job = await this.lookAgain(sending.connectionId, sending.jobId);
    const seen = job ? { job } : {};
    if (outcome.kind === "accepted") {
      const accepted: Intention = { ...sending, phase: "accepted" };
      if (job && isSettled(accepted, job)) return this.conclude(name, sending, { ...outcome, ...seen });
      // Accepted, but the cloud is slow to show it: a second submit must still be held back.
      await this.intentions.change(name, sending, accepted).catch(() => false);
      return { ...outcome, ...seen };
    }
    if (job && isSettled(sending, job)) return this.conclude(name, sending, { kind: "accepted", job });
    return { ...outcome, ...seen };
  }

  private async conclude(name: string, intention: Intention, outcome: SubmitOutcome): Promise<SubmitOutcome> {
    await this.end(name, intention);
    return outcome;
  }

  /** What an existing note means for a new submit of the same job; undefined = settled, the note is gone. */
  private async settle(name: string, { connectionId, jobId, since }: Intention): Promise<Held | undefined> {
    const known = await this.intentions.read(name);
    if (known === undefined) return undefined;
    // Better to hold back than to send twice; the person can release it.
    if (known === "unreadable") return { kind: "earlier", since, wasAccepted: false };
    // Asked through the connection of today: the one it was sent through may be gone.
    const isOver = known.phase === "claimed" ? this.isDead(known) : await this.isSeen({ ...known, connectionId, jobId });
    if (isOver && (await this.intentions.change(name, known))) {
      await this.forget(name);
      return undefined;
    }
    return { kind: "earlier", since: known.since, wasAccepted: known.phase === "accepted" };
  }

  /** Undefined = there is nothing to tell. */
  private async settleLeftover(name: string, intention: Intention): Promise<SubmitOutcome | undefined> {
    const { connectionId, jobId, phase, since } = intention;
    const isDead = this.isDead(intention);
    if (phase === "claimed") {
      // Nothing was sent.
      if (isDead) await this.end(name, intention);
      return undefined;
    }
    const job = await this.lookAgain(connectionId, jobId);
    if (job && isSettled(intention, job)) {
      await this.end(name, intention);
      return { kind: "accepted", job };
    }
    // A young one may be under way in another window, which tells.
    return isDead || phase === "accepted" ? { kind: "earlier", since, wasAccepted: phase === "accepted" } : undefined;
  }

  private async isSeen(intention: Intention): Promise<boolean> {
    const job = await this.lookAgain(intention.connectionId, intention.jobId);
    return job !== undefined && isSettled(intention, job);
  }

  /** What took longer belongs to a window that is gone. If that wakes up all the same, it finds its claim taken and sends nothing. */
  private isDead({ since }: Intention): boolean {
    return Math.abs(this.clock.now() - since) >= longestSubmitMs;
  }

  private async lookAgain(connectionId: string, jobId: string): Promise<VoiceJob | undefined> {
    try {
      // Anew: an answer to a question from before the submit would tell nothing.
      return (await this.refresher.readJobAnew(connectionId, jobId, new AbortController().signal)).job;
    } catch {
      // The store keeps the error beside the row; here only what is known counts.
      return undefined;
    }
  }

  private isSubmittable(connection: Connection, job: VoiceJob): boolean {
    return this.sessions.cloudOf(connection).states.some((each) => each.state === job.state && each.isSubmittable === true);
  }

  /** The same job reached through two connections is the same job: the name says where it lives, not who asks. */
  private noteName(connection: Connection, jobId: string): string {
    const { cloud, region, endpoint, isDemo = false } = connection;
    const place = endpoint ?? this.sessions.cloudOf(connection).regions.find(({ id }) => id === region)?.endpoint ?? region;
    return `submit-${this.digest(JSON.stringify([cloud, isDemo || place.toLowerCase(), jobId]))}.json`;
  }

  private pending(): readonly string[] {
    return unsettledSubmits(this.state);
  }

  private async remember(name: string): Promise<void> {
    await this.state.update(unsettledKey, [...new Set([...this.pending(), name])]);
  }

  /** Never throws: what cannot be taken off the list is looked up once more than needed. */
  private async forget(name: string): Promise<void> {
    const left = this.pending().filter((each) => each !== name);
    if (left.length === this.pending().length) return;
    await Promise.resolve(this.state.update(unsettledKey, left)).catch(() => undefined);
  }

  /** Never throws: a note that stays holds the next submit back until it is looked up. */
  private async end(name: string, intention: Intention): Promise<void> {
    const isEnded = await this.intentions.change(name, intention).catch(() => false);
    if (isEnded) await this.forget(name);
  }
}

/** Longer than reading a job, retries included, and than any write. Milliseconds. */
const longestSubmitMs = 5 * 60_000;

function notSubmitted(error: VoiceError): Extract<SubmitOutcome, { kind: "notSubmitted" }> {
  return { kind: "notSubmitted", error };
}

function looksOf({ state, updatedAt }: VoiceJob): NonNullable<Intention["before"]> {
  return { state, ...(updatedAt === undefined ? {} : { updatedAt }) };
}

/**
 * The job shows that the submit arrived: it is in another state. Of an accepted one a new time is proof enough (it may have been sent back
 * to the same state already); of one whose answer was lost it is none, since other changes may set it.
 */
function isSettled({ phase, before }: Intention, job: VoiceJob): boolean {
  if (!before) return false;
  return job.state !== before.state || (phase === "accepted" && job.updatedAt !== before.updatedAt);
}

/** Only what the cloud itself refused, or what no server can have seen, is known not to be submitted. */
function isKnownNotSubmitted(error: VoiceError): boolean {
  if (error.wasSent === false) return true;
  // A page of a portal or proxy (protocol) may carry any status: that is nobody's refusal.
  return error.kind !== "protocol" && error.status !== undefined && error.status >= 400 && error.status < 500;
}
