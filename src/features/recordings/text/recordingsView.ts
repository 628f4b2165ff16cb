// The page of a check in finished words: the verdict and what stands in the way, the figures of the set, and one row per recording.
import * as l10n from "@vscode/l10n";
import type { CloudSound } from "../../../core/ports/recordingPackages.js";
import type {
  LabelledAction,
  ReasonLine,
  RecordingRow,
  RecordingsView,
  RecordingTone,
  SetActionId,
} from "../../../protocol/recordings.js";
import { clip } from "../../../text/escape.js";
import type { Peaks } from "../audio/peaks.js";
import { type Finding, type Severity, severities } from "../finding.js";
import { nameOf, withoutEnd } from "../layout/folderFiles.js";
import type { CheckTarget, RecordingReport, RecordingsReport, SummaryLine } from "../report.js";
import { adviceText } from "./adviceText.js";
import { findingText, severityTitle } from "./findings/findingText.js";
import { foundText } from "./findings/soundFindingText.js";
import { number, seconds } from "./findings/units.js";
import { setCharts } from "./setCharts.js";
import { soundCharts } from "./soundCharts.js";
import { kindTitle, summaryText, totalsText, verdictText } from "./verdictText.js";
import { shrunkPeaks } from "./wave.js";

/** Characters of a text or a finding that a row has room for. */
const mostCharacters = 160;
/** Pairs of a row's small picture. */
const rowPairs = 40;

export interface ViewInput {
  readonly locale: string;
  readonly target: CheckTarget;
  /** What is known so far; absent = not even what is there. */
  readonly report?: RecordingsReport;
  readonly progress?: { readonly done: number; readonly total: number };
  /** Why the folder could not be read. */
  readonly problem?: string;
  /** They are shown for the job whose review refused them. */
  readonly isReviewed?: boolean;
  /** What the cloud has measured of them as they are. */
  readonly sound?: CloudSound;
}

export function recordingsView({
  locale,
  target,
  report,
  progress,
  problem,
  isReviewed = false,
  sound,
}: ViewInput): RecordingsView {
  const isDone = report !== undefined && progress === undefined && problem === undefined;
  const tone = isDone ? toneOf(report) : "waiting";
  const kind = report?.kind ? l10n.t("For: {0}", kindTitle(report.kind)) : l10n.t("For: any kind of job");
  return {
    language: locale,
    direction: /^(ar|fa|he|ur)\b/.test(locale) ? "rtl" : "ltr",
    heading: problem ?? (isDone ? verdictText(report, locale) : l10n.t("Checking recordings…")),
    tone: problem ? "refuse" : tone,
    icon: icons[problem ? "refuse" : tone],
    place: [clip(targetName(target), mostCharacters), ...(report ? [kind] : [])],
    totals: report ? totalsText(report, locale) : "",
    actions: problem ? actions(target).filter(({ id }) => id === "checkAgain") : actions(target, report, isReviewed),
    ...(progress && {
      progress: {
        label: l10n.t("Recordings checked: {0} of {1}", number(progress.done, locale), number(progress.total, locale)),
        part: progress.total === 0 ? 0 : progress.done / progress.total,
      },
    }),
    ...(problem !== undefined && { problem }),
    reasons: isDone ? report.verdict.summary.map((line) => reasonOf(line, report, locale)) : [],
    charts: isDone ? [...setCharts(report, locale), ...soundCharts(sound)] : [],
    columns: [
      { id: "name", title: l10n.t("Recording") },
      { id: "length", title: l10n.t("Length") },
      { id: "level", title: l10n.t("Level") },
      { id: "snr", title: l10n.t("SNR") },
      { id: "text", title: l10n.t("Text") },
      { id: "finding", title: l10n.t("Findings") },
    ],
    words: {
      actions: l10n.t("Actions"),
      reasons: l10n.t("What was found"),
      more: l10n.t("Show all: {0}", number(report?.verdict.summary.length ?? 0, locale)),
      fewer: l10n.t("Show the worst only"),
      charts: l10n.t("Figures of the set"),
      list: l10n.t("Recordings"),
      filter: l10n.t("Filter by name, text or finding"),
      worst: l10n.t("With findings"),
      shown: l10n.t("Shown: {0} of {1}"),
      noneShown: l10n.t("No recording matches the filter."),
      clear: l10n.t("Clear Filter"),
      close: l10n.t("Close"),
      keys: l10n.t("Arrow keys choose a recording, Enter shows it, Space plays it, Delete leaves it out or takes it in again."),
    },
  };
}

/** What the folder, the archive or the selection is called. */
export function targetName(target: CheckTarget): string {
  const path = target.kind === "files" ? target.folder : target.path;
  return nameOf(withoutEnd(path).replaceAll("\\", "/")) || path;
}

export const icons: Readonly<Record<RecordingTone, string>> = {
  refuse: "error",
  warn: "warning",
  hint: "info",
  good: "pass",
  waiting: "loading",
  out: "circle-slash",
};

function toneOf({ verdict, recordings }: RecordingsReport): RecordingTone {
  if (recordings.length === 0) return "refuse";
  return severities.find((severity) => verdict.counts[severity] > 0 && severity !== "hint") ?? "good";
}

function actions(target: CheckTarget, report?: RecordingsReport, isReviewed = false): readonly LabelledAction<SetActionId>[] {
  const hasRecordings = report !== undefined && report.recordings.length > 0;
  const all: readonly (LabelledAction<SetActionId> & { readonly isOffered: boolean })[] = [
    {
      id: "makePackage",
      label: l10n.t("Make Package…"),
      icon: "package",
      isPrimary: true,
      isOffered: hasRecordings && report.kind !== undefined,
    },
    {
      id: "uploadToJob",
      label: isReviewed ? l10n.t("Upload Corrected…") : l10n.t("Upload to Job…"),
      icon: "cloud-upload",
      isPrimary: true,
      isOffered: hasRecordings && isUploadable(report, target),
    },
    {
      id: "checkSound",
      label: l10n.t("Check Sound in the Cloud…"),
      icon: "pulse",
      isPrimary: false,
      isOffered: hasRecordings && isUploadable(report, target) && report.kind?.requirements.hasSoundCheck === true,
    },
    { id: "chooseKind", label: l10n.t("Check for…"), icon: "checklist", isPrimary: true, isOffered: report !== undefined },
    { id: "saveReport", label: l10n.t("Save Report…"), icon: "save", isPrimary: false, isOffered: hasRecordings },
    {
      id: "copyFfmpeg",
      label: l10n.t("Copy ffmpeg Commands"),
      icon: "terminal",
      isPrimary: false,
      // Files in an archive have no path.
      isOffered: hasRecordings && target.kind !== "zip",
    },
    { id: "checkAgain", label: l10n.t("Check Again"), icon: "refresh", isPrimary: false, isOffered: true },
  ];
  return all.flatMap(({ isOffered, ...action }) => (isOffered ? [action] : []));
}

/** Selected files have no folder of their own to be remembered by, and not every cloud takes a package. */
function isUploadable({ kind }: RecordingsReport, target: CheckTarget): boolean {
  return target.kind !== "files" && kind !== undefined && kind.requirements.package !== "files";
}

function reasonOf(line: SummaryLine, { recordings, kind }: RecordingsReport, locale: string): ReasonLine {
  const ids = new Set(recordings.map(({ id }) => id));
  const files = [...new Set(line.files)];
  const others = files.filter((file) => !ids.has(file));
  const advised = adviceText(line.code);
  const times = files.length - others.length;
  const text = summaryText(line, locale, kind?.cloudTitle);
  return {
    code: reasonCode(line),
    tone: line.severity,
    icon: icons[line.severity],
    label: severityTitle(line.severity),
    text,
    ...(advised !== undefined && { advice: advised }),
    times,
    showOnly: l10n.t("Show these recordings only: {0}", text),
    files: others.slice(0, 5).map((file) => clip(file, mostCharacters)),
  };
}

/** What a row and a reason know each other by: the same finding may be a warning here and a hint there. */
function reasonCode({ severity, code }: Pick<Finding, "severity" | "code">): string {
  return `${severity}/${code}`;
}

/** `peaks`: absent while it is not measured. */
export function recordingRow(recording: RecordingReport, index: number, peaks: Peaks | undefined, locale: string): RecordingRow {
  const { id, measures, unmeasured, findings, text } = recording;
  const isOut = recording.number === undefined;
  const isWaiting = !measures && !unmeasured;
  const tone: RecordingTone = isOut ? "out" : isWaiting ? "waiting" : (recording.severity ?? "good");
  const { speech } = measures ?? {};
  const length = measures?.seconds ?? recording.seconds;
  const [worst] = findings;
  const figure = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : null);
  const keys = [index, figure(length), figure(speech?.level), figure(speech?.snr), null, rankOf(tone, findings.length)];
  return {
    id,
    number: isOut ? "" : number(recording.number, locale),
    name: clip(id, mostCharacters),
    tone,
    icon: icons[tone],
    label: toneTitle(tone),
    length: length === undefined ? "" : seconds(length, locale),
    level: speech ? l10n.t("{0} dBFS", number(speech.level, locale, 1)) : "",
    snr: speech?.snr === undefined ? "" : l10n.t("{0} dB", number(speech.snr, locale, 1)),
    text: clip(text?.text.trim() ?? "", mostCharacters),
    finding: isWaiting || !worst ? "" : clip(foundText(worst, locale), mostCharacters),
    more: isWaiting || findings.length < 2 ? "" : `+${number(findings.length - 1, locale)}`,
    codes: isWaiting ? [] : [...new Set(findings.map(reasonCode))],
    keys,
    peaks: peaks ? shrunkPeaks(peaks, rowPairs).pairs : [],
  };
}

function toneTitle(tone: RecordingTone): string {
  switch (tone) {
    case "good":
      return l10n.t("Nothing found");
    case "waiting":
      return l10n.t("Not measured yet");
    case "out":
      return l10n.t("Left out");
    default:
      return severityTitle(tone satisfies Severity);
  }
}

/** Worst first, and of equal ones those with more findings. */
function rankOf(tone: RecordingTone, findings: number): number {
  const order: readonly RecordingTone[] = ["refuse", "warn", "hint", "good", "waiting", "out"];
  return order.indexOf(tone) * 1_000 - Math.min(findings, 999);
}

/** All findings of a recording in words, for the list of problems and the page's details. */
export function recordingFindings({ findings }: RecordingReport, locale: string, cloud?: string) {
  return findings.map((finding) => ({ finding, text: findingText(finding, locale, cloud), advice: adviceText(finding.code) }));
}
