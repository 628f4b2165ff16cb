// The library of recordings that a cloud keeps for an account: what is listed of it, and how a file in the person's storage gets into it.

import type { FileTarget } from "../../ports/fileSender.js";

export interface MediaFile {
  readonly id: string;
  /** Absent = it has none. */
  readonly title?: string;
  /** Bytes. */
  readonly size?: number;
  /** Of sound. */
  readonly seconds?: number;
  /** Milliseconds since 1970. */
  readonly createdAt?: number;
  /** In the cloud's own word, where it is not ready. */
  readonly state?: string;
}

export interface MediaPage {
  /** Sounds alone, the latest first. */
  readonly files: readonly MediaFile[];
  /** Leads to the page after it; absent = this was the last. */
  readonly next?: string;
}

/** All but `register` are reads. They throw VoiceError. */
export interface MediaApi {
  /** `next`: of the page before; absent = the first. One read for each place that the library is in. */
  page(next: string | undefined, signal: AbortSignal): Promise<MediaPage>;
  /** What was made of a file in the person's storage; undefined = nothing yet. One read. */
  find(location: string, signal: AbortSignal): Promise<MediaFile | undefined>;
  /** Where it can be heard: signed, a secret. Undefined = the cloud does not tell. One read. */
  addressOf(id: string, signal: AbortSignal): Promise<string | undefined>;
  /** Puts a file of the person's storage into the library: exactly one request, whatever comes back. */
  register(location: string, title: string, signal: AbortSignal): Promise<{ readonly id?: string }>;
  /** Absent = files get into it by way of the person's storage alone. */
  readonly uploads?: MediaUploads;
}

/** Where the file of an entry goes. */
export interface MediaUploadTarget extends FileTarget {
  /** When `address` ends. Milliseconds since 1970. */
  readonly expiresAt: number;
}

/** Uploads into storage of the library itself. They throw VoiceError. */
export interface MediaUploads {
  /** Makes an entry whose file is to come: exactly one request, whatever comes back. `ending`: of the file's name, in lower case. */
  begin(
    file: { readonly title: string; readonly ending: string; readonly bytes: number },
    signal: AbortSignal,
  ): Promise<{ readonly id: string; readonly target: MediaUploadTarget }>;
  /** Another address for the file of the same entry. One read. */
  renew(id: string, ending: string, signal: AbortSignal): Promise<MediaUploadTarget>;
}

/** What a recording of consent says, word for word. */
export interface Statement {
  /** BCP 47. */
  readonly language: string;
  /** English name of the language. */
  readonly title: string;
  readonly text: string;
}

/** Of a field whose value names recordings in the library. */
export interface MediaChoice {
  /** Several are separated by commas. */
  readonly isSeveral?: boolean;
  /** What is read aloud in it. */
  readonly statements?: readonly Statement[];
}
