// Makes samples in [-1, 1) of the bytes of a WAV, one small loop for each way of writing them.
import type { SampleFormat } from "./wavFile.js";

type Decoder = (view: DataView, bytes: Uint8Array, from: number, step: number, into: Float32Array, count: number) => void;

/** Gives a function that decodes `count` samples of one channel, of frames that lie at the beginning of `bytes`. */
export function decoderOf({ encoding, bits, channels, frameBytes }: SampleFormat) {
  const decode = decoders.get(`${encoding}${bits}`)!;
  const sampleBytes = bits / 8;
  return (bytes: Uint8Array, channel: number, into: Float32Array, count: number): void => {
    // The commonest recording by far, and the quickest way to read it. Every system that runs the editor is little-endian.
    if (encoding === "signed" && bits === 16 && bytes.byteOffset % 2 === 0)
      return decodeShorts(new Int16Array(bytes.buffer, bytes.byteOffset, count * channels), channel, channels, into, count);
    decode(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), bytes, channel * sampleBytes, frameBytes, into, count);
  };
}

function decodeShorts(samples: Int16Array, channel: number, channels: number, into: Float32Array, count: number): void {
  if (channels === 1) for (let at = 0; at < count; at++) into[at] = samples[at]! / 32_768;
  else for (let at = 0, from = channel; at < count; at++, from += channels) into[at] = samples[from]! / 32_768;
}

const decoders = new Map<string, Decoder>(
  Object.entries({
    unsigned8: (_, bytes, from, step, into, count) => {
      for (let at = 0; at < count; at++, from += step) into[at] = (bytes[from]! - 128) / 128;
    },
    signed16: (view, _, from, step, into, count) => {
      for (let at = 0; at < count; at++, from += step) into[at] = view.getInt16(from, true) / 32_768;
    },
    signed24: (_, bytes, from, step, into, count) => {
      for (let at = 0; at < count; at++, from += step)
        into[at] = (bytes[from]! | (bytes[from + 1]! << 8) | ((bytes[from + 2]! << 24) >> 8)) / 8_388_608;
    },
    signed32: (view, _, from, step, into, count) => {
      for (let at = 0; at < count; at++, from += step) into[at] = view.getInt32(from, true) / 2_147_483_648;
    },
    float32: (view, _, from, step, into, count) => {
      for (let at = 0; at < count; at++, from += step) into[at] = bounded(view.getFloat32(from, true));
    },
    float64: (view, _, from, step, into, count) => {
      for (let at = 0; at < count; at++, from += step) into[at] = bounded(view.getFloat64(from, true));
    },
    aLaw8: (_, bytes, from, step, into, count) => {
      for (let at = 0; at < count; at++, from += step) into[at] = aLaw[bytes[from]!]!;
    },
    muLaw8: (_, bytes, from, step, into, count) => {
      for (let at = 0; at < count; at++, from += step) into[at] = muLaw[bytes[from]!]!;
    },
  } satisfies Readonly<Record<string, Decoder>>),
);

/** What is no number is silence, and what is far out of reach stays where sums can hold it. */
function bounded(value: number): number {
  if (value > -1e6 && value < 1e6) return value;
  return value > 0 ? 1e6 : value < 0 ? -1e6 : 0;
}

/** ITU-T G.711. */
const aLaw = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = code ^ 0x55;
  const [exponent, mantissa] = [(bits >> 4) & 7, bits & 15];
  const size = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1);
  return (bits & 0x80 ? size : -size) / 32_768;
});
const muLaw = Float32Array.from({ length: 256 }, (_, code) => {
  const bits = ~code & 0xff;
  const [exponent, mantissa] = [(bits >> 4) & 7, bits & 15];
  const size = (((mantissa << 3) + 0x84) << exponent) - 0x84;
  return (bits & 0x80 ? -size : size) / 32_768;
});
