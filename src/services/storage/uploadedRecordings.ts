// Remembers of a job from which folder its recordings were uploaded, which files are up, and whether that upload has been submitted: no address, and nothing of what is in them.
import type { Connection } from "../../core/connection.js";
import type { KeyValue } from "../../core/ports/ports.js";
import type { RecordingsPlace } from "../../core/ports/recordingPackages.js";
import { stateKeys } from "../../core/storedNames.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import { IntendedRecordings } from "./intendedRecordings.js";
import { VersionedList } from "./versionedList.js";

/** The last upload for a job. */
export interface UploadRecord {
  /** Absent = other files were uploaded, such as a letter. */
  readonly place?: RecordingsPlace;
  /** Of the recordings as they were uploaded. */
  readonly fingerprint?: string;
  /** The job was submitted after it. */
  readonly isSubmitted: boolean;
  /** What lies in the cloud, so that an interrupted upload goes on: digests by the id of a part, or by the number of a recording from 0. */
  readonly marks?: UploadMarks;
  /** When the last of them was set. Milliseconds since 1970. */
  readonly markedAt?: number;
  /** The cloud's number of the first recording, where recordings go up one by one and it was found out. */
  readonly firstNumber?: 0 | 1;
}

export type UploadMarks = Readonly<Record<string, string>>;

export interface MarkChange {
  /** Undefined = it is being sent, and what lies there may be neither. */
  readonly marks?: Readonly<Record<string, string | undefined>>;
  readonly firstNumber?: 0 | 1;
}

interface Entry extends UploadRecord {
  readonly connectionId: string;
  readonly jobId: string;
}

/** The latest last; so many jobs hardly wait for a review at once. */
const mostJobs = 100;
/** UTF-16 code units of all paths of one entry: the editor reads all of its state at start. */
const longestPaths = 4_000;
/** Jobs whose marks are kept, and marks of one of them. */
const [markedJobs, mostMarks, longestMark] = [20, 200, 64];
/** So long what lies there is taken to lie there still: how long a cloud keeps it is not documented. Milliseconds. */
const markLifeMs = 3 * 24 * 60 * 60 * 1000;

export class UploadedRecordings {
  /** What jobs were created for: nothing of it need be up. */
  readonly intended: IntendedRecordings;
  private readonly kept: VersionedList<Entry>;
  /** Of demo connections, whose jobs are made again in each window. */
  private passing: readonly Entry[] = [];

  constructor(
    state: KeyValue,
    private readonly connectionStore: Pick<ConnectionStore, "find" | "ids">,
  ) {
    this.kept = new VersionedList(state, stateKeys.uploadedRecordings, readEntry);
    this.intended = new IntendedRecordings(state, connectionStore);
  }

  of(connectionId: string, jobId: string): UploadRecord | undefined {
    const isDemo = this.connectionStore.find(connectionId)?.isDemo;
    return (isDemo ? this.passing : this.kept.all()).findLast(isFor(connectionId, jobId));
  }

  /** What lies in the cloud, as far as it may be relied on at this time. */
  marksOf(connectionId: string, jobId: string, now: number): UploadMarks {
    const { marks = {}, markedAt = 0 } = this.of(connectionId, jobId) ?? {};
    return Math.abs(now - markedAt) <= markLifeMs ? marks : {};
  }

  /** A file is up, or another one is being sent in its place. */
  async noteMarks(connection: Connection, jobId: string, change: MarkChange, now: number): Promise<void> {
    await this.put(connection, jobId, (before) => {
      const marks = { ...this.marksOf(connection.id, jobId, now), ...change.marks };
      const set = Object.entries(marks).filter(([, mark]) => mark !== undefined) as [string, string][];
      return {
        ...(before ?? { isSubmitted: false }),
        marks: Object.fromEntries(set.slice(-mostMarks)),
        markedAt: now,
        ...(change.firstNumber !== undefined && { firstNumber: change.firstNumber }),
      };
    });
  }

  /**
   * Files were uploaded for a job. Without recordings among them, those of the upload before still lie there. `isWhole`: nothing of it is
   * missing, so that the next one sends all that is chosen then.
   */
  async noteUpload(
    connection: Connection,
    jobId: string,
    recordings?: Pick<UploadRecord, "place" | "fingerprint">,
    isWhole = true,
  ): Promise<void> {
    await this.put(connection, jobId, (before) => {
      const { place, fingerprint } = recordings ?? before ?? {};
      return {
        ...(place && lengthOf(place) <= longestPaths && { place }),
        ...(fingerprint !== undefined && { fingerprint }),
        ...marksIn(before, isWhole),
        isSubmitted: false,
      };
    });
  }

  /** The job was submitted, or may have been. */
  async noteSubmit(connection: Connection, jobId: string): Promise<void> {
    await this.put(connection, jobId, ({ marks: _, markedAt: __, ...before } = { isSubmitted: true }) => {
      return { ...before, ...marksIn(this.of(connection.id, jobId), true), isSubmitted: true };
    });
  }

  /** Forgets what belongs to connections that are gone. */
  async sweep(): Promise<void> {
    await this.kept.change((entries) => this.ofKnown(entries));
    this.passing = this.ofKnown(this.passing);
    await this.intended.sweep();
  }

  private async put(
    { id: connectionId, isDemo }: Connection,
    jobId: string,
    next: (before: UploadRecord | undefined) => UploadRecord,
  ): Promise<void> {
    const isIt = isFor(connectionId, jobId);
    const change = (entries: readonly Entry[]) => {
      const known = this.ofKnown(entries);
      const others = known.filter((entry) => !isIt(entry)).slice(1 - mostJobs);
      const changed = { ...next(known.findLast(isIt)), connectionId, jobId };
      return [...others.map((entry, index) => (index <= others.length - markedJobs ? withoutMarks(entry) : entry)), changed];
    };
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

/** Of recordings that go up one by one they stay: which of them the cloud has confirmed is asked there. */
function marksIn(record: UploadRecord | undefined, isWhole: boolean): Pick<UploadRecord, "marks" | "markedAt" | "firstNumber"> {
  const { marks = {}, markedAt, firstNumber } = record ?? {};
  const kept = Object.entries(marks).filter(([name]) => !isWhole || /^\d+$/.test(name));
  return {
    ...(kept.length > 0 && markedAt !== undefined && { marks: Object.fromEntries(kept), markedAt }),
    ...(firstNumber !== undefined && { firstNumber }),
  };
}

function withoutMarks({ marks: _, markedAt: __, ...entry }: Entry): Entry {
  return entry;
}

function lengthOf({ path, leftOut }: RecordingsPlace): number {
  return leftOut.reduce((sum, each) => sum + each.length, path.length);
}

function readEntry(entry: unknown): Entry | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  // Properties of a newer version stay with it.
  const { connectionId, jobId, place, fingerprint, isSubmitted, marks, markedAt, firstNumber, ...newer } = entry as Record<
    string,
    unknown
  >;
  if (typeof connectionId !== "string" || typeof jobId !== "string") return undefined;
  const read = readPlace(place);
  return {
    ...newer,
    connectionId,
    jobId,
    ...(read && { place: read }),
    ...(typeof fingerprint === "string" && { fingerprint }),
    isSubmitted: isSubmitted === true,
    ...(isMarks(marks) && typeof markedAt === "number" && { marks, markedAt }),
    ...((firstNumber === 0 || firstNumber === 1) && { firstNumber }),
  };
}

function isMarks(value: unknown): value is UploadMarks {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const marks = Object.values(value);
  return marks.length <= mostMarks && marks.every((mark) => typeof mark === "string" && mark.length <= longestMark);
}

function readPlace(place: unknown): RecordingsPlace | undefined {
  const { path, leftOut } = (typeof place === "object" && place !== null ? place : {}) as Record<string, unknown>;
  const isWhole = typeof path === "string" && Array.isArray(leftOut) && leftOut.every((each) => typeof each === "string");
  return isWhole ? { path, leftOut } : undefined;
}
