// One recording in finished words: its figures, its text, its findings with their places, its waveform, and what can be done with it.
import * as l10n from "@vscode/l10n";
import type { LabelledAction, RecordingActionId, RecordingDetail } from "../../../protocol/recordings.js";
import { clip } from "../../../text/escape.js";
import { named } from "../../../text/punctuation.js";
import type { Peaks } from "../audio/peaks.js";
import { conversionFor } from "../ffmpeg/ffmpegCommand.js";
import type { RecordingReport, RecordingsReport } from "../report.js";
import { severityTitle } from "./findings/findingText.js";
import { hertz, number, seconds } from "./findings/units.js";
import { icons, recordingFindings, recordingRow } from "./recordingsView.js";
import { shrunkPeaks } from "./wave.js";

/** Pairs of the large picture: two for each pixel of a wide one. */
const mostPairs = 3_000;
const mostCharacters = 2_000;

export function recordingDetail(
  report: RecordingsReport,
  recording: RecordingReport,
  peaks: Peaks | undefined,
  locale: string,
): RecordingDetail {
  const { id, text, measures } = recording;
  const { tone } = recordingRow(recording, 0, undefined, locale);
  const place = text && text.path !== id ? clip(text.path, 200) : undefined;
  const line = text?.line;
  const title =
    place === undefined ? l10n.t("Text") : line === undefined ? place : l10n.t("{0}, line {1}", place, number(line, locale));
  const findings = recordingFindings(recording, locale, report.kind?.cloudTitle);
  return {
    id,
    name: clip(id, 300),
    tone,
    facts: facts(recording, locale),
    ...(text && { text: { title, text: clip(text.text.trim(), mostCharacters) } }),
    findings: findings.map(({ finding: { severity, at, lasts }, text: found, advice }) => ({
      tone: severity,
      icon: icons[severity],
      label: severityTitle(severity),
      text: found,
      ...(advice !== undefined && { advice }),
      ...(at !== undefined && measures && { at, play: l10n.t("Play from {0}", seconds(at, locale)) }),
      ...(at !== undefined && lasts !== undefined && { lasts }),
    })),
    actions: actions(report, recording),
    ...(measures &&
      peaks && {
        wave: {
          seconds: measures.seconds,
          ...shrunkPeaks(peaks, mostPairs),
          label: l10n.t("Position in the recording"),
          position: l10n.t("{0} s of {1} s"),
        },
      }),
    words: {
      play: l10n.t("Play"),
      pause: l10n.t("Pause"),
      loading: l10n.t("Loading audio…"),
      unplayable: l10n.t("This audio cannot be played here."),
      findings: l10n.t("Findings"),
      none: l10n.t("Nothing found"),
      actions: l10n.t("Actions"),
    },
  };
}

function facts({ measures }: RecordingReport, locale: string): RecordingDetail["facts"] {
  if (!measures) return [];
  const { format, speech } = measures;
  const figure = (value: number | undefined, unit: (worded: string) => string) =>
    value === undefined || !Number.isFinite(value) ? undefined : unit(number(value, locale, 1));
  const all: readonly (readonly [string, string | undefined])[] = [
    [l10n.t("Length"), seconds(measures.seconds, locale)],
    [l10n.t("Sample rate"), hertz(format.rate, locale)],
    [l10n.t("Bits"), number(format.validBits, locale)],
    [l10n.t("Channels"), number(format.channels, locale)],
    [l10n.t("Peak"), figure(measures.peak, (value) => l10n.t("{0} dBFS", value))],
    [l10n.t("Speech level"), figure(speech?.level, (value) => l10n.t("{0} dBFS", value))],
    [l10n.t("Integrated loudness"), figure(measures.loudness, (value) => l10n.t("{0} LUFS", value))],
    [l10n.t("Noise"), figure(speech?.floor, (value) => l10n.t("{0} dBFS", value))],
    [l10n.t("SNR"), figure(speech?.snr, (value) => l10n.t("{0} dB", value))],
  ];
  return all.flatMap(([name, value]) => (value === undefined ? [] : [{ name, value }]));
}

function actions(report: RecordingsReport, recording: RecordingReport): readonly LabelledAction<RecordingActionId>[] {
  const isOut = recording.number === undefined;
  const isOnDisk = report.target.kind !== "zip";
  const all: readonly (LabelledAction<RecordingActionId> & { readonly isOffered: boolean })[] = [
    isOut
      ? { id: "takeIn", label: l10n.t("Take In Again"), icon: "add", isPrimary: true, isOffered: true }
      : { id: "leaveOut", label: l10n.t("Leave Out"), icon: "circle-slash", isPrimary: true, isOffered: true },
    {
      id: "copyFfmpeg",
      label: l10n.t("Copy ffmpeg Command"),
      icon: "terminal",
      isPrimary: false,
      isOffered: isOnDisk && conversionFor(recording.measures, report.kind?.requirements) !== undefined,
    },
    { id: "openText", label: l10n.t("Open Text"), icon: "go-to-file", isPrimary: false, isOffered: isOnDisk && !!recording.text },
    { id: "openSound", label: l10n.t("Open File"), icon: "file-media", isPrimary: false, isOffered: isOnDisk },
  ];
  return all.flatMap(({ isOffered, ...action }) => (isOffered ? [action] : []));
}

/** For a notification: how many commands, or why none. */
export function copiedText(commands: number, locale: string): string {
  return commands === 0
    ? l10n.t("Nothing needs to be converted.")
    : named(l10n.t("ffmpeg commands copied"), number(commands, locale));
}
