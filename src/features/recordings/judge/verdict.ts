// The verdict on a set: how many findings of each weight there are, and what stands in the way, worst and most frequent first.
import { type Finding, type Severity, severities } from "../finding.js";
import type { CheckedKind, RecordingReport, SetVerdict, SummaryLine } from "../report.js";

export function verdictOf(
  recordings: readonly RecordingReport[],
  ofSet: readonly Finding[],
  kind: CheckedKind | undefined,
): SetVerdict {
  const counts: Record<Severity, number> = { refuse: 0, warn: 0, hint: 0 };
  const lines = new Map<string, { readonly example: Finding; readonly files: string[] }>();
  const add = (finding: Finding, file: string | undefined) => {
    counts[finding.severity] += 1;
    const key = `${finding.severity}/${finding.code}`;
    const line = lines.get(key) ?? { example: finding, files: [] };
    lines.set(key, line);
    if (file !== undefined) line.files.push(file);
  };
  for (const finding of ofSet) add(finding, finding.file);
  for (const { id, findings } of recordings) for (const finding of findings) add(finding, id);
  const summary = [...lines.values()]
    .map(({ example, files }): SummaryLine => ({ code: example.code, severity: example.severity, files, example }))
    .sort(
      (one, other) =>
        severities.indexOf(one.severity) - severities.indexOf(other.severity) || other.files.length - one.files.length,
    );
  return { outcome: counts.refuse > 0 ? "unfit" : kind ? "fit" : "unknown", counts, summary };
}
