// Intents of requests for jobs: lock files named after place, kind and the value that the new job is known by.
import type { Connection } from "../../core/connection.js";
import type { CreationKind, IdentifyingField } from "../../core/jobs/jobCreation.js";
import { lockFileNames } from "../../core/storedNames.js";
import { placesOnDisk } from "../../services/connections/place.js";
import type { Kernel } from "../../services/kernel.js";
import { PendingNames, pendingCreations } from "../../services/pendingWrites/pendingNames.js";
import type { WriteIntent, WriteIntents } from "../../services/pendingWrites/writeIntents.js";

/** An intent about a job that has no id yet. */
export interface CreateIntent extends WriteIntent {
  readonly start: {
    readonly part: IdentifyingField["part"];
    /** The value that the job is known again by. */
    readonly mark: string;
    /** Ids of the jobs that had it before. */
    readonly known: readonly string[];
    /** When the newest job of the list was created, by the cloud's clock; 0 = none says so. Absent in intents of versions that kept none. */
    readonly newest?: number;
  };
}

export type CreateIntentsKernel = Pick<Kernel, "sessions" | "state" | "clock" | "digest"> & {
  readonly writeIntents: Pick<WriteIntents, "claim" | "read" | "find" | "change" | "erase" | "isOpen" | "isDead">;
};

export class CreateIntents {
  /** For the window that finds an intent after its own window is gone. */
  readonly open: PendingNames;

  constructor(private readonly kernel: CreateIntentsKernel) {
    this.open = new PendingNames(kernel.state, pendingCreations);
  }

  /** The same request through two connections to one place is the same request. Behind its name those of versions before. */
  namesOf(connection: Connection, kind: CreationKind, values: Readonly<Record<string, string>>): readonly [string, ...string[]] {
    const { sessions, digest } = this.kernel;
    const [own, ...former] = placesOnDisk(sessions.cloudOf(connection), connection);
    const request = (place: string | true) => [connection.cloud, place, kind.id, values[kind.mark.field] ?? ""];
    const nameAt = (place: string | true) => lockFileNames.start(digest(JSON.stringify(request(place))));
    return [nameAt(own), ...former.map(nameAt)];
  }

  isDead(intent: CreateIntent): boolean {
    return this.kernel.writeIntents.isDead(intent, this.kernel.clock.now());
  }

  /** Never throws: an intent that stays holds the same request back until it is looked up. */
  async end(name: string, intent: CreateIntent): Promise<void> {
    const isEnded = await this.kernel.writeIntents.change(name, intent).catch(() => false);
    if (isEnded) await this.open.forget(name);
  }
}

export function asCreateIntent(found: WriteIntent | "unreadable" | undefined): CreateIntent | undefined {
  if (typeof found !== "object") return undefined;
  const { start } = found as Partial<CreateIntent>;
  const isWhole =
    typeof start?.mark === "string" &&
    Array.isArray(start.known) &&
    (start.part === "name" || start.part === "voiceId") &&
    (start.newest === undefined || typeof start.newest === "number");
  return isWhole ? (found as CreateIntent) : undefined;
}
