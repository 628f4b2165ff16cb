// A list in the editor's state that other versions may write too: what this one cannot read stays as it is.
import type { KeyValue } from "../../core/ports/ports.js";
import { type StateKey, unreadableKey } from "../../core/storedNames.js";

interface StoredList {
  readonly version: number;
  readonly entries: readonly unknown[];
}

export class VersionedList<T> {
  /** Writes follow one another: each reads what the one before wrote. */
  private lastWrite: Promise<void> = Promise.resolve();

  constructor(
    private readonly state: KeyValue,
    private readonly key: StateKey,
    /** Undefined = not one that this version understands. */
    private readonly read: (entry: unknown) => T | undefined,
  ) {}

  all(): readonly T[] {
    return this.stored().entries.flatMap((entry) => this.read(entry) ?? []);
  }

  /** Replaces the entries that this version reads; the others keep their place before them. */
  change(act: (entries: readonly T[]) => readonly T[]): Promise<void> {
    const written = this.lastWrite.then(async () => {
      const stored = this.stored();
      const foreign = stored.entries.filter((entry) => this.read(entry) === undefined);
      const entries = [...foreign, ...act(this.all())];
      if (JSON.stringify(entries) !== JSON.stringify(stored.entries)) await this.write({ ...stored, entries });
    });
    this.lastWrite = written.catch(() => undefined);
    return written;
  }

  private async write(list: StoredList): Promise<void> {
    const found = this.state.get<unknown>(this.key);
    // Not ours to throw away: another version may know how to read it.
    if (found !== undefined && !isList(found)) await this.state.update(unreadableKey(this.key), found);
    await this.state.update(this.key, list);
  }

  private stored(): StoredList {
    const found = this.state.get<unknown>(this.key);
    return isList(found) ? found : { version: 1, entries: [] };
  }
}

function isList(found: unknown): found is StoredList {
  return typeof found === "object" && found !== null && "entries" in found && Array.isArray(found.entries);
}
