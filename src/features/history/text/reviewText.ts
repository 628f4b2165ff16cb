// Words what reviews said: problems of single recordings as a table, the reviewer's message, the attachment as a masked link.
import * as l10n from "@vscode/l10n";
import type { Review, ReviewFinding } from "../../../core/jobs/history/jobHistory.js";
import { hasOpenFailure } from "../../../core/jobs/job.js";
import type { ReviewView } from "../../../protocol/details.js";
import type { FieldRow, Table, TableRow } from "../../../protocol/pageParts.js";
import { describedRow, moment } from "../../../text/fields/fieldRows.js";
import { coverPrivate, jsonText } from "../../../text/fields/privateText.js";
import { choiceTitle } from "../../../text/translate.js";
import type { HistoryInput } from "./historyFields.js";
import { attachmentName, restRows } from "./historyFields.js";

/** The latest first; a review that found nothing and says nothing is in the timeline only. */
export function reviewViews(reviews: readonly Review[], input: HistoryInput): ReviewView[] {
  const told = reviews.map((review, index) => ({ at: review.at ?? 0, view: reviewView(review, `$review.${index}`, input) }));
  return told
    .filter(({ view }) => view.quote !== undefined || view.tables.length + view.rows.length > 0)
    .sort((a, b) => b.at - a.at)
    .map(({ view }) => view);
}

function reviewView(review: Review, id: string, input: HistoryInput): ReviewView {
  const { at, findings, rest } = review;
  const message = review.message?.trim();
  // What to do quotes the failure already.
  const isQuoted = hasOpenFailure(input.job) && message === input.job.failure?.message?.trim();
  return {
    id,
    title: titleOf(review, input),
    ...(at !== undefined && { time: moment(at, input) }),
    ...(message && !isQuoted && { quote: coverPrivate(message) }),
    tables: findings.length > 0 ? [findingsTable(findings)] : [],
    rows: [...attachmentRows(review, id, input), ...restRows(id, rest, input)],
  };
}

function titleOf({ kind }: Review, { cloud }: HistoryInput): string {
  const title = choiceTitle(cloud.history?.reviews ?? [], kind);
  if (title !== kind) return title;
  switch (kind) {
    case "automatic":
      return l10n.t("System review");
    case "manual":
      return l10n.t("Manual review");
    case "other":
      return l10n.t("Also reported");
  }
}

function attachmentRows({ attachment }: Review, id: string, input: HistoryInput): FieldRow[] {
  if (!attachment) return [];
  const { name, link } = attachment;
  const path = `${id}.${attachmentName}`;
  const title = l10n.t("Attachment");
  if (link === undefined) return [{ id: path, label: title, value: coverPrivate(name ?? ""), look: "text" }];
  const row = describedRow({ path, title, section: "other", kind: "link" }, link, input);
  return [{ ...row, ...(name !== undefined && { detail: coverPrivate(name) }) }];
}

function findingsTable(findings: readonly ReviewFinding[]): Table {
  const known = [
    // First, so that a narrow panel shows it without scrolling.
    [l10n.t("Message"), ({ message }: ReviewFinding) => message],
    [l10n.t("Code"), ({ code }: ReviewFinding) => code],
    [l10n.t("Text"), ({ companion }: ReviewFinding) => companion],
  ] as const;
  const names = [...new Set(findings.flatMap(({ rest }) => Object.keys(rest)))];
  const others = names.map(
    (name) => [name, ({ rest }: ReviewFinding) => (Object.hasOwn(rest, name) ? jsonLine(rest[name]) : undefined)] as const,
  );
  const used = [...known, ...others].filter(([, read]) => findings.some((finding) => read(finding) !== undefined));
  const row = (finding: ReviewFinding): TableRow => ({
    title: finding.item === undefined ? "–" : coverPrivate(finding.item),
    cells: used.map(([, read]) => ({ text: coverPrivate(read(finding) ?? "–"), isNumber: false })),
  });
  return {
    caption:
      findings.length === 1 ? l10n.t("One recording has a problem") : l10n.t("{0} recordings have problems", findings.length),
    columns: [l10n.t("Recording"), ...used.map(([title]) => title)],
    rows: findings.map(row),
  };
}

function jsonLine(value: unknown): string {
  return typeof value === "string" ? value : jsonText(value).covered;
}
