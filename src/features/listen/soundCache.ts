// Keeps sounds in memory, within a bound: what was heard last stays longest, and nothing is written to disk.
import type { Sound } from "./sound.js";

/** Bytes of all together. */
const mostBytes = 150_000_000;

export class SoundCache {
  /** Used last comes last. */
  private readonly sounds = new Map<string, Sound>();

  constructor(private readonly limit = mostBytes) {}

  get(id: string): Sound | undefined {
    const sound = this.sounds.get(id);
    if (sound) this.put(id, sound);
    return sound;
  }

  /** Asks for nothing to stay longer. */
  peek(id: string): Sound | undefined {
    return this.sounds.get(id);
  }

  put(id: string, sound: Sound): void {
    this.sounds.delete(id);
    this.sounds.set(id, sound);
    let size = [...this.sounds.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
    for (const [oldest, { bytes }] of this.sounds) {
      if (size <= this.limit || oldest === id) break;
      this.sounds.delete(oldest);
      size -= bytes.byteLength;
    }
  }

  forget(id: string): void {
    this.sounds.delete(id);
  }
}
