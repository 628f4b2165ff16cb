// What a check of recordings has found, as other programs get it: figures and codes, with a sentence for each finding.

export interface RecordingFinding {
  /** Of a closed list, such as "clipped" or "tooLong"; more may come. */
  readonly code: string;
  /** `refuse`: the kind of job would refuse it. */
  readonly severity: "refuse" | "warn" | "hint";
  /** In the editor's language, with what was measured, what is asked and who asks. */
  readonly message: string;
  /** File below the folder; absent = the set. */
  readonly file?: string;
  /** Line of a text, from 1. */
  readonly line?: number;
  /** Seconds. */
  readonly at?: number;
  readonly measured?: number;
}

/** Levels in dB below full scale; what could not be measured is absent. */
export interface CheckedRecording {
  /** File below the folder. */
  readonly file: string;
  readonly seconds?: number;
  readonly sampleRate?: number;
  readonly bits?: number;
  readonly channels?: number;
  readonly peak?: number;
  /** LUFS. */
  readonly loudness?: number;
  readonly speechLevel?: number;
  readonly noise?: number;
  readonly signalToNoise?: number;
  readonly text?: string;
  readonly findings: readonly RecordingFinding[];
}

export interface CheckedRecordingSet {
  /** `unknown`: nothing to refuse was found, and no kind of job was named. */
  readonly outcome: "fit" | "unfit" | "unknown";
  /** Such as "huawei/basic". */
  readonly kind?: string;
  readonly seconds: number;
  readonly recordings: readonly CheckedRecording[];
  /** Of the set, and of files that are no recordings. */
  readonly findings: readonly RecordingFinding[];
}
