// Makes the package that a kind of job asks for: recordings numbered in their order, texts as UTF-8, in a zip, with a table of old and new names beside it.
import type { ByteSource } from "../audio/wav/byteSource.js";
import type { RecordingsReport } from "../report.js";
import { PackageError } from "./packageError.js";
import { writeZip, type ZipEntrySource, type ZipOptions, type ZipOutput } from "./zipWriter.js";

/** Opens a recording by its id; it is closed when it was copied. */
export type OpenRecording = (id: string) => Promise<ByteSource & { close(): void }> | (ByteSource & { close(): void });

export interface PackagedFile {
  /** In the zip. */
  readonly name: string;
  /** Path of the recording or of the text below the folder, and the line of a text in a table. */
  readonly from: string;
  readonly line?: number;
}

export interface MadePackage {
  readonly files: readonly PackagedFile[];
  readonly bytes: number;
}

/** What the zip will hold, in its order. Recordings that were left out have no number. Throws PackageError. */
export function packageFiles({ recordings, kind, script }: RecordingsReport): readonly PackagedFile[] {
  const chosen = recordings.filter(({ number }) => number !== undefined);
  if (chosen.length === 0) throw new PackageError("empty");
  const isOneFile = kind?.requirements.package === "oneFile";
  if (isOneFile && chosen.length > 1) throw new PackageError("severalFiles");
  const needsText = kind?.requirements.text === "required";
  const missing = chosen.find(({ text }) => needsText && (!text || text.text.trim() === ""));
  if (missing) throw new PackageError("missingText", missing.id);
  const files = chosen.flatMap(({ id, number, text, measures }): PackagedFile[] => {
    // What was measured is a WAV, whatever it is called.
    const sound = { name: `${number}.${measures ? "wav" : endingFor(id)}`, from: id };
    if (!text || kind?.requirements.text === "none") return [sound];
    return [sound, { name: `${number}.txt`, from: text.path, ...(text.line !== undefined && { line: text.line }) }];
  });
  return script && !isOneFile ? [...files, { name: "0.txt", from: script.path }] : files;
}

function endingFor(id: string): string {
  const ending = id.slice(id.lastIndexOf(".") + 1).toLowerCase();
  return /^[a-z0-9]{1,5}$/.test(ending) && ending !== "wave" ? ending : "wav";
}

/** Writes the zip. The recordings are copied byte for byte and never changed; memory does not grow with them. Throws PackageError. */
export async function makePackage(
  report: RecordingsReport,
  open: OpenRecording,
  output: ZipOutput,
  options: ZipOptions = {},
): Promise<MadePackage> {
  const files = packageFiles(report);
  const bytes = await writeZip(packageEntries(report, files, open), output, options);
  return { files, bytes };
}

/** What is in the files: recordings as they lie there, texts as they are to be read. */
export function packageEntries(
  report: RecordingsReport,
  files: readonly PackagedFile[],
  open: OpenRecording,
): readonly ZipEntrySource[] {
  const texts = new Map(report.recordings.flatMap(({ number, text }) => (text ? [[`${number}.txt`, text.text]] : [])));
  if (report.script) texts.set("0.txt", texts.get("0.txt") ?? report.script.text);
  return files.map(({ name, from }): ZipEntrySource => {
    const text = name.endsWith(".txt") ? texts.get(name) : undefined;
    return text === undefined ? { name, open: () => open(from) } : { name, open: () => textSource(text) };
  });
}

/** As it is to be read: UTF-8 without a mark, without blanks and empty lines around it, one line break between lines. */
export function packagedText(text: string): Uint8Array {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  return new TextEncoder().encode(
    lines
      .map((line) => line.trim())
      .filter((line) => line !== "")
      .join("\n"),
  );
}

function textSource(text: string): ByteSource & { close(): void } {
  const bytes = packagedText(text);
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, offset + length), close: () => {} };
}
