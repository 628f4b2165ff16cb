// The short form of a report for language models: a sentence of ours, and figures and findings as data.
import type { RecordingsReport } from "../report.js";
import { severityTitle } from "./findings/findingText.js";
import { summaryText, totalsText, verdictText } from "./verdictText.js";

/** Kinds of findings, and files named of each, that one answer has room for. */
const [mostFindings, mostFiles] = [25, 5];

export interface RecordingsTold {
  readonly sentences: readonly string[];
  readonly told: {
    readonly recordings: number;
    readonly counts: Readonly<Record<string, number>>;
    readonly findings: readonly {
      readonly code: string;
      readonly severity: string;
      readonly text: string;
      readonly times: number;
      readonly files: readonly string[];
    }[];
  };
}

export function shortReport(report: RecordingsReport, locale: string): RecordingsTold {
  const { verdict, recordings, kind } = report;
  return {
    sentences: [verdictText(report, locale), totalsText(report, locale)],
    told: {
      recordings: recordings.length,
      counts: verdict.counts,
      findings: verdict.summary.slice(0, mostFindings).map((line) => ({
        code: line.code,
        severity: severityTitle(line.severity),
        text: summaryText(line, locale, kind?.cloudTitle),
        times: Math.max(1, line.files.length),
        files: line.files.slice(0, mostFiles),
      })),
    },
  };
}
