// What can be heard on the page of a voice: its sample, and each text that was said, with their sounds in memory.

import { joinSounds } from "../joinSounds.js";
import type { Sound } from "../sound.js";
import type { SoundCache } from "../soundCache.js";
import type { HeardItem } from "../text/listenView.js";
import type { ChosenRecording } from "./recordingPicker.js";

export const sampleItem = "sample";
/** Its sound stays as long as the page. */
const recordingId = "recording";
/** Texts that stay listed. */
const mostTakes = 30;

/** A text as it was said: by each voice, in one sound or several. */
export interface Take {
  readonly text: string;
  readonly settings: Readonly<Record<string, number>>;
  readonly said: readonly (readonly Sound[])[];
  /** Milliseconds since 1970. */
  readonly at: number;
}

export class HeardItems {
  private readonly items: HeardItem[] = [];
  private takes = 0;

  constructor(
    private readonly cache: SoundCache,
    /** Of this computer, which the voice is heard beside. */
    private readonly recording: ChosenRecording | undefined,
    sampleIds: readonly string[],
    private readonly voiceIds: readonly string[],
  ) {
    this.items.push({ id: sampleItem, soundIds: [...sampleIds, ...this.beside()], isHere: false });
  }

  find(itemId: string | undefined): HeardItem | undefined {
    return this.items.find(({ id }) => id === itemId);
  }

  /** With what of it is in memory now. */
  all(): readonly HeardItem[] {
    return this.items.map((item) => ({ ...item, isHere: this.isHere(item) }));
  }

  isHere({ soundIds }: HeardItem): boolean {
    return soundIds.every((soundId) => soundId === recordingId || this.cache.peek(soundId) !== undefined);
  }

  soundOf(soundId: string): Sound | undefined {
    return soundId === recordingId ? this.recording?.sound : this.cache.get(soundId);
  }

  /** Id of its item. */
  addTake({ text, settings, said, at }: Take): string {
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
        const soundId = `${id} ${this.voiceIds.join()} ${at} ${track}`;
        this.cache.put(soundId, sound);
        return soundId;
      });
      this.items.push({ id, text, settings, at, soundIds: [...soundIds, ...this.beside()], isHere: true });
      return id;
    });
    for (const old of this.items.filter((item) => item.text !== undefined).slice(0, -mostTakes)) this.drop(old);
    return ids[0] ?? sampleItem;
  }

  drop(item: HeardItem): void {
    this.items.splice(this.items.indexOf(item), 1);
    for (const soundId of item.soundIds) this.cache.forget(soundId);
  }

  /** They cannot be played any more; the sample may be asked for again. */
  forget(): void {
    for (const { text, soundIds } of this.items)
      if (text !== undefined) for (const soundId of soundIds) this.cache.forget(soundId);
  }

  /** What each item is heard beside. */
  private beside(): readonly string[] {
    return this.recording ? [recordingId] : [];
  }
}
