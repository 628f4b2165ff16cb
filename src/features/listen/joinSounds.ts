// Makes one sound of several that belong together: a long text comes in several files.
import { kindOf, type Sound } from "./sound.js";

interface WavParts {
  /** The chunk that says how samples are written. */
  readonly format: Uint8Array;
  readonly data: Uint8Array;
}

/** Undefined = they cannot be put together without being converted: then each is heard by itself. */
export function joinSounds(sounds: readonly Sound[]): Sound | undefined {
  const [first] = sounds;
  if (!first || sounds.length === 1) return first;
  if (sounds.some(({ type }) => type !== first.type)) return undefined;
  // Frames of MP3 stand for themselves.
  if (first.type === "audio/mpeg") return { ...first, bytes: concatenate(sounds.map(({ bytes }) => bytes)) };
  const parts = sounds.map(({ bytes }) => partsOf(bytes));
  const [begin] = parts;
  if (!begin || !parts.every((part): part is WavParts => part !== undefined && isSame(part.format, begin.format)))
    return undefined;
  const data = concatenate(parts.map((part) => part.data));
  const head = new Uint8Array(12);
  head.set(ascii("RIFF"), 0);
  head.set(ascii("WAVE"), 8);
  const size = 4 + 8 + begin.format.byteLength + 8 + data.byteLength;
  head.set(littleEndian(size), 4);
  const chunks = [head, ascii("fmt "), littleEndian(begin.format.byteLength), begin.format];
  return { ...first, bytes: concatenate([...chunks, ascii("data"), littleEndian(data.byteLength), data]) };
}

function partsOf(bytes: Uint8Array): WavParts | undefined {
  if (kindOf(bytes)?.extension !== "wav") return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: Uint8Array | undefined;
  for (let at = 12; at + 8 <= bytes.byteLength; ) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4));
    const length = view.getUint32(at + 4, true);
    const chunk = bytes.subarray(at + 8, Math.min(bytes.byteLength, at + 8 + length));
    if (name === "fmt ") format = chunk;
    // An odd last byte would shift all samples behind it.
    if (name === "data") return format && { format, data: chunk.subarray(0, chunk.byteLength - (chunk.byteLength % 2)) };
    at += 8 + length + (length % 2);
  }
  return undefined;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.byteLength === b.byteLength && a.every((byte, at) => byte === b[at]);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function littleEndian(number: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number, true);
  return bytes;
}
