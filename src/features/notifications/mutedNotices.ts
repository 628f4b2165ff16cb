// What a person does not want to be told of: single jobs, and states of a cloud.

import type { KeyValue } from "../../core/ports/ports.js";
import { keepableName } from "../../core/privacy/persistableJob.js";
import { stateKeys } from "../../core/storedNames.js";
import { VersionedList } from "../../services/storage/versionedList.js";

export type Muted =
  | { readonly kind: "job"; readonly connectionId: string; readonly jobId: string; readonly name: string }
  | { readonly kind: "state"; readonly cloud: string; readonly state: string };

export class MutedNotices {
  private readonly list: VersionedList<Muted>;

  constructor(state: KeyValue) {
    this.list = new VersionedList(state, stateKeys.mutedNotices, readMuted);
  }

  /** As they are now, whichever window muted them. */
  all(): readonly Muted[] {
    return this.list.all();
  }

  isMuted(connectionId: string, jobId: string, cloud: string, state: string): boolean {
    const wanted = [keyOf({ kind: "job", connectionId, jobId, name: "" }), keyOf({ kind: "state", cloud, state })];
    return this.all().some((muted) => wanted.includes(keyOf(muted)));
  }

  async mute(muted: Muted): Promise<void> {
    const kept = muted.kind === "job" ? { ...muted, name: keepableName(muted, []) } : muted;
    await this.list.change((entries) => [...entries.filter((entry) => keyOf(entry) !== keyOf(muted)), kept]);
  }

  async unmute(these: readonly Muted[]): Promise<void> {
    const gone = new Set(these.map(keyOf));
    await this.list.change((entries) => entries.filter((entry) => !gone.has(keyOf(entry))));
  }
}

function keyOf(muted: Muted): string {
  return JSON.stringify(muted.kind === "job" ? [muted.connectionId, muted.jobId] : [muted.kind, muted.cloud, muted.state]);
}

function readMuted(entry: unknown): Muted | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { kind, connectionId, jobId, name, cloud, state } = entry as Record<string, unknown>;
  if (kind === "job" && typeof connectionId === "string" && typeof jobId === "string")
    return { ...entry, kind, connectionId, jobId, name: typeof name === "string" ? keepableName({ name }, []) : "" };
  if (kind === "state" && typeof cloud === "string" && typeof state === "string") return { ...entry, kind, cloud, state };
  return undefined;
}
