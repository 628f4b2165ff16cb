// Words the assessments of several jobs' recordings: rows for what was found, and one chart with all of them on one scale.
import * as l10n from "@vscode/l10n";
import type { CompareCell, CompareRow, MeasureOverlay } from "../../../protocol/compare.js";
import type { FieldRow, TableCell } from "../../../protocol/pageParts.js";
import { assessment, expectedText, plainText } from "../../../text/assessment/assessmentText.js";
import { measureCharts } from "../../../text/assessment/measureChart.js";
import type { TextContext } from "../../../text/fields/fieldRows.js";
import { isRecord } from "../../../text/fields/rawFields.js";
import { bracketed, named } from "../../../text/punctuation.js";
import { choiceTitle } from "../../../text/translate.js";
import { absentCell, cellOf, letterOf, statusText } from "./cells.js";
import { type ComparedField, type ComparedValue, oddOnes, statusOf } from "./comparedFields.js";

/** Measures of one assessment that are compared; a cloud has eight. */
const mostMeasures = 60;

/** One line of what is compared: a cell a job. */
interface Line {
  readonly label: string;
  readonly hint?: string;
  readonly cells: Map<number, FieldRow>;
}

/** The cloud's assessment, of one of the jobs at least. */
export function isMeasured({ values }: ComparedField): boolean {
  return values.some((each) => each?.field?.kind === "assessment" && isRecord(each.value));
}

/** A row for each measure and each thing said of it. `isRead`: by column. */
export function measureRows(field: ComparedField, isRead: readonly boolean[], context: TextContext): CompareRow[] {
  const lines = new Map<string, Line>();
  const add = (id: string, label: string, column: number, row: FieldRow) => {
    const line = lines.get(id) ?? { label, ...(row.hint && { hint: row.hint }), cells: new Map<number, FieldRow>() };
    lines.set(id, line);
    line.cells.set(column, row);
  };
  for (const [column, each] of field.values.entries()) {
    if (!each?.field || each.value === undefined) continue;
    const { rows, tables } = assessment(each.field, each.value, context);
    for (const [at, { title, cells }] of (tables[0]?.rows ?? []).slice(0, mostMeasures).entries()) {
      const name = namesOf(each)[at] ?? title;
      for (const [index, cell] of cells.entries()) {
        const said = tables[0]?.columns[index + 1] ?? "";
        add(`${name} ${said}`, said === l10n.t("Found") ? title : named(title, said), column, rowOf(cell));
      }
    }
    for (const row of rows.slice(0, mostMeasures)) add(`/${row.id}`, row.label, column, row);
  }
  return [...lines].map(([id, { label, hint, cells }]) => {
    const keys = field.values.map((each, column) => {
      if (!each) return null;
      const row = cells.get(column);
      return isRead[column] && !each.isLeftOut
        ? row && row.look !== "none"
          ? row.value
          : undefined
        : ({ isUnknown: true } as const);
    });
    const status = statusOf(keys);
    const odd = oddOnes(keys.map((key) => (typeof key === "object" ? undefined : key)));
    return {
      id: `${field.id}/${id}`,
      label,
      ...(hint && { hint }),
      status,
      statusLabel: statusText(status),
      cells: field.values.map((_, column): CompareCell => {
        const row = cells.get(column);
        const cell = row ? withoutControls(cellOf(row, letterOf(column))) : absentCell();
        return status === "different" && odd[column] ? { ...cell, isOdd: true } : cell;
      }),
    };
  });
}

/** One for each measure that has a number in one of the jobs. */
export function measureOverlays(field: ComparedField): MeasureOverlay[] {
  const names = [...new Set(field.values.flatMap((each) => namesOf(each)))].slice(0, mostMeasures);
  return names.flatMap((name): MeasureOverlay[] => {
    const measures = field.values.map((each) => {
      const all = each && isRecord(each.value) ? new Map(Object.entries(each.value)) : undefined;
      const measure = all?.get(name);
      return isRecord(measure)
        ? { expected: measure.expected, actual: measure.actual }
        : { expected: undefined, actual: undefined };
    });
    const charts = measureCharts(measures);
    const drawn = measures.flatMap((measure, column) => (charts[column] ? [{ ...measure, letter: letterOf(column) }] : []));
    if (drawn.length === 0) return [];
    const choices = field.values.find((each) => each?.field)?.field?.choices ?? [];
    const title = choiceTitle(choices, name);
    const ranges = [...new Set(drawn.map(({ expected }) => expectedText(expected)))];
    const expected =
      ranges.length === 1 ? ranges[0]! : drawn.map((each) => bracketed(expectedText(each.expected), each.letter)).join(" · ");
    const found = drawn.map(({ letter, actual }) => named(letter, plainText(actual))).join(" · ");
    return [
      {
        title,
        expected: l10n.t("Expected: {0}", expected),
        label: `${title} · ${found} · ${l10n.t("Expected: {0}", expected)}`,
        charts: charts.map((chart) => chart ?? null),
      },
    ];
  });
}

/** In the order of the rows of its table. */
function namesOf(each: ComparedValue | null | undefined): string[] {
  if (each?.field?.kind !== "assessment" || !isRecord(each.value)) return [];
  return Object.entries(each.value).flatMap(([name, measure]) => (isRecord(measure) ? [name] : []));
}

function rowOf({ text, tooltip, isNumber }: TableCell): FieldRow {
  const look = text === "–" ? "none" : isNumber ? "number" : "text";
  return { id: "", label: "", value: text, look, ...(tooltip !== undefined && { tooltip }) };
}

/** What is private in an assessment stays covered: the page of the job shows it. */
function withoutControls({ mask: _mask, copy: _copy, ...cell }: CompareCell): CompareCell {
  return cell;
}
