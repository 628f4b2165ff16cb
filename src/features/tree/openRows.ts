// Which rows a person has opened or closed, kept beyond the window: a row that comes back stands as it was left.

import type { KeyValue } from "../../core/ports/ports.js";
import { maskPhone } from "../../core/privacy/mask.js";
import { stateKeys } from "../../core/storedNames.js";

/** The oldest are forgotten. */
const most = 500;
/** In UTF-16 code units. */
const longest = 500;

export class OpenRows {
  /** By id of the row, oldest first: open or closed. */
  private readonly chosen: Map<string, boolean>;

  constructor(private readonly state: KeyValue) {
    this.chosen = new Map(readRows(state.get<unknown>(stateKeys.openRows)));
  }

  /** Undefined = the person has never touched it. */
  isOpen(id: string): boolean | undefined {
    return this.chosen.get(id);
  }

  note(id: string, isOpen: boolean): void {
    if (this.chosen.get(id) === isOpen) return;
    this.chosen.delete(id);
    this.chosen.set(id, isOpen);
    for (const old of this.chosen.keys()) {
      if (this.chosen.size <= most) break;
      this.chosen.delete(old);
    }
  }

  /** What looks like a phone number lasts as long as its window. */
  async save(): Promise<void> {
    const kept = [...this.chosen].filter(([id]) => id.length <= longest && maskPhone(id) === id);
    await this.state.update(stateKeys.openRows, kept);
  }
}

/** Anything may have been left by another version. */
function readRows(stored: unknown): [string, boolean][] {
  if (!Array.isArray(stored)) return [];
  const rows = stored.flatMap((row: unknown): [string, boolean][] => {
    const [id, isOpen] = Array.isArray(row) ? row : [];
    return typeof id === "string" && id.length <= longest && typeof isOpen === "boolean" ? [[id, isOpen]] : [];
  });
  return rows.slice(-most);
}
