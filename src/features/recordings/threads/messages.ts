// What the editor's thread and the threads that read files say to each other.
import type { SoundResult } from "../assemble.js";
import type { Peaks } from "../audio/peaks.js";
import type { FolderEntry } from "../layout/folderFiles.js";
import type { RecordingPlan } from "../layout/plan.js";
import type { MadePackage } from "../package/makePackage.js";
import type { PackageProblem } from "../package/packageError.js";
import type { CheckTarget, RecordingsReport } from "../report.js";

export type WorkerRequest =
  /** Lists a folder, says which sounds are there, and reads its texts, unless it is as it was when it had this signature. */
  | { readonly kind: "plan"; readonly target: CheckTarget; readonly known?: string }
  | { readonly kind: "measure"; readonly target: CheckTarget; readonly signature: string; readonly path: string }
  /** The sound of a recording to be played; of a long one a stretch around `at`, in seconds. */
  | {
      readonly kind: "sound";
      readonly target: CheckTarget;
      readonly signature: string;
      readonly path: string;
      readonly at: number;
    }
  /** Writes a package to `draft`, which becomes `to`, a zip or a folder, when it is whole. */
  | { readonly kind: "package"; readonly report: RecordingsReport; readonly draft: string; readonly to: string };

export type WorkerAnswer =
  | { readonly kind: "plan"; readonly plan: RecordingPlan; readonly signature: string; readonly filesRead: number }
  | { readonly kind: "unchanged" }
  /** What is known of the sounds of a folder before its texts are read. */
  | { readonly kind: "listed"; readonly sounds: readonly ListedSound[] }
  | { readonly kind: "measured"; readonly path: string; readonly result: SoundResult; readonly peaks?: Peaks }
  | { readonly kind: "sound"; readonly sound?: PlayableSound }
  | { readonly kind: "packaged"; readonly made: MadePackage }
  | { readonly kind: "unpackaged"; readonly problem: PackageProblem; readonly id?: string }
  /** How much of a long recording is read, or of a package is written, from 0 to 1. */
  | { readonly kind: "progress"; readonly path: string; readonly part: number }
  /** The folder cannot be read: what the file system calls it. */
  | { readonly kind: "failed"; readonly code: string };

/** A sound in its place in the order of the plan. */
export interface ListedSound {
  readonly entry: FolderEntry;
  /** By its header; absent = it was not looked at, or does not say. */
  readonly seconds?: number;
}

/** Bytes that a browser can play. */
export interface PlayableSound {
  /** Such as audio/wav. */
  readonly type: string;
  readonly bytes: Uint8Array;
  /** Seconds of the recording at which it begins. */
  readonly from: number;
  /** Seconds that it lasts; absent = to the end of the recording. */
  readonly lasts?: number;
}

/** More is to come. */
export type PartialAnswer = Extract<WorkerAnswer, { kind: "progress" | "listed" }>;

export function isPartial(answer: WorkerAnswer): answer is PartialAnswer {
  const { kind } = answer;
  return kind === "progress" || kind === "listed";
}
