// Words the grid of several jobs: a table for each cloud, the values for all on top, and in each row what that job gets.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Field } from "../../../core/forms/field.js";
import { askedFields, type Values } from "../../../core/forms/formValues.js";
import type { GridCell, GridColumn, GridRow, GridTable, GridView } from "../../../protocol/grid.js";
import { count } from "../../../text/counts.js";
import { escapeLine } from "../../../text/escape.js";
import { valueText } from "../../../text/forms/formText.js";
import { named, sentences } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import { differingFields, isForAll, problemsToSend, valuesToSend } from "../batchValues.js";
import { type Candidate, isTyped, problemWords, shownValue, titleOf } from "./batchText.js";

/** The row for all jobs. */
export const rowForAll = "all";

export interface GridJob extends Candidate {
  /** Of its row. */
  readonly id: string;
}

export interface BatchGridInput {
  readonly jobs: readonly GridJob[];
  /** By the id of the cloud. */
  readonly shared: ReadonlyMap<string, Values>;
  readonly canUndo: boolean;
  readonly locale: string;
}

/** Those of a cloud stand together. */
function cloudsOf(jobs: readonly Pick<Candidate, "cloud" | "fields">[]): readonly (readonly [Cloud, readonly Field[]])[] {
  return [...new Map(jobs.map(({ cloud, fields }) => [cloud.id, [cloud, fields] as const])).values()];
}

export function batchGridView({ jobs, shared, canUndo, locale }: BatchGridInput): GridView {
  const clouds = cloudsOf(jobs);
  const wrong = jobs.reduce((sum, { fields, layers }) => sum + problemsToSend(fields, layers).length, 0);
  const isOne = jobs.length === 1;
  const number = count(jobs.length, locale);
  return {
    language: locale,
    direction: /^(ar|fa|he|ur)\b/i.test(locale) ? "rtl" : "ltr",
    heading: isOne ? l10n.t("Submit One Job") : l10n.t("Submit {0} Jobs", number),
    summary:
      wrong > 0
        ? l10n.t("Missing or wrong: {0}", count(wrong, locale))
        : l10n.t("Nothing is missing. One dialog asks before anything is sent."),
    isWrong: wrong > 0,
    canUndo,
    tables: clouds.map(([cloud, fields]) =>
      tableOf(
        cloud,
        fields,
        jobs.filter((job) => job.cloud.id === cloud.id),
        shared.get(cloud.id) ?? {},
      ),
    ),
    words: {
      submit: isOne ? l10n.t("Submit One Job…") : l10n.t("Submit {0} Jobs…", number),
      cancel: l10n.t("Cancel"),
      paste: l10n.t("Paste"),
      undo: l10n.t("Undo"),
      keys: l10n.t(
        "Enter or F2 edits a cell, Escape leaves it unchanged, Delete removes the job's own value. You can paste cells from a spreadsheet; if the first row has field names, cells go to those fields.",
      ),
    },
  };
}

function tableOf(cloud: Cloud, fields: readonly Field[], jobs: readonly GridJob[], shared: Values): GridTable {
  const columns = askedFields(fields);
  const all: GridRow = {
    id: rowForAll,
    title: l10n.t("All jobs"),
    detail: l10n.t("Empty: unchanged in each job."),
    cells: columns.map((field) => cellForAll(field, shared)),
  };
  return {
    id: cloud.id,
    title: translate(cloud.title),
    corner: l10n.t("Job"),
    columns: columns.map(columnOf),
    rows: [...(columns.some(isForAll) ? [all] : []), ...jobs.map((job) => rowOf(job, columns))],
  };
}

function columnOf({ id, title, hint, required, choices }: Field): GridColumn {
  const none = { value: "", label: l10n.t("nothing is sent") };
  return {
    id,
    title: translate(title),
    hint: hint ? translate(hint) : "",
    ...(choices && {
      choices: [
        ...choices.map((choice) => ({ value: choice.value, label: translate(choice.title) })),
        ...(required ? [] : [none]),
      ],
    }),
  };
}

function cellForAll(field: Field, shared: Values): GridCell {
  if (!isForAll(field)) return { text: l10n.t("each its own"), isFixed: true, isMuted: true };
  const value = shared[field.id];
  if (value === undefined) return { text: l10n.t("unchanged"), value: "", isMuted: true };
  return { text: escapeLine(valueText(field, value), 300), value };
}

function rowOf(job: GridJob, columns: readonly Field[]): GridRow {
  const { id, fields, layers, connection, lastTime } = job;
  const values = valuesToSend(fields, layers);
  const differing = differingFields(fields, layers);
  const problems = problemsToSend(fields, layers);
  // What has no column to be mended in stands beside the name.
  const elsewhere = problems.flatMap((problem) => {
    const field = columns.some(({ id }) => id === problem.id) ? undefined : fields.find(({ id }) => id === problem.id);
    return field ? [named(translate(field.title), problemWords(problem))] : [];
  });
  return {
    id,
    title: escapeLine(titleOf(job.job), 100),
    detail: escapeLine([connection.name, sentences(...elsewhere, lastTime)].filter(Boolean).join(" · "), 400),
    leaveOut: l10n.t("Leave This Job Out"),
    cells: columns.map((field): GridCell => {
      const value = values[field.id];
      const isMasked = field.personal === true && value !== undefined && !isTyped(field, layers);
      const found = problems.find((each) => each.id === field.id);
      const usual = { ...job, layers: { ...layers, typed: {} } };
      return {
        text: value === undefined ? "" : escapeLine(shownValue(field, job), 300),
        ...(isMasked ? {} : { value: value ?? "" }),
        ...(differing.includes(field) && { difference: l10n.t("instead of: {0}", escapeLine(shownValue(field, usual), 100)) }),
        ...(found && { problem: escapeLine(problemWords(found), 300) }),
      };
    }),
  };
}
