// Reads the header of a WAV in all its shapes: walks the chunks, believes no size that the file does not have, and says what the file is where it is none.
import type { ByteSource } from "./byteSource.js";
import { fileKind, latin1, telling } from "./fileKind.js";
import type { BrokenHeader, HeaderFlaw, NotWav, SampleEncoding, SampleFormat, WavFile } from "./wavFile.js";

/** A file of more chunks than this is no recording. */
const mostChunks = 4_096;
/** What programs write where they cannot know the size yet. */
const streamedSizes = { unknown: 0xffff_ffff, soxFrom: 0x7fff_0000, soxTo: 0x7fff_ffff };
const extensible = 0xfffe;

interface Chunk {
  readonly name: string;
  /** Of its body. */
  readonly offset: number;
  /** As the header says. */
  readonly size: number;
}

interface Walked {
  readonly format?: Uint8Array;
  readonly data?: Chunk;
  /** Size of the data by the ds64 chunk of RF64. */
  readonly largeSize?: number;
  /** Whether more chunks stood behind the data. */
  readonly hasMore: boolean;
}

export async function readWav(source: ByteSource): Promise<WavFile | NotWav> {
  const head = (await source.read(0, telling)).slice();
  const magic = latin1(head.subarray(0, 4));
  const isLarge = magic === "RF64" || magic === "BW64";
  if ((magic !== "RIFF" && !isLarge) || latin1(head.subarray(8, 12)) !== "WAVE") return { kind: "other", is: fileKind(head) };
  const walked = await walkChunks(source);
  if (!walked.format) return broken("noFormat");
  const format = readFormat(walked.format);
  if (typeof format === "string") return broken(format);
  if (typeof format === "number") return { kind: "compressed", tag: format };
  if (!walked.data) return broken("noData");
  const { bytes, flaws } = measureData(source.size, walked, format);
  const frames = Math.floor(bytes / format.frameBytes);
  if (frames === 0) return { kind: "noSamples" };
  const rest = bytes % format.frameBytes;
  if (rest > 0) flaws.push({ flaw: "brokenLastFrame", bytes: rest });
  const riffSize = uint32(head, 4);
  const isStreamed = flaws.some(({ flaw }) => flaw === "unfinished" || flaw === "cutOff");
  if (!isLarge && !isStreamed && !isPlausibleRiff(riffSize, source.size)) flaws.push({ flaw: "riffSize" });
  return { kind: "wav", format, dataOffset: walked.data.offset, frames, flaws };
}

function broken(because: BrokenHeader): NotWav {
  return { kind: "broken", because };
}

async function walkChunks(source: ByteSource): Promise<Walked> {
  let format: Uint8Array | undefined;
  let data: Chunk | undefined;
  let largeSize: number | undefined;
  let position = 12;
  let hasMore = false;
  for (let count = 0; count < mostChunks && position + 8 <= source.size; count++) {
    const header = await source.read(position, 8);
    if (header.length < 8) break;
    const chunk: Chunk = { name: latin1(header.subarray(0, 4)), offset: position + 8, size: uint32(header, 4) };
    let size = chunk.size;
    if (chunk.name === "fmt " && !format) format = (await source.read(chunk.offset, Math.min(size, 64))).slice();
    else if (chunk.name === "ds64") {
      const body = await source.read(chunk.offset, 24);
      if (body.length >= 16) largeSize = uint32(body, 8) + uint32(body, 12) * 2 ** 32;
    } else if (chunk.name === "data" && !data) {
      data = chunk;
      if (size === streamedSizes.unknown && largeSize !== undefined) size = largeSize;
      // Nothing that could be found behind them: they go on to the end of the file.
      if (isUnfinished(size) || chunk.offset + size >= source.size) break;
      // An unfinished header that says 0: what follows at once is sound, unless it looks like a chunk.
      if (size === 0 && !(await isChunk(source, chunk.offset))) break;
    } else if (data) hasMore = true;
    position = await nextChunk(source, chunk.offset + size, size);
  }
  return { ...(format && { format }), ...(data && { data }), ...(largeSize !== undefined && { largeSize }), hasMore };
}

/** After an odd size comes a byte of padding, which some programs leave out. */
async function nextChunk(source: ByteSource, end: number, size: number): Promise<number> {
  if (size % 2 === 0) return end;
  return (await isChunk(source, end)) && !(await isChunk(source, end + 1)) ? end : end + 1;
}

/** Whether four printable characters stand here, as the name of a chunk does. */
async function isChunk(source: ByteSource, offset: number): Promise<boolean> {
  const name = await source.read(offset, 4);
  return name.length === 4 && name.every((byte) => byte >= 0x20 && byte < 0x7f);
}

function isUnfinished(size: number): boolean {
  return size === streamedSizes.unknown || (size >= streamedSizes.soxFrom && size <= streamedSizes.soxTo);
}

function measureData(fileSize: number, { data, largeSize, hasMore }: Walked, format: SampleFormat) {
  const { offset, size } = data!;
  const announced = size === streamedSizes.unknown && largeSize !== undefined ? largeSize : size;
  const there = Math.max(0, fileSize - offset);
  const flaws: HeaderFlaw[] = [];
  // Large files have such sizes in earnest.
  if (announced > there && isUnfinished(announced)) return { bytes: there, flaws: [{ flaw: "unfinished" } as HeaderFlaw] };
  if (announced === 0 && there > 0 && !hasMore) return { bytes: there, flaws: [{ flaw: "unfinished" } as HeaderFlaw] };
  if (announced > there) {
    const missingSeconds = (announced - there) / format.frameBytes / format.rate;
    flaws.push({ flaw: "cutOff", missingSeconds });
  }
  return { bytes: Math.min(announced, there), flaws };
}

/** Without the pad byte, or with what some programs forget to count. */
function isPlausibleRiff(riffSize: number, fileSize: number): boolean {
  return riffSize === fileSize - 8 || riffSize === fileSize - 9 || riffSize === fileSize - 7;
}

/** A string says what is wrong, a number is the tag of a compressed format. */
function readFormat(body: Uint8Array): SampleFormat | BrokenHeader | number {
  if (body.length < 14) return "noFormat";
  const isExtensible = uint16(body, 0) === extensible && body.length >= 40;
  const tag = isExtensible ? uint16(body, 24) : uint16(body, 0);
  const channels = uint16(body, 2);
  const rate = uint32(body, 4);
  const bits = body.length >= 16 ? uint16(body, 14) : 8;
  const encoding = encodingOf(tag, bits);
  if (encoding === undefined) return tag;
  if (channels === 0 || channels > 8) return "channels";
  if (rate < 1_000 || rate > 768_000) return "rate";
  // Odd sizes such as 20 bits lie left-aligned in whole bytes.
  const container = Math.ceil(bits / 8) * 8;
  const fits: Readonly<Record<SampleEncoding, readonly number[]>> = {
    unsigned: [8],
    signed: [16, 24, 32],
    float: [32, 64],
    aLaw: [8],
    muLaw: [8],
  };
  if (!fits[encoding].includes(container)) return "bits";
  const valid = isExtensible ? uint16(body, 18) : bits;
  const validBits = valid > 0 && valid <= container ? valid : bits;
  return { encoding, bits: container, validBits, channels, rate, frameBytes: (container / 8) * channels };
}

function encodingOf(tag: number, bits: number): SampleEncoding | undefined {
  switch (tag) {
    case 1:
      return bits <= 8 ? "unsigned" : "signed";
    case 3:
      return "float";
    case 6:
      return "aLaw";
    case 7:
      return "muLaw";
    default:
      return undefined;
  }
}

function uint16(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8);
}

function uint32(bytes: Uint8Array, at: number): number {
  return (uint16(bytes, at) | (uint16(bytes, at + 2) << 16)) >>> 0;
}
