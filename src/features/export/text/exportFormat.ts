// Writes jobs as CSV, JSON or Markdown, row by row: what stands before the first, each one, what stands behind the last.
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { escapeCsv, escapeCsvText, escapeMarkdownCell } from "../../../text/cells/cellEscape.js";
import { type JobPlace, type NormalJob, normalJob } from "../../../text/commonJob.js";
import { type Column, exportColumns } from "./exportColumns.js";

export const exportFormats = ["csv", "json", "markdown"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Without the dot. */
export const fileEndings: Readonly<Record<ExportFormat, string>> = { csv: "csv", json: "json", markdown: "md" };

export interface ExportWriter {
  readonly begin: string;
  /** `index`: from 0, over the whole file. */
  row(job: VoiceJob, place: JobPlace, index: number): string;
  readonly end: string;
}

/** `clouds`: whose jobs there may be. `isOpen`: with phone numbers and links, because the person asked for them. */
export function exportWriter(format: ExportFormat, clouds: readonly Cloud[], isOpen: boolean): ExportWriter {
  if (format === "json") return jsonWriter(isOpen);
  const columns = exportColumns(clouds);
  const escapeCell = (text: string, { isText }: Column) =>
    format === "markdown" ? escapeMarkdownCell(text) : isText ? escapeCsvText(text) : escapeCsv(text);
  const cells = (job: NormalJob, cloud: Cloud) => columns.map((column) => escapeCell(column.cell(job, cloud), column));
  const line = format === "csv" ? csvLine : markdownLine;
  return {
    begin: format === "csv" ? `\ufeff${csvLine(headers(columns).map(escapeCsv))}` : markdownHead(columns),
    row: (job, place) => line(cells(normalJob(job, place, isOpen), place.cloud)),
    end: "",
  };
}

/** Spreadsheets take UTF-8 for what it is by its byte order mark alone. */
function csvLine(cells: readonly string[]): string {
  return `${cells.join(",")}\r\n`;
}

function markdownHead(columns: readonly Column[]): string {
  return `${markdownLine(headers(columns).map(escapeMarkdownCell))}|${" --- |".repeat(columns.length)}\n`;
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |\n`;
}

function headers(columns: readonly Column[]): readonly string[] {
  return columns.map(({ header }) => header);
}

/** One array; each job on a line of its own, so that large files can be read line by line too. */
function jsonWriter(isOpen: boolean): ExportWriter {
  return {
    begin: "[",
    row: (job, place, index) => `${index === 0 ? "\n" : ",\n"}${JSON.stringify(normalJob(job, place, isOpen))}`,
    end: "\n]\n",
  };
}
