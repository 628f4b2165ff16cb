// Words the page with what became of several jobs: what needs the person first, each job with the cloud's words and its request ID.
import * as l10n from "@vscode/l10n";
import type { ReportButton, ReportContent, ReportLine, ReportRow, ReportTone } from "../../../protocol/report.js";
import { count } from "../../../text/counts.js";
import { bracketed, placed } from "../../../text/punctuation.js";
import { absoluteTime } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import {
  type BatchResult,
  type BatchVerdict,
  batchSummary,
  cleanLine,
  type OrphanResult,
  outcomeLines,
  verdictHint,
  verdictOrder,
  verdictTitle,
} from "./batchResultText.js";

export interface BatchResultInput {
  readonly results: readonly BatchResult[];
  readonly orphans: readonly OrphanResult[];
  /** What is offered for those that were not submitted. */
  readonly offer?: "retryFailed" | "submitRest" | undefined;
  readonly now: number;
  readonly locale: string;
}

export function batchResultView(input: BatchResultInput): ReportContent {
  const { results, orphans, offer, now, locale } = input;
  const verdicts = [...results, ...orphans].map(({ verdict }) => verdict);
  const isWell = verdicts.every((verdict) => verdict === "submitted");
  return {
    heading: l10n.t("Results of submitting several jobs"),
    place: absoluteTime(now, locale) ?? "",
    verdict: { tone: isWell ? "pass" : "warning", text: batchSummary(verdicts, locale), lines: [] },
    buttons: [...offered(offer), { action: "copy", label: l10n.t("Copy") }],
    sections: verdictOrder.flatMap((verdict) => {
      const rows = [
        ...results.flatMap((result, index) => (result.verdict === verdict ? [rowOf(result, index, now, locale)] : [])),
        ...orphans.flatMap((orphan, index) => (orphan.verdict === verdict ? [orphanRow(orphan, index)] : [])),
      ];
      if (rows.length === 0) return [];
      const title = bracketed(verdictTitle(verdict), count(rows.length, locale));
      const hint = verdictHint(verdict);
      return [{ id: verdict, title, ...(hint ? { hint } : {}), rows }];
    }),
  };
}

function offered(offer: BatchResultInput["offer"]): readonly ReportButton[] {
  if (!offer) return [];
  const label = offer === "retryFailed" ? l10n.t("Retry Failed Only") : l10n.t("Submit the Rest…");
  return [{ action: offer, label, isMain: true }];
}

function rowOf(result: BatchResult, index: number, now: number, locale: string): ReportRow {
  const { job, connection, cloud, verdict } = result;
  const [sentence, ...words] = outcomeLines(result, locale, now);
  const place = placed(connection.name, translate(cloud.title), connection.region);
  const lines: readonly ReportLine[] = [
    ...(sentence === undefined ? [] : [{ text: cleanLine(sentence) }]),
    ...words.map((text): ReportLine => ({ text: cleanLine(text), look: "quote" })),
    { text: cleanLine(place), look: "muted" },
    { text: cleanLine(job.id), look: "muted" },
  ];
  const buttons: readonly ReportButton[] = [
    { action: "openJob", label: l10n.t("Open Job"), icon: "go-to-file" },
    { action: "copyRow", label: l10n.t("Copy"), icon: "copy" },
  ];
  return { ...look(verdict), id: String(index), title: cleanLine(job.name || job.id), lines, buttons };
}

function orphanRow({ job, verdict }: OrphanResult, index: number): ReportRow {
  const lines: readonly ReportLine[] = [
    { text: l10n.t("Its connection was removed.") },
    { text: cleanLine(job.id), look: "muted" },
  ];
  return { ...look(verdict), id: `removed ${index}`, title: cleanLine(job.name || job.id), lines, buttons: [] };
}

function look(verdict: BatchVerdict): { readonly tone: ReportTone; readonly state: string } {
  const tones = { submitted: "pass", refused: "error", unknown: "unknown", notSent: "skipped" } as const;
  return { tone: tones[verdict], state: verdictTitle(verdict) };
}
