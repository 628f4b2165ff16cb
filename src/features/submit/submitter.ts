// Submits a job exactly once: the intention is written down before anything is sent, and what became of it is always looked up.
//
// How a submit goes: claim a lock file named after the job's place and ID, read the job, write down that the request goes out,
// look once more that the file is still ours, send one request, read the job again. Only what the job then shows ends the claim
// (claimed, sending, then unknown or accepted), for refusals as for successes: core/errors.ts says what an answer proves by
// itself, and that is little, since a refusal may be the answer to a second copy that something on the way made.
//
// services/pendingWrites/guardedWrites.ts claims and sends, as for every write that is billed. submitIntents.ts keeps the claims,
// submitVerifier.ts judges what a job shows. The files appear as a whole or not at all (platform/files/atomicFiles.ts) and name
// their window (platform/files/windowRegistry.ts): what a dead window left, submitRecovery.ts settles in another one and
// ui/recoveredSubmits.ts tells. staleAnswers.ts remembers for a week how each submitted job looked before and after: where it can
// be submitted again and no time proves that it is newer, the person is asked. core/jobs/allowedActions.ts says which jobs can be
// submitted. test/submits counts in the cloud's own log.
//
// ui/submitFlow.ts asks the person. A form is data: core/forms/formValues.ts prefills, tidies, checks and compares,
// ui/quickInput/form.ts shows them as one list, text/forms/formReview.ts words it. services/storage/lastValues.ts keeps what was
// used last, per connection and per job, without anything personal. Previews come from the same code as requests; a test compares
// them with what arrives.

import type { Connection } from "../../core/connection.js";
import { asVoiceError, VoiceError } from "../../core/errors.js";
import type { Kernel } from "../../services/kernel.js";
import { GuardedWrites, type GuardedWritesKernel } from "../../services/pendingWrites/guardedWrites.js";
import type { WriteIntent } from "../../services/pendingWrites/writeIntents.js";
import { SubmitIntents, type SubmitIntentsKernel } from "./submitIntents.js";
import { heldBy, heldByOld, notSubmitted, orUnwritten, type SubmitOutcome } from "./submitOutcome.js";
import { SubmitRecovery } from "./submitRecovery.js";
import { looksOf, SubmitVerifier, type SubmitVerifierKernel } from "./submitVerifier.js";

/** What the answer says. Of what was refused it is looked whether nothing came of it all the same. */
type Answered =
  | Extract<SubmitOutcome, { kind: "accepted" | "unknown" }>
  | { readonly kind: "refused"; readonly error: VoiceError };
type Unsent = Extract<SubmitOutcome, { kind: "notSubmitted" | "earlier" }>;
type Sending = WriteIntent & { readonly phase: "sending" };

export type SubmitterKernel = Pick<Kernel, "connectionStore"> &
  GuardedWritesKernel & {
    readonly submitIntents: SubmitIntents;
    readonly proof: SubmitVerifier;
    readonly recovery: Pick<SubmitRecovery, "recoverFor">;
  };

export class Submitter {
  private readonly guarded: GuardedWrites;

  constructor(private readonly kernel: SubmitterKernel) {
    this.guarded = new GuardedWrites(kernel, kernel.submitIntents.writeIntents);
  }

  /**
   * Reads the job, then sends at most one request. Cancelling works until the request goes out: from then on nothing stops it, and
   * closing a view must not either, so pass a signal only where the person can cancel. Never throws.
   */
  async submit(
    connectionId: string,
    jobId: string,
    values: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<SubmitOutcome> {
    const { connectionStore, submitIntents, recovery } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) return notSubmitted(new VoiceError("cancelled", "the connection was removed", { wasSent: false }));
    const names = submitIntents.namesOf(connection, jobId);
    const [name] = names;
    const claim = this.guarded.newIntent(connectionId, jobId);
    let prepared: Sending | SubmitOutcome;
    try {
      const recover = (each: string) => recovery.recoverFor(each, claim);
      const held = await orUnwritten(this.guarded.claim(names, claim, recover, heldBy(claim, true)));
      if (held) return held;
      prepared = await this.prepare(connection, name, claim, signal);
    } catch (thrown) {
      prepared = notSubmitted(asVoiceError(thrown));
    }
    if (!("phase" in prepared)) {
      await submitIntents.end(name, claim);
      return prepared;
    }
    // From here on nothing may fail: what was sent has an outcome.
    const outcome = await this.send(connectionId, name, prepared, values, signal);
    if (outcome.kind === "earlier" || outcome.kind === "notSubmitted") return this.conclude(name, prepared, outcome);
    return this.lookUp(name, prepared, outcome);
  }

  /** Everything that can be found out and written down before sending. */
  private async prepare(
    connection: Connection,
    name: string,
    claim: WriteIntent,
    signal: AbortSignal,
  ): Promise<Sending | SubmitOutcome> {
    const { submitIntents, proof } = this.kernel;
    // For the window that finds the claim after this one is gone.
    await orUnwritten(submitIntents.open.remember(name));
    // Reading first proves the route, the key and the state; a stale row never submits anything.
    const job = await proof.read(connection.id, claim.jobId, signal);
    if (!proof.isSubmittable(connection, job)) return { kind: "wrongState", job };
    const before = looksOf(job);
    // An answer from before the last submit that the cloud shows late, or the job has come back: the person may know.
    const submitted = submitIntents.findStaleAnswer(connection, claim.jobId, before);
    if (submitted) return heldByOld(submitted, job, this.kernel.clock.now());
    const sending: Sending = { ...claim, phase: "sending", before };
    if (await orUnwritten(submitIntents.writeIntents.change(name, claim, sending))) return sending;
    // Another window took our claim for dead, or is just looking at it.
    return heldBy(claim, true);
  }

  private async send(
    connectionId: string,
    name: string,
    sending: Sending,
    values: Readonly<Record<string, string>>,
    callerSignal: AbortSignal,
  ): Promise<Answered | Unsent> {
    const isStillOurs = () => this.isStillMeant(connectionId, name, sending);
    const sent = await this.guarded.send(connectionId, callerSignal, isStillOurs, async (api, signal) => {
      if (!api.submit) throw new VoiceError("bug", "this cloud has no submit", { wasSent: false });
      return api.submit(sending.jobId, values, signal);
    });
    if (sent.fate === "answered") {
      const { requestId } = sent.answer;
      return { kind: "accepted", ...(requestId === undefined ? {} : { requestId }) };
    }
    const { fate, error } = sent;
    if (fate === "revoked") return heldBy(sending);
    return fate === "unsent" ? notSubmitted(error) : { kind: fate === "refused" ? "refused" : "unknown", error };
  }

  private async isStillMeant(connectionId: string, name: string, sending: Sending): Promise<boolean> {
    const { connectionStore, submitIntents } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection || submitIntents.namesOf(connection, sending.jobId)[0] !== name) return false;
    return orUnwritten(submitIntents.writeIntents.isStill(name, sending));
  }

  /**
   * Reads the job again: it tells what became of a lost answer, whether a refusal was one (the answer to a second copy is one, too), and
   * whether the cloud shows an accepted submit already.
   */
  private async lookUp(name: string, sending: Sending, answered: Answered): Promise<SubmitOutcome> {
    const { submitIntents, proof } = this.kernel;
    // What was released may have been submitted again: then the job's state tells nothing of this one.
    const isOurs = await submitIntents.writeIntents.isStill(name, sending).catch(() => true);
    const { job, isGone } = await proof.look(sending.connectionId, sending.jobId);
    const isAccepted = answered.kind === "accepted";
    const wasRefused = answered.kind === "refused";
    const sent: WriteIntent = { ...sending, phase: isAccepted ? "accepted" : "unknown", ...(wasRefused ? { wasRefused } : {}) };
    const shown = job && isOurs ? proof.shows(sent, job) : undefined;
    if (job && shown === "arrived") {
      await submitIntents.keepLooks(name, sent, job);
      return this.conclude(name, sending, isAccepted ? { ...answered, job } : { kind: "accepted", job });
    }
    const isAgreed = wasRefused && (shown === "same" || (isGone && answered.error.kind === "notFound"));
    if (isAgreed) return this.conclude(name, sending, notSubmitted(answered.error));
    // Whose key is not accepted is not read to either, and every copy of the request had that key.
    if (wasRefused && !job && answered.error.kind === "auth")
      return this.conclude(name, sending, { ...notSubmitted(answered.error), isUnseen: true });
    // It is not known, or the cloud is slow to show what it accepted: a second submit must still be held back.
    const { wasRefused: _, ...plain } = sent;
    await submitIntents.changeWhenFree(name, sending, shown === "other" ? plain : sent).catch(() => undefined);
    const seen = job ? { job } : {};
    if (isAccepted) return { ...answered, ...seen, ...(shown ? { isUnshown: true } : {}) };
    return { kind: "unknown", error: answered.error, ...seen };
  }

  private async conclude(name: string, intent: WriteIntent, outcome: SubmitOutcome): Promise<SubmitOutcome> {
    await this.kernel.submitIntents.end(name, intent);
    return outcome;
  }
}

export type CreateSubmitterKernel = SubmitIntentsKernel & SubmitVerifierKernel & Pick<Kernel, "nonce">;

/** What submits jobs, and what settles what became of them: both share their intents. */
export function createSubmitter(kernel: CreateSubmitterKernel): {
  readonly submitter: Submitter;
  readonly recovery: SubmitRecovery;
} {
  const shared = { ...kernel, submitIntents: new SubmitIntents(kernel), proof: new SubmitVerifier(kernel) };
  const recovery = new SubmitRecovery(shared);
  return { submitter: new Submitter({ ...shared, recovery }), recovery };
}
