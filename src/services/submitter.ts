// Submits a job exactly once: the intention is written down before anything is sent, and what became of it is always looked up.
import type { Connection } from "../core/connection.js";
import { asVoiceError, VoiceError } from "../core/errors.js";
import type { VoiceJob } from "../core/job.js";
import type { Clock, KeyValue, Notes } from "../core/ports.js";
import type { ConnectionBook } from "./connectionBook.js";
import type { Refresher } from "./refresher.js";
import type { Sessions } from "./sessions.js";

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

/** One intention, as it lies in a file shared by all windows. No value the person typed is in it. */
interface Intention {
  readonly version: 1;
  readonly connectionId: string;
  readonly jobId: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** `claimed`: nothing sent yet. `sending`: may have been sent. `accepted`: the cloud took it but does not show it yet. */
  readonly phase: "claimed" | "sending" | "accepted";
  /** How the job looked before; it is settled once the job looks different. */
  readonly before?: string;
}

const pendingKey = "unsettledSubmits";

export class Submitter {
  constructor(
    private readonly book: ConnectionBook,
    private readonly sessions: Sessions,
    private readonly refresher: Refresher,
    private readonly notes: Notes,
    private readonly state: KeyValue,
    private readonly clock: Clock,
    /** A short digest that is a safe file name. */
    private readonly digest: (text: string) => string,
  ) {}

  /**
   * Reads the job, then sends at most one request. Cancelling works until the request goes out: from then on nothing stops it, and
   * closing a view must not either, so pass a signal of the person's own wish only.
   */
  async submit(
    connectionId: string,
    jobId: string,
    values: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<SubmitOutcome> {
    const connection = this.book.find(connectionId);
    if (!connection) return { kind: "notSubmitted", error: new VoiceError("cancelled", "the connection was removed") };
    const name = this.noteName(connection, jobId);
    const claim: Intention = { version: 1, connectionId, jobId, since: this.clock.now(), phase: "claimed" };
    if (!(await this.notes.claim(name, JSON.stringify(claim)))) {
      const earlier = await this.settle(name);
      if (earlier) return earlier;
      if (!(await this.notes.claim(name, JSON.stringify(claim))))
        return { kind: "earlier", since: claim.since, wasAccepted: false };
    }
    try {
      return await this.submitClaimed(connection, name, claim, values, signal);
    } catch (thrown) {
      // Nothing was sent: whatever happens after sending is an outcome, not an exception.
      await this.notes.remove(name);
      return { kind: "notSubmitted", error: asVoiceError(thrown) };
    }
  }

  /** The person decided that an unsettled intention is void: the next submit may go out. */
  async release(connectionId: string, jobId: string): Promise<void> {
    const connection = this.book.find(connectionId);
    if (connection) await this.drop(this.noteName(connection, jobId));
  }

  /** Connections and jobs whose submit was under way when the editor closed; reads nothing when there is none. */
  hasUnsettled(): boolean {
    return this.pending().length > 0;
  }

  /** Looks up what became of submits of an earlier life of this window. */
  async settleAll(): Promise<
    readonly { readonly jobId: string; readonly connectionId: string; readonly outcome: SubmitOutcome }[]
  > {
    const outcomes = [];
    for (const name of this.pending()) {
      const intention = readIntention(await this.notes.read(name));
      const outcome = intention && ((await this.settle(name)) ?? (await this.movedOn(intention)));
      if (intention && outcome) outcomes.push({ jobId: intention.jobId, connectionId: intention.connectionId, outcome });
    }
    return outcomes;
  }

  private async submitClaimed(
    connection: Connection,
    name: string,
    claim: Intention,
    values: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<SubmitOutcome> {
    const { id } = connection;
    // Reading first proves the route, the key and the state; a stale row never submits anything.
    const { job } = await this.refresher.refreshJob(id, claim.jobId, signal);
    if (!this.isSubmittable(connection, job)) {
      await this.notes.remove(name);
      return { kind: "wrongState", job };
    }
    if (signal.aborted) throw new VoiceError("cancelled", "cancelled before sending");
    const sending: Intention = { ...claim, phase: "sending", before: looks(job) };
    await this.notes.replace(name, JSON.stringify(sending));
    await this.remember(name);
    const outcome = await this.send(id, claim.jobId, values);
    if (outcome.kind === "notSubmitted") {
      await this.drop(name);
      return outcome;
    }
    const after = await this.lookAgain(id, claim.jobId);
    const hasMoved = after !== undefined && looks(after) !== sending.before;
    if (hasMoved) await this.drop(name);
    // Accepted, but the cloud is slow to show it: a second submit must still be held back.
    else if (outcome.kind === "accepted")
      await this.notes.replace(name, JSON.stringify({ ...sending, phase: "accepted" } satisfies Intention));
    const seen = after ? { job: after } : {};
    if (outcome.kind === "unknown" && hasMoved) return { kind: "accepted", ...seen };
    return { ...outcome, ...seen };
  }

  private async send(connectionId: string, jobId: string, values: Readonly<Record<string, string>>): Promise<SubmitOutcome> {
    // Not the caller's signal: once on its way, a request is not called back.
    const signal = new AbortController().signal;
    try {
      const { requestId } = await this.sessions.write(connectionId, signal, (api) => {
        if (!api.submit) throw new VoiceError("bug", "this cloud has no submit", { wasSent: false });
        return api.submit(jobId, values, signal);
      });
      return { kind: "accepted", ...(requestId === undefined ? {} : { requestId }) };
    } catch (thrown) {
      const error = asVoiceError(thrown);
      return isKnownNotSubmitted(error) ? { kind: "notSubmitted", error } : { kind: "unknown", error };
    }
  }

  /** What an existing note means for a new submit; undefined = settled, the note is gone. */
  private async settle(name: string): Promise<SubmitOutcome | undefined> {
    const intention = readIntention(await this.notes.read(name));
    if (!intention) {
      // Unreadable: better to hold back than to send twice; the person can release it.
      return (await this.notes.read(name)) === undefined
        ? undefined
        : { kind: "earlier", since: this.clock.now(), wasAccepted: false };
    }
    const isUnderWay = intention.phase === "claimed" && this.clock.now() - intention.since < claimLifeMs;
    if (isUnderWay) return { kind: "earlier", since: intention.since, wasAccepted: false };
    const after = intention.phase === "claimed" ? undefined : await this.lookAgain(intention.connectionId, intention.jobId);
    const isSettled = intention.phase === "claimed" || (after !== undefined && looks(after) !== intention.before);
    if (!isSettled) return { kind: "earlier", since: intention.since, wasAccepted: intention.phase === "accepted" };
    await this.drop(name);
    return undefined;
  }

  private async movedOn(intention: Intention): Promise<SubmitOutcome | undefined> {
    const job = await this.lookAgain(intention.connectionId, intention.jobId);
    return job && { kind: "accepted", job };
  }

  private async lookAgain(connectionId: string, jobId: string): Promise<VoiceJob | undefined> {
    try {
      return (await this.refresher.refreshJob(connectionId, jobId, new AbortController().signal)).job;
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
    const { cloud, region, endpoint = "", isDemo = false } = connection;
    return `submit-${this.digest(JSON.stringify([cloud, region, endpoint, isDemo, jobId]))}.json`;
  }

  private pending(): readonly string[] {
    const names = this.state.get<unknown>(pendingKey);
    return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
  }

  private async remember(name: string): Promise<void> {
    await this.state.update(pendingKey, [...new Set([...this.pending(), name])]);
  }

  private async drop(name: string): Promise<void> {
    await this.notes.remove(name);
    await this.state.update(
      pendingKey,
      this.pending().filter((each) => each !== name),
    );
  }
}

/** A claim that sent nothing within this time belongs to a window that is gone. */
const claimLifeMs = 5 * 60_000;

/** The facts that change when the cloud takes a submit. */
function looks(job: VoiceJob): string {
  return JSON.stringify([job.state, job.updatedAt ?? null]);
}

/** Only what the cloud itself refused, or what no server can have seen, is known not to be submitted. */
function isKnownNotSubmitted(error: VoiceError): boolean {
  if (error.wasSent === false) return true;
  // A page of a portal or proxy (protocol) may carry any status: that is nobody's refusal.
  return error.kind !== "protocol" && error.status !== undefined && error.status >= 400 && error.status < 500;
}

function readIntention(text: string | undefined): Intention | undefined {
  if (text === undefined) return undefined;
  try {
    const note = JSON.parse(text) as Partial<Intention>;
    const isWhole =
      note.version === 1 &&
      typeof note.connectionId === "string" &&
      typeof note.jobId === "string" &&
      typeof note.since === "number";
    return isWhole && (note.phase === "claimed" || note.phase === "sending" || note.phase === "accepted")
      ? (note as Intention)
      : undefined;
  } catch {
    return undefined;
  }
}
