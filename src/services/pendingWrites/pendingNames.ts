// Names of writes whose outcome is not known yet, kept in the editor's state: the start reads them to know whether there is anything to resume.
import type { KeyValue } from "../../core/ports/ports.js";
import { stateKeys } from "../../core/storedNames.js";

export class PendingNames {
  /** Each change reads what the one before wrote. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly state: KeyValue,
    private readonly key: typeof pendingSubmits | typeof pendingCreations,
  ) {}

  all(): readonly string[] {
    return pendingNames(this.state, this.key);
  }

  /** Rejects where the editor cannot keep it. */
  remember(name: string): Promise<void> {
    return this.change((names) => [...new Set([...names, name])]);
  }

  /** Never throws: what cannot be taken off the list is looked up once more than needed. */
  async forget(name: string): Promise<void> {
    await this.change((names) => names.filter((each) => each !== name)).catch(() => undefined);
  }

  private change(change: (names: readonly string[]) => readonly string[]): Promise<void> {
    const changing = this.last.then(async () => {
      const names = this.all();
      const changed = change(names);
      if (changed.length !== names.length) await this.state.update(this.key, changed);
    });
    this.last = changing.catch(() => undefined);
    return changing;
  }
}

export const pendingSubmits = stateKeys.unsettledSubmits;

/** Of requests for jobs that have no id yet. */
export const pendingCreations = stateKeys.unsettledStarts;
export function pendingNames(state: KeyValue, key: typeof pendingSubmits | typeof pendingCreations): readonly string[] {
  const names = state.get<unknown>(key);
  return Array.isArray(names) ? names.filter((name): name is string => typeof name === "string") : [];
}
