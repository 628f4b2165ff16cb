// Sounds made by formula, and the WAVs they are written in: what tests of measures are fed with.

import { strict as assert } from "node:assert";
import { measureSound } from "../../../../src/features/recordings/audio/measureSound.js";
import type { SoundMeasures } from "../../../../src/features/recordings/audio/measures.js";
import { bytesSource } from "../../../../src/features/recordings/audio/wav/byteSource.js";

/** A sample at a time in seconds. */
export type Wave = (t: number, index: number) => number;

export const db = (level: number) => 10 ** (level / 20);

/** `phase` in degrees, `amplitude` of the peak. */
export function sine(hertz: number, amplitude: number, phase = 0): Wave {
  return (t) => amplitude * Math.sin(2 * Math.PI * hertz * t + (phase * Math.PI) / 180);
}

/** White and evenly distributed; the same each time. */
export function noise(rms: number, seed = 1): Wave {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state / 2 ** 31) * rms * Math.sqrt(3);
  };
}

export function mix(...waves: readonly Wave[]): Wave {
  return (t, index) => waves.reduce((total, wave) => total + wave(t, index), 0);
}

/** Between two times only; the noise generators go on meanwhile. */
export function between(from: number, to: number, wave: Wave): Wave {
  return (t, index) => (t >= from && t < to ? wave(t, index) : 0);
}

/** Rises and falls over 10 ms, as a tone must that is to have no edges. */
export function faded(seconds: number, wave: Wave): Wave {
  return (t, index) => wave(t, index) * Math.min(1, t / 0.01, (seconds - t) / 0.01);
}

export function samplesOf(wave: Wave, seconds: number, rate = 48_000): Float64Array {
  const samples = new Float64Array(Math.round(seconds * rate));
  for (let index = 0; index < samples.length; index++) samples[index] = wave(index / rate, index);
  return samples;
}

export type WrittenAs = "u8" | "s16" | "s24" | "s32" | "f32" | "f64" | "aLaw" | "muLaw";

const layouts: Readonly<Record<WrittenAs, { readonly tag: number; readonly bits: number }>> = {
  u8: { tag: 1, bits: 8 },
  s16: { tag: 1, bits: 16 },
  s24: { tag: 1, bits: 24 },
  s32: { tag: 1, bits: 32 },
  f32: { tag: 3, bits: 32 },
  f64: { tag: 3, bits: 64 },
  aLaw: { tag: 6, bits: 8 },
  muLaw: { tag: 7, bits: 8 },
};

/** Interleaved bytes of the samples of each channel. */
export function sampleBytes(channels: readonly Float64Array[], as: WrittenAs): Buffer {
  if (as === "s16") return shorts(channels);
  const { bits } = layouts[as];
  const size = bits / 8;
  const bytes = Buffer.alloc(channels.length * (channels[0]?.length ?? 0) * size);
  channels.forEach((samples, channel) => {
    samples.forEach((value, index) => {
      writeSample(bytes, (index * channels.length + channel) * size, value, as);
    });
  });
  return bytes;
}

/** The commonest way, in a loop of its own: tests make minutes of sound. */
function shorts(channels: readonly Float64Array[]): Buffer {
  const count = channels[0]?.length ?? 0;
  const into = new Int16Array(channels.length * count);
  channels.forEach((samples, channel) => {
    for (let at = 0, to = channel; at < count; at++, to += channels.length)
      into[to] = Math.max(-32_768, Math.min(32_767, Math.round(samples[at]! * 32_768)));
  });
  return Buffer.from(into.buffer);
}

function writeSample(bytes: Buffer, at: number, value: number, as: WrittenAs): void {
  const whole = (bits: number) =>
    Math.max(-(2 ** (bits - 1)), Math.min(2 ** (bits - 1) - 1, Math.round(value * 2 ** (bits - 1))));
  switch (as) {
    case "u8":
      bytes.writeUInt8(whole(8) + 128, at);
      break;
    case "s16":
      bytes.writeInt16LE(whole(16), at);
      break;
    case "s24":
      bytes.writeIntLE(whole(24), at, 3);
      break;
    case "s32":
      bytes.writeInt32LE(whole(32), at);
      break;
    case "f32":
      bytes.writeFloatLE(value, at);
      break;
    case "f64":
      bytes.writeDoubleLE(value, at);
      break;
    case "aLaw":
      bytes.writeUInt8(aLawOf(whole(16)), at);
      break;
    case "muLaw":
      bytes.writeUInt8(muLawOf(whole(16)), at);
      break;
  }
}

/** ITU-T G.711, of 16-bit samples. */
function aLawOf(sample: number): number {
  const sign = sample >= 0 ? 0x80 : 0;
  const size = Math.min(0x7fff, Math.abs(sample)) >> 4;
  const exponent = Math.max(0, Math.floor(Math.log2(Math.max(1, size))) - 4);
  const mantissa = exponent === 0 ? (size >> 0) & 15 : (size >> exponent) & 15;
  const segment = size < 16 ? 0 : size < 32 ? 1 : exponent + 1;
  return (sign | (segment << 4) | mantissa) ^ 0x55;
}

function muLawOf(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0;
  const size = Math.min(32_635, Math.abs(sample)) + 0x84;
  const exponent = Math.floor(Math.log2(size)) - 7;
  return ~(sign | (exponent << 4) | ((size >> (exponent + 3)) & 15)) & 0xff;
}

/** A chunk of a WAV, padded to an even size. */
export function chunk(name: string, body: Uint8Array, { size = body.length, isPadded = true } = {}): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 0, "latin1");
  head.writeUInt32LE(size >>> 0, 4);
  return Buffer.concat([head, body, Buffer.alloc(isPadded ? body.length % 2 : 0)]);
}

export function formatChunk(as: WrittenAs, channels: number, rate: number): Buffer {
  const { tag, bits } = layouts[as];
  const body = Buffer.alloc(16);
  body.writeUInt16LE(tag, 0);
  body.writeUInt16LE(channels, 2);
  body.writeUInt32LE(rate, 4);
  body.writeUInt32LE((rate * channels * bits) / 8, 8);
  body.writeUInt16LE((channels * bits) / 8, 12);
  body.writeUInt16LE(bits, 14);
  return chunk("fmt ", body);
}

/** `size`: what its header says of it. */
export function riff(chunks: readonly Uint8Array[], { magic = "RIFF", size = undefined as number | undefined } = {}): Buffer {
  const body = Buffer.concat([Buffer.from("WAVE", "latin1"), ...chunks]);
  const head = Buffer.alloc(8);
  head.write(magic, 0, "latin1");
  head.writeUInt32LE(size ?? body.length, 4);
  return Buffer.concat([head, body]);
}

export interface WavOptions {
  readonly rate?: number;
  readonly as?: WrittenAs;
}

/** One channel for each array of samples. */
export function wavOf(channels: readonly Float64Array[], { rate = 48_000, as = "s16" }: WavOptions = {}): Buffer {
  return riff([formatChunk(as, channels.length, rate), chunk("data", sampleBytes(channels, as))]);
}

/** Mono. */
export function wav(wave: Wave, seconds: number, options: WavOptions = {}): Buffer {
  return wavOf([samplesOf(wave, seconds, options.rate)], options);
}

export function near(found: number | undefined, expected: number, tolerance: number, what = ""): void {
  assert.ok(
    found !== undefined && Math.abs(found - expected) <= tolerance,
    `${what} is ${found}, not ${expected} ± ${tolerance}`,
  );
}

export async function measured(file: Uint8Array): Promise<SoundMeasures> {
  const found = await measureSound(bytesSource(file));
  if (found.kind !== "measured") throw new Error(`It is no sound: ${JSON.stringify(found)}`);
  return found.measures;
}
