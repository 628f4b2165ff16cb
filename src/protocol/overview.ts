// The words between the extension and the page that shows many jobs at once as charts.
import type { Tone } from "./pageParts.js";

/** Something in a chart that stands for jobs: a click shows them. */
export interface ChartMark {
  /** Undefined for what no filter can find. */
  readonly id?: string;
  /** What it says, whole: for who hears it, and as a tooltip. */
  readonly label: string;
}

/** A column of a day: parts upon each other. */
export interface BarColumn {
  readonly label: string;
  /** Beneath it; empty where there is no room for all. */
  readonly tick: string;
  /** Null = nothing is known of it. */
  readonly parts: readonly (ChartMark & { readonly tone: Tone; readonly value: number })[] | null;
}

export interface ChartRow extends ChartMark {
  readonly title: string;
  /** In percent of the width. */
  readonly size: number;
  readonly value: string;
  /** Sum of the shares so far, in percent: the line of a Pareto chart. */
  readonly sum?: number;
}

/** Times in one stage, in percent of the width; dots are the jobs that are in it now. */
export interface StageRow extends ChartMark {
  readonly title: string;
  readonly box?: { readonly low: number; readonly median: number; readonly high: number; readonly end: number };
  readonly value: string;
  readonly dots: readonly (ChartMark & { readonly at: number })[];
}

export type ChartBody =
  | { readonly kind: "bars"; readonly columns: readonly BarColumn[]; readonly most: number }
  | { readonly kind: "rows"; readonly groups: readonly { readonly title?: string; readonly rows: readonly ChartRow[] }[] }
  | {
      readonly kind: "stages";
      readonly rows: readonly StageRow[];
      readonly ticks: readonly { readonly at: number; readonly text: string }[];
    };

const chartIds = ["days", "reasons", "stages", "queue", "passes"] as const;
export type ChartId = (typeof chartIds)[number];

export interface ChartView {
  readonly id: ChartId;
  readonly title: string;
  /** What is counted, and among what. */
  readonly note: string;
  /** Instead of a chart: why there is none. */
  readonly empty?: string;
  readonly legend: readonly { readonly tone: Tone; readonly label: string }[];
  readonly body?: ChartBody;
  readonly table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };
}

export interface OverviewView {
  /** BCP 47. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  readonly heading: string;
  /** "2,340 loaded of 98,112 jobs". */
  readonly coverage: string;
  /** Label of the button that loads more, or stops that. */
  readonly load?: string;
  readonly isLoading: boolean;
  readonly notices: readonly string[];
  readonly charts: readonly ChartView[];
  readonly words: {
    readonly refresh: string;
    readonly loading: string;
    readonly saveSvg: string;
    readonly savePng: string;
    readonly saveCsv: string;
    readonly table: string;
    readonly hint: string;
  };
}

export interface OverviewMessage {
  readonly type: "show";
  readonly view: OverviewView;
  /** What the page needs to come back after a reload; absent connection = all of them. */
  readonly remember: { readonly connectionId?: string; readonly isOverview: true };
}

export type OverviewRequest =
  | { readonly type: "ready" }
  | { readonly type: "refresh" }
  | { readonly type: "load" }
  | { readonly type: "pick"; readonly mark: string }
  | { readonly type: "saveNumbers"; readonly chart: ChartId }
  | { readonly type: "savePicture"; readonly chart: ChartId; readonly format: "svg" | "png"; readonly bytes: Uint8Array };

/** Bytes of a picture; a chart has some hundred kilobytes. */
const largestPicture = 8_000_000;

/** Reads what came from the webview; anything but a well-formed request is undefined. */
export function readOverviewRequest(message: unknown): OverviewRequest | undefined {
  if (typeof message !== "object" || message === null || Array.isArray(message)) return undefined;
  const { type, mark, chart, format, bytes, ...others } = message as Record<string, unknown>;
  if (Object.keys(others).length > 0) return undefined;
  const given = [mark, chart, format, bytes].filter((each) => each !== undefined).length;
  const known = chartIds.find((id) => id === chart);
  switch (type) {
    case "ready":
    case "refresh":
    case "load":
      return given === 0 ? { type } : undefined;
    case "pick":
      return given === 1 && typeof mark === "string" && mark !== "" && mark.length <= 50 ? { type, mark } : undefined;
    case "saveNumbers":
      return given === 1 && known ? { type, chart: known } : undefined;
    case "savePicture": {
      const isPicture = bytes instanceof Uint8Array && bytes.length > 0 && bytes.length <= largestPicture;
      if (given !== 3 || !known || !isPicture || (format !== "svg" && format !== "png")) return undefined;
      return begins(bytes, format) ? { type, chart: known, format, bytes } : undefined;
    }
    default:
      return undefined;
  }
}

/** What is written to the disk is what its ending says. */
function begins(bytes: Uint8Array, format: "svg" | "png"): boolean {
  const head = format === "png" ? [0x89, 0x50, 0x4e, 0x47] : [0x3c, 0x73, 0x76, 0x67];
  return head.every((byte, at) => bytes[at] === byte);
}
