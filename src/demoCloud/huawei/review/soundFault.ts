// What the local review hears in one recording: whether it is a WAV that is taken, and whether it is overdriven.

/** Runs of full samples from which on a recording counts as overdriven. */
const mostRuns = 5;
/** Full samples in a row that make one. */
const shortestRun = 3;

export type SoundFault = "format" | "rate" | "clipped";

export function soundFault(file: Buffer): SoundFault | undefined {
  const sound = chunksOf(file);
  if (!sound || sound.format.length < 16) return "format";
  const [tag, rate, bits] = [sound.format.readUInt16LE(0), sound.format.readUInt32LE(4), sound.format.readUInt16LE(14)];
  if ((tag !== 1 && tag !== 0xfffe) || sound.data.length === 0) return "format";
  if (rate < 44_100) return "rate";
  return bits === 16 && isOverdriven(sound.data) ? "clipped" : undefined;
}

/** Seconds; 0 of what is no sound. */
export function lengthOf(file: Buffer): number {
  const sound = chunksOf(file);
  const bytesPerSecond = sound && sound.format.length >= 16 ? sound.format.readUInt32LE(8) : 0;
  return sound && bytesPerSecond > 0 ? sound.data.length / bytesPerSecond : 0;
}

function chunksOf(file: Buffer): { readonly format: Buffer; readonly data: Buffer } | undefined {
  if (file.toString("latin1", 0, 4) !== "RIFF" || file.toString("latin1", 8, 12) !== "WAVE") return undefined;
  let format: Buffer | undefined;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString("latin1", at, at + 4);
    const size = file.readUInt32LE(at + 4);
    const body = file.subarray(at + 8, at + 8 + size);
    if (name === "fmt ") format = body;
    if (name === "data") return format && { format, data: body };
    at += 8 + size + (size % 2);
  }
  return undefined;
}

function isOverdriven(data: Buffer): boolean {
  let runs = 0;
  let length = 0;
  for (let at = 0; at + 1 < data.length; at += 2) {
    const sample = data.readInt16LE(at);
    length = sample === 32_767 || sample === -32_768 ? length + 1 : 0;
    if (length === shortestRun) runs += 1;
    if (runs >= mostRuns) return true;
  }
  return false;
}
