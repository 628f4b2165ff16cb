// Reads samples of a WAV block by block, and single stretches of it again; keeps one block in memory, however long the file is.
import type { ByteSource } from "./byteSource.js";
import { decoderOf } from "./decode.js";
import type { WavFile } from "./wavFile.js";

/** Of the file; a block has whole sections. */
const blockBytes = 1 << 20;

/** Samples of some channels, from one place on. Filled again by the next read. */
export interface SampleBlock {
  /** Index of the first sample in the file. */
  readonly start: number;
  readonly count: number;
  readonly channels: readonly Float32Array[];
}

/** Memory that one reader after the other fills: a worker that measures many files asks for it once. */
export class SampleMemory {
  readonly #arrays: Float32Array[] = [];

  /** `slot`: the channel, or whatever else needs its own. */
  array(slot: number, length: number): Float32Array {
    const known = this.#arrays[slot];
    if (known && known.length >= length) return known;
    const array = new Float32Array(length);
    this.#arrays[slot] = array;
    return array;
  }
}

const scratch = 2;

export class SampleReader {
  /** Channels that are looked at: more than two are a mistake that is told by their number alone. */
  readonly channels: number;
  readonly #source: ByteSource;
  readonly #wav: WavFile;
  readonly #decode: ReturnType<typeof decoderOf>;
  readonly #memory: SampleMemory;
  #held: SampleBlock = { start: 0, count: 0, channels: [] };

  constructor(source: ByteSource, wav: WavFile, memory = new SampleMemory()) {
    this.#source = source;
    this.#wav = wav;
    this.#memory = memory;
    this.#decode = decoderOf(wav.format);
    this.channels = Math.min(wav.format.channels, 2);
  }

  /** Blocks of a multiple of `section` samples, the last one aside, up to `end`. */
  async *blocks(section: number, end: number): AsyncGenerator<SampleBlock> {
    const { frameBytes } = this.#wav.format;
    const size = Math.max(1, Math.floor(blockBytes / frameBytes / section)) * section;
    for (let start = 0; start < end; start += size) {
      const wanted = Math.min(size, end - start);
      const bytes = await this.#source.read(this.#wav.dataOffset + start * frameBytes, wanted * frameBytes);
      const count = Math.floor(bytes.length / frameBytes);
      const channels = Array.from({ length: this.channels }, (_, channel) => this.#memory.array(channel, count));
      channels.forEach((into, channel) => {
        this.#decode(bytes, channel, into, count);
      });
      this.#held = { start, count, channels };
      yield this.#held;
      // The file has become shorter meanwhile.
      if (count < wanted) return;
    }
  }

  /** Up to `count` samples of the channel from `start` on; a view that the next call fills again. */
  async read(start: number, count: number, channel: number): Promise<Float32Array> {
    const held = this.#held;
    if (start >= held.start && start + count <= held.start + held.count)
      return held.channels[channel]!.subarray(start - held.start, start - held.start + count);
    const { frameBytes } = this.#wav.format;
    const there = Math.max(0, Math.min(count, this.#wav.frames - start));
    const bytes = await this.#source.read(this.#wav.dataOffset + start * frameBytes, there * frameBytes);
    const read = Math.floor(bytes.length / frameBytes);
    const into = this.#memory.array(scratch, read);
    this.#decode(bytes, channel, into, read);
    return into.subarray(0, read);
  }
}
