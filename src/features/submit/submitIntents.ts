// Where intents to submit are kept: a file for each job, the list of those that are open, and how jobs looked before they were submitted.

import type { Connection } from "../../core/connection.js";
import { isSubmittable } from "../../core/jobs/allowedActions.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import { lockFileNames } from "../../core/storedNames.js";
import { placesOnDisk } from "../../services/connections/place.js";
import { pause } from "../../services/connections/rateLimiter.js";
import type { Kernel } from "../../services/kernel.js";
import { PendingNames, pendingSubmits } from "../../services/pendingWrites/pendingNames.js";
import { type Looks, type WriteIntent, WriteIntents } from "../../services/pendingWrites/writeIntents.js";
import { type StaleAnswer, StaleAnswers } from "./staleAnswers.js";
import { looksOf } from "./submitVerifier.js";

export type SubmitIntentsKernel = Pick<
  Kernel,
  "connectionStore" | "sessions" | "lockFiles" | "windows" | "state" | "clock" | "digest"
>;

/** Longer than a running window locks an intent. Milliseconds. */
const longestChangeMs = 1_500;

export class SubmitIntents {
  readonly writeIntents: WriteIntents;
  readonly staleAnswers: StaleAnswers;
  /** For the window that finds an intent after its own window is gone. */
  readonly open: PendingNames;

  constructor(private readonly kernel: SubmitIntentsKernel) {
    const { lockFiles, windows, state, clock } = kernel;
    this.writeIntents = new WriteIntents(lockFiles, windows, clock);
    this.staleAnswers = new StaleAnswers(state, clock);
    this.open = new PendingNames(state, pendingSubmits);
  }

  /**
   * The same job reached through two connections is the same job: the name says where it lives, not who asks. Behind it the names under
   * which versions before may have left something about the job.
   */
  namesOf(connection: Connection, jobId: string): readonly [string, ...string[]] {
    const { sessions, digest } = this.kernel;
    const [own, ...former] = placesOnDisk(sessions.cloudOf(connection), connection);
    const nameAt = (place: string | true) => lockFileNames.submit(digest(JSON.stringify([connection.cloud, place, jobId])));
    return [nameAt(own), ...former.map(nameAt)];
  }

  /** The accepted submit of this job that such a look at it may be older than. */
  findStaleAnswer(connection: Connection, jobId: string, looks: Looks): StaleAnswer | undefined {
    for (const name of this.namesOf(connection, jobId)) {
      const found = this.staleAnswers.find(name, looks);
      if (found) return found;
    }
    return undefined;
  }

  /** The connection it was sent through, or another one to the same job. */
  connectionTo(name: string, { connectionId, jobId }: WriteIntent): Connection | undefined {
    const { connectionStore } = this.kernel;
    const isAt = (each: Connection) => this.namesOf(each, jobId).includes(name);
    return connectionStore.find(connectionId) ?? connectionStore.all().find(isAt);
  }

  /** Those of the list, and those whose entry was lost when two windows wrote the list at once. */
  async names(): Promise<ReadonlySet<string>> {
    return new Set([...this.open.all(), ...(await this.writeIntents.names().catch(() => []))]);
  }

  /** Never throws: an intent that stays holds the next submit back until it is looked up. */
  async end(name: string, intent: WriteIntent): Promise<void> {
    await this.changeWhenFree(name, intent).catch(() => undefined);
  }

  /** False = another window was quicker, or is at it. */
  async endIfStill(name: string, intent: WriteIntent): Promise<boolean> {
    const isEnded = await this.writeIntents.change(name, intent);
    if (isEnded) await this.open.forget(name);
    return isEnded;
  }

  /**
   * Puts the next phase in the place of an intention, or ends it; waits for a window that is just looking at it. `quicker`: another window
   * changed it. `locked`: another window's lock keeps it as it is.
   */
  async changeWhenFree(name: string, known: WriteIntent, next?: WriteIntent): Promise<"done" | "quicker" | "locked"> {
    for (const isLastTry of [false, true]) {
      if (await this.writeIntents.change(name, known, next)) {
        if (!next) await this.open.forget(name);
        return "done";
      }
      if (!(await this.writeIntents.isLocked(name))) {
        // The lock may have gone between the two looks.
        if (isLastTry || !(await this.writeIntents.isStill(name, known))) return "quicker";
      } else if (isLastTry) return "locked";
      // Who is alive has changed it by then.
      else await pause(this.kernel.clock, longestChangeMs, new AbortController().signal);
    }
    return "locked";
  }

  /**
   * The job shows that the submit arrived: how it looked before and looks now is kept, in case the cloud shows an old answer once more. Kept before the intent
   * goes: a window that dies in between leaves one guard or the other.
   */
  async keepLooks(name: string, { before, connectionId }: WriteIntent, job: VoiceJob): Promise<void> {
    if (!before) return;
    const connection = this.kernel.connectionStore.find(connectionId);
    const after = looksOf(job);
    // As if it could be submitted again: it has come back, or the look before was an old answer and this one is another.
    const isBack = connection && isSubmittable(this.kernel.sessions.cloudOf(connection), job);
    await this.staleAnswers.keep(name, isBack ? after : before, after);
  }

  /** Whatever it is, and whichever window holds it. */
  async erase(name: string): Promise<void> {
    await this.writeIntents.erase(name);
    await this.staleAnswers.forget(name);
    await this.open.forget(name);
  }
}
