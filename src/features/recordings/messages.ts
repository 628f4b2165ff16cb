// What the editor's thread and the threads that read files say to each other.
import type { SoundResult } from "./assemble.js";
import type { Peaks } from "./audio/peaks.js";
import type { RecordingPlan } from "./layout/plan.js";
import type { CheckTarget } from "./report.js";

export type WorkerRequest =
  /** Lists a folder and reads its texts, unless it is as it was when it had this signature. */
  | { readonly kind: "plan"; readonly target: CheckTarget; readonly known?: string }
  | { readonly kind: "measure"; readonly target: CheckTarget; readonly signature: string; readonly path: string };

export type WorkerAnswer =
  | { readonly kind: "plan"; readonly plan: RecordingPlan; readonly signature: string; readonly filesRead: number }
  | { readonly kind: "unchanged" }
  | { readonly kind: "measured"; readonly path: string; readonly result: SoundResult; readonly peaks?: Peaks }
  /** How much of a long recording is read, from 0 to 1. */
  | { readonly kind: "progress"; readonly path: string; readonly part: number }
  /** The folder cannot be read: what the file system calls it. */
  | { readonly kind: "failed"; readonly code: string };
