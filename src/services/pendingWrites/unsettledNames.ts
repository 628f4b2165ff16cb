// The list of notes whose outcome is not known yet: this window changes it one entry after the other.
import type { KeyValue } from "../../core/ports/ports.js";
import { unsettledNames, type unsettledStarts, type unsettledSubmits } from "./unsettled.js";

export class UnsettledNames {
  /** Each change reads what the one before wrote. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly state: KeyValue,
    private readonly key: typeof unsettledSubmits | typeof unsettledStarts,
  ) {}

  all(): readonly string[] {
    return unsettledNames(this.state, this.key);
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
