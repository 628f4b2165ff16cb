// The words between the extension and the page of checked recordings: what the page paints, and what a person can ask for there.

/** How bad it is, for looks alone. `waiting`: not measured yet. `out`: the person left it out. */
export type RecordingTone = "refuse" | "warn" | "hint" | "good" | "waiting" | "out";

const setActionIds = [
  "chooseKind",
  "makePackage",
  "uploadToJob",
  "checkSound",
  "saveReport",
  "copyFfmpeg",
  "checkAgain",
] as const;
export type SetActionId = (typeof setActionIds)[number];
const recordingActionIds = ["leaveOut", "takeIn", "copyFfmpeg", "openSound", "openText"] as const;
export type RecordingActionId = (typeof recordingActionIds)[number];

export interface LabelledAction<Id> {
  readonly id: Id;
  readonly label: string;
  /** Name of a codicon. */
  readonly icon: string;
  /** Shown with its words, the others as icons. */
  readonly isPrimary: boolean;
}

/** One kind of finding, and how often it was found. */
export interface ReasonLine {
  /** Choosing it shows the recordings that have it. */
  readonly code: string;
  readonly tone: RecordingTone;
  readonly icon: string;
  /** The tone in words. */
  readonly label: string;
  readonly text: string;
  readonly advice?: string;
  /** Recordings in the list that have it; 0 = it is about the set. */
  readonly times: number;
  /** Of the button that shows these alone. */
  readonly showOnly: string;
  /** Files that are no recordings, to be named. */
  readonly files: readonly string[];
}

/** A figure of the whole set: how many recordings have which value. */
export interface SetChart {
  readonly title: string;
  /** All of it in words, for those who do not see it. */
  readonly summary: string;
  /** Heights in percent of the highest. */
  readonly bars: readonly { readonly height: number; readonly isOutside: boolean }[];
  /** What is asked for, in percent of the width. */
  readonly asked?: { readonly from: number; readonly to: number; readonly label: string };
  readonly least: string;
  readonly most: string;
}

export interface RecordingRow {
  readonly id: string;
  /** Its number in a package. */
  readonly number: string;
  readonly name: string;
  readonly tone: RecordingTone;
  readonly icon: string;
  /** The tone in words. */
  readonly label: string;
  readonly length: string;
  readonly level: string;
  readonly snr: string;
  readonly text: string;
  /** The worst finding, and how many there are besides. */
  readonly finding: string;
  readonly more: string;
  readonly codes: readonly string[];
  /** What columns are sorted by, in the order of `columns`; null = nothing was measured, which comes last. */
  readonly keys: readonly (number | null)[];
  /** Lowest and highest in turns, from -100 to 100. */
  readonly peaks: readonly number[];
}

export interface RecordingColumn {
  readonly id: "name" | "length" | "level" | "snr" | "text" | "finding";
  readonly title: string;
}

export interface RecordingsView {
  /** BCP 47. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** The verdict. */
  readonly heading: string;
  readonly tone: RecordingTone;
  readonly icon: string;
  /** Folder, and what the recordings are for. */
  readonly place: readonly string[];
  readonly totals: string;
  readonly actions: readonly LabelledAction<SetActionId>[];
  /** Present while recordings are measured. */
  readonly progress?: { readonly label: string; readonly part: number };
  /** Why there is nothing to show. */
  readonly problem?: string;
  readonly reasons: readonly ReasonLine[];
  readonly charts: readonly SetChart[];
  readonly columns: readonly RecordingColumn[];
  readonly words: {
    readonly actions: string;
    readonly reasons: string;
    /** Of the button that shows all reasons, and of the one that shows the worst alone. */
    readonly more: string;
    readonly fewer: string;
    readonly charts: string;
    readonly list: string;
    readonly filter: string;
    readonly worst: string;
    /** `{0}` of `{1}` recordings are shown. */
    readonly shown: string;
    readonly noneShown: string;
    readonly clear: string;
    readonly close: string;
    readonly keys: string;
  };
}

export interface RecordingDetail {
  readonly id: string;
  readonly name: string;
  readonly tone: RecordingTone;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly text?: { readonly title: string; readonly text: string };
  readonly findings: readonly {
    readonly tone: RecordingTone;
    readonly icon: string;
    readonly label: string;
    readonly text: string;
    readonly advice?: string;
    /** Seconds. */
    readonly at?: number;
    readonly lasts?: number;
    /** Of the button that plays from there. */
    readonly play?: string;
  }[];
  readonly actions: readonly LabelledAction<RecordingActionId>[];
  readonly wave?: {
    readonly seconds: number;
    readonly secondsPerPair: number;
    /** Lowest and highest in turns, from -100 to 100. */
    readonly pairs: readonly number[];
    readonly label: string;
    /** `{0}` of `{1}`, in seconds. */
    readonly position: string;
  };
  readonly words: {
    readonly play: string;
    readonly pause: string;
    readonly loading: string;
    readonly unplayable: string;
    readonly findings: string;
    readonly none: string;
    readonly actions: string;
  };
}

/** What the page needs to come back after a reload. */
export interface RememberedCheck {
  readonly target: unknown;
  readonly leftOut: readonly string[];
}

export type RecordingsMessage =
  | {
      readonly type: "show";
      readonly view: RecordingsView;
      /** Read out when it changes. */
      readonly announcement: string;
      readonly remember: RememberedCheck;
    }
  /** `all`: there are no others; else those with the same ids are replaced. */
  | { readonly type: "rows"; readonly rows: readonly RecordingRow[]; readonly all: boolean }
  | { readonly type: "detail"; readonly detail: RecordingDetail }
  /** `bytes` absent = it cannot be played. `from`, `lasts`: which stretch of it these are, in seconds. */
  | {
      readonly type: "sound";
      readonly id: string;
      readonly mime: string;
      readonly bytes?: ArrayBuffer | Uint8Array;
      readonly from: number;
      readonly lasts?: number;
    };

export type RecordingsRequest =
  | { readonly type: "ready" }
  | { readonly type: "act"; readonly action: SetActionId }
  | { readonly type: "open"; readonly id: string }
  | { readonly type: "close" }
  /** The sound around a place, in seconds. */
  | { readonly type: "load"; readonly id: string; readonly at: number }
  | { readonly type: "actOn"; readonly action: RecordingActionId; readonly id: string };

/** Reads what came from the webview; anything but a well-formed request is undefined. */
export function readRecordingsRequest(message: unknown): RecordingsRequest | undefined {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return undefined;
  const request = message as Record<string, unknown>;
  const { id, at } = request;
  const keys = Object.keys(request).sort().join();
  switch (request.type) {
    case "ready":
    case "close":
      return keys === "type" ? { type: request.type } : undefined;
    case "act": {
      const action = setActionIds.find((each) => each === request.action);
      return keys === "action,type" && action ? { type: "act", action } : undefined;
    }
    case "open":
      return keys === "id,type" && isId(id) ? { type: "open", id } : undefined;
    case "load":
      return keys === "at,id,type" && isId(id) && typeof at === "number" && at >= 0 && at < 1e7
        ? { type: "load", id, at }
        : undefined;
    case "actOn": {
      const action = recordingActionIds.find((each) => each === request.action);
      return keys === "action,id,type" && isId(id) && action ? { type: "actOn", action, id } : undefined;
    }
    default:
      return undefined;
  }
}

/** Paths below a folder; the longest that systems have. */
function isId(value: unknown): value is string {
  return typeof value === "string" && value.length > 0 && value.length <= 5_000;
}
