// What can be heard on the page of a voice: its sample, and each text that was said, with their sounds in memory.

import type { Clock } from "../../../core/ports/ports.js";
import { joinSounds } from "../joinSounds.js";
import type { Sound } from "../sound.js";
import type { SoundCache } from "../soundCache.js";
import type { HeardItem, HeardVoice } from "../text/listenView.js";
import { sampleId } from "../voiceSamples.js";
import type { ChosenRecording } from "./recordingPicker.js";

export const sampleItem = "sample";
/** Its sound stays as long as the page. */
const recordingId = "recording";
/** Texts that stay listed. */
const mostTakes = 30;

/** What of it is in memory changes by itself. */
type StoredItem = Omit<HeardItem, "isHere">;

export interface HeardKernel {
  readonly cache: SoundCache;
  readonly clock: Clock;
  /** Of this computer, which the voice is heard beside. */
  readonly recording?: ChosenRecording;
}

export class HeardItems {
  private readonly items: StoredItem[] = [];
  private takes = 0;

  constructor(
    private readonly kernel: HeardKernel,
    private readonly voices: readonly HeardVoice[],
  ) {
    this.add({
      id: sampleItem,
      soundIds: voices.map(({ connection, voiceId }) => sampleId(connection.id, voiceId)),
    });
  }

  find(itemId: string | undefined): StoredItem | undefined {
    return this.items.find(({ id }) => id === itemId);
  }

  /** With what of it is in memory now. */
  all(): readonly HeardItem[] {
    return this.items.map((item) => ({ ...item, isHere: this.isHere(item) }));
  }

  isHere({ soundIds }: StoredItem): boolean {
    return soundIds.every((soundId) => soundId === recordingId || this.kernel.cache.peek(soundId) !== undefined);
  }

  soundOf(soundId: string): Sound | undefined {
    return soundId === recordingId ? this.kernel.recording?.sound : this.kernel.cache.get(soundId);
  }

  /** `said`: by each voice, in one sound or several. Id of its item. */
  addTake(text: string, settings: Readonly<Record<string, number>>, said: readonly (readonly Sound[])[]): string {
    const at = this.kernel.clock.now();
    const number = ++this.takes;
    const joined = said.map((sounds) => joinSounds(sounds));
    // What cannot be put together is heard piece by piece.
    const pieces: readonly (readonly Sound[])[] = joined.every((sound) => sound !== undefined)
      ? [joined]
      : said.length === 1
        ? (said[0] ?? []).map((sound) => [sound])
        : [said.flatMap(([first]) => first ?? [])];
    const ids = pieces.map((sounds, piece) => {
      const id = `take ${number}.${piece}`;
      const soundIds = sounds.map((sound, track) => {
        const soundId = `${id} ${this.voices.map(({ voiceId }) => voiceId).join()} ${at} ${track}`;
        this.kernel.cache.put(soundId, sound);
        return soundId;
      });
      this.add({ id, text, settings, at, soundIds });
      return id;
    });
    for (const old of this.items.filter((item) => item.text !== undefined).slice(0, -mostTakes)) this.drop(old.id);
    return ids[0] ?? sampleItem;
  }

  /** A text that was said. The sample stays. */
  drop(itemId: string): void {
    const at = this.items.findIndex(({ id, text }) => id === itemId && text !== undefined);
    for (const { soundIds } of at < 0 ? [] : this.items.splice(at, 1))
      for (const soundId of soundIds) this.kernel.cache.forget(soundId);
  }

  /** They cannot be played any more; the sample may be asked for again. */
  forget(): void {
    for (const { text, soundIds } of this.items)
      if (text !== undefined) for (const soundId of soundIds) this.kernel.cache.forget(soundId);
  }

  /** Each is heard beside the recording. */
  private add(item: StoredItem): void {
    this.items.push(this.kernel.recording ? { ...item, soundIds: [...item.soundIds, recordingId] } : item);
  }
}
