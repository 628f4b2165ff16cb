// Remembers what a cloud has measured of recordings apart from any job, and which measurements were under way: measures without links and phone numbers, no address.
import type { Connection } from "../../core/connection.js";
import type { KeyValue } from "../../core/ports/ports.js";
import type { RecordingsPlace } from "../../core/ports/recordingPackages.js";
import { looksPrivate } from "../../core/privacy/persistableJob.js";
import { stateKeys } from "../../core/storedNames.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import { VersionedList } from "./versionedList.js";

export interface SoundCheckRecord {
  readonly connectionId: string;
  /** Of the task in the cloud. */
  readonly id: string;
  readonly place: RecordingsPlace;
  /** Of the recordings as they were measured. */
  readonly fingerprint: string;
  /** What they were measured for, in the cloud's own word. */
  readonly jobType?: string;
  /** When it was begun; with a result, when that was read. Milliseconds since 1970. */
  readonly at: number;
  /** The window that waits for it; absent = it is over. */
  readonly window?: string;
  /** What was measured, as the cloud has sent it; absent = it is not over. */
  readonly assessment?: Assessment;
}

export type Assessment = Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>>;

/** The latest last. */
const mostChecks = 20;
/** UTF-16 code units of all paths, of one text and of all measures of one entry: the editor reads all of its state at start. */
const [longestPaths, longestText, longestAssessment] = [4_000, 300, 4_000];

export class SoundChecks {
  private readonly kept: VersionedList<SoundCheckRecord>;
  /** Of demo connections, whose cloud ends with the window. */
  private passing: readonly SoundCheckRecord[] = [];

  constructor(
    state: KeyValue,
    private readonly connectionStore: Pick<ConnectionStore, "find" | "ids">,
  ) {
    this.kept = new VersionedList(state, stateKeys.soundChecks, readRecord);
  }

  /** What was last measured of these recordings, if they are as they were. */
  of(path: string, fingerprint: string): SoundCheckRecord | undefined {
    const isIt = (each: SoundCheckRecord) => each.assessment && each.place.path === path && each.fingerprint === fingerprint;
    return this.ofKnown([...this.kept.all(), ...this.passing]).findLast(isIt);
  }

  /** Those whose end no window has seen. */
  open(): readonly SoundCheckRecord[] {
    return this.ofKnown(this.kept.all()).filter(({ window }) => window !== undefined);
  }

  /** It is about to be begun, or another window waits for it from now on. */
  async note(connection: Connection, record: Omit<SoundCheckRecord, "connectionId" | "assessment">): Promise<void> {
    if (lengthOf(record.place) <= longestPaths) await this.put(connection, record.id, { ...record, connectionId: connection.id });
  }

  /** It is over. Without a result there is nothing to remember. */
  async end(connection: Connection, id: string, now: number, assessment?: unknown): Promise<void> {
    const result = keepable(assessment);
    const change = (known: SoundCheckRecord | undefined): SoundCheckRecord | undefined => {
      if (!known || !result) return undefined;
      const { window: _, ...over } = known;
      return { ...over, at: now, assessment: result };
    };
    await this.change(connection, (entries) => {
      const ended = change(entries.find(isTask(connection.id, id)));
      return [...entries.filter((entry) => !isTask(connection.id, id)(entry)), ...(ended ? [ended] : [])];
    });
  }

  /** Forgets what belongs to connections that are gone. */
  async sweep(): Promise<void> {
    await this.kept.change((entries) => this.ofKnown(entries));
    this.passing = this.ofKnown(this.passing);
  }

  private async put(connection: Connection, id: string, record: SoundCheckRecord): Promise<void> {
    await this.change(connection, (entries) =>
      [...entries.filter((entry) => !isTask(connection.id, id)(entry)), record].slice(-mostChecks),
    );
  }

  private async change(
    { isDemo }: Connection,
    act: (entries: readonly SoundCheckRecord[]) => readonly SoundCheckRecord[],
  ): Promise<void> {
    if (isDemo) this.passing = act(this.passing);
    else await this.kept.change((entries) => act(this.ofKnown(entries)));
  }

  private ofKnown(entries: readonly SoundCheckRecord[]): readonly SoundCheckRecord[] {
    const known = new Set(this.connectionStore.ids());
    return entries.filter(({ connectionId }) => known.has(connectionId));
  }
}

function isTask(connectionId: string, id: string): (entry: SoundCheckRecord) => boolean {
  return (entry) => entry.connectionId === connectionId && entry.id === id;
}

function lengthOf({ path, leftOut }: RecordingsPlace): number {
  return leftOut.reduce((sum, each) => sum + each.length, path.length);
}

/** Measures that are short and hold nothing private; undefined = there are none. */
function keepable(assessment: unknown): Assessment | undefined {
  if (!isObject(assessment)) return undefined;
  const kept: Record<string, Record<string, string | number | boolean>> = {};
  let length = 0;
  for (const [name, measure] of Object.entries(assessment)) {
    if (!isObject(measure) || !isShort(name)) continue;
    const parts = Object.entries(measure).filter((part): part is [string, string | number | boolean] => {
      const [key, value] = part;
      return (
        isShort(key) &&
        (typeof value === "boolean" || ((typeof value === "string" || typeof value === "number") && isShort(value)))
      );
    });
    const own = Object.fromEntries(parts);
    length += name.length + JSON.stringify(own).length;
    if (length > longestAssessment) break;
    kept[name] = own;
  }
  return Object.keys(kept).length > 0 ? kept : undefined;
}

function isShort(text: string | number): boolean {
  return String(text).length <= longestText && !looksPrivate(String(text));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readRecord(entry: unknown): SoundCheckRecord | undefined {
  if (!isObject(entry)) return undefined;
  // Properties of a newer version stay with it.
  const { connectionId, id, place, fingerprint, jobType, at, window, assessment, ...newer } = entry;
  const read = readPlace(place);
  const isWhole = typeof connectionId === "string" && typeof id === "string" && typeof fingerprint === "string";
  if (!isWhole || !read || typeof at !== "number") return undefined;
  const result = keepable(assessment);
  return {
    ...newer,
    connectionId,
    id,
    place: read,
    fingerprint,
    at,
    ...(typeof jobType === "string" && { jobType }),
    ...(typeof window === "string" && { window }),
    ...(result && { assessment: result }),
  };
}

function readPlace(place: unknown): RecordingsPlace | undefined {
  const { path, leftOut } = isObject(place) ? place : {};
  const isWhole = typeof path === "string" && Array.isArray(leftOut) && leftOut.every((each) => typeof each === "string");
  return isWhole ? { path, leftOut } : undefined;
}
