// Lays a pasted block over the grid: cell by cell from where it is pasted, or by its head, which names fields and maybe the job of each line.
import type { Field } from "../../core/forms/field.js";

export interface PasteTarget {
  /** Every one that can be filled in, in the order of the columns. */
  readonly fields: readonly Field[];
  /** In the order of the rows. `names`: what a line may call it by. */
  readonly rows: readonly { readonly id: string; readonly names: readonly string[] }[];
  /** In the person's language; the English words and the cloud's own count, too. */
  readonly translate: (english: string) => string;
  /** What a head may call the column with the jobs in the person's language. */
  readonly jobTitles: readonly string[];
  readonly start: { readonly row: string; readonly column: string };
}

export interface PastedCell {
  readonly row: string;
  readonly field: Field;
  readonly value: string;
}

export interface Pasted {
  readonly cells: readonly PastedCell[];
  /** Cells of the block for which there was no place. */
  readonly left: number;
}

export function layPasted(block: readonly (readonly string[])[], target: PasteTarget): Pasted {
  const { fields, rows, start } = target;
  const [head = []] = block;
  const columns = columnsOf(head, target);
  const firstColumn = fields.findIndex(({ id }) => id === start.column);
  const firstRow = rows.findIndex(({ id }) => id === start.row);
  const lines = columns ? block.slice(1) : block;
  const cells: PastedCell[] = [];
  let left = 0;
  for (const [index, line] of lines.entries()) {
    const jobAt = columns?.indexOf("job") ?? -1;
    const name = jobAt < 0 ? undefined : fold(line[jobAt] ?? "");
    const row = name === undefined ? rows[firstRow + index] : rows.find(({ names }) => names.some((each) => fold(each) === name));
    for (const [at, text] of line.entries()) {
      const field = columns ? columns[at] : fields[firstColumn + at];
      if (field === "job") continue;
      if (row && field) cells.push({ row: row.id, field, value: choiceOrText(field, text, target) });
      else if (text !== "") left += 1;
    }
  }
  return { cells, left };
}

/** Undefined = the first line is no head: one that has something else in it is a line of values. */
function columnsOf(
  head: readonly string[],
  { fields, translate, jobTitles }: PasteTarget,
): readonly (Field | "job")[] | undefined {
  const found = head.map((text): Field | "job" | undefined => {
    const name = foldTitle(text);
    if (["job", "jobid", "id", ...jobTitles].some((title) => foldTitle(title) === name)) return "job";
    return fields.find((field) => [field.id, field.title, translate(field.title)].some((title) => foldTitle(title) === name));
  });
  return found.length > 0 && found.every((each) => each !== undefined) ? found : undefined;
}

/** A choice by its value or its title; what is neither stays as it is, and is told as wrong. */
function choiceOrText(field: Field, text: string, { translate }: PasteTarget): string {
  const name = fold(text);
  const choice = field.choices?.find(({ value, title }) => [value, title, translate(title)].some((each) => fold(each) === name));
  return choice?.value ?? text;
}

/** "Job ID", "job_id" and "jobId" are one. */
function foldTitle(text: string): string {
  return fold(text).replace(/[\s_-]/g, "");
}

function fold(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
