// The words between the extension and the details panel: what the panel paints, and what a person can ask for there.

/** Same words as the phases of a job. */

import type { FieldRow, Moment, Reference, StateBadge, Table, Tone } from "./pageParts";

const actionIds = [
  "submit",
  "refresh",
  "openConsole",
  "openJson",
  "delete",
  "checkRecordings",
  "playSample",
  "sayText",
  "watch",
  "copyVoiceId",
  "uploadFiles",
  "uploadCorrected",
] as const;

export type ActionId = (typeof actionIds)[number];

/** A button of the header. What a person cannot do with this job is not in the list. */
export interface Action {
  readonly id: ActionId;
  readonly label: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Shown with its words, the others as icons. */
  readonly isPrimary: boolean;
}

export interface Banner {
  readonly tone: "error" | "warning" | "note";
  readonly icon: string;
  readonly text: string;
  /** What the cloud said, verbatim. */
  readonly verbatim: readonly string[];
  readonly references: readonly Reference[];
  /** What the table knows of the error's code. */
  readonly lists?: readonly PointList[];
  /** Label of the button for the next act. */
  readonly nextAct?: string;
}

/**
 * `attention`: the job stands here until the person does something. `stopped`: it ended here. `unknown`: no answer says whether the job was
 * here. `missed`: the job ended before.
 */
export type StepPlace = "done" | "current" | "attention" | "stopped" | "ahead" | "unknown" | "missed";

export interface Step {
  readonly title: string;
  readonly place: StepPlace;
  /** Where the job stands, in words, for those who cannot see the dot. */
  readonly placeLabel: string;
  readonly time?: Moment;
  /** How long the job was, or has been, in it. */
  readonly duration?: Moment;
}

export interface Todo {
  readonly tone: Tone;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** How long it usually takes, and how long it has taken. */
  readonly durations?: { readonly lines: readonly string[]; readonly warning?: string };
  readonly lists: readonly PointList[];
  /** The cloud's own words: why the job stopped, first of all. */
  readonly quote?: { readonly label: string; readonly text: string };
  /** What the cloud has measured and did not expect so, a sentence each. */
  readonly measured: readonly string[];
  readonly references: readonly Reference[];
}

/** Steps in their order (`isNumbered`), or things side by side. */
export interface PointList {
  readonly id: "steps" | "causes" | "needs";
  readonly label: string;
  readonly items: readonly string[];
  /** What items advise and can be done at once, by the index of the item. */
  readonly acts?: readonly { readonly item: number; readonly action: ActionId; readonly label: string }[];
  readonly isNumbered: boolean;
  /** Only its label is shown until the person opens it. */
  readonly isFolded: boolean;
}

export interface SectionView {
  readonly id: string;
  readonly title: string;
  readonly rows: readonly FieldRow[];
  readonly tables: readonly Table[];
}

/** What a review said. */
export interface ReviewView {
  readonly id: string;
  readonly title: string;
  readonly time?: Moment;
  /** In the reviewer's own words. */
  readonly quote?: string;
  readonly tables: readonly Table[];
  readonly rows: readonly FieldRow[];
}

export interface TimelineLine {
  readonly id: string;
  readonly title: string;
  readonly tooltip?: string;
  readonly time?: Moment;
  /** How long after the one before. */
  readonly gap?: string;
  readonly who?: string;
  /** Known only by observation. */
  readonly isObserved: boolean;
  /** The cloud's own words. */
  readonly quotes: readonly string[];
  readonly rows: readonly FieldRow[];
}

export interface TimelineView {
  readonly title: string;
  /** Latest first. */
  readonly lines: readonly TimelineLine[];
  /** What is folded away: the lines from this index on. */
  readonly earlier?: { readonly from: number; readonly label: string };
  /** What is missing, and why. */
  readonly notes: readonly string[];
  /** Label of the button that reads what is missing. */
  readonly read?: string;
}

/** A job's past, as far as it is known. */
export interface HistoryView {
  readonly reviews: readonly ReviewView[];
  readonly timeline?: TimelineView;
}

/** One job, worded: the panel adds nothing but looks. No masked value, no address and no command is in here. */
export interface DetailView {
  /** BCP 47. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly heading: string;
  /** Connection, cloud, region. */
  readonly place: readonly string[];
  readonly jobId: Reference;
  readonly state?: StateBadge;
  readonly actions: readonly Action[];
  /** Present while the job is being read. */
  readonly progress?: string;
  readonly banners: readonly Banner[];
  readonly life: readonly Step[];
  /** How often the job was sent back. */
  readonly lifeNote?: string;
  readonly todo?: Todo;
  readonly sections: readonly SectionView[];
  readonly history: HistoryView;
  /** When the job was read. */
  readonly readAt?: Moment;
  /** Of the answer that is shown. */
  readonly requestId?: Reference;
  readonly words: { readonly actions: string; readonly life: string; readonly copied: string; readonly reason: string };
}

export type DetailMessage =
  | {
      readonly type: "show";
      readonly view: DetailView;
      /** What changed last, in words; read out when it changes. */
      readonly announcement: string;
      /** Marks of what is different from what the person has just been looking at; shown once. */
      readonly changed: readonly string[];
      /** What the panel needs to come back after a reload. */
      readonly remember: {
        readonly connectionId: string;
        readonly jobId: string;
        /** The next job takes the page. */
        readonly isGlance?: true;
      };
    }
  /** The text of this id is on the clipboard. */
  | { readonly type: "copied"; readonly id: string };

/** Names of the places that a change can be shown at. */
export const marks = {
  state: "state",
  step: (index: number) => `step ${index}`,
  row: (id: string) => `row ${id}`,
} as const;

export type DetailRequest =
  | { readonly type: "ready" }
  | { readonly type: "act"; readonly action: ActionId }
  /** The next act that the banner of this index offers. */
  | { readonly type: "nextAct"; readonly banner: number }
  /** What the cloud tells of the job's past, where it is missing. */
  | { readonly type: "readHistory" }
  | { readonly type: "copy"; readonly id: string }
  | { readonly type: "reveal"; readonly field: string }
  | { readonly type: "hide"; readonly field: string }
  | { readonly type: "openLink"; readonly field: string };

/** Reads what came from the webview; anything but a well-formed request is undefined. */
export function readDetailRequest(message: unknown): DetailRequest | undefined {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return undefined;
  const request = message as Record<string, unknown>;
  const keys = Object.keys(request).sort().join();
  switch (request.type) {
    case "ready":
    case "readHistory":
      return keys === "type" ? { type: request.type } : undefined;
    case "act": {
      const action = actionIds.find((id) => id === request.action);
      return keys === "action,type" && action ? { type: "act", action } : undefined;
    }
    case "nextAct": {
      const { banner } = request;
      return keys === "banner,type" && typeof banner === "number" && Number.isInteger(banner) && banner >= 0 && banner < 10
        ? { type: "nextAct", banner }
        : undefined;
    }
    case "copy":
      return keys === "id,type" && isName(request.id) ? { type: "copy", id: request.id } : undefined;
    case "reveal":
    case "hide":
    case "openLink":
      return keys === "field,type" && isName(request.field) ? { type: request.type, field: request.field } : undefined;
    default:
      return undefined;
  }
}

/** Ids are paths of fields; the longest a cloud could mean. */
function isName(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 500;
}
