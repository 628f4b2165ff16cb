// Creates a job exactly once: the request is written down before anything is sent, and where the answer is lost the new job is looked for.
//
// How a job is made: the ways to make one are data of the cloud (core/jobs/jobCreation.ts). This file claims a lock file
// (createIntents.ts), reads the list, and sends one request (services/pendingWrites/guardedWrites.ts). Where the answer is lost or refuses, it looks for a job that was not
// there before (createdJobs.ts). ui/createFlow.ts asks for the values.

import type { Connection } from "../../core/connection.js";
import { asVoiceError, fateOf, VoiceError } from "../../core/errors.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { Creation, CreationKind } from "../../core/jobs/jobCreation.js";
import type { Kernel } from "../../services/kernel.js";
import { GuardedWrites } from "../../services/pendingWrites/guardedWrites.js";
import { CreatedJobs, never } from "./createdJobs.js";
import { asCreateIntent, type CreateIntent, CreateIntents, type CreateIntentsKernel } from "./createIntents.js";
import type { CreateOutcome, PendingCreation } from "./createOutcome.js";

/** Everything that a request is about. */
interface CreateRequest {
  readonly connection: Connection;
  readonly kind: CreationKind;
  readonly values: Readonly<Record<string, string>>;
  /** Of its intent; behind it those of versions before. */
  readonly names: readonly [string, ...string[]];
}

export type JobCreatorKernel = Pick<Kernel, "connectionStore" | "store" | "refresher" | "windows" | "nonce"> &
  CreateIntentsKernel;

export class JobCreator {
  private readonly intents: CreateIntents;
  private readonly created: CreatedJobs;
  private readonly guarded: GuardedWrites;

  constructor(private readonly kernel: JobCreatorKernel) {
    this.intents = new CreateIntents(kernel);
    this.created = new CreatedJobs(kernel);
    this.guarded = new GuardedWrites(kernel, kernel.writeIntents);
  }

  /** Reads the list, then sends at most one request. Cancelling works until that goes out; nothing stops it then. Never throws. */
  async start(
    connectionId: string,
    kind: CreationKind,
    values: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<CreateOutcome> {
    const { connectionStore } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) return notStarted(new VoiceError("cancelled", "the connection was removed", { wasSent: false }));
    const order: CreateRequest = { connection, kind, values, names: this.intents.namesOf(connection, kind, values) };
    const [name] = order.names;
    const start = { part: kind.mark.part, mark: values[kind.mark.field] ?? "", known: [] };
    const claim: CreateIntent = { ...this.guarded.newIntent(connectionId, ""), start };
    let prepared: CreateIntent | CreateOutcome;
    try {
      const raced: CreateOutcome = { kind: "earlier", since: claim.since, isUnderWay: true };
      const recover = (each: string) => this.recoverFor(connection, each, claim);
      const held = await this.guarded.claim(order.names, claim, recover, raced);
      if (held) return held;
      prepared = await this.prepare(order, claim, signal);
    } catch (thrown) {
      prepared = notStarted(asVoiceError(thrown));
    }
    if (!("phase" in prepared)) {
      await this.intents.end(name, claim);
      return prepared;
    }
    // From here on nothing may fail: what was sent has an outcome.
    const outcome = await this.send(order, prepared, signal);
    if (outcome.kind !== "unknown") await this.intents.end(name, prepared);
    // Its window has stopped, and the same request is held back.
    else {
      const wasRefused = fateOf(outcome.error) === "refused";
      const open: CreateIntent = { ...prepared, phase: "unknown", ...(wasRefused ? { wasRefused } : {}) };
      await this.kernel.writeIntents.change(name, prepared, open).catch(() => false);
    }
    return outcome;
  }

  /** Reads the list once more for a request of unknown outcome. Undefined = it does not show the job. Throws where it cannot be read. */
  async lookAgain(
    connectionId: string,
    kind: CreationKind,
    values: Readonly<Record<string, string>>,
  ): Promise<VoiceJob | undefined> {
    const connection = this.kernel.connectionStore.find(connectionId);
    if (!connection) return undefined;
    const { writeIntents } = this.kernel;
    const name = await writeIntents.find(this.intents.namesOf(connection, kind, values));
    const intent = asCreateIntent(await writeIntents.read(name));
    await this.created.refresh(connectionId, never);
    const job = intent && this.created.find({ ...intent, connectionId });
    if (job) await this.intents.end(name, intent);
    return job;
  }

  /** The person decided that an open request is void: the next one may go out. */
  async release(connectionId: string, kind: CreationKind, values: Readonly<Record<string, string>>): Promise<void> {
    const connection = this.kernel.connectionStore.find(connectionId);
    if (!connection) return;
    for (const name of this.intents.namesOf(connection, kind, values)) {
      await this.kernel.writeIntents.erase(name);
      await this.intents.open.forget(name);
    }
  }

  /** Looks up requests of windows that are gone; each is reported once, and its intent holds the same request back until it is resolved. */
  async recoverAll(): Promise<readonly PendingCreation[]> {
    const left: PendingCreation[] = [];
    for (const name of this.intents.open.all()) {
      const intent = asCreateIntent(await this.kernel.writeIntents.read(name).catch(() => "unreadable" as const));
      if (!intent || !this.kernel.connectionStore.find(intent.connectionId)) {
        await this.intents.open.forget(name);
        continue;
      }
      // Another window is at it, or has told what is known.
      if (intent.phase === "unknown" ? this.kernel.writeIntents.isOpen(intent) : !this.intents.isDead(intent)) continue;
      const { connectionId, since, start } = intent;
      if (intent.phase === "claimed") {
        await this.intents.end(name, intent);
        continue;
      }
      const isRead = await this.created.canRefresh(connectionId);
      const job = this.created.find(intent);
      if (!job && isRead && intent.wasRefused) {
        await this.intents.end(name, intent);
        continue;
      }
      if (job) await this.intents.end(name, intent);
      else await this.intents.open.forget(name);
      const outcome = job
        ? ({ kind: "accepted", jobId: job.id, job, wasFound: true } as const)
        : ({ kind: "earlier", since } as const);
      left.push({ connectionId, mark: start.mark, outcome });
    }
    return left;
  }

  /** What an existing intent means for a new request, whose claim is given; undefined = there is none, or it is resolved and gone. */
  private async recoverFor(connection: Connection, name: string, claim: CreateIntent): Promise<CreateOutcome | undefined> {
    const { writeIntents } = this.kernel;
    const found = await writeIntents.read(name);
    if (found === undefined) return undefined;
    const known = asCreateIntent(found);
    // Better to hold back than to pay twice; the person can release it.
    if (!known) return { kind: "earlier", since: claim.since };
    const { since, phase } = known;
    if (phase !== "unknown" && !this.intents.isDead(known)) return { kind: "earlier", since, isUnderWay: true };
    if (phase !== "claimed") {
      const isRead = await this.created.canRefresh(connection.id);
      // Looked for through the connection of today: the one it was sent through may be gone.
      const job = this.created.find({ ...known, connectionId: connection.id });
      if (job) {
        await this.intents.end(name, known);
        return { kind: "earlier", since, job };
      }
      // The look that was due after the refusal.
      if (!known.wasRefused || !isRead) return { kind: "earlier", since };
    }
    return (await writeIntents.change(name, known)) ? undefined : { kind: "earlier", since };
  }

  /** Everything that can be found out and written down before sending. */
  private async prepare(
    { connection, names: [name] }: CreateRequest,
    claim: CreateIntent,
    signal: AbortSignal,
  ): Promise<CreateIntent | CreateOutcome> {
    // Reading first proves the route and the key, and tells which jobs are not the new one.
    await this.created.refresh(connection.id, signal);
    const same = this.created.alike(claim);
    const [taken] = claim.start.part === "voiceId" ? same : [];
    if (taken) return { kind: "taken", job: taken };
    await this.intents.open.remember(name);
    const sending: CreateIntent = {
      ...claim,
      phase: "sending",
      before: { state: "" },
      start: { ...claim.start, known: same.map(({ id }) => id), newest: this.created.newest(connection.id) },
    };
    if (await this.kernel.writeIntents.change(name, claim, sending)) return sending;
    // Another window took our claim for dead, or is just looking at it.
    return { kind: "earlier", since: claim.since, isUnderWay: true };
  }

  private async send(
    { connection, kind, values, names: [name] }: CreateRequest,
    sending: CreateIntent,
    callerSignal: AbortSignal,
  ): Promise<CreateOutcome> {
    const isStillOurs = async () => asCreateIntent(await this.kernel.writeIntents.read(name))?.owner === sending.owner;
    const sent = await this.guarded.send(connection.id, callerSignal, isStillOurs, async (api, signal) => {
      if (!api.create) throw new VoiceError("bug", "this cloud makes no jobs", { wasSent: false });
      return api.create(kind.id, values, signal);
    });
    if (sent.fate === "answered") return this.lookAt(connection.id, sent.answer);
    const { fate, error } = sent;
    if (fate === "unsent" || fate === "revoked") return notStarted(error);
    // Also where the cloud refused: that may be the answer to a second copy of the request.
    const isRead = await this.created.canRefresh(connection.id);
    const job = this.created.find(sending);
    if (job) return { kind: "accepted", jobId: job.id, job, wasFound: true };
    if (fate === "refused" && isRead) return notStarted(error);
    // Every copy of the request had the key that was not accepted.
    if (fate === "refused" && error.kind === "auth") return { kind: "notStarted", error, isUnseen: true };
    return { kind: "unknown", error, ...(isRead ? {} : { isUnread: true }) };
  }

  /** So that its row is there at once. */
  private async lookAt(connectionId: string, creation: Creation): Promise<CreateOutcome> {
    const { jobId } = creation;
    if (jobId === undefined) return { kind: "accepted", ...creation };
    const read = this.kernel.refresher.readJobAgain(connectionId, jobId, new AbortController().signal);
    const job = await read.then((record) => record.job).catch(() => undefined);
    return { kind: "accepted", ...creation, ...(job ? { job } : {}) };
  }
}

function notStarted(error: VoiceError): CreateOutcome {
  return { kind: "notStarted", error };
}
