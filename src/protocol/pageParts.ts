// Parts that the pages of jobs have in common: badges, texts that can be copied, rows of fields, tables.

// The words between the extension and the details panel: what the panel paints, and what a person can ask for there.

/** Same words as the phases of a job. */
export type Tone = "attention" | "running" | "waiting" | "failed" | "succeeded" | "unknown";

/** A control that puts a text on the clipboard; the extension looks the text up by its id. */
export interface CopyControl {
  readonly id: string;
  /** Tooltip and accessible name of the button. */
  readonly label: string;
}

/** A short text with its name and a copy button, such as a request id. */
export interface Reference {
  readonly name: string;
  readonly text: string;
  readonly copy: CopyControl;
}

export interface StateBadge {
  readonly tone: Tone;
  /** Name of a codicon. */
  readonly icon: string;
  readonly label: string;
  /** The cloud's own word. */
  readonly verbatim: string;
}

export interface Moment {
  readonly text: string;
  readonly tooltip: string;
}

export interface FieldRow {
  /** Path of the field in the cloud's answer. */
  readonly id: string;
  readonly label: string;
  /** What the field means. */
  readonly hint?: string;
  /** Finished text; dots while the value is masked. */
  readonly value: string;
  /** Shown beside the value, quieter. */
  readonly detail?: string;
  /** The value tells a distance in time and changes by itself; the detail does not. */
  readonly isAge?: true;
  readonly tooltip?: string;
  /** `code`: not written for people, e.g. an id or JSON. `none`: the cloud sent the field without a value. */
  readonly look: "text" | "code" | "number" | "masked" | "none";
  readonly copy?: CopyControl;
  /** Only for values that are masked until asked for. */
  readonly mask?: { readonly isRevealed: boolean; readonly label: string };
  /** The value is a link that can be opened after asking. */
  readonly open?: { readonly label: string };
}

export interface Table {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly title: string;
  readonly tooltip?: string;
  readonly cells: readonly TableCell[];
}

export interface TableCell {
  readonly text: string;
  readonly tooltip?: string;
  readonly isNumber: boolean;
  /** The number drawn beside what is expected of it. */
  readonly chart?: Chart;
}

/** All in percent of the width. */
export interface Chart {
  /** Where what is expected begins and ends. */
  readonly from: number;
  readonly to: number;
  readonly at: number;
  readonly isWithin: boolean;
}
