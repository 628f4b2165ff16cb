// Remembers for each folder what its recordings are for; where folders lie stands on the disk as digests only.
import type { KeyValue } from "../../core/ports/ports.js";
import { stateKeys } from "../../core/storedNames.js";
import type { CheckTarget } from "./report.js";

/** Folders that are remembered, the latest ones. */
const mostFolders = 200;

export class ChosenKinds {
  readonly #state: KeyValue;
  readonly #digest: (text: string) => string;

  constructor(state: KeyValue, digest: (text: string) => string) {
    this.#state = state;
    this.#digest = digest;
  }

  /** Name of a kind, or `any`; undefined = it was not asked for. */
  get(target: CheckTarget): string | undefined {
    return this.#all().find(([folder]) => folder === this.#nameOf(target))?.[1];
  }

  async set(target: CheckTarget, kind: string): Promise<void> {
    const name = this.#nameOf(target);
    const others = this.#all().filter(([folder]) => folder !== name);
    await this.#state.update(stateKeys.recordingKinds, [...others, [name, kind]].slice(-mostFolders));
  }

  #nameOf(target: CheckTarget): string {
    return this.#digest(target.kind === "files" ? target.folder : target.path);
  }

  /** Whatever lies there: what is not as we write it is left aside. */
  #all(): readonly (readonly [folder: string, kind: string])[] {
    const stored = this.#state.get<unknown>(stateKeys.recordingKinds);
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((pair: unknown) =>
      Array.isArray(pair) && typeof pair[0] === "string" && typeof pair[1] === "string" ? [[pair[0], pair[1]] as const] : [],
    );
  }
}
