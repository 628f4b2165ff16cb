// One pass over all samples of a recording: collects what every measure is made of.
import { ClippingCounter, FlatTopCounter } from "./clipping.js";
import { frameStatistics, high, low, squares, sum } from "./frameStatistics.js";
import { WeightedSums } from "./loudness.js";
import { PeakCollector, type Peaks } from "./peaks.js";
import { type Repeat, RepeatFinder } from "./repeats.js";
import { StereoComparison } from "./stereo.js";
import { TruePeakMeter } from "./truePeak.js";
import type { SampleBlock, SampleReader } from "./wav/sampleReader.js";
import type { WavFile } from "./wav/wavFile.js";

/** No cloud takes a recording of more hours; of a longer file this much is measured. */
const mostHours = 24;
/** Frames of 10 ms in a section of 100 ms. */
const hopsPerSection = 10;

export interface Scan {
  readonly rate: number;
  /** Samples of 20 ms, of which a frame is made. */
  readonly frameLength: number;
  /** Variance of each frame of 20 ms, the mean of all channels; 0 = nothing moves in it. */
  readonly powers: Float32Array;
  /** K-weighted squares of all channels in each whole section of 100 ms. */
  readonly weighted: Float32Array;
  readonly sectionLength: number;
  readonly channels: readonly ChannelScan[];
  readonly stereo?: StereoComparison;
  /** Of all channels, in the order of their time. */
  readonly repeats: readonly Repeat[];
  readonly peaks: Peaks;
  /** Samples of one channel that were read. */
  readonly count: number;
  /** The same for the same sound, however it is written. */
  readonly fingerprint: string;
}

export interface ChannelScan {
  readonly least: number;
  readonly most: number;
  readonly total: number;
  readonly squares: number;
  readonly truePeak: number;
  readonly clipping: ClippingCounter;
  readonly flatTops: readonly [FlatTopCounter, FlatTopCounter];
}

/** `onProgress`: how much of it is read, from 0 to 1; after each block. */
export async function scanSamples(reader: SampleReader, wav: WavFile, onProgress?: (part: number) => void): Promise<Scan> {
  const { rate } = wav.format;
  const hop = Math.round(rate / 100);
  const end = Math.min(wav.frames, mostHours * 3_600 * rate);
  const hops = Math.ceil(end / hop);
  const section = hop * hopsPerSection;
  const powers = new Float32Array(Math.ceil(hops / 2));
  const weighted = new Float32Array(Math.floor(end / section));
  const collector = new PeakCollector(hops, hop / rate);
  const channels = Array.from({ length: reader.channels }, () => new ChannelScanner(rate, hop, reader.channels));
  const stereo = reader.channels === 2 ? new StereoComparison() : undefined;
  let count = 0;
  for await (const block of reader.blocks(section, end)) {
    count = block.start + block.count;
    channels.forEach((channel, index) => {
      channel.add(block, index, powers, weighted, collector);
    });
    stereo?.add(block.channels[0]!, block.channels[1]!, block.count);
    onProgress?.(count / end);
  }
  for (const { repeats } of channels) repeats.end(count);
  return {
    rate,
    frameLength: 2 * hop,
    powers: powers.subarray(0, Math.ceil(count / (2 * hop))),
    weighted: weighted.subarray(0, Math.floor(count / section)),
    sectionLength: section,
    channels,
    ...(stereo && { stereo }),
    repeats: channels.flatMap(({ repeats }) => repeats.found).sort((one, other) => one.start - other.start),
    peaks: collector.peaks,
    count,
    fingerprint: `${count}/${channels.map(({ hash }) => hash).join("/")}`,
  };
}

class ChannelScanner implements ChannelScan {
  least = Number.POSITIVE_INFINITY;
  most = Number.NEGATIVE_INFINITY;
  total = 0;
  squares = 0;
  readonly clipping = new ClippingCounter();
  readonly flatTops = [new FlatTopCounter(1), new FlatTopCounter(-1)] as const;
  readonly repeats: RepeatFinder;
  readonly #truePeak = new TruePeakMeter();
  readonly #weighted: WeightedSums;
  readonly #hop: number;
  readonly #share: number;
  readonly #found = new Float64Array(4);
  #hash = 0x811c_9dc5;
  #otherHash = 0;

  constructor(rate: number, hop: number, channels: number) {
    this.repeats = new RepeatFinder(rate);
    this.#weighted = new WeightedSums(rate);
    this.#hop = hop;
    this.#share = 1 / channels;
  }

  get truePeak(): number {
    return this.#truePeak.peak;
  }

  get hash(): string {
    return `${(this.#hash >>> 0).toString(36)}.${(this.#otherHash >>> 0).toString(36)}`;
  }

  add(block: SampleBlock, index: number, powers: Float32Array, weighted: Float32Array, collector: PeakCollector): void {
    const x = block.channels[index]!;
    this.#truePeak.begin(x, block.count);
    const frame = 2 * this.#hop;
    for (let from = 0; from < block.count; from += frame) {
      const to = Math.min(from + frame, block.count);
      const power = this.#addFrame(x, from, to, block, index, collector);
      const at = Math.floor((block.start + from) / frame);
      powers[at] = powers[at]! + power * this.#share;
    }
    this.repeats.add(x, block.count, block.start);
    const section = this.#hop * hopsPerSection;
    this.#weighted.add(x, block.count, section, weighted, block.start / section);
  }

  /** Gives the variance of two hops; 0 where all their samples are the same. */
  #addFrame(x: Float32Array, from: number, to: number, block: SampleBlock, channel: number, collector: PeakCollector): number {
    const middle = Math.min(from + this.#hop, to);
    const hop = Math.floor((block.start + from) / this.#hop);
    this.#addHop(x, from, middle, block, hop, channel, collector);
    const found = this.#found;
    let total = found[sum]!;
    let square = found[squares]!;
    let least = found[low]!;
    let most = found[high]!;
    if (middle < to) {
      this.#addHop(x, middle, to, block, hop + 1, channel, collector);
      total += found[sum]!;
      square += found[squares]!;
      least = Math.min(least, found[low]!);
      most = Math.max(most, found[high]!);
    }
    if (least === most) return 0;
    const mean = total / (to - from);
    return Math.max(1e-20, square / (to - from) - mean * mean);
  }

  #addHop(
    x: Float32Array,
    from: number,
    to: number,
    block: SampleBlock,
    hop: number,
    channel: number,
    collector: PeakCollector,
  ): void {
    const found = this.#found;
    frameStatistics(x, from, to, found);
    const least = found[low]!;
    const most = found[high]!;
    this.total += found[sum]!;
    this.squares += found[squares]!;
    if (least < this.least) this.least = least;
    if (most > this.most) this.most = most;
    collector.add(hop, least, most, channel);
    this.#hash = Math.imul(this.#hash ^ ((least * 8_388_608) | 0), 0x0100_0193) ^ ((most * 8_388_608) | 0);
    this.#otherHash = Math.imul(this.#otherHash + ((found[squares]! * 1e6) | 0), 0x9e37_79b1) ^ (this.#hash >>> 15);
    this.clipping.add(x, from, to, block.start, least, most);
    this.flatTops[0].add(x, from, to, block.start, most);
    this.flatTops[1].add(x, from, to, block.start, least);
    this.#truePeak.add(x, from, to, block.count, Math.max(most, -least));
  }
}
