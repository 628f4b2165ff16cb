// The words between the extension and the jobs table: what the page paints, and what a person can ask for there.

import { isColumnWidth, type JobsTableLayout, type TableColumnId, tableColumnIds } from "./tableLayout.js";

const tableActionIds = ["submit", "export", "compare", "copy", "refresh", "columns", "views", "loadMore", "clearFilter"] as const;
export type TableActionId = (typeof tableActionIds)[number];

export interface TableAction {
  readonly id: TableActionId;
  readonly label: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Shown with its words, the others as icons. */
  readonly isPrimary: boolean;
  readonly isEnabled: boolean;
}

export interface TableColumn {
  readonly id: TableColumnId;
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  readonly sorted?: "ascending" | "descending";
}

export interface JobsTableRow {
  /** Of the job, over all connections. */
  readonly id: string;
  /** In the order of the columns. */
  readonly cells: readonly string[];
  /** Of the state: name of a codicon, and the phase, for looks alone. */
  readonly icon: string;
  readonly tone: string;
  readonly isSelected: boolean;
  /** The last attempt to read it failed, or it is from an earlier window. */
  readonly isStale: boolean;
}

/** A text that the filter box can go on with. */
export interface FilterSuggestion {
  readonly text: string;
  /** What it stands for, where the text does not say so. */
  readonly remark: string;
}

/** What the page needs to come back after a reload; the extension reads it again. */
export interface RememberedTable {
  readonly connectionId?: string;
  readonly layout: JobsTableLayout;
}

export interface JobsTableView {
  /** BCP 47. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly heading: string;
  readonly columns: readonly TableColumn[];
  /** How many jobs there are, and of how many that is known. */
  readonly totals: string;
  /** How many are selected; empty for none. */
  readonly selected: string;
  /** The filter in words, and what of it is not understood. */
  readonly understood: string;
  readonly problem?: string;
  /** Sentences: what could not be read. */
  readonly errors: readonly string[];
  /** Why there are no rows. */
  readonly empty?: string;
  readonly isLoading: boolean;
  readonly actions: readonly TableAction[];
  readonly words: {
    readonly table: string;
    readonly keys: string;
    readonly actions: string;
    readonly filter: string;
    readonly example: string;
    readonly suggestions: string;
    readonly clear: string;
    /** Of a column's head. */
    readonly headKeys: string;
  };
}

export type JobsTableMessage =
  | {
      readonly type: "show";
      readonly view: JobsTableView;
      /** As it is to stand in the box; absent = as the person has it. */
      readonly filter?: string;
      readonly remember: RememberedTable;
    }
  /** The rows that are seen. `turn`: of the last request about the keyboard's place that was heard before. `active`: index of its row; -1 = none. */
  | {
      readonly type: "rows";
      readonly turn: number;
      readonly count: number;
      readonly active: number;
      readonly from: number;
      readonly rows: readonly JobsTableRow[];
    }
  | { readonly type: "suggest"; readonly text: string; readonly suggestions: readonly FilterSuggestion[] };

export type JobsTableRequest =
  | { readonly type: "ready" }
  /** Rows that are seen now. */
  | { readonly type: "look"; readonly from: number; readonly to: number }
  | { readonly type: "filter"; readonly text: string }
  | { readonly type: "suggest"; readonly text: string }
  | { readonly type: "sort"; readonly column: TableColumnId }
  | { readonly type: "resize"; readonly column: TableColumnId; readonly width: number }
  /** To this place among the columns that are shown. */
  | { readonly type: "move"; readonly column: TableColumnId; readonly to: number }
  /** The keyboard goes to a row: which alone is selected, or all from the last one on, or as they were. */
  | { readonly type: "go"; readonly index: number; readonly how: "only" | "extend" | "keep"; readonly turn: number }
  | { readonly type: "choose"; readonly id: string; readonly how: "only" | "extend" | "toggle"; readonly turn: number }
  | { readonly type: "chooseAll" }
  | { readonly type: "open"; readonly id: string }
  | { readonly type: "act"; readonly action: TableActionId };

/** UTF-16 code units; rows; pixels. */
const [longestText, mostRows, mostSeen] = [2_000, 10_000_000, 500];

/** Reads what came from the webview; anything but a well-formed request is undefined. */
export function readJobsTableRequest(message: unknown): JobsTableRequest | undefined {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return undefined;
  const request = message as Record<string, unknown>;
  const keys = Object.keys(request).sort().join();
  const column = tableColumnIds.find((each) => each === request.column);
  const { text, id, from, to, width, index, turn, how } = request;
  switch (request.type) {
    case "ready":
    case "chooseAll":
      return keys === "type" ? { type: request.type } : undefined;
    case "look":
      return keys === "from,to,type" && isCount(from) && isCount(to) && from <= to && to - from <= mostSeen
        ? { type: "look", from, to }
        : undefined;
    case "filter":
    case "suggest":
      return keys === "text,type" && isText(text) ? { type: request.type, text } : undefined;
    case "sort":
      return keys === "column,type" && column ? { type: "sort", column } : undefined;
    case "resize":
      return keys === "column,type,width" && column && isColumnWidth(width) ? { type: "resize", column, width } : undefined;
    case "move":
      return keys === "column,to,type" && column && isCount(to) ? { type: "move", column, to } : undefined;
    case "go": {
      const known = (["only", "extend", "keep"] as const).find((each) => each === how);
      return keys === "how,index,turn,type" && known && isCount(index) && isCount(turn)
        ? { type: "go", index, how: known, turn }
        : undefined;
    }
    case "choose": {
      const known = (["only", "extend", "toggle"] as const).find((each) => each === how);
      return keys === "how,id,turn,type" && known && isText(id) && isCount(turn)
        ? { type: "choose", id, how: known, turn }
        : undefined;
    }
    case "open":
      return keys === "id,type" && isText(id) ? { type: "open", id } : undefined;
    case "act": {
      const action = tableActionIds.find((each) => each === request.action);
      return keys === "action,type" && action ? { type: "act", action } : undefined;
    }
    default:
      return undefined;
  }
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestText;
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= mostRows;
}
