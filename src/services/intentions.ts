// Intentions to submit, written down before anything is sent: one note per job, shared by all windows, changed by one of them at a time.
import type { Notes } from "../core/ports.js";

/** One intention, as it lies in its note. No value the person typed is in it. */
export interface Intention {
  readonly version: 1;
  /** Whose it is: never the same twice. */
  readonly owner: string;
  readonly connectionId: string;
  readonly jobId: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** `claimed`: nothing sent yet. `sending`: may have been sent. `accepted`: the cloud took it but does not show it yet. */
  readonly phase: "claimed" | "sending" | "accepted";
  /** How the job looked before; it is settled once the job looks different. */
  readonly before?: { readonly state: string; readonly updatedAt?: number };
}

export class Intentions {
  constructor(private readonly notes: Notes) {}

  /** True = it is ours, and nobody else's. */
  claim(name: string, intention: Intention): Promise<boolean> {
    return this.notes.claim(name, JSON.stringify(intention));
  }

  /** `unreadable`: there is one, and nobody knows what it means. */
  async read(name: string): Promise<Intention | "unreadable" | undefined> {
    const text = await this.notes.read(name);
    return text === undefined ? undefined : (readIntention(text) ?? "unreadable");
  }

  /**
   * Puts the next phase in the place of an intention, or ends it, provided that it still is as it is known here. False = it is not, or
   * another window is at it: then nothing was changed. A window that sleeps for hours between reading and changing wakes up to a `false`.
   */
  async change(name: string, known: Intention, next?: Intention): Promise<boolean> {
    const lock = lockOf(name);
    if (!(await this.notes.claim(lock, ""))) return false;
    try {
      const found = await this.read(name);
      if (typeof found !== "object" || found.owner !== known.owner || found.phase !== known.phase) return false;
      if (next) await this.notes.replace(name, JSON.stringify(next));
      else await this.notes.remove(name);
      return true;
    } finally {
      await this.notes.remove(lock);
    }
  }

  /** Whatever it is, and whoever died while changing it. */
  async erase(name: string): Promise<void> {
    await this.notes.remove(name);
    await this.notes.remove(lockOf(name));
  }
}

function lockOf(name: string): string {
  return `${name}.lock`;
}

function readIntention(text: string): Intention | undefined {
  try {
    const note = JSON.parse(text) as Partial<Intention>;
    const isWhole =
      note.version === 1 &&
      typeof note.owner === "string" &&
      typeof note.connectionId === "string" &&
      typeof note.jobId === "string" &&
      typeof note.since === "number" &&
      (note.phase === "claimed" || typeof note.before?.state === "string");
    const isKnown = note.phase === "claimed" || note.phase === "sending" || note.phase === "accepted";
    return isWhole && isKnown ? (note as Intention) : undefined;
  } catch {
    return undefined;
  }
}
