// Which files of an upload are up already, so that one that was interrupted goes on: each is known by its size, its time and how it begins, recordings by all that is in the package.
import type { Connection } from "../../core/connection.js";
import type { JobKey } from "../../core/jobs/job.js";
import type { LocalFile } from "../../core/ports/fileSender.js";
import type { RecordingsLook } from "../../core/ports/recordingPackages.js";
import type { Kernel } from "../../services/kernel.js";

/** What was chosen for a part, as far as its mark goes. */
export interface MarkedChoice {
  readonly part: { readonly id: string };
  readonly chosen?: { readonly file: LocalFile };
  readonly look?: RecordingsLook;
}

export class PartMarks {
  constructor(private readonly kernel: Pick<Kernel, "uploaded" | "clock" | "digest">) {}

  /** `left`: what has to be sent. */
  async split<T extends MarkedChoice>(
    { connectionId, jobId }: JobKey,
    choices: readonly T[],
  ): Promise<{ readonly done: readonly T[]; readonly left: readonly T[] }> {
    const marks = (await this.kernel.uploaded()).marksOf(connectionId, jobId, this.kernel.clock.now());
    const isDone = (choice: T) => {
      const mark = this.markOf(choice);
      return mark !== undefined && Object.hasOwn(marks, choice.part.id) && marks[choice.part.id] === mark;
    };
    return { done: choices.filter(isDone), left: choices.filter((choice) => !isDone(choice)) };
  }

  /** `isUp`: it is; else it is about to be sent, and what lies there may soon be neither. */
  async note(connection: Connection, jobId: string, choice: MarkedChoice, isUp: boolean): Promise<void> {
    const mark = isUp ? this.markOf(choice) : undefined;
    const change = { marks: { [choice.part.id]: mark } };
    await (await this.kernel.uploaded()).noteMarks(connection, jobId, change, this.kernel.clock.now());
  }

  /** Undefined = nothing tells it from another one. */
  private markOf({ chosen, look }: MarkedChoice): string | undefined {
    if (look?.kind === "checked" && !chosen) return this.kernel.digest(look.recordings.fingerprint).slice(0, 32);
    if (!chosen) return undefined;
    const { size, modifiedAt, head } = chosen.file;
    return this.kernel.digest(JSON.stringify([size, modifiedAt, [...head]])).slice(0, 32);
  }
}
