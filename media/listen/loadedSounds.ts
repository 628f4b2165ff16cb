// Sounds of the page that are in memory: where the player finds each, and its waveform once that is measured.
import { peaksOf } from "./waveform.js";

interface LoadedSound {
  readonly address: string;
  peaks?: Float32Array | undefined;
}

export class LoadedSounds {
  private readonly sounds = new Map<string, LoadedSound>();

  /** `measured`: a waveform is there. */
  constructor(private readonly measured: () => void) {}

  take(id: string, bytes: Uint8Array, mime: string): void {
    this.forget(id);
    const sound: LoadedSound = { address: URL.createObjectURL(new Blob([bytes.slice()], { type: mime })) };
    void peaksOf(bytes).then((peaks) => {
      sound.peaks = peaks;
      this.measured();
    });
    this.sounds.set(id, sound);
  }

  addressOf(id: string): string | undefined {
    return this.sounds.get(id)?.address;
  }

  /** Undefined = not measured yet, or the editor cannot decode it. */
  peaksOf(id: string): Float32Array | undefined {
    return this.sounds.get(id)?.peaks;
  }

  keepOnly(ids: readonly string[]): void {
    for (const id of [...this.sounds.keys()]) if (!ids.includes(id)) this.forget(id);
  }

  private forget(id: string): void {
    const known = this.sounds.get(id);
    if (known) URL.revokeObjectURL(known.address);
    this.sounds.delete(id);
  }
}
