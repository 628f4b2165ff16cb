// Lays what a cloud's review said of single files beside the recordings that were uploaded, for as long as these are as they were.
import type { CloudSound, RecordingsReview } from "../../core/ports/recordingPackages.js";
import { byWeight, type Finding } from "./finding.js";
import { verdictOf } from "./judge/verdict.js";
import type { RecordingReport, RecordingsReport } from "./report.js";

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

/** Lays what a cloud has measured of a set beside it, for as long as the set is as it was. */
export class SoundFinding {
  #look: string | undefined;

  constructor(readonly sound: CloudSound) {}

  isOf({ recordings }: RecordingsReport): boolean {
    const look = JSON.stringify(recordings.map(({ id, number, file }) => [id, number, file.size, file.mtimeMs]));
    this.#look ??= look;
    return this.#look === look;
  }

  addTo(report: RecordingsReport): RecordingsReport {
    if (report.recordings.length === 0 || !this.isOf(report)) return report;
    const severity = this.sound.isGood ? "hint" : "warn";
    const finding: Finding = { code: "soundCheck", severity, source: "fact", detail: this.sound.verdict };
    const findings = [finding, ...report.findings].sort(byWeight);
    const counted = report.recordings.filter(({ number }) => number !== undefined);
    return { ...report, findings, verdict: verdictOf(counted, findings, report.kind) };
  }
}

function lookOf({ file, text }: RecordingReport): string {
  return JSON.stringify([file.size, file.mtimeMs, text?.text]);
}
