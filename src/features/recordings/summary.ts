// The report of a check as other programs get it: what no document promises to stay stays inside.
import type { CheckedRecording, CheckedRecordingSet, RecordingFinding } from "../../core/recordings/checkedRecordingSet.js";
import type { Finding } from "./finding.js";
import { kindName } from "./kinds.js";
import type { RecordingReport, RecordingsReport } from "./report.js";

/** `worded`: the sentence of a finding. */
export function checkedRecordingSet(report: RecordingsReport, worded: (finding: Finding) => string): CheckedRecordingSet {
  const { kind, verdict, totals, recordings, findings } = report;
  return {
    outcome: verdict.outcome,
    ...(kind && { kind: kindName(kind) }),
    seconds: totals.seconds,
    recordings: recordings.map((each) => checkedRecording(each, worded)),
    findings: findings.map((each) => publicFinding(each, each.file, worded)),
  };
}

function checkedRecording(
  { id, measures, text, findings }: RecordingReport,
  worded: (finding: Finding) => string,
): CheckedRecording {
  const figures = measures && {
    seconds: measures.seconds,
    sampleRate: measures.format.rate,
    bits: measures.format.validBits,
    channels: measures.format.channels,
    peak: measures.peak,
    loudness: measures.loudness,
    speechLevel: measures.speech?.level,
    noise: measures.speech?.floor,
    signalToNoise: measures.speech?.snr,
  };
  // Silence has a level of minus infinity, which JSON cannot say.
  const known = Object.entries(figures ?? {}).filter(([, value]) => Number.isFinite(value));
  return {
    file: id,
    ...(Object.fromEntries(known) as Omit<CheckedRecording, "file" | "findings">),
    ...(text && { text: text.text.trim() }),
    findings: findings.map((each) => publicFinding(each, each.file ?? id, worded)),
  };
}

function publicFinding(finding: Finding, file: string | undefined, worded: (finding: Finding) => string): RecordingFinding {
  const { code, severity, line, at, measured } = finding;
  return {
    code,
    severity,
    message: worded(finding),
    ...(file !== undefined && { file }),
    ...(line !== undefined && { line }),
    ...(at !== undefined && { at }),
    ...(measured !== undefined && { measured }),
  };
}
