// The report of a check as a file: Markdown for people, CSV for tables, JSON for programs.
import * as l10n from "@vscode/l10n";
import { escapeCsv, escapeCsvText, escapeMarkdownCell } from "../../../text/cells/cellEscape.js";
import type { PackagedFile } from "../package/makePackage.js";
import type { RecordingReport, RecordingsReport } from "../report.js";
import { findingText, severityTitle } from "./findings/findingText.js";
import { number } from "./findings/units.js";
import { summaryText, totalsText, verdictText } from "./verdictText.js";

const reportFormats = ["markdown", "csv", "json"] as const;
export type ReportFormat = (typeof reportFormats)[number];

export function reportText(report: RecordingsReport, format: ReportFormat, locale: string): string {
  switch (format) {
    case "markdown":
      return markdown(report, locale);
    case "csv":
      return csv(report, locale);
    case "json":
      return json(report);
  }
}

interface Column {
  readonly header: string;
  /** Names and texts: never taken for numbers or formulas. */
  readonly isText?: boolean;
  cell(recording: RecordingReport): string;
}

function columns(
  { kind }: RecordingsReport,
  locale: string,
  numeral: (value: number, digits: number) => string,
): readonly Column[] {
  const figure = (value: number | undefined, digits: number) =>
    value === undefined || !Number.isFinite(value) ? "" : numeral(value, digits);
  return [
    { header: l10n.t("Number"), cell: ({ number: at }) => figure(at, 0) },
    { header: l10n.t("Recording"), isText: true, cell: ({ id }) => id },
    { header: l10n.t("Length (s)"), cell: ({ measures }) => figure(measures?.seconds, 2) },
    { header: l10n.t("Sample rate (Hz)"), cell: ({ measures }) => figure(measures?.format.rate, 0) },
    { header: l10n.t("Bits"), cell: ({ measures }) => figure(measures?.format.validBits, 0) },
    { header: l10n.t("Channels"), cell: ({ measures }) => figure(measures?.format.channels, 0) },
    { header: l10n.t("Peak (dBFS)"), cell: ({ measures }) => figure(measures?.peak, 1) },
    { header: l10n.t("Speech level (dBFS)"), cell: ({ measures }) => figure(measures?.speech?.level, 1) },
    { header: l10n.t("Loudness (LUFS)"), cell: ({ measures }) => figure(measures?.loudness, 1) },
    { header: l10n.t("Noise (dBFS)"), cell: ({ measures }) => figure(measures?.speech?.floor, 1) },
    { header: l10n.t("Signal-to-noise ratio (dB)"), cell: ({ measures }) => figure(measures?.speech?.snr, 1) },
    { header: l10n.t("Text"), isText: true, cell: ({ text }) => text?.text.trim() ?? "" },
    { header: l10n.t("Verdict"), cell: ({ severity }) => (severity ? severityTitle(severity) : l10n.t("Nothing found")) },
    {
      header: l10n.t("Findings"),
      isText: true,
      cell: ({ findings }) => findings.map((finding) => findingText(finding, locale, kind?.cloudTitle)).join(" "),
    },
  ];
}

function markdown(report: RecordingsReport, locale: string): string {
  const { verdict, recordings, kind } = report;
  const all = columns(report, locale, (value, digits) => number(value, locale, digits));
  const line = (cells: readonly string[]) => `| ${cells.map(escapeMarkdownCell).join(" | ")} |`;
  const rule = (count: number) => `|${" --- |".repeat(count)}`;
  const summary = verdict.summary.map((each) => [
    severityTitle(each.severity),
    each.files[0] ?? "",
    summaryText(each, locale, kind?.cloudTitle),
  ]);
  return [
    `# ${l10n.t("Recordings")}`,
    "",
    escapeMarkdownCell(verdictText(report, locale)),
    "",
    escapeMarkdownCell(totalsText(report, locale)),
    ...(summary.length > 0
      ? ["", line([l10n.t("Verdict"), l10n.t("Recording"), l10n.t("Findings")]), rule(3), ...summary.map(line)]
      : []),
    ...(recordings.length > 0
      ? [
          "",
          line(all.map(({ header }) => header)),
          rule(all.length),
          ...recordings.map((each) => line(all.map(({ cell }) => cell(each)))),
        ]
      : []),
    "",
  ].join("\n");
}

/** Spreadsheets take UTF-8 for what it is by its byte order mark alone, and numbers as programs write them, without separators of thousands. */
function csv(report: RecordingsReport, locale: string): string {
  const all = columns(report, locale, (value, digits) => String(Number(value.toFixed(digits))));
  const rows = report.recordings.map((each) => all.map(({ cell, isText }) => (isText ? escapeCsvText : escapeCsv)(cell(each))));
  return `\ufeff${[all.map(({ header }) => escapeCsv(header)), ...rows].map((cells) => `${cells.join(",")}\r\n`).join("")}`;
}

/** Codes and figures, no words. Where the folder lies on this computer is private. */
function json({ kind, layout, recordings, findings, totals, verdict }: RecordingsReport): string {
  const described = kind && { cloud: kind.cloud, kind: kind.requirements.id };
  const rows = recordings.map(({ file, ...recording }) => ({ ...recording, bytes: file.size }));
  return `${JSON.stringify({ format: 1, ...described, layout, verdict, totals, findings, recordings: rows }, undefined, 2)}\n`;
}

/** The table of old and new names that lies beside a package. */
export function namesTable(files: readonly PackagedFile[]): string {
  const rows = files.map(({ name, from, line }) => [name, from, line === undefined ? "" : String(line)]);
  const head = [l10n.t("Name in the package"), l10n.t("Original"), l10n.t("Line")];
  return `\ufeff${[head, ...rows].map((cells) => `${cells.map(escapeCsvText).join(",")}\r\n`).join("")}`;
}
