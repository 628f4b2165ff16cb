// Submits a job exactly once: the intention is written down before anything is sent, and what became of it is always looked up.
import type { Connection } from "../core/connection.js";
import { asVoiceError, VoiceError } from "../core/errors.js";
import { isKnownUndone } from "../core/fate.js";
import type { VoiceJob } from "../core/job.js";
import type { Clock, KeyValue, Notes, Windows } from "../core/ports.js";
import { isSubmittable } from "../core/submittable.js";
import { pause } from "./budget.js";
import type { ConnectionBook } from "./connectionBook.js";
import { type Intention, Intentions, type Looks } from "./intentions.js";
import { Lookalikes } from "./lookalikes.js";
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
  /**
   * An earlier intention for the same job is not settled; nothing was sent now. `since`: milliseconds since 1970. `isUnderWay`: another
   * window is at it this moment, so that there is nothing to decide. `job`: what the cloud says of it now; absent where it was not read.
   */
  | {
      readonly kind: "earlier";
      readonly since: number;
      readonly wasAccepted: boolean;
      readonly isUnderWay?: boolean;
      readonly job?: VoiceJob;
    };

/** What became of a submit of a window that is gone. */
export interface Leftover {
  readonly connectionId: string;
  readonly jobId: string;
  readonly outcome:
    | Extract<SubmitOutcome, { kind: "accepted" | "earlier" }>
    /** The window was gone before anything was sent. `since`: milliseconds since 1970. `job` is absent where it could not be read. */
    | { readonly kind: "neverSent"; readonly since: number; readonly job?: VoiceJob }
    /** It may have been submitted; now the cloud has no such job. Milliseconds since 1970. */
    | { readonly kind: "gone"; readonly since: number };
}

type Sent = Extract<SubmitOutcome, { kind: "accepted" | "notSubmitted" | "unknown" }>;
type Held = Extract<SubmitOutcome, { kind: "earlier" }>;
type Sending = Intention & { readonly phase: "sending" };

export class Submitter {
  private readonly intentions: Intentions;
  private readonly lookalikes: Lookalikes;
  /** When it was last looked, a window seemed to be at a submit still: a window that is about to go, or another one. */
  isWaiting = false;
  /** Writes of the list of names follow one another: each reads what the one before wrote. */
  private lastListed: Promise<unknown> = Promise.resolve();

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
    private readonly windows: Windows,
  ) {
    this.intentions = new Intentions(notes, windows);
    this.lookalikes = new Lookalikes(state);
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
      window: this.windows.own,
      connectionId,
      jobId,
      since: this.clock.now(),
      phase: "claimed",
    };
    let prepared: Sending | SubmitOutcome;
    try {
      const held = await orUnwritten(this.claim(name, claim));
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
    const outcome = await this.send(connectionId, name, prepared, values, signal);
    if (outcome.kind === "earlier" || outcome.kind === "notSubmitted") return this.conclude(name, prepared, outcome);
    return this.lookUp(name, prepared, outcome);
  }

  /** The person decided that an unsettled intention is void: the next submit may go out. */
  async release(connectionId: string, jobId: string): Promise<void> {
    const connection = this.book.find(connectionId);
    if (!connection) return;
    const name = this.noteName(connection, jobId);
    await this.intentions.erase(name);
    await this.lookalikes.forget(name);
    await this.forget(name);
  }

  /** Whether a submit was under way when the editor closed; reads no file. */
  hasUnsettled(): boolean {
    return this.pending().length > 0;
  }

  /** Looks up what became of submits of windows that are gone. Each is told in one window. */
  async settleAll(): Promise<readonly Leftover[]> {
    const leftovers: Leftover[] = [];
    this.isWaiting = false;
    const listed = this.pending();
    // The list may have lost a name when two windows wrote it at once.
    for (const name of new Set([...listed, ...(await this.intentions.names().catch(() => []))])) {
      const intention = await this.intentions.read(name).catch(() => "unreadable" as const);
      // It was taken off the list on purpose, and has been told.
      if (!listed.includes(name) && typeof intention === "object" && isTold(intention)) continue;
      const connection = typeof intention === "object" ? this.connectionTo(name, intention) : undefined;
      // A note that nobody can read, or whose connection is gone, still holds a new submit back; there is nobody to tell.
      if (typeof intention !== "object" || !connection) await this.forget(name);
      else {
        const { jobId } = intention;
        const outcome = await this.settleLeftover(name, { ...intention, connectionId: connection.id });
        if (outcome) leftovers.push({ connectionId: connection.id, jobId, outcome });
      }
    }
    return leftovers;
  }

  /** The person wants to know what became of a submit: reads the job anew. `isSettled`: nothing is open any more. Throws VoiceError. */
  async lookInto(connectionId: string, jobId: string): Promise<{ readonly job: VoiceJob; readonly isSettled: boolean }> {
    const connection = this.book.find(connectionId);
    if (!connection) throw new VoiceError("cancelled", "the connection was removed");
    const name = this.noteName(connection, jobId);
    const intention = await this.intentions.read(name);
    const { job } = await this.refresher.readJobAnew(connectionId, jobId, new AbortController().signal);
    // Somebody has looked already, or has released it: the job's own state tells which.
    if (intention === undefined) return { job, isSettled: !this.isSubmittable(connection, job) };
    if (intention === "unreadable" || !this.isSettled({ ...intention, connectionId }, job)) return { job, isSettled: false };
    if (intention.before) await this.lookalikes.keep(name, intention.before);
    await this.end(name, intention);
    return { job, isSettled: true };
  }

  /** Undefined = the intention is ours. */
  private async claim(name: string, claim: Intention): Promise<Held | undefined> {
    if (await this.intentions.claim(name, claim)) return undefined;
    const held = await this.settle(name, claim);
    if (held) return held;
    return (await this.intentions.claim(name, claim)) ? undefined : heldBy(claim, true);
  }

  /** Everything that can be found out and written down before sending. */
  private async prepare(
    connection: Connection,
    name: string,
    claim: Intention,
    signal: AbortSignal,
  ): Promise<Sending | SubmitOutcome> {
    // For whoever finds the claim after this window is gone.
    await orUnwritten(this.remember(name));
    // Reading first proves the route, the key and the state; a stale row never submits anything.
    const { job } = await this.refresher.readJobAnew(connection.id, claim.jobId, signal);
    if (!this.isSubmittable(connection, job)) return { kind: "wrongState", job };
    const before = looksOf(job);
    // An answer from before the last submit: the cloud shows it late.
    if (this.lookalikes.has(name, before)) return { ...heldBy(claim), wasAccepted: true, job };
    const sending: Sending = { ...claim, phase: "sending", before };
    if (await orUnwritten(this.intentions.change(name, claim, sending))) return sending;
    // Another window took our claim for dead, or is just looking at it.
    return heldBy(claim, true);
  }

  private async send(
    connectionId: string,
    name: string,
    sending: Sending,
    values: Readonly<Record<string, string>>,
    wish: AbortSignal,
  ): Promise<Sent | Held> {
    // Not the caller's signal: once on its way, a request is not called back.
    const { signal } = new AbortController();
    let isOut = false;
    let isOurs = true;
    try {
      const { requestId } = await this.sessions.write(connectionId, wish, async (api) => {
        const { submit } = api;
        if (!submit) throw new VoiceError("bug", "this cloud has no submit", { wasSent: false });
        // Waiting for its turn may have taken hours of sleep: meanwhile a person may have released it, or led the connection elsewhere.
        isOurs = await this.isStillMeant(connectionId, name, sending);
        if (!isOurs) throw new VoiceError("cancelled", "the intention is no longer ours", { wasSent: false });
        if (wish.aborted) throw new VoiceError("cancelled", "cancelled", { wasSent: false });
        isOut = true;
        return submit.call(api, sending.jobId, values, signal);
      });
      return { kind: "accepted", ...(requestId === undefined ? {} : { requestId }) };
    } catch (thrown) {
      if (!isOurs) return heldBy(sending);
      const error = asVoiceError(thrown);
      return !isOut || isKnownUndone(error) ? notSubmitted(error) : { kind: "unknown", error };
    }
  }

  private async isStillMeant(connectionId: string, name: string, sending: Sending): Promise<boolean> {
    const connection = this.book.find(connectionId);
    if (!connection || this.noteName(connection, sending.jobId) !== name) return false;
    return orUnwritten(this.intentions.isStill(name, sending));
  }

  /** Reads the job again: it tells what became of a lost answer, and whether the cloud shows an accepted submit already. */
  private async lookUp(name: string, sending: Sending, outcome: Sent): Promise<SubmitOutcome> {
    // What was released may have been submitted anew: then the job's state tells nothing of this one.
    const isOurs = await this.intentions.isStill(name, sending).catch(() => true);
    const job = await this.lookAgain(sending.connectionId, sending.jobId);
    const seen = job ? { job } : {};
    const phase = outcome.kind === "accepted" ? "accepted" : "unknown";
    const sent: Intention = { ...sending, phase };
    if (job && isOurs && this.isSettled(sent, job)) {
      await this.lookalikes.keep(name, sent.before ?? looksOf(job));
      return this.conclude(name, sending, outcome.kind === "accepted" ? { ...outcome, job } : { kind: "accepted", job });
    }
    // Nobody knows, or the cloud is slow to show what it accepted: a second submit must still be held back.
    await this.intentions.change(name, sending, sent).catch(() => false);
    return { ...outcome, ...seen };
  }

  private async conclude(name: string, intention: Intention, outcome: SubmitOutcome): Promise<SubmitOutcome> {
    await this.end(name, intention);
    return outcome;
  }

  /** What an existing note means for a new submit of the same job; undefined = settled, the note is gone. */
  private async settle(name: string, claim: Intention): Promise<Held | undefined> {
    const known = await this.intentions.read(name);
    if (known === undefined) return undefined;
    // Better to hold back than to send twice; the person can release it.
    if (known === "unreadable") return heldBy(claim);
    const isDead = this.isDead(known);
    const isUnderWay = !isDead && (known.phase === "claimed" || known.phase === "sending");
    if (known.phase === "claimed") return isDead && (await this.endIfStill(name, known)) ? undefined : heldBy(known, isUnderWay);
    // Asked through the connection of today: the one it was sent through may be gone.
    const { connectionId, jobId } = claim;
    const job = await this.lookAgain(connectionId, jobId);
    if (job && this.isSettled({ ...known, connectionId }, job)) {
      // Before the note goes: a window that dies in between leaves one guard or the other.
      if (known.before) await this.lookalikes.keep(name, known.before);
      if (await this.endIfStill(name, known)) return undefined;
    }
    return { ...heldBy(known, isUnderWay), ...(job ? { job } : {}) };
  }

  /** Undefined = there is nothing to tell, or another window tells it. */
  private async settleLeftover(name: string, intention: Intention): Promise<Leftover["outcome"] | undefined> {
    const { connectionId, jobId, phase, since } = intention;
    // Its window is at it, or has told what is known.
    const isDead = this.isDead(intention);
    if (isTold(intention) && this.isOpen(intention)) return undefined;
    this.isWaiting ||= !isTold(intention) && !isDead;
    if (phase === "claimed" && !isDead) return undefined;
    if (phase === "claimed" && !(await this.takeOver(name, intention))) return undefined;
    const read = await this.look(connectionId, jobId);
    if (phase === "claimed") return { kind: "neverSent", since, ...(read.job ? { job: read.job } : {}) };
    if (read.job && this.isSettled(intention, read.job)) {
      if (intention.before) await this.lookalikes.keep(name, intention.before);
      if (!(await this.takeOver(name, intention))) return undefined;
      return { kind: "accepted", job: read.job };
    }
    if (phase === "sending" && !isDead) return undefined;
    // From now on it is this window's, and the next one to open leaves it alone.
    const ours: Intention = {
      ...intention,
      owner: this.nonce(),
      window: this.windows.own,
      phase: isTold(intention) ? phase : "unknown",
    };
    if (!(await this.takeOver(name, intention, ours))) return undefined;
    if (read.isGone) {
      // It need not be told at each start; if the job comes back, the note still holds a new submit back.
      await this.forget(name);
      return { kind: "gone", since };
    }
    return { ...heldBy(intention), ...(read.job ? { job: read.job } : {}) };
  }

  /** False = another window was quicker. True also where somebody's lock keeps the note as it is: somebody must tell. */
  private async takeOver(name: string, known: Intention, next?: Intention): Promise<boolean> {
    try {
      for (const isLastTry of [false, true]) {
        const isDone = await this.intentions.change(name, known, next);
        if (isDone && !next) await this.forget(name);
        const isStuck = !isDone && (await this.intentions.isLocked(name));
        if (!isStuck || isLastTry) return isDone || isStuck;
        // Who is alive has changed it by then.
        await pause(this.clock, longestChangeMs, new AbortController().signal);
      }
    } catch {
      // A disk that cannot be written is no reason to be silent.
    }
    return true;
  }

  private isOpen({ window }: Intention): boolean {
    return window !== undefined && this.windows.isOpen(window);
  }

  /**
   * Whoever was at it is gone, or took longer than it can take. If that wakes up all the same, it finds its claim taken and sends
   * nothing.
   */
  private isDead({ window, since }: Intention): boolean {
    return (window !== undefined && !this.windows.isOpen(window)) || Math.abs(this.clock.now() - since) >= longestSubmitMs;
  }

  /**
   * The job shows that the submit arrived: it is in another state, and not in an answer older than what was known before. Of an accepted one
   * a later time is proof enough (it may have been sent back to the same state already). Of one whose answer was lost it is none, since
   * other changes may set it, nor is another state that waits to be submitted: what was known before may have been the old answer.
   */
  private isSettled({ connectionId, phase, before }: Intention, job: VoiceJob): boolean {
    const connection = this.book.find(connectionId);
    if (!before || !connection) return false;
    const isKnownAccepted = phase === "accepted";
    const [then, now] = [before.updatedAt, job.updatedAt];
    if (then !== undefined && now !== undefined && now < then) return false;
    if (job.state !== before.state) return isKnownAccepted || !this.isSubmittable(connection, job);
    return isKnownAccepted && now !== undefined && now !== then;
  }

  private async lookAgain(connectionId: string, jobId: string): Promise<VoiceJob | undefined> {
    return (await this.look(connectionId, jobId)).job;
  }

  /** `isGone`: the cloud says that there is no such job. */
  private async look(connectionId: string, jobId: string): Promise<{ readonly job?: VoiceJob; readonly isGone?: boolean }> {
    try {
      // Anew: an answer to a question from before the submit would tell nothing.
      return { job: (await this.refresher.readJobAnew(connectionId, jobId, new AbortController().signal)).job };
    } catch (thrown) {
      // The store keeps the error beside the row; here only what is known counts.
      return { isGone: asVoiceError(thrown).kind === "notFound" };
    }
  }

  private isSubmittable(connection: Connection, job: VoiceJob): boolean {
    return isSubmittable(this.sessions.cloudOf(connection), job);
  }

  /** The same job reached through two connections is the same job: the name says where it lives, not who asks. */
  private noteName(connection: Connection, jobId: string): string {
    const { cloud, region, endpoint, isDemo = false } = connection;
    const place = endpoint ?? this.sessions.cloudOf(connection).regions.find(({ id }) => id === region)?.endpoint ?? region;
    const origin = URL.canParse(place) ? new URL(place).origin : place.toLowerCase();
    return `submit-${this.digest(JSON.stringify([cloud, isDemo || origin, jobId]))}.json`;
  }

  /** The connection it was sent through, or another one to the same job. */
  private connectionTo(name: string, { connectionId, jobId }: Intention): Connection | undefined {
    return this.book.find(connectionId) ?? this.book.all().find((each) => this.noteName(each, jobId) === name);
  }

  private pending(): readonly string[] {
    return unsettledSubmits(this.state);
  }

  private remember(name: string): Promise<void> {
    return this.list((names) => [...new Set([...names, name])]);
  }

  /** Never throws: what cannot be taken off the list is looked up once more than needed. */
  private async forget(name: string): Promise<void> {
    await this.list((names) => names.filter((each) => each !== name)).catch(() => undefined);
  }

  private list(change: (names: readonly string[]) => readonly string[]): Promise<void> {
    const listed = this.lastListed.then(async () => {
      const names = this.pending();
      const changed = change(names);
      if (changed.length !== names.length) await this.state.update(unsettledKey, changed);
    });
    this.lastListed = listed.catch(() => undefined);
    return listed;
  }

  /** Never throws: a note that stays holds the next submit back until it is looked up. */
  private async end(name: string, intention: Intention): Promise<void> {
    await this.endIfStill(name, intention).catch(() => undefined);
  }

  private async endIfStill(name: string, intention: Intention): Promise<boolean> {
    const isEnded = await this.intentions.change(name, intention);
    if (isEnded) await this.forget(name);
    return isEnded;
  }
}

/** Longer than a note is locked by somebody who is awake. Milliseconds. */
const longestChangeMs = 1_500;

/** Longer than reading a job, retries included, and than any write. Milliseconds. */
const longestSubmitMs = 5 * 60_000;

function notSubmitted(error: VoiceError): Extract<SubmitOutcome, { kind: "notSubmitted" }> {
  return { kind: "notSubmitted", error };
}

/** Whoever was at it came to its end, and said what is known. */
function isTold({ phase }: Intention): boolean {
  return phase === "unknown" || phase === "accepted";
}

function heldBy({ since, phase }: Intention, isUnderWay = false): Held {
  return { kind: "earlier", since, wasAccepted: phase === "accepted", ...(isUnderWay ? { isUnderWay } : {}) };
}

/** What cannot be written down is not sent, and the person is told why. */
async function orUnwritten<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (thrown) {
    if (thrown instanceof VoiceError) throw thrown;
    const { code } = (thrown ?? {}) as { readonly code?: unknown };
    const known = typeof code === "string" ? { code } : {};
    throw new VoiceError("bug", `an intention to submit cannot be written down: ${String(thrown)}`, {
      reason: "unwritten",
      wasSent: false,
      cause: thrown,
      ...known,
    });
  }
}

function looksOf({ state, updatedAt }: VoiceJob): Looks {
  return { state, ...(updatedAt === undefined ? {} : { updatedAt }) };
}
