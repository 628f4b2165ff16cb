// Files that a job is made from and that are uploaded to where its cloud says: which parts there are, and where each of them goes.
import type { FileTarget } from "../ports/fileSender.js";

/** One file that a job can be given. Titles and hints are English sentences. */
export interface UploadPart {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** Of file names, without a dot, in lower case. */
  readonly endings: readonly string[];
  /** How such files begin; one of these. */
  readonly signatures: readonly (readonly number[])[];
  /** It holds the recordings of the job, as a package that can be made of a folder. */
  readonly isPackage?: true;
  /** The recordings go up one by one, each with its text: only a folder of them will do. */
  readonly isSegmented?: true;
  /** Bytes that one upload may carry. */
  readonly maxBytes: number;
}

export interface UploadTarget extends FileTarget {
  /** Id of the part. */
  readonly part: string;
  /** Where recordings go up one by one: which of them, from 0, in the order of the addresses, and whether it is its text. */
  readonly segment?: { readonly at: number; readonly isText: boolean };
}

/** What a cloud says of one recording and its text after both are up. */
export interface SegmentVerdict {
  readonly isConfirmed: boolean;
  /** Numbers of what does not match, as the cloud gives them; what they count is not documented. */
  readonly unmatched: readonly number[];
}
