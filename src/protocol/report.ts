// The words between the extension and the page of a report: titled sections with rows, facts and code, and what a person can ask for there.

/** What is known of a row, as an icon says it. */
export type ReportTone = "pass" | "note" | "warning" | "error" | "unknown" | "skipped" | "running" | "waiting";

/** Everything that a button of a report can ask for; what it does, the extension knows. */
export const reportActions = [
  "copy",
  "copyAsCurl",
  "copyRow",
  "openJob",
  "stop",
  "runAgain",
  "replaceKey",
  "editConnection",
  "tryKeyAgain",
  "openSettings",
  "showLog",
  "refresh",
  "retryFailed",
  "submitRest",
  "showPersonal",
  "maskPersonal",
] as const;
export type ReportAction = (typeof reportActions)[number];

export interface ReportButton {
  readonly action: ReportAction;
  readonly label: string;
  /** The one that most people want. */
  readonly isMain?: boolean;
  /** A codicon: shown in the place of the label where room is short. */
  readonly icon?: string;
}

export interface ReportFact {
  readonly name: string;
  readonly value: string;
  readonly isCode?: boolean;
}

/** One line of a row. */
export interface ReportLine {
  readonly text: string;
  /** `next`: what to do. `quote`: another's own words. `muted`: said in passing. */
  readonly look?: "next" | "quote" | "muted";
}

export interface ReportRow {
  readonly id: string;
  readonly tone: ReportTone;
  /** What the icon says. */
  readonly state: string;
  readonly title: string;
  readonly lines: readonly ReportLine[];
  readonly buttons: readonly ReportButton[];
}

export interface ReportSection {
  readonly id: string;
  /** Empty = it stands without one. */
  readonly title: string;
  readonly hint?: string;
  readonly facts?: readonly ReportFact[];
  readonly rows?: readonly ReportRow[];
  /** As it is, with all its spaces. */
  readonly code?: string;
}

/** The whole in a sentence, above all else. */
export interface ReportVerdict {
  readonly tone: ReportTone;
  readonly text: string;
  readonly lines: readonly ReportLine[];
}

/** A report, worded: the page adds nothing but looks. No address of a command and no key is in here. */
export interface ReportView {
  /** BCP 47. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly heading: string;
  /** Below the heading. */
  readonly place: string;
  /** What is being waited for, and how much of it is done, from 0 to 100. */
  readonly progress?: { readonly text: string; readonly done: number };
  readonly verdict?: ReportVerdict;
  readonly buttons: readonly ReportButton[];
  readonly sections: readonly ReportSection[];
}

/** What a flow says; language and direction are the same for all. */
export type ReportContent = Omit<ReportView, "language" | "direction">;

/** `announcement`: read aloud; empty = nothing. */
export type ReportMessage = { readonly type: "show"; readonly view: ReportView; readonly announcement: string };

export type ReportRequest =
  | { readonly type: "ready" }
  /** `row`: of the row that the button stands in. */
  | { readonly type: "act"; readonly action: ReportAction; readonly row?: string };

/** Reads what came from the webview; anything but a well-formed request is undefined. */
export function readReportRequest(message: unknown): ReportRequest | undefined {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return undefined;
  const { type, action, row } = message as Record<string, unknown>;
  const keys = Object.keys(message).sort().join();
  if (type === "ready") return keys === "type" ? { type } : undefined;
  const known = reportActions.find((each) => each === action);
  if (type !== "act" || !known) return undefined;
  if (keys === "action,type") return { type, action: known };
  const isRow = typeof row === "string" && row.length > 0 && row.length <= 1_000;
  return keys === "action,row,type" && isRow ? { type, action: known, row } : undefined;
}

/** What the page goes by, and no person reads. */
const marks: ReadonlySet<string> = new Set(["type", "id", "action", "tone", "look", "icon", "language", "direction"]);

/** The same with every text that a person reads changed. */
export function withTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === "string") return change(value) as T;
  if (Array.isArray(value)) return value.map((each) => withTexts(each, change)) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, each]) => [name, marks.has(name) ? each : withTexts(each, change)]);
  return Object.fromEntries(entries) as T;
}
