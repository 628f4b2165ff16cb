// Texts of a folder, read once each and within a bound, and what is found in how they are written.
import type { Finding, FindingCode, Severity } from "../finding.js";
import { type DecodedText, decodeText, type TextEncoding } from "../texts/decodeText.js";
import type { FolderEntry, FolderFiles } from "./folderFiles.js";

export interface PlannedText {
  readonly path: string;
  /** In a table, from 1. */
  readonly line?: number;
  readonly text: string;
  readonly encoding: TextEncoding;
}

/** Bytes of a text that are read; a sentence has some hundred, a table of a large set a few million. */
export const mostBytes = { text: 65_536, table: 16 << 20 };

/** What is read of one folder: each file once. */
export class Texts {
  readonly #files: FolderFiles;
  readonly #known = new Map<string, DecodedText | undefined>();

  constructor(files: FolderFiles) {
    this.#files = files;
  }

  async get(entry: FolderEntry): Promise<DecodedText | undefined> {
    if (!this.#known.has(entry.path)) this.#known.set(entry.path, await this.#read(entry));
    return this.#known.get(entry.path);
  }

  async #read(entry: FolderEntry): Promise<DecodedText | undefined> {
    if (entry.problem) return undefined;
    const bytes = await this.#files.readBytes(entry.path, mostBytes.table);
    return bytes && decodeText(bytes);
  }
}

export function finding(code: FindingCode, severity: Severity, file?: string, facts: Partial<Finding> = {}): Finding {
  return { code, severity, source: "fact", ...(file !== undefined && { file }), ...facts };
}

export async function ownText(entry: FolderEntry | undefined, texts: Texts): Promise<PlannedText | undefined> {
  const read = entry && (await texts.get(entry));
  return entry && read ? { path: entry.path, text: read.text.slice(0, mostBytes.text), encoding: read.encoding } : undefined;
}
