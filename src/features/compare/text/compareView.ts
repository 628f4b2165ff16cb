// Words two to five jobs for the page that compares them: a row for each field, in the words of the page of a job, and what differs.
import * as l10n from "@vscode/l10n";
import { sections } from "../../../core/cloud/jobField.js";
import type { Connection } from "../../../core/connection.js";
import type { VoiceError } from "../../../core/errors.js";
import type { CompareColumn, CompareRow, CompareView } from "../../../protocol/compare.js";
import type { FieldRow } from "../../../protocol/pageParts.js";
import { errorContextOf, type NextActKind } from "../../../text/errors/errorContext.js";
import { explain } from "../../../text/errors/errorText.js";
import { clip, escapeLine } from "../../../text/escape.js";
import { describedRow, leftOutRow, sectionTitle, type TextContext, verbatimRow } from "../../../text/fields/fieldRows.js";
import { stateBadge } from "../../../text/phases.js";
import { bracketed, list } from "../../../text/punctuation.js";
import { clockTime } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import { absentCell, cellOf, letterOf, statusText } from "./cells.js";
import {
  type ComparedField,
  type ComparedJob,
  type ComparedValue,
  comparable,
  comparedFields,
  oddOnes,
  statusOf,
} from "./comparedFields.js";
import { isMeasured, measureOverlays, measureRows } from "./measures.js";

export interface ComparedColumn extends ComparedJob {
  readonly jobId: string;
  readonly connection: Connection;
  /** When it was read. Milliseconds since 1970. */
  readonly readAt?: number | undefined;
  /** As an earlier window knew it. */
  readonly isRemembered: boolean;
  readonly isLoading: boolean;
  /** It was deleted: what is shown is what was last known. */
  readonly isGone: boolean;
  /** Why the last attempt to read it failed. */
  readonly error?: VoiceError | undefined;
  /** Ids of rows whose private values the person asked for. */
  readonly revealed: ReadonlySet<string>;
}

export interface CompareInput {
  readonly columns: readonly ComparedColumn[];
  readonly now: number;
  readonly locale: string;
  /** Absent = the machine's. */
  readonly timeZone?: string;
}

/** Graphemes of a job's name in a heading. */
const longestName = 60;

export function compareView(input: CompareInput): CompareView {
  const { columns, locale } = input;
  const { fields, hasMore } = comparedFields(columns);
  // The jobs' IDs stand in the heads of the columns.
  const rows = fields.filter(({ id }) => id !== "=jobId").flatMap((field) => rowsOf(field, input).map((row) => ({ field, row })));
  const compared = rows.filter(({ row }) => row.status !== "single");
  const different = compared.filter(({ row }) => row.status === "different").length;
  const overlays = fields.filter(isMeasured).flatMap((field) => measureOverlays(field));
  return {
    language: locale,
    direction: /^(ar|fa|he|ur)\b/i.test(locale) ? "rtl" : "ltr",
    heading: compareHeading(columns),
    summary: l10n.t("Fields that differ: {0} of {1}", different, compared.length),
    columns: columns.map((column, index) => head(column, index, input)),
    sections: sections.flatMap((section) => {
      const own = rows.filter(({ field }) => field.section === section).map(({ row }) => row);
      return own.length > 0 ? [{ id: section, title: sectionTitle(section), rows: own }] : [];
    }),
    ...(hasMore && {
      more: l10n.t("Not all fields without a description fit on this page. Open the jobs as JSON to see them all."),
    }),
    ...(overlays.length > 0 && {
      measures: {
        title: l10n.t("Assessment"),
        note: l10n.t("The band is what the cloud expects; each letter is a job. A circle is as expected, a diamond is not."),
        overlays,
      },
    }),
    words: {
      field: l10n.t("Field"),
      showEqual: l10n.t("Show Equal Fields"),
      hideEqual: l10n.t("Hide Equal Fields"),
      nothingDiffers: l10n.t("No field that these jobs share differs."),
      refresh: l10n.t("Refresh"),
      json: columns.length === 2 ? l10n.t("Compare as JSON") : l10n.t("Open as JSON"),
      odd: l10n.t("Unlike most"),
      copied: l10n.t("Copied"),
      table: l10n.t("Fields of the jobs"),
    },
  };
}

/** Both names where there are two; where those are the same, what tells the jobs apart. */
function compareHeading(columns: readonly Pick<ComparedColumn, "job" | "jobId" | "connection">[]): string {
  if (columns.length > 2) return l10n.t("{0} jobs compared", columns.length);
  const name = ({ job, jobId }: (typeof columns)[number]) => job?.name || jobId;
  const isAlike = new Set(columns.map(name)).size < columns.length;
  const isOneConnection = new Set(columns.map(({ connection }) => connection.id)).size === 1;
  const words = columns.map((column) => {
    const short = escapeLine(name(column), longestName);
    return isAlike ? bracketed(short, escapeLine(isOneConnection ? column.jobId : column.connection.name, longestName)) : short;
  });
  return words.join(" ↔ ");
}

/** What the button of a column's notice does; undefined where there is none. */
export function columnAct(column: ComparedColumn, locale: string): NextActKind | undefined {
  const { error, isGone, isLoading, job, isRemembered } = column;
  if (isGone) return undefined;
  if (error) return explain(error, errorContextOf(column.connection, column.cloud, locale)).nextAct.kind;
  return !isLoading && (!job || isRemembered) ? "retry" : undefined;
}

/** The text that a copy button stands for, masked or not: to copy is to ask for it. */
export function comparedText(input: CompareInput, column: number, id: string): string | undefined {
  const field = comparedFields(input.columns).fields.find((each) => each.id === id);
  const value = field?.values[column]?.value;
  return value === undefined || value === null || typeof value === "object" ? undefined : String(value).trim();
}

/** An earlier window has seen the field and not kept it: only a refresh can reveal it. */
export function isLeftOutOf({ columns }: CompareInput, column: number, id: string): boolean {
  const field = comparedFields(columns).fields.find((each) => each.id === id);
  return field?.values[column]?.isLeftOut ?? false;
}

function head(column: ComparedColumn, index: number, { now, locale, timeZone }: CompareInput): CompareColumn {
  const { job, jobId, connection, cloud, isLoading } = column;
  const name = clip(job?.name || l10n.t("Unnamed voice"), 200);
  const notice = columnNotice(column, now, locale, timeZone);
  return {
    letter: letterOf(index),
    name: job ? name : l10n.t("Voice training job"),
    place: `${escapeLine(connection.name)} · ${translate(cloud.shortTitle)}`,
    jobId,
    ...(job && { state: stateBadge(job, cloud) }),
    open: l10n.t("Open Job Details"),
    ...(isLoading && { progress: l10n.t("Reading the job…") }),
    ...(notice && { notice }),
  };
}

function columnNotice(column: ComparedColumn, now: number, locale: string, timeZone?: string): CompareColumn["notice"] {
  const { job, error, isGone, isLoading, isRemembered, readAt, connection, cloud } = column;
  if (isGone) return { tone: "warning", icon: "trash", text: l10n.t("This job was deleted.") };
  if (error) {
    const { sentence, nextAct } = explain(error, errorContextOf(connection, cloud, locale));
    return { tone: "error", icon: "error", text: sentence, ...(nextAct.label && { nextAct: nextAct.label }) };
  }
  if (isLoading) return undefined;
  const refresh = l10n.t("Refresh");
  if (!job) return { tone: "note", icon: "info", text: l10n.t("This job has not been read yet."), nextAct: refresh };
  const hour = isRemembered && readAt !== undefined ? clockTime(readAt, now, locale, timeZone) : undefined;
  return hour === undefined
    ? undefined
    : { tone: "note", icon: "history", text: l10n.t("As it was at {0}.", hour), nextAct: refresh };
}

function rowsOf(field: ComparedField, input: CompareInput): readonly CompareRow[] {
  const { columns, locale } = input;
  if (isMeasured(field)) {
    const isRead = columns.map(({ job }) => job !== undefined);
    return measureRows(field, isRead, { ...input, revealed: new Set() });
  }
  const keys = field.values.map((each, index) => {
    if (!each) return null;
    return !columns[index]?.job || each.isLeftOut ? ({ isUnknown: true } as const) : comparable(each);
  });
  const status = statusOf(keys);
  const odd = oddOnes(keys.map((key) => (typeof key === "object" ? undefined : key)));
  const words = field.values.map((each, index) => {
    const column = columns[index];
    return each && column ? wordsOf(field.id, each, column, input) : undefined;
  });
  const first = words.find((each) => each !== undefined);
  const titles = field.values.flatMap((each) => (each?.field ? [translate(each.field.title)] : []));
  return [
    {
      id: field.id,
      label: list([...new Set(titles.length > 0 ? titles : [first?.label ?? field.id])], locale),
      ...(first?.hint && { hint: first.hint }),
      status,
      statusLabel: statusText(status),
      cells: field.values.map((each, index) => {
        const row = words[index];
        const letter = letterOf(index);
        if (!each || !row) return absentCell(l10n.t("This cloud has no such field."));
        const cell = each.value === undefined && !each.isLeftOut ? absentCell() : cellOf(row, letter);
        return status === "different" && odd[index] ? { ...cell, isOdd: true } : cell;
      }),
    },
  ];
}

function wordsOf(
  id: string,
  { field, path, value, isLeftOut }: ComparedValue,
  column: ComparedColumn,
  input: CompareInput,
): FieldRow {
  if (isLeftOut) return leftOutRow(path, field);
  // What the person asked for is remembered by the row.
  const context: TextContext = { ...input, revealed: new Set(column.revealed.has(id) ? [path] : []) };
  return field ? describedRow(field, value ?? null, context) : verbatimRow({ path, value: value ?? null }, context);
}
