// What a check of a folder of recordings has found: plain data, for the page, the problems list, reports and other programs.
import type { RecordingRequirements } from "../../core/recordings/recordingRequirements.js";
import type { SoundMeasures } from "./audio/measures.js";
import type { Peaks } from "./audio/peaks.js";
import type { NotWav } from "./audio/wav/wavFile.js";
import type { Finding, Severity } from "./finding.js";
import type { FolderEntry } from "./layout/folderFiles.js";
import type { Layout } from "./layout/plan.js";
import type { PlannedText } from "./layout/plannedTexts.js";

/** What is checked. Paths are absolute. */
export type CheckTarget =
  | { readonly kind: "folder"; readonly path: string }
  | { readonly kind: "zip"; readonly path: string }
  /** Files that were selected: sounds, and texts beside them. */
  | { readonly kind: "files"; readonly folder: string; readonly paths: readonly string[] };

/** What recordings are for: a kind of job of a cloud. */
export interface CheckedKind {
  readonly cloud: string;
  /** As people know the vendor: it stands beside the limits that it sets. */
  readonly cloudTitle: string;
  readonly requirements: RecordingRequirements;
}

export interface RecordingReport {
  /** Path below the folder; unique, and the same in the next check. */
  readonly id: string;
  /** Its number in a package, from 0; absent = it was left out. */
  readonly number?: number;
  readonly file: FolderEntry;
  readonly text?: PlannedText;
  /** Its length by its header, told while it is not measured yet. */
  readonly seconds?: number;
  /** Absent = not measured yet, or no WAV. */
  readonly measures?: SoundMeasures;
  /** Why it has no measures. */
  readonly unmeasured?: Unmeasured;
  /** Worst first. */
  readonly findings: readonly Finding[];
  /** The worst of them; absent = nothing was found. */
  readonly severity?: Severity;
}

export type Unmeasured = NotWav | { readonly kind: "unreadable"; readonly code: string };

export interface Totals {
  readonly recordings: number;
  readonly seconds: number;
  readonly speechSeconds: number;
  readonly medianSeconds: number;
  /** Characters of all texts. */
  readonly characters: number;
}

export interface SetVerdict {
  /** `fit`: nothing that would be refused. `unfit`: something would be. `unknown`: checked for no kind of job in particular. */
  readonly outcome: "fit" | "unfit" | "unknown";
  /** How many findings of each weight, over all recordings and the set. */
  readonly counts: Readonly<Record<Severity, number>>;
  /** What stands in the way: one line for each code, worst and most frequent first. */
  readonly summary: readonly SummaryLine[];
}

export interface SummaryLine {
  readonly code: Finding["code"];
  readonly severity: Severity;
  /** Ids of recordings, and paths of other files; empty = the set. */
  readonly files: readonly string[];
  /** One of them, for its numbers. */
  readonly example: Finding;
}

export interface RecordingsReport {
  readonly target: CheckTarget;
  readonly kind?: CheckedKind;
  readonly layout: Layout;
  readonly script?: PlannedText;
  readonly recordings: readonly RecordingReport[];
  /** Of the set and of files that are no recording. Worst first. */
  readonly findings: readonly Finding[];
  readonly totals: Totals;
  readonly verdict: SetVerdict;
  /** How many files were opened for this check; 0 = all was known. */
  readonly filesRead: number;
}

export type { Peaks };
