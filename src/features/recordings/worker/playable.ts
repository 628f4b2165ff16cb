// Makes the bytes of a recording that a browser can play: those of the file, or of a long or odd one a stretch of it as a plain WAV.
import type { ByteSource } from "../audio/wav/byteSource.js";
import { readWav } from "../audio/wav/readWav.js";
import { SampleReader } from "../audio/wav/sampleReader.js";
import type { WavFile } from "../audio/wav/wavFile.js";
import { endingOf } from "../layout/folderFiles.js";
import type { PlayableSound } from "../threads/messages.js";

/** Bytes that cross to the page at once. */
const mostBytes = 16 << 20;
/** -80 dBFS. */
const silent = 1e-4;
/** Seconds of a stretch before the place that is asked for, and in all. */
const [lead, stretch] = [2, 30];

const types: ReadonlyMap<string, string> = new Map([
  ["mp3", "audio/mpeg"],
  ["ogg", "audio/ogg"],
  ["oga", "audio/ogg"],
  ["opus", "audio/ogg"],
  ["flac", "audio/flac"],
  ["m4a", "audio/mp4"],
  ["mp4", "audio/mp4"],
  ["aac", "audio/aac"],
]);

/** Undefined = nothing that can be played. */
export async function playableSound(source: ByteSource, path: string, at: number): Promise<PlayableSound | undefined> {
  const wav = await readWav(source);
  if (wav.kind !== "wav") {
    const type = types.get(endingOf(path));
    return type === undefined || source.size > mostBytes || source.size === 0
      ? undefined
      : { type, bytes: await wholeOf(source), from: 0 };
  }
  // Browsers play all but the longest floats; a header that lies is written again.
  const isPlain = wav.format.bits !== 64 && wav.flaws.length === 0 && source.size <= mostBytes;
  return isPlain ? { type: "audio/wav", bytes: await wholeOf(source), from: 0 } : stretchOf(source, wav, at);
}

async function wholeOf(source: ByteSource): Promise<Uint8Array> {
  const bytes = new Uint8Array(source.size);
  const block = 1 << 20;
  for (let from = 0; from < bytes.length; from += block) {
    const read = await source.read(from, Math.min(block, bytes.length - from));
    bytes.set(read, from);
  }
  return bytes;
}

async function stretchOf(source: ByteSource, wav: WavFile, at: number): Promise<PlayableSound> {
  const { rate } = wav.format;
  const seconds = wav.frames / rate;
  const isWhole = seconds <= stretch;
  const from = isWhole ? 0 : Math.max(0, Math.min(at - lead, seconds - stretch));
  const start = Math.floor(from * rate);
  const wanted = Math.min(Math.ceil(stretch * rate), wav.frames - start);
  const samples = await heardSamples(new SampleReader(source, wav), start, wanted);
  const end = (start + samples.length) / rate;
  return {
    type: "audio/wav",
    bytes: plainWav(samples, rate),
    from: start / rate,
    ...(end < seconds && { lasts: samples.length / rate }),
  };
}

/** Of the first channel, unless nothing is heard in it. */
async function heardSamples(reader: SampleReader, start: number, count: number): Promise<Float32Array> {
  const first = await reader.read(start, count, 0);
  const isSilent = first.every((value) => Math.abs(value) < silent);
  return isSilent && reader.channels > 1 ? reader.read(start, count, 1) : first;
}

/** 16 bit, mono. */
function plainWav(samples: Float32Array, rate: number): Uint8Array {
  const bytes = new Uint8Array(44 + samples.length * 2);
  const view = new DataView(bytes.buffer);
  const word = (at: number, text: string) => {
    for (let index = 0; index < text.length; index++) bytes[at + index] = text.charCodeAt(index);
  };
  word(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, samples.length * 2, true);
  samples.forEach((value, at) => {
    view.setInt16(44 + at * 2, Math.max(-32_768, Math.min(32_767, Math.round(value * 32_768))), true);
  });
  return bytes;
}
