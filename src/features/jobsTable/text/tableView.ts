// Words the jobs table around its rows: what it shows, how much of all there is, and what can be done.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import { isEmpty, type JobFilter } from "../../../core/jobs/filter/jobFilter.js";
import type {
  FilterSuggestion,
  JobsTableRow,
  JobsTableView,
  TableAction,
  TableActionId,
  TableColumn,
} from "../../../protocol/jobsTable.js";
import type { JobsTableLayout, LaidColumn } from "../../../protocol/tableLayout.js";
import { amongText, count, coverageText } from "../../../text/counts.js";
import { escapeLine } from "../../../text/escape.js";
import { filterText } from "../../../text/filterText.js";
import { looks } from "../../../text/phases.js";
import { sentences } from "../../../text/punctuation.js";
import { clockTime } from "../../../text/time.js";
import type { TableEntry } from "../tableModel.js";
import { cellText, columnTitle, type TablePlace } from "./cellText.js";

/** What is known of how many jobs there are. */
export interface TableCoverage {
  readonly loaded: number;
  /** Absent = one of the clouds has not told yet. */
  readonly total?: number;
  /** Every job that can be had is loaded. */
  readonly isWhole: boolean;
  readonly isLoading: boolean;
  /** Nothing was read yet, in this window or an earlier one. */
  readonly isUnread: boolean;
}

export interface TableFacts {
  readonly layout: JobsTableLayout;
  readonly filter: JobFilter;
  /** What of the filter is not understood, verbatim. */
  readonly problems: readonly string[];
  /** Name of the connection; absent = all of them. */
  readonly connection?: string;
  readonly hasConnections: boolean;
  readonly clouds: readonly Cloud[];
  readonly shown: number;
  readonly selected: number;
  readonly coverage: TableCoverage;
  /** The oldest rows are from then, and older than they should be. Milliseconds since 1970. */
  readonly age?: number;
  /** What went wrong when connections were read, in sentences. */
  readonly errors: readonly string[];
  readonly now: number;
  readonly locale: string;
}

export function tableView(facts: TableFacts): JobsTableView {
  const { layout, filter, problems, clouds, locale } = facts;
  const empty = emptyText(facts);
  const example = "state:failed age:<7d";
  return {
    language: locale,
    direction: /^(ar|fa|he|ur)\b/i.test(locale) ? "rtl" : "ltr",
    heading: tableTitle(facts.connection),
    columns: layout.columns.map((column) => columnView(column, layout)),
    totals: [totalsText(facts), ageText(facts)].filter(Boolean).join(" · "),
    errors: facts.errors.map((error) => escapeLine(error, 500)),
    selected: facts.selected === 0 ? "" : l10n.t("{0} selected", count(facts.selected, locale)),
    understood: isEmpty(filter) ? "" : filterText(filter, clouds, locale),
    ...(problems.length > 0 && { problem: l10n.t("Not recognized: {0}", escapeLine(problems.join(" "), 100)) }),
    ...(empty !== undefined && { empty }),
    isLoading: facts.coverage.isLoading,
    actions: actionsOf(facts),
    words: {
      table: l10n.t("Jobs"),
      keys: l10n.t(
        "Arrow keys move, Shift extends the selection, Ctrl/Cmd+A selects all, Enter opens the job, Ctrl/Cmd+C copies the rows.",
      ),
      actions: l10n.t("Actions"),
      filter: l10n.t("Filter jobs"),
      example: l10n.t("Filter, such as {0}", example),
      suggestions: l10n.t("Suggestions"),
      clear: l10n.t("Clear Filter"),
      headKeys: l10n.t("Enter sorts, Alt and an arrow key move the column, Shift and an arrow key make it wider or narrower."),
    },
  };
}

export function tableTitle(connection: string | undefined): string {
  return connection === undefined ? l10n.t("All Jobs") : l10n.t("Jobs: {0}", escapeLine(connection, 60));
}

export function tableRow(
  { id, record }: TableEntry,
  columns: readonly LaidColumn[],
  place: TablePlace,
  isSelected: boolean,
  locale: string,
): JobsTableRow {
  const { job, error, isRemembered = false } = record;
  return {
    id,
    cells: columns.map((column) => cellText(column.id, job, place, locale)),
    icon: looks[job.phase].icon,
    tone: job.phase,
    isSelected,
    isStale: isRemembered || error !== undefined,
  };
}

/** `said`: a remark on the value; the text says the rest. */
export function suggestion(text: string, said: string): FilterSuggestion {
  return { text, remark: escapeLine(said, 80) };
}

function columnView({ id, width }: LaidColumn, { sort }: JobsTableLayout): TableColumn {
  const sorted = sort.column === id ? (sort.isDescending ? "descending" : "ascending") : undefined;
  return { id, title: columnTitle(id), width, ...(sorted && { sorted }) };
}

/** What is not loaded is not claimed: a filter has found so many among what is here. */
function totalsText({ filter, shown, coverage, locale }: TableFacts): string {
  const { isWhole, loaded, isUnread } = coverage;
  if (isUnread) return "";
  if (isEmpty(filter)) {
    if (!isWhole) return coverageText(coverage, locale);
    return loaded === 1 ? l10n.t("One job") : l10n.t("{0} jobs", count(loaded, locale));
  }
  if (isWhole) return l10n.t("{0} found of {1}", count(shown, locale), count(loaded, locale));
  return amongText(shown, coverage, locale);
}

function ageText({ age, now, locale }: TableFacts): string {
  return age === undefined ? "" : l10n.t("as of {0}", clockTime(age, now, locale) ?? "");
}

function emptyText({ filter, shown, hasConnections, coverage }: TableFacts): string | undefined {
  if (shown > 0) return undefined;
  if (!hasConnections) return l10n.t("There is no connection yet.");
  if (coverage.isLoading && coverage.loaded === 0) return l10n.t("Loading jobs…");
  if (coverage.isUnread) return l10n.t("These jobs have not been read yet. Refresh reads them.");
  if (isEmpty(filter)) return l10n.t("There are no jobs.");
  return sentences(
    l10n.t("Nothing matches the filter."),
    !coverage.isWhole && l10n.t("Not every job is loaded: more may match."),
  );
}

function actionsOf({ shown, selected, filter, coverage }: TableFacts): readonly TableAction[] {
  const action = (id: TableActionId, label: string, icon: string, isEnabled = true, isPrimary = false): TableAction => ({
    id,
    label,
    icon,
    isPrimary,
    isEnabled,
  });
  return [
    action("submit", l10n.t("Submit…"), "cloud-upload", selected > 0, true),
    action("compare", l10n.t("Compare Jobs"), "diff", selected > 1),
    action("export", l10n.t("Export…"), "export", selected > 0),
    action("copy", l10n.t("Copy as Table"), "copy", selected > 0),
    action("columns", l10n.t("Columns…"), "layout"),
    action("views", l10n.t("Views…"), "bookmark"),
    action("refresh", l10n.t("Refresh"), "refresh", !coverage.isLoading),
    ...(isEmpty(filter) ? [] : [action("clearFilter", l10n.t("Clear Filter"), "clear-all")]),
    ...(coverage.isWhole || coverage.isUnread
      ? []
      : [action("loadMore", l10n.t("Load More"), "chevron-down", !coverage.isLoading && shown >= 0, true)]),
  ];
}
