// What is remembered of listening: how loud, and the texts that voices were asked to say last. Nothing personal, and no sound.
import type { KeyValue } from "../../core/ports/ports.js";
import { looksPrivate } from "../../core/privacy/persistableJob.js";
import { stateKeys } from "../../core/storedNames.js";

const mostTexts = 5;
/** UTF-16 code units: the editor reads all of its state at start. */
const longestText = 500;

export class ListenMemory {
  constructor(private readonly state: KeyValue) {}

  /** From 0 to 100. */
  volume(): number {
    const kept = this.state.get<unknown>(stateKeys.soundVolume);
    return typeof kept === "number" && kept >= 0 && kept <= 100 ? Math.round(kept) : 80;
  }

  async setVolume(volume: number): Promise<void> {
    await this.state.update(stateKeys.soundVolume, volume);
  }

  /** The last one first. */
  texts(): readonly string[] {
    const kept = this.state.get<unknown>(stateKeys.spokenTexts);
    return Array.isArray(kept) ? kept.filter((text) => typeof text === "string" && text !== "").slice(0, mostTexts) : [];
  }

  /** What looks like a phone number, a link or a key is typed again. */
  async noteText(text: string): Promise<void> {
    const trimmed = text.trim();
    if (trimmed === "" || trimmed.length > longestText || looksPrivate(trimmed)) return;
    const others = this.texts().filter((each) => each !== trimmed);
    await this.state.update(stateKeys.spokenTexts, [trimmed, ...others].slice(0, mostTexts));
  }
}
