// Settles submits that are still open: what became of those of windows that are gone, and what an open one means for the next.

import type { Connection } from "../../core/connection.js";
import { VoiceError } from "../../core/errors.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { Kernel } from "../../services/kernel.js";
import type { WriteIntent } from "../../services/pendingWrites/writeIntents.js";
import type { SubmitIntents } from "./submitIntents.js";
import { type Held, heldBy, heldByOld, type Leftover } from "./submitOutcome.js";
import { looksOf, type SubmitVerifier } from "./submitVerifier.js";

export type SubmitRecoveryKernel = Pick<Kernel, "connectionStore" | "clock" | "nonce" | "windows"> & {
  readonly submitIntents: SubmitIntents;
  readonly proof: SubmitVerifier;
};

/**
 * `isSettled`: nothing is open any more, it was submitted. `wasRefused`: the cloud had refused it, and the job looks as before: nothing is
 * open either. `held`: it was accepted and seen, and now the job can be submitted again.
 */
export interface LookedInto {
  readonly job: VoiceJob;
  readonly isSettled: boolean;
  readonly wasRefused?: boolean;
  readonly held?: Held;
}

export class SubmitRecovery {
  /** When it was last looked, a window seemed to be at a submit still: a window that is about to go, or another one. */
  isWaiting = false;

  constructor(private readonly kernel: SubmitRecoveryKernel) {}

  /** Whether a submit was under way when the editor closed; reads no file. */
  hasPending(): boolean {
    return this.kernel.submitIntents.open.all().length > 0;
  }

  /** Whether a submit of the job has been sent, or is about to be, and is not settled; also where its file cannot be read. */
  async isUnsettled(connectionId: string, jobId: string): Promise<boolean> {
    const { connectionStore, submitIntents } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) return false;
    const read = async () => submitIntents.writeIntents.read(await this.findName(connection, jobId));
    const intent = await read().catch(() => "unreadable" as const);
    return intent === "unreadable" || (intent !== undefined && intent.phase !== "claimed");
  }

  /** Looks up what became of submits of windows that are gone. Each is told in one window. */
  async recoverAll(): Promise<readonly Leftover[]> {
    const { submitIntents } = this.kernel;
    const pending: Leftover[] = [];
    this.isWaiting = false;
    const listed = submitIntents.open.all();
    for (const name of await submitIntents.names()) {
      const intent = await submitIntents.writeIntents.read(name).catch(() => "unknown" as const);
      // The disk may be readable again the next time.
      if (intent === "unknown") continue;
      // It was taken off the list on purpose, and has been told.
      if (!listed.includes(name) && typeof intent === "object" && isReported(intent)) continue;
      const connection = typeof intent === "object" ? submitIntents.connectionTo(name, intent) : undefined;
      // An intent that cannot be read, or whose connection is gone, still holds a new submit back; there is nothing to show.
      if (typeof intent !== "object" || !connection) await submitIntents.open.forget(name);
      else {
        const { jobId } = intent;
        const outcome = await this.recoverLeftover(name, { ...intent, connectionId: connection.id });
        if (outcome) pending.push({ connectionId: connection.id, jobId, outcome });
      }
    }
    return pending;
  }

  /** The person wants to know what became of a submit: reads the job again. Throws VoiceError. */
  async lookInto(connectionId: string, jobId: string): Promise<LookedInto> {
    const { connectionStore, submitIntents, proof } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) throw new VoiceError("cancelled", "the connection was removed");
    const name = await this.findName(connection, jobId);
    const intent = await submitIntents.writeIntents.read(name);
    const job = await proof.read(connectionId, jobId);
    // Another window has looked already, or the person released it: the job's own state tells which.
    if (intent === undefined) {
      if (!proof.isSubmittable(connection, job)) return { job, isSettled: true };
      const submitted = submitIntents.findStaleAnswer(connection, jobId, looksOf(job));
      return { job, isSettled: false, ...(submitted ? { held: heldByOld(submitted, job, this.kernel.clock.now()) } : {}) };
    }
    if (intent === "unreadable") return { job, isSettled: false };
    const end = await this.learn(name, { ...intent, connectionId }, job);
    if (end) await submitIntents.end(name, intent);
    return { job, isSettled: end === "arrived", ...(end === "refused" ? { wasRefused: true } : {}) };
  }

  /** The person decided that an open submit is void: the next one may go out. */
  async release(connectionId: string, jobId: string): Promise<void> {
    const { connectionStore, submitIntents } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) return;
    for (const name of submitIntents.namesOf(connection, jobId)) await submitIntents.erase(name);
  }

  /** What an existing intent means for a new submit of the same job, whose claim is given; undefined = settled, the intent is gone. */
  async recoverFor(name: string, claim: WriteIntent): Promise<Held | undefined> {
    const { submitIntents, proof, clock } = this.kernel;
    const known = await submitIntents.writeIntents.read(name);
    if (known === undefined) return undefined;
    // Better to hold back than to send twice; the person can release it.
    if (known === "unreadable") return heldBy(claim);
    const isDead = submitIntents.writeIntents.isDead(known, clock.now());
    const isUnderWay = !isDead && !isReported(known);
    if (known.phase === "claimed")
      return isDead && (await submitIntents.endIfStill(name, known)) ? undefined : heldBy(known, isUnderWay);
    // Asked through the connection of today: the one it was sent through may be gone.
    const { connectionId, jobId } = claim;
    const { job } = await proof.look(connectionId, jobId);
    const end = job && (await this.learn(name, { ...known, connectionId }, job));
    if (end && (await submitIntents.endIfStill(name, known))) return undefined;
    return { ...heldBy(known, isUnderWay), ...(job ? { job } : {}) };
  }

  private findName(connection: Connection, jobId: string): Promise<string> {
    const { submitIntents } = this.kernel;
    return submitIntents.writeIntents.find(submitIntents.namesOf(connection, jobId));
  }

  /** Undefined = there is nothing to tell, or another window tells it. */
  private async recoverLeftover(name: string, intent: WriteIntent): Promise<Leftover["outcome"] | undefined> {
    const { submitIntents, proof, clock, nonce, windows } = this.kernel;
    const { connectionId, jobId, phase, since } = intent;
    const isDead = submitIntents.writeIntents.isDead(intent, clock.now());
    // Its window is at it, or has told what is known.
    if (isReported(intent) && submitIntents.writeIntents.isOpen(intent)) return undefined;
    this.isWaiting ||= !isReported(intent) && !isDead;
    if (phase === "claimed" && !isDead) return undefined;
    if (phase === "claimed" && !(await this.takeOver(name, intent))) return undefined;
    const read = await proof.look(connectionId, jobId);
    const seen = read.job ? { job: read.job } : {};
    if (phase === "claimed") return { kind: "neverSent", since, ...seen };
    const end = read.job && (await this.learn(name, intent, read.job));
    if (read.job && end) {
      const isEnded = await this.takeOver(name, intent);
      return isEnded && end === "arrived" ? { kind: "accepted", job: read.job } : undefined;
    }
    if (phase === "sending" && !isDead) return undefined;
    // From now on it is this window's, and the next one to open leaves it alone.
    const known = await submitIntents.writeIntents.read(name).catch(() => undefined);
    const { wasRefused = false } = typeof known === "object" ? known : intent;
    const change = { owner: nonce(), window: windows.own, phase: isReported(intent) ? phase : "unknown", wasRefused } as const;
    const ours: WriteIntent = { ...intent, ...change };
    if (!(await this.takeOver(name, intent, ours))) return undefined;
    if (read.isGone) {
      // It need not be told at each start; if the job comes back, the intent still holds a new submit back.
      await submitIntents.open.forget(name);
      return { kind: "gone", since };
    }
    return { ...heldBy(intent), ...seen };
  }

  /**
   * How an intention ends, as far as a look at the job shows: it arrived, or the cloud refused it and the job looks as before. Undefined =
   * it stays open. What the job looks like is kept in case that the cloud shows an old answer later.
   */
  private async learn(name: string, intent: WriteIntent, job: VoiceJob): Promise<"arrived" | "refused" | undefined> {
    const { submitIntents, proof } = this.kernel;
    const shown = proof.shows(intent, job);
    if (shown === "arrived") {
      await submitIntents.keepLooks(name, intent, job);
      return "arrived";
    }
    if (intent.phase !== "unknown" || !intent.wasRefused) return undefined;
    if (shown === "same") return "refused";
    // Once something new was seen, an answer that is as before is an old one, and proves nothing.
    const unresolved = { ...intent, wasRefused: false };
    if (shown === "other") await submitIntents.changeWhenFree(name, intent, unresolved).catch(() => undefined);
    return undefined;
  }

  /** False = another window was quicker. True also where another window's lock keeps the intent as it is: one window must report it. */
  private async takeOver(name: string, known: WriteIntent, next?: WriteIntent): Promise<boolean> {
    // A disk that cannot be written is no reason to be silent.
    const outcome = await this.kernel.submitIntents.changeWhenFree(name, known, next).catch(() => "locked" as const);
    return outcome !== "quicker";
  }
}

/** The window that held it finished, and said what is known. */
function isReported({ phase }: WriteIntent): boolean {
  return phase === "unknown" || phase === "accepted";
}
