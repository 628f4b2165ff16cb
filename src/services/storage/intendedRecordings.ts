// Remembers for which folder of recordings a job was created, until they are uploaded: so that it need not be chosen again.
import type { Connection } from "../../core/connection.js";
import type { KeyValue } from "../../core/ports/ports.js";
import type { RecordingsPlace } from "../../core/ports/recordingPackages.js";
import { stateKeys } from "../../core/storedNames.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import { VersionedList } from "./versionedList.js";

interface Entry {
  readonly connectionId: string;
  readonly jobId: string;
  readonly place: RecordingsPlace;
}

/** The latest last: an upload usually follows at once. */
const mostJobs = 20;
/** UTF-16 code units of all paths of one entry: the editor reads all of its state at start. */
const longestPaths = 4_000;

export class IntendedRecordings {
  private readonly kept: VersionedList<Entry>;
  /** Of demo connections, whose jobs are made again in each window. */
  private passing: readonly Entry[] = [];

  constructor(
    state: KeyValue,
    private readonly connectionStore: Pick<ConnectionStore, "find" | "ids">,
  ) {
    this.kept = new VersionedList(state, stateKeys.intendedRecordings, readEntry);
  }

  of(connectionId: string, jobId: string): RecordingsPlace | undefined {
    const isDemo = this.connectionStore.find(connectionId)?.isDemo;
    const isIt = (each: Entry) => each.connectionId === connectionId && each.jobId === jobId;
    return (isDemo ? this.passing : this.kept.all()).findLast(isIt)?.place;
  }

  async note({ id: connectionId, isDemo }: Connection, jobId: string, place: RecordingsPlace): Promise<void> {
    if (place.leftOut.reduce((sum, each) => sum + each.length, place.path.length) > longestPaths) return;
    const change = (entries: readonly Entry[]) => {
      const others = this.ofKnown(entries).filter((each) => each.connectionId !== connectionId || each.jobId !== jobId);
      return [...others, { connectionId, jobId, place }].slice(-mostJobs);
    };
    if (isDemo) this.passing = change(this.passing);
    else await this.kept.change(change);
  }

  /** Forgets what belongs to connections that are gone. */
  async sweep(): Promise<void> {
    await this.kept.change((entries) => this.ofKnown(entries));
    this.passing = this.ofKnown(this.passing);
  }

  private ofKnown(entries: readonly Entry[]): readonly Entry[] {
    const known = new Set(this.connectionStore.ids());
    return entries.filter(({ connectionId }) => known.has(connectionId));
  }
}

function readEntry(entry: unknown): Entry | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { connectionId, jobId, place } = entry as Partial<Entry>;
  if (typeof connectionId !== "string" || typeof jobId !== "string") return undefined;
  const isWhole =
    typeof place?.path === "string" && Array.isArray(place.leftOut) && place.leftOut.every((each) => typeof each === "string");
  return isWhole ? ({ ...entry, connectionId, jobId, place } as Entry) : undefined;
}
