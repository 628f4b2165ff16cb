// Measures one recording: reads its header, scans it once, and looks again at the few stretches that are judged by what the scan has found.

import { ClippingCounter, fullScale } from "./clipping.js";
import { amplitudeDb, powerDb } from "./decibel.js";
import { integratedLoudness } from "./loudness.js";
import type { ChannelRelation, Clipping, Dropout, FlatTops, SoundMeasures } from "./measures.js";
import type { Peaks } from "./peaks.js";
import { type ChannelScan, type Scan, scanSamples } from "./scan.js";
import { SpectrumAverage, spectrumFrames } from "./spectrum/bandwidth.js";
import { HumMeter } from "./spectrum/hum.js";
import { measureSpeech, type SpeechMeasures } from "./speech.js";
import type { ByteSource } from "./wav/byteSource.js";
import { readWav } from "./wav/readWav.js";
import { type SampleMemory, SampleReader } from "./wav/sampleReader.js";
import type { NotWav, WavFile } from "./wav/wavFile.js";

export interface MeasuredSound {
  readonly kind: "measured";
  readonly measures: SoundMeasures;
  readonly peaks: Peaks;
}

export interface MeasureOptions {
  /** Shared by calls that come one after the other. */
  readonly memory?: SampleMemory;
  /** How much of it is read, from 0 to 1. */
  readonly onProgress?: (part: number) => void;
}

export async function measureSound(source: ByteSource, options: MeasureOptions = {}): Promise<MeasuredSound | NotWav> {
  const wav = await readWav(source);
  if (wav.kind !== "wav") return wav;
  const reader = new SampleReader(source, wav, options.memory);
  const scan = await scanSamples(reader, wav, options.onProgress);
  if (scan.count === 0) return { kind: "noSamples" };
  const { rate, bits } = wav.format;
  const speech = measureSpeech({
    powers: scan.powers,
    secondsPerFrame: scan.frameLength / rate,
    seconds: scan.count / rate,
  });
  const least = Math.min(...scan.channels.map((channel) => channel.least));
  const most = Math.max(...scan.channels.map((channel) => channel.most));
  const loudness = integratedLoudness(scan.weighted, scan.sectionLength);
  const samples = scan.count * scan.channels.length;
  const heardChannel = heardIn(scan);
  const edge = speech && (await findBandEdge(reader, scan, speech, heardChannel));
  const hum = speech && (await findHum(reader, scan, speech, heardChannel));
  const measures: SoundMeasures = {
    format: wav.format,
    flaws: wav.flaws,
    seconds: wav.frames / rate,
    measuredSeconds: scan.count / rate,
    peak: amplitudeDb(Math.max(most, -least)),
    rms: powerDb(scan.channels.reduce((total, { squares }) => total + squares, 0) / samples),
    truePeak: amplitudeDb(Math.max(...scan.channels.map(({ truePeak }) => truePeak))),
    dc: scan.channels
      .map(({ total }) => total / scan.count)
      .reduce((one, other) => (Math.abs(other) > Math.abs(one) ? other : one)),
    clipping: clippingOf(scan, samples, bits),
    flatTops: flatTopsOf(scan, bits),
    ...(loudness !== undefined && { loudness }),
    ...(speech && { speech }),
    ...(edge && { bandEdge: edge }),
    ...(hum && { hum }),
    channels: relationOf(wav, scan),
    heardChannel,
    dropouts: speech && bits >= 16 ? dropoutsOf(scan, speech) : [],
    fingerprint: scan.fingerprint,
  };
  return { kind: "measured", measures, peaks: scan.peaks };
}

/**
 * Formats of eight bits are so coarse that a loud low tone stands still at their highest value: nothing can be told there. And what goes
 * on above full scale, as floating point lets it, was not cut off at it.
 */
function clippingOf({ channels, rate }: Scan, samples: number, bits: number): Clipping {
  if (bits < 16) return { runs: 0, samples: 0, share: 0, at: 0 };
  const found = channels.filter((channel) => extremeOf(channel) <= 1).map(({ clipping }) => clipping);
  const longest = found.reduce((one, other) => (other.longest > one.longest ? other : one), new ClippingCounter());
  const clipped = found.reduce((total, each) => total + each.samples, 0);
  return {
    runs: found.reduce((total, { runs }) => total + runs, 0),
    samples: clipped,
    share: clipped / samples,
    at: longest.longestAt / rate,
  };
}

/** -12 dBFS: what is quieter was not recorded near the limit. */
const leastTop = 10 ** (-12 / 20);
const leastTops = 3;

function flatTopsOf({ channels, rate }: Scan, bits: number): FlatTops {
  const counters = channels.flatMap(({ flatTops }) => flatTops);
  const flat = counters.filter(({ level, tops }) => tops > 0 && level > leastTop && (level < fullScale || level > 1));
  const count = flat.reduce((total, { tops }) => total + tops, 0);
  if (bits < 16 || count < leastTops) return { count: 0, at: 0 };
  return { count, at: Math.min(...flat.map(({ firstAt }) => firstAt)) / rate };
}

const silentChannel = 10 ** (-80 / 20);

function relationOf({ format }: WavFile, { channels, stereo }: Scan): ChannelRelation {
  if (format.channels > 2) return "many";
  if (!stereo) return "one";
  if (stereo.difference === 0) return "identical";
  if (channels.some((channel) => extremeOf(channel) < silentChannel)) return "silent";
  return stereo.correlation < -0.9 ? "inverted" : "different";
}

/** The first, unless it is silent and the second is not. */
function heardIn({ channels: [first, second] }: Scan): number {
  return first && second && extremeOf(first) < silentChannel && extremeOf(second) >= silentChannel ? 1 : 0;
}

function extremeOf({ least, most }: ChannelScan): number {
  return Math.max(most, -least);
}

/** Longer ones are pauses; and where a gate has cut the pauses, so are shorter ones. Seconds. */
const longestDropout = { usual: 0.2, gated: 0.03 };

/** Stretches in which nothing moves, with speech at once before and after them. */
function dropoutsOf({ repeats, powers, frameLength, rate }: Scan, { gate, noise }: SpeechMeasures): readonly Dropout[] {
  const isSpeech = (sample: number) => {
    const power = powers[Math.floor(sample / frameLength)];
    return power !== undefined && powerDb(power) > gate;
  };
  const longest = noise === "gated" ? longestDropout.gated : longestDropout.usual;
  return repeats
    .filter(({ start, length }) => length <= longest * rate && start > 0 && isSpeech(start - 1) && isSpeech(start + length))
    .map(({ start, length }) => ({ at: start / rate, length: length / rate }));
}

async function findBandEdge(reader: SampleReader, scan: Scan, { gate }: SpeechMeasures, channel: number) {
  const average = new SpectrumAverage(scan.rate);
  const frames = spread(
    framesWhere(scan, (power) => powerDb(power) > gate),
    spectrumFrames,
  );
  const one = new Float32Array(average.size);
  for (let at = 0; at + 1 < frames.length; at += 2) {
    const first = await reader.read(frames[at]! * scan.frameLength, average.size, channel);
    one.fill(0).set(first);
    average.addTwo(one, await reader.read(frames[at + 1]! * scan.frameLength, average.size, channel));
  }
  return average.edge();
}

/** Seconds of a window, and how many of them are enough. */
const humWindows = { long: 1, short: 0.2, most: 8 };

async function findHum(reader: SampleReader, scan: Scan, { gate, noise }: SpeechMeasures, channel: number) {
  if (noise !== "measured") return undefined;
  const meter = new HumMeter(scan.rate);
  const framesIn = (seconds: number) => Math.round((seconds * scan.rate) / scan.frameLength);
  const long = pausesOf(scan, gate, framesIn(humWindows.long));
  const length = framesIn(long.length > 0 ? humWindows.long : humWindows.short);
  const windows = spread(long.length > 0 ? long : pausesOf(scan, gate, length), humWindows.most);
  for (const frame of windows) meter.add(await reader.read(frame * scan.frameLength, length * scan.frameLength, channel));
  return meter.hum;
}

/** Where stretches of so many frames below the gate begin, one behind the other. */
function pausesOf({ powers }: Scan, gate: number, length: number): readonly number[] {
  const limit = 10 ** (gate / 10);
  const found: number[] = [];
  let run = 0;
  for (let at = 0; at < powers.length && found.length < 10_000; at++) {
    run = powers[at]! <= limit ? run + 1 : 0;
    if (run < length) continue;
    found.push(at - length + 1);
    run = 0;
  }
  return found;
}

function framesWhere({ powers }: Scan, isWanted: (power: number) => boolean): readonly number[] {
  const found: number[] = [];
  // Evenly thinned, so that the list of a day of sound stays short.
  const step = Math.max(1, Math.floor(powers.length / 100_000));
  for (let at = 0; at < powers.length; at += step) if (isWanted(powers[at]!)) found.push(at);
  return found;
}

/** At most `most` of them, evenly spread. */
function spread<T>(values: readonly T[], most: number): readonly T[] {
  if (values.length <= most) return values;
  return Array.from({ length: most }, (_, at) => values[Math.floor(((at + 0.5) * values.length) / most)]!);
}
