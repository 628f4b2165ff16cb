// The states of each job as this extension saw them, in a file per connection that all windows add to.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import type { StateObservation } from "../../core/jobs/history/stateObservation.js";
import type { FileCache } from "../../core/ports/ports.js";
import { isKeepable } from "../../core/privacy/persistableJob.js";
import { rememberedNames } from "../../core/storedNames.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import { isSamePlace, placeOf } from "../connections/place.js";
import type { JobRecord } from "../jobs/jobRecord.js";
import type { Move } from "../jobs/snapshot.js";
import {
  isWorthSeeing,
  mergeAll,
  readObservations,
  type StateObservations,
  stateLogFileLimit,
  writeObservations,
} from "./stateLogFile.js";

interface Seen {
  readonly place: string;
  readonly observations: StateObservations;
  readonly isWritten: boolean;
}

export class StateLog {
  /** By connection, what this window has seen. Kept when it was written: two windows that write at once lose nothing for long. */
  private readonly seen = new Map<string, Seen>();

  constructor(
    private readonly connectionStore: ConnectionStore,
    private readonly fileCache: FileCache,
  ) {}

  /** States of the job, oldest first, as any window saw them; none = never seen. Throws what the disk throws. */
  async of(connectionId: string, jobId: string): Promise<readonly StateObservation[]> {
    const connection = this.connectionStore.find(connectionId);
    if (!connection || connection.isDemo) return [];
    return (await this.merged(connection)).get(jobId) ?? [];
  }

  /** By job, those of the whole connection. Throws what the disk throws. */
  async all(connectionId: string): Promise<StateObservations> {
    const connection = this.connectionStore.find(connectionId);
    return connection && !connection.isDemo ? this.merged(connection) : new Map();
  }

  take(connection: Connection, cloud: Cloud, moves: ReadonlyMap<string, Move>, jobs: ReadonlyMap<string, JobRecord>): void {
    const added = new Map<string, readonly StateObservation[]>();
    for (const [jobId, { lastReadAt: after }] of moves) {
      const record = jobs.get(jobId);
      // One that comes from the disk was seen by an earlier window.
      if (!record || record.isRemembered || !isWorthSeeing(record.job.state) || !isKeepable(record.job, cloud.jobFields))
        continue;
      const { job, readAt: seenAt } = record;
      added.set(jobId, [{ state: job.state, at: job.updatedAt ?? seenAt, seenAt, ...(after !== undefined && { after }) }]);
    }
    if (added.size === 0) return;
    const place = placeOf(connection);
    this.seen.set(connection.id, { place, observations: mergeAll(this.own(connection), added), isWritten: false });
  }

  /** Adds what is new to what other windows wrote. */
  async save(connection: Connection): Promise<void> {
    const seen = this.seen.get(connection.id);
    if (!seen || seen.isWritten) return;
    const merged = await this.merged(connection);
    await this.fileCache.write(fileOf(connection.id), writeObservations(merged, placeOf(connection)));
    if (this.seen.get(connection.id) === seen) this.seen.set(connection.id, { ...seen, isWritten: true });
  }

  async forget(connectionId: string): Promise<void> {
    this.seen.delete(connectionId);
    await this.fileCache.remove(fileOf(connectionId));
  }

  private async merged(connection: Connection): Promise<StateObservations> {
    const text = (await this.fileCache.read(fileOf(connection.id), stateLogFileLimit)) ?? "";
    const written = text === "tooLarge" ? new Map() : readObservations(text, placeOf(connection));
    return mergeAll(written, this.own(connection));
  }

  private own(connection: Connection): StateObservations {
    const seen = this.seen.get(connection.id);
    return seen && isSamePlace(seen.place, placeOf(connection)) ? seen.observations : new Map();
  }
}

export function fileOf(connectionId: string): string {
  return rememberedNames.seen(connectionId);
}
