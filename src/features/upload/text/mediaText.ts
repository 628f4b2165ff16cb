// Words recordings of a cloud's library: each in a list, what is about to be put there, and what became of it.
import * as l10n from "@vscode/l10n";
import type { MediaFile } from "../../../core/cloud/capabilities/mediaLibrary.js";
import type { CheckedRecordingSet } from "../../../core/recordings/checkedRecordingSet.js";
import { escapeLabel, escapeModal } from "../../../text/escape.js";
import { list } from "../../../text/punctuation.js";
import { absoluteTime } from "../../../text/time.js";
import { firstFindings } from "./recordingsText.js";
import { sizeText } from "./storeText.js";

/** Harmless in a list. */
export function mediaLabel({ title, id }: Pick<MediaFile, "id" | "title">): string {
  return escapeLabel(title?.trim() || id, 120);
}

/** What stands beside it; its id last, so that it is found by that, too. */
export function mediaFacts({ id, title, size, seconds, createdAt, state }: MediaFile, locale: string): string {
  const facts = [
    state && escapeLabel(state, 40),
    seconds !== undefined && playingTime(seconds),
    size !== undefined && sizeText(size, locale),
    createdAt !== undefined && absoluteTime(createdAt, locale),
    title?.trim() ? escapeLabel(id, 64) : undefined,
  ];
  return facts.filter((fact): fact is string => typeof fact === "string" && fact !== "").join(" · ");
}

/** As players write it: 3:05, 1:02:09. */
export function playingTime(seconds: number): string {
  const whole = Math.round(seconds);
  const two = (part: number) => String(part).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3_600), Math.floor((whole % 3_600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

/** Of the row that takes what is chosen. Of a recording whose length is not told the sum would be wrong: then there is none. */
export function chosenText(chosen: readonly (MediaFile | undefined)[]): string {
  const seconds = chosen.map((each) => each?.seconds);
  const known = seconds.filter((each) => each !== undefined);
  if (known.length < chosen.length || known.length === 0) return "";
  const total = playingTime(known.reduce((sum, each) => sum + each, 0));
  return l10n.t("{0} together", total);
}

export interface MediaUploadOrder {
  readonly connection: string;
  /** Absent = storage of the library itself. */
  readonly bucket?: { readonly bucket: string; readonly folder: string; readonly host: string };
  readonly names: readonly string[];
  readonly bytes: number;
  /** On this computer. */
  readonly found: CheckedRecordingSet;
}

export function mediaDetail({ connection, bucket, names, bytes, found }: MediaUploadOrder, locale: string): string {
  const size = sizeText(bytes, locale);
  const shown = names.length <= 10 ? names : [...names.slice(0, 9), "…"];
  return [
    l10n.t("Connection: {0}", escapeModal(connection)),
    ...(bucket
      ? [
          l10n.t("Bucket: {0}, folder {1}", escapeModal(bucket.bucket), escapeModal(bucket.folder)),
          l10n.t("Host: {0}", escapeModal(bucket.host)),
        ]
      : [l10n.t("To storage of the media library itself, on a host that the cloud names then")]),
    "",
    names.length === 1 ? l10n.t("1 recording, {0}.", size) : l10n.t("{0} recordings, {1}.", names.length, size),
    list(
      shown.map((name) => escapeModal(name, 60)),
      locale,
    ),
    ...mediaFindings(found),
    "",
    bucket
      ? l10n.t("Then they are added to the media library. No job is created by this.")
      : l10n.t("Each gets an entry in the media library. No job is created by this."),
  ].join("\n");
}

/**
 * What was found in single recordings, the worst first; empty = nothing. How many there are and how long they are together is left out:
 * others of the library may be used with them.
 */
export function mediaFindings({ recordings }: CheckedRecordingSet): readonly string[] {
  const lines = (severity: "refuse" | "warn") =>
    firstFindings(
      recordings.flatMap(({ file, findings }) =>
        findings.filter((each) => each.severity === severity).map(({ message }) => ({ file, message })),
      ),
    );
  const [refusals, warnings] = [lines("refuse"), lines("warn")];
  return [
    ...(refusals.length > 0 ? ["", l10n.t("The check on this computer found what the cloud would refuse:"), ...refusals] : []),
    ...(warnings.length > 0 ? ["", l10n.t("The check on this computer warns of:"), ...warnings] : []),
  ];
}
