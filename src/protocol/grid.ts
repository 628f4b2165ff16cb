// The words between the extension and the page where several jobs are filled in: a grid for each cloud, and what a person does there.

export interface GridChoice {
  readonly value: string;
  readonly label: string;
}

/** A field of the form. */
export interface GridColumn {
  readonly id: string;
  readonly title: string;
  readonly hint: string;
  /** Absent = a text. */
  readonly choices?: readonly GridChoice[];
}

export interface GridCell {
  /** As it is shown; empty = nothing is sent. */
  readonly text: string;
  /** What the editor of the cell begins with; absent = it is asked for first: another person's data. */
  readonly value?: string;
  /** No one can change it here: the value is each job's own. */
  readonly isFixed?: boolean;
  readonly isMuted?: boolean;
  /** Other than for all. */
  readonly difference?: string;
  /** What is missing or wrong. */
  readonly problem?: string;
}

export interface GridRow {
  /** "all" = for all jobs. */
  readonly id: string;
  readonly title: string;
  /** Where the job is, and what became of it the last time. */
  readonly detail: string;
  /** In the order of the columns. */
  readonly cells: readonly GridCell[];
  /** Of its button; absent = it cannot be left out. */
  readonly leaveOut?: string;
}

/** The jobs of one cloud, whose form they share. */
export interface GridTable {
  readonly id: string;
  readonly title: string;
  /** Above the first column. */
  readonly corner: string;
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
}

export interface GridWords {
  readonly submit: string;
  readonly cancel: string;
  readonly paste: string;
  readonly undo: string;
  readonly keys: string;
}

/** Several jobs, worded: the page adds nothing but looks. */
export interface GridView {
  /** BCP 47. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly heading: string;
  readonly summary: string;
  /** Something is missing or wrong. */
  readonly isWrong: boolean;
  readonly canUndo: boolean;
  readonly tables: readonly GridTable[];
  readonly words: GridWords;
}

/** A place in the grid. */
export interface GridPlace {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** `announcement`: read aloud; empty = nothing. */
export type GridMessage =
  | { readonly type: "show"; readonly view: GridView; readonly announcement: string }
  /** Begins to edit, with this value. */
  | { readonly type: "edit"; readonly place: GridPlace; readonly value: string }
  /** Puts the keys there. */
  | { readonly type: "goTo"; readonly place: GridPlace };

export type GridRequest =
  | { readonly type: "ready" | "submit" | "cancel" | "undo" }
  /** `open`: asks for the value of a masked cell. `clear`: as for all, or nothing. `paste`: what is on the clipboard, from there on. */
  | { readonly type: "open" | "clear" | "paste"; readonly place: GridPlace }
  | { readonly type: "set"; readonly place: GridPlace; readonly value: string }
  | { readonly type: "leaveOut"; readonly row: string };

/** UTF-16 code units. */
const longestValue = 20_000;

/** Reads what came from the webview; anything but a well-formed request is undefined. */
export function readGridRequest(message: unknown): GridRequest | undefined {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return undefined;
  const { type, place, value, row } = message as Record<string, unknown>;
  const keys = Object.keys(message).sort().join();
  switch (type) {
    case "ready":
    case "submit":
    case "cancel":
    case "undo":
      return keys === "type" ? { type } : undefined;
    case "open":
    case "clear":
    case "paste":
      return keys === "place,type" && isPlace(place) ? { type, place } : undefined;
    case "set": {
      const isValue = typeof value === "string" && value.length <= longestValue;
      return keys === "place,type,value" && isValue && isPlace(place) ? { type, place, value } : undefined;
    }
    case "leaveOut":
      return keys === "row,type" && isName(row) ? { type, row } : undefined;
    default:
      return undefined;
  }
}

function isPlace(place: unknown): place is GridPlace {
  if (typeof place !== "object" || place === null || Object.keys(place).sort().join() !== "column,row,table") return false;
  return Object.values(place).every(isName);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 1_000;
}
