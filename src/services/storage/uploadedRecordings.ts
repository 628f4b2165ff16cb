// Remembers from which folder the recordings of a job were uploaded, and whether that upload has been submitted: where they lie, and nothing of them.
import type { Connection } from "../../core/connection.js";
import type { KeyValue } from "../../core/ports/ports.js";
import type { RecordingsPlace } from "../../core/ports/recordingPackages.js";
import { stateKeys } from "../../core/storedNames.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import { VersionedList } from "./versionedList.js";

/** The last upload for a job. */
export interface UploadRecord {
  /** Absent = other files were uploaded, such as a letter. */
  readonly place?: RecordingsPlace;
  /** Of the recordings as they were uploaded. */
  readonly fingerprint?: string;
  /** The job was submitted after it. */
  readonly isSubmitted: boolean;
}

interface Entry extends UploadRecord {
  readonly connectionId: string;
  readonly jobId: string;
}

/** The latest last; so many jobs hardly wait for a review at once. */
const mostJobs = 100;
/** UTF-16 code units of all paths of one entry: the editor reads all of its state at start. */
const longestPaths = 4_000;

export class UploadedRecordings {
  private readonly kept: VersionedList<Entry>;
  /** Of demo connections, whose jobs are made again in each window. */
  private passing: readonly Entry[] = [];

  constructor(
    state: KeyValue,
    private readonly connectionStore: Pick<ConnectionStore, "find" | "ids">,
  ) {
    this.kept = new VersionedList(state, stateKeys.uploadedRecordings, readEntry);
  }

  of(connectionId: string, jobId: string): UploadRecord | undefined {
    const isDemo = this.connectionStore.find(connectionId)?.isDemo;
    return (isDemo ? this.passing : this.kept.all()).findLast(isFor(connectionId, jobId));
  }

  /** Files were uploaded for a job. Without recordings among them, those of the upload before still lie there. */
  async noteUpload(connection: Connection, jobId: string, recordings?: Omit<UploadRecord, "isSubmitted">): Promise<void> {
    const before = this.of(connection.id, jobId);
    const { place, fingerprint } = recordings ?? before ?? {};
    await this.put(connection, jobId, {
      ...(place && lengthOf(place) <= longestPaths && { place }),
      ...(fingerprint !== undefined && { fingerprint }),
      isSubmitted: false,
    });
  }

  /** The job was submitted, or may have been. */
  async noteSubmit(connection: Connection, jobId: string): Promise<void> {
    const before = this.of(connection.id, jobId);
    await this.put(connection, jobId, { ...before, isSubmitted: true });
  }

  /** Forgets what belongs to connections that are gone. */
  async sweep(): Promise<void> {
    await this.kept.change((entries) => this.ofKnown(entries));
    this.passing = this.ofKnown(this.passing);
  }

  private async put({ id: connectionId, isDemo }: Connection, jobId: string, record: UploadRecord): Promise<void> {
    const isIt = isFor(connectionId, jobId);
    const change = (entries: readonly Entry[]) =>
      [...this.ofKnown(entries).filter((entry) => !isIt(entry)), { connectionId, jobId, ...record }].slice(-mostJobs);
    if (isDemo) this.passing = change(this.passing);
    else await this.kept.change(change);
  }

  private ofKnown(entries: readonly Entry[]): readonly Entry[] {
    const known = new Set(this.connectionStore.ids());
    return entries.filter(({ connectionId }) => known.has(connectionId));
  }
}

function isFor(connectionId: string, jobId: string): (entry: Entry) => boolean {
  return (entry) => entry.connectionId === connectionId && entry.jobId === jobId;
}

function lengthOf({ path, leftOut }: RecordingsPlace): number {
  return leftOut.reduce((sum, each) => sum + each.length, path.length);
}

function readEntry(entry: unknown): Entry | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  // Properties of a newer version stay with it.
  const { connectionId, jobId, place, fingerprint, isSubmitted, ...newer } = entry as Record<string, unknown>;
  if (typeof connectionId !== "string" || typeof jobId !== "string") return undefined;
  const read = readPlace(place);
  return {
    ...newer,
    connectionId,
    jobId,
    ...(read && { place: read }),
    ...(typeof fingerprint === "string" && { fingerprint }),
    isSubmitted: isSubmitted === true,
  };
}

function readPlace(place: unknown): RecordingsPlace | undefined {
  const { path, leftOut } = (typeof place === "object" && place !== null ? place : {}) as Record<string, unknown>;
  const isWhole = typeof path === "string" && Array.isArray(leftOut) && leftOut.every((each) => typeof each === "string");
  return isWhole ? { path, leftOut } : undefined;
}
