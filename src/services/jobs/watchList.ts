// The jobs that a person asked to be notified of, whatever is visible and in whichever window; kept by the editor across restarts.
import type { JobField } from "../../core/cloud/jobField.js";
import { type JobKey, jobKeyText, type VoiceJob } from "../../core/jobs/job.js";
import { Emitter } from "../../core/ports/event.js";
import type { KeyValue } from "../../core/ports/ports.js";
import { keepableName } from "../../core/privacy/persistableJob.js";
import { stateKeys } from "../../core/storedNames.js";
import { VersionedList } from "../storage/versionedList.js";

export interface WatchedJob {
  readonly connectionId: string;
  readonly jobId: string;
  /** As it was last seen, for when the job is gone; empty where it says what may not lie in the editor's state. */
  readonly name: string;
  /** The cloud's word, as it was last seen: another one is a change, even after a restart. */
  readonly state: string;
}

type SeenJob = Pick<VoiceJob, "id" | "name" | "state"> & Partial<VoiceJob>;

export class WatchList {
  private readonly list: VersionedList<WatchedJob>;
  private readonly changed = new Emitter<readonly JobKey[]>();
  /** Jobs that are watched from now on, or no more. */
  readonly onDidChange = this.changed.event;
  /** As this window last read it. */
  private entries: ReadonlyMap<string, WatchedJob>;

  constructor(
    state: KeyValue,
    /** Of the cloud of a connection: which values of a job are private. */
    private readonly fieldsOf: (connectionId: string) => readonly JobField[] = () => [],
  ) {
    this.list = new VersionedList(state, stateKeys.watchedJobs, readWatched);
    this.entries = this.byKey();
  }

  all(): readonly WatchedJob[] {
    return [...this.entries.values()];
  }

  has(connectionId: string, jobId: string): boolean {
    return this.entries.size > 0 && this.entries.has(jobKeyText({ connectionId, jobId }));
  }

  async watch(connectionId: string, jobs: readonly SeenJob[]): Promise<void> {
    const added = jobs.map((job) => this.entryOf(connectionId, job));
    await this.change((entries) => [...without(entries, added), ...added]);
  }

  async stop(keys: readonly JobKey[]): Promise<void> {
    await this.change((entries) => without(entries, keys));
  }

  /** The job was seen again: the next notice starts from this state. This starts no watch. */
  async see(connectionId: string, job: SeenJob): Promise<void> {
    const { name, state } = this.entryOf(connectionId, job);
    const isIt = (entry: WatchedJob) => entry.connectionId === connectionId && entry.jobId === job.id;
    await this.change((entries) => entries.map((entry) => (isIt(entry) ? { ...entry, name, state } : entry)));
  }

  /** Tells of what another window changed; called when this one comes back to the front. */
  lookAgain(): void {
    const before = this.entries;
    this.entries = this.byKey();
    const keys = [...before, ...this.entries].filter(([key]) => before.has(key) !== this.entries.has(key));
    if (keys.length > 0) this.changed.fire(keys.map(([, entry]) => entry));
  }

  private entryOf(connectionId: string, job: SeenJob): WatchedJob {
    return { connectionId, jobId: job.id, name: keepableName(job, this.fieldsOf(connectionId)), state: job.state };
  }

  private async change(act: (entries: readonly WatchedJob[]) => readonly WatchedJob[]): Promise<void> {
    await this.list.change(act);
    this.lookAgain();
  }

  private byKey(): ReadonlyMap<string, WatchedJob> {
    return new Map(this.list.all().map((entry) => [jobKeyText(entry), entry]));
  }
}

function without(entries: readonly WatchedJob[], keys: readonly JobKey[]): readonly WatchedJob[] {
  const gone = new Set(keys.map(jobKeyText));
  return entries.filter((entry) => !gone.has(jobKeyText(entry)));
}

function readWatched(entry: unknown): WatchedJob | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { connectionId, jobId, name, state } = entry as Record<string, unknown>;
  if (typeof connectionId !== "string" || typeof jobId !== "string" || jobId === "" || typeof state !== "string")
    return undefined;
  // Properties of a newer version stay with it.
  return { ...entry, connectionId, jobId, name: typeof name === "string" ? keepableName({ name }, []) : "", state };
}
