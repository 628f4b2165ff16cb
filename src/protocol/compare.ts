// The words between the extension and the page that compares jobs: one column a job, one row a field.
import type { Chart, CopyControl, FieldRow, StateBadge } from "./pageParts.js";

/** One job. */
export interface CompareColumn {
  /** What marks of the job are called in charts: "A". */
  readonly letter: string;
  readonly name: string;
  /** Connection and cloud. */
  readonly place: string;
  readonly jobId: string;
  readonly state?: StateBadge;
  /** Label of the button that opens the page of the job. */
  readonly open: string;
  /** Present while the job is being read. */
  readonly progress?: string;
  readonly notice?: ColumnNotice;
}

/** What a person should know before they read the column. */
export interface ColumnNotice {
  readonly tone: "error" | "warning" | "note";
  readonly icon: string;
  readonly text: string;
  /** Label of the button for the next act. */
  readonly nextAct?: string;
}

/** `single`: only one of the jobs can have it, so there is nothing to compare. `unknown`: it was not kept, or a job was not read. */
export type CompareStatus = "different" | "equal" | "single" | "unknown";

export interface CompareCell extends Pick<FieldRow, "value" | "detail" | "tooltip" | "mask"> {
  /** `absent`: the cloud did not send it. */
  readonly look: FieldRow["look"] | "absent";
  /** The others agree on something else. */
  readonly isOdd?: true;
  readonly copy?: CopyControl;
}

export interface CompareRow {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  readonly status: CompareStatus;
  /** What the mark of the row says. */
  readonly statusLabel: string;
  /** As many as there are columns. */
  readonly cells: readonly CompareCell[];
}

export interface CompareSection {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly CompareRow[];
}

/** One measure of all jobs on one scale. */
export interface MeasureOverlay {
  readonly title: string;
  /** One for all jobs, or one a job where they differ. */
  readonly expected: string;
  /** The same in words, for who does not see it. */
  readonly label: string;
  /** As many as there are columns; absent = the job has no such number. */
  readonly charts: readonly (Chart | null)[];
}

/** All jobs, worded: the page adds nothing but looks. */
export interface CompareView {
  /** BCP 47. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly heading: string;
  /** How many fields differ. */
  readonly summary: string;
  readonly columns: readonly CompareColumn[];
  readonly sections: readonly CompareSection[];
  /** Fields beyond what a page shows. */
  readonly more?: string;
  readonly measures?: { readonly title: string; readonly note: string; readonly overlays: readonly MeasureOverlay[] };
  readonly words: {
    readonly field: string;
    readonly showEqual: string;
    readonly hideEqual: string;
    /** Where all fields are the same. */
    readonly nothingDiffers: string;
    readonly refresh: string;
    readonly json: string;
    readonly odd: string;
    readonly copied: string;
    readonly table: string;
  };
}

export type CompareMessage =
  | {
      readonly type: "show";
      readonly view: CompareView;
      /** What the page needs to come back after a reload. */
      readonly remember: { readonly jobs: readonly (readonly [connectionId: string, jobId: string])[] };
    }
  /** The text of this id is on the clipboard. */
  | { readonly type: "copied"; readonly id: string };

/** `column`: the index of a job; `field`: the id of a row. */
export type CompareRequest =
  | { readonly type: "ready" }
  | { readonly type: "refresh" }
  | { readonly type: "json" }
  | { readonly type: "open"; readonly column: number }
  /** What the notice of the column offers. */
  | { readonly type: "nextAct"; readonly column: number }
  | { readonly type: "reveal"; readonly column: number; readonly field: string }
  | { readonly type: "hide"; readonly column: number; readonly field: string }
  | { readonly type: "copy"; readonly column: number; readonly field: string };

/** Jobs on one page: more columns are not compared by eye. */
export const mostCompared = 5;

/** Reads what came from the webview; anything but a well-formed request is undefined. */
export function readCompareRequest(message: unknown): CompareRequest | undefined {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return undefined;
  const { type, column, field, ...others } = message as Record<string, unknown>;
  if (Object.keys(others).length > 0) return undefined;
  switch (type) {
    case "ready":
    case "refresh":
    case "json":
      return column === undefined && field === undefined ? { type } : undefined;
    case "open":
    case "nextAct":
      return isColumn(column) && field === undefined ? { type, column } : undefined;
    case "reveal":
    case "hide":
    case "copy":
      return isColumn(column) && isField(field) ? { type, column, field } : undefined;
    default:
      return undefined;
  }
}

function isColumn(value: unknown): value is number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value < mostCompared;
}

/** Ids are made of paths of fields; the longest a cloud could mean. */
function isField(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 600;
}
