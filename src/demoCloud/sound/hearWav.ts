// What the local clouds hear in a WAV file: its format, how long it is, and how much of it is at full scale.

export interface HeardSound {
  readonly rate: number;
  readonly bits: number;
  readonly channels: number;
  readonly seconds: number;
  /** Part of the samples that are at full scale; only of 16 bits. */
  readonly clipped: number;
}

/** Samples in a row that are looked at for full scale; of a long file the first ones. */
const mostSamples = 48_000 * 60;

/** Undefined = it is no WAV file of plain samples. */
export function hearWav(file: Buffer): HeardSound | undefined {
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE") return undefined;
  let format: { readonly rate: number; readonly bits: number; readonly channels: number } | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString("latin1", at, at + 4);
    const size = Math.min(file.readUInt32LE(at + 4), file.length - at - 8);
    const body = file.subarray(at + 8, at + 8 + size);
    if (name === "fmt " && size >= 16)
      format = { channels: body.readUInt16LE(2), rate: body.readUInt32LE(4), bits: body.readUInt16LE(14) };
    if (name === "data" && format) {
      const bytesPerSecond = (format.rate * format.channels * format.bits) / 8;
      return {
        ...format,
        seconds: bytesPerSecond > 0 ? size / bytesPerSecond : 0,
        clipped: format.bits === 16 ? clippedPart(body) : 0,
      };
    }
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function clippedPart(samples: Buffer): number {
  const count = Math.min(mostSamples, Math.floor(samples.length / 2));
  let full = 0;
  for (let index = 0; index < count; index++) if (Math.abs(samples.readInt16LE(index * 2)) >= 32_766) full++;
  return count === 0 ? 0 : full / count;
}
