// Lays what a cloud's review said of single files beside the recordings that were uploaded, for as long as these are as they were.
import type { RecordingsReview } from "../../core/ports/recordingPackages.js";
import { byWeight, type Finding } from "./finding.js";
import type { RecordingReport, RecordingsReport } from "./report.js";
import { verdictOf } from "./verdict.js";

export class ReviewFindings {
  /** How each recording was when its findings were first laid beside it, by its id. */
  readonly #looks = new Map<string, string>();

  constructor(private readonly review: RecordingsReview) {}

  /** The same report with the review's findings; those of a recording that has changed since are left out. */
  addTo(report: RecordingsReport): RecordingsReport {
    const code = this.review.isComparison ? "notConfirmed" : "reviewRefused";
    const recordings = report.recordings.map((recording) => {
      const words = this.#wordsFor(recording);
      const look = lookOf(recording);
      if (words.length === 0 || (this.#looks.get(recording.id) ?? look) !== look) return recording;
      this.#looks.set(recording.id, look);
      const said = words.map((detail): Finding => ({ code, severity: "refuse", source: "fact", file: recording.id, detail }));
      return { ...recording, findings: [...said, ...recording.findings].sort(byWeight), severity: "refuse" as const };
    });
    const counted = recordings.filter(({ number }) => number !== undefined);
    return { ...report, recordings, verdict: verdictOf(counted, report.findings, report.kind) };
  }

  /** A package's names are numbers; a file that was packed by hand has its own. */
  #wordsFor({ id, number }: RecordingReport): readonly string[] {
    const names = new Set([id, ...(number === undefined ? [] : [`${number}.wav`, `${number}.txt`])]);
    return this.review.findings.filter(({ item }) => names.has(item)).map(({ words }) => words);
  }
}

function lookOf({ file, text }: RecordingReport): string {
  return JSON.stringify([file.size, file.mtimeMs, text?.text]);
}
