// Words the cloud's assessment of recordings, of a job or apart from any, as a table: one measure a line, what was expected beside what was found.
import * as l10n from "@vscode/l10n";
import type { JobField } from "../../core/cloud/jobField.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { CloudSound } from "../../core/ports/recordingPackages.js";
import type { Chart, FieldRow, Table, TableCell, TableRow } from "../../protocol/pageParts.js";
import { describedRow, isEmpty, type TextContext, verbatimRow } from "../fields/fieldRows.js";
import { coverPrivate } from "../fields/privateText.js";
import { isRecord, valueAt } from "../fields/rawFields.js";
import { sentences } from "../punctuation.js";
import { choiceTitle, translate } from "../translate.js";
import { type ExpectedRange, measureChart, readRange } from "./measureChart.js";

const columns = ["expected", "actual", "status", "suggestion"] as const;

/** The measures are the objects in the field; `field.choices` knows their words. What fits in no column becomes a row. */
export function assessment(
  field: JobField,
  value: unknown,
  context: TextContext,
): { readonly rows: readonly FieldRow[]; readonly tables: readonly Table[] } {
  if (!isRecord(value) || Object.keys(value).length === 0) return { rows: [describedRow(field, value, context)], tables: [] };
  const entries = Object.entries(value);
  const measures = entries.filter((entry): entry is [string, Record<string, unknown>] => isRecord(entry[1]));
  const others = entries.filter(([, part]) => !isRecord(part));
  const known: readonly string[] = [...columns, "suggestion_en"];
  const rows = [
    ...others.map(([name, part]) => otherRow(field, name, part, context)),
    ...measures.flatMap(([name, measure]) =>
      Object.entries(measure)
        .filter(([key]) => !known.includes(key))
        .map(([key, part]) => verbatimRow({ path: `${field.path}.${name}.${key}`, value: part }, context)),
    ),
  ];
  const isUsed = (column: string) => measures.some(([, measure]) => !isEmpty(cellValue(measure, column, context) ?? null));
  const used = columns.filter(isUsed);
  if (used.length === 0) return { rows, tables: [] };
  const table: Table = {
    caption: translate(field.title),
    columns: [l10n.t("Measure"), ...used.map(columnTitle)],
    rows: measures.map(([name, measure]) => measureRow(field, name, measure, used, context)),
  };
  return { rows, tables: [table] };
}

/** Measures of a job that are not as expected, a sentence each with the cloud's suggestion: usually why a review or a training failed. */
export function missedMeasures(job: VoiceJob, fields: readonly JobField[], context: Pick<TextContext, "locale">): string[] {
  return fields.flatMap((field) => {
    const value = field.kind === "assessment" ? valueAt(job.raw, field.path) : undefined;
    if (!isRecord(value)) return [];
    return Object.entries(value).flatMap(([name, measure]) => {
      if (!isRecord(measure) || measureChart(measure.expected, measure.actual)?.isWithin !== false) return [];
      const title = choiceTitle(field.choices ?? [], name);
      const said = l10n.t("{0}: {1}, expected: {2}.", title, plainText(measure.actual), expectedText(measure.expected));
      const suggestion = cellValue(measure, "suggestion", context);
      return [sentences(said, !isEmpty(suggestion ?? null) && coverPrivate(plainText(suggestion)))];
    });
  });
}

/** Measures that are shown, and UTF-16 code units of the verdict. */
const [mostMeasures, longestVerdict] = [12, 1_500];

/** `field`: the field of the cloud's jobs that is an assessment, which has the words for the measures. */
export function measuredSound(assessment: unknown, field: JobField, locale: string): CloudSound {
  const entries = isRecord(assessment) ? Object.entries(assessment).slice(0, mostMeasures) : [];
  const measures = entries.flatMap(([name, measure]) => {
    const chart = isRecord(measure) ? measureChart(measure.expected, measure.actual) : undefined;
    if (!isRecord(measure) || !chart) return [];
    const title = choiceTitle(field.choices ?? [], name);
    return [{ title, found: plainText(measure.actual), expected: expectedText(measure.expected), ...chart }];
  });
  const raw = Object.fromEntries([[field.path, Object.fromEntries(entries)]]);
  const missed = missedMeasures({ id: "", name: "", state: "", phase: "unknown", raw }, [{ ...field, kind: "assessment" }], {
    locale,
  });
  const good = l10n.t("all that was measured is as expected.");
  const unknown = l10n.t("the answer has no measure that is known here.");
  const verdict = missed.length > 0 ? sentences(...missed).slice(0, longestVerdict) : measures.length > 0 ? good : unknown;
  return { verdict, isGood: missed.length === 0, measures };
}

/** "-30--15" is not readable. Words that are no range stay as they are. */
export function expectedText(expected: unknown): string {
  const range = readRange(expected);
  return range ? rangeText(range) : plainText(expected);
}

function rangeText({ low, high, isStrict = false }: ExpectedRange): string {
  const plain = (limit: number) => String(limit).replace("-", "−");
  if (low !== undefined && high !== undefined) return l10n.t("between {0} and {1}", plain(low), plain(high));
  if (low !== undefined) return isStrict ? l10n.t("more than {0}", plain(low)) : l10n.t("at least {0}", plain(low));
  return isStrict ? l10n.t("less than {0}", plain(high!)) : l10n.t("at most {0}", plain(high!));
}

function columnTitle(column: (typeof columns)[number]): string {
  switch (column) {
    case "expected":
      return l10n.t("Expected");
    case "actual":
      return l10n.t("Found");
    case "status":
      return l10n.t("Status");
    case "suggestion":
      return l10n.t("Suggestion");
  }
}

function measureRow(
  field: JobField,
  name: string,
  measure: Record<string, unknown>,
  used: readonly string[],
  context: TextContext,
): TableRow {
  const title = choiceTitle(field.choices ?? [], name);
  return {
    title,
    ...(title !== name && { tooltip: `${field.path}.${name}` }),
    cells: used.map((column) => {
      const value = cellValue(measure, column, context);
      if (column === "expected" && readRange(value))
        return { text: expectedText(value), isNumber: true, tooltip: plainText(value) };
      const plain = cell(value, otherSuggestion(measure, column, context));
      const chart = column === "actual" ? measureChart(measure.expected, measure.actual) : undefined;
      return chart ? { ...plain, ...(plain.tooltip ? {} : { tooltip: verdict(chart) }), chart } : plain;
    }),
  };
}

function verdict({ isWithin }: Chart): string {
  return isWithin ? l10n.t("As expected") : l10n.t("Not as expected");
}

function cell(value: unknown, tooltip: string | undefined): TableCell {
  const text = isEmpty(value ?? null) ? "–" : coverPrivate(plainText(value));
  return { text, isNumber: text !== "–" && Number.isFinite(Number(text)), ...(tooltip && { tooltip }) };
}

/** The suggestion comes in Chinese and in English: the person's language first, else the one there is. */
function cellValue(measure: Record<string, unknown>, column: string, context: Pick<TextContext, "locale">): unknown {
  if (column !== "suggestion") return measure[column];
  const [first, second] = inOrder(measure, context);
  return isEmpty(first ?? null) ? second : first;
}

function otherSuggestion(measure: Record<string, unknown>, column: string, context: TextContext): string | undefined {
  if (column !== "suggestion") return undefined;
  const [first, second] = inOrder(measure, context);
  return isEmpty(first ?? null) || isEmpty(second ?? null) || first === second ? undefined : coverPrivate(plainText(second));
}

/** Of an object its JSON: what it calls its own text may be anything. */
export function plainText(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value).trim();
}

function inOrder(measure: Record<string, unknown>, context: Pick<TextContext, "locale">): readonly [unknown, unknown] {
  const { suggestion, suggestion_en: english } = measure;
  return context.locale.toLowerCase().startsWith("zh") ? [suggestion, english] : [english, suggestion];
}

function otherRow(field: JobField, name: string, value: unknown, context: TextContext): FieldRow {
  const path = `${field.path}.${name}`;
  const row = verbatimRow({ path, value }, context);
  return name === "suggestion" ? { ...row, label: l10n.t("Suggestion"), look: row.look === "code" ? "text" : row.look } : row;
}
