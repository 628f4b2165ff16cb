// Findings in the editor's list of problems: at the file that is meant and, in texts, at its line.

import * as vscode from "vscode";
import { recordingsPanel } from "../../../contributions.js";
import type { Finding } from "../finding.js";
import type { CheckTarget, RecordingReport, RecordingsReport } from "../report.js";
import { adviceText } from "../text/adviceText.js";
import { findingText } from "../text/findings/findingText.js";
import { fileUri } from "./recordingFiles.js";

/** Of one check; more would hide everything else that stands in the list. Worst first. */
const mostProblems = 2_000;

const levels = {
  refuse: vscode.DiagnosticSeverity.Error,
  warn: vscode.DiagnosticSeverity.Warning,
  hint: vscode.DiagnosticSeverity.Information,
} as const;

export class RecordingProblems {
  private readonly collection = vscode.languages.createDiagnosticCollection(recordingsPanel);

  constructor(
    private readonly target: CheckTarget,
    private readonly locale: string,
  ) {}

  show({ recordings, findings, kind }: RecordingsReport): void {
    const placed = [
      ...findings.map((finding) => ({ finding, recording: undefined })),
      ...recordings.flatMap((recording) =>
        // What is left out is no part of the set.
        recording.number === undefined ? [] : recording.findings.map((finding) => ({ finding, recording })),
      ),
    ];
    const order = Object.keys(levels);
    const worst = placed
      .sort((one, other) => order.indexOf(one.finding.severity) - order.indexOf(other.finding.severity))
      .slice(0, mostProblems);
    const byFile = new Map<string, { readonly uri: vscode.Uri; readonly problems: vscode.Diagnostic[] }>();
    for (const { finding, recording } of worst) {
      const path = fileOf(finding, recording);
      const uri = fileUri(this.target, path);
      const entry = byFile.get(uri.toString()) ?? { uri, problems: [] };
      byFile.set(uri.toString(), entry);
      entry.problems.push(this.problem(finding, path, recording, kind?.cloudTitle));
    }
    this.collection.clear();
    this.collection.set([...byFile.values()].map(({ uri, problems }) => [uri, problems]));
  }

  dispose(): void {
    this.collection.dispose();
  }

  private problem(finding: Finding, path: string | undefined, recording: RecordingReport | undefined, cloud: string | undefined) {
    const line = Math.max(0, (lineOf(finding, recording) ?? 1) - 1);
    const text = [findingText(finding, this.locale, cloud), adviceText(finding.code)].filter(Boolean).join(" ");
    // All files of an archive stand at the archive.
    const named = this.target.kind === "zip" && path !== undefined ? vscode.l10n.t("{0}: {1}", path, text) : text;
    const problem = new vscode.Diagnostic(new vscode.Range(line, 0, line, 1_000), named, levels[finding.severity]);
    problem.source = vscode.l10n.t("Voice Jobs");
    problem.code = finding.code;
    return problem;
  }
}

/** Findings about a text stand at the text. */
function fileOf({ code, file }: Finding, recording: RecordingReport | undefined): string | undefined {
  if (file !== undefined) return file;
  return isAboutText(code) ? (recording?.text?.path ?? recording?.id) : recording?.id;
}

function lineOf({ code, line }: Finding, recording: RecordingReport | undefined): number | undefined {
  return line ?? (isAboutText(code) ? recording?.text?.line : undefined);
}

function isAboutText(code: Finding["code"]): boolean {
  return code.startsWith("text") || code === "sameText";
}
