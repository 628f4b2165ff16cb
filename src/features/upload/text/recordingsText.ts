// Words recordings of given sentences: what the cloud said of each, what a folder has for them, and what became of their upload.
import * as l10n from "@vscode/l10n";
import type { VoiceError } from "../../../core/errors.js";
import type { CheckedRecordingSet } from "../../../core/recordings/checkedRecordingSet.js";
import { clip, escapeLabel, escapeModal } from "../../../text/escape.js";
import { coverPrivate } from "../../../text/fields/privateText.js";
import { list, named } from "../../../text/punctuation.js";
import type { PlacedOutcome, PlacedProgress } from "../recordingsUploader.js";
import type { SentenceFiles } from "../sentenceFiles.js";
import { refusalText, sizeText } from "./storeText.js";

/** Beside a sentence, harmless in a list. */
export function checkedText(
  checked: { readonly passed: boolean; readonly reason?: string } | undefined,
  isUploaded = false,
): string {
  if (!checked) return isUploaded ? l10n.t("uploaded, not checked yet") : l10n.t("not checked yet");
  if (checked.passed) return l10n.t("passed");
  return checked.reason ? l10n.t("refused: {0}", escapeLabel(coverPrivate(checked.reason), 120)) : l10n.t("refused");
}

/** What is about to be sent, for the modal. */
export interface RecordingsOrder {
  readonly connection: string;
  readonly host: string;
  readonly bucket: string;
  readonly folder: string;
  /** Of what goes up. */
  readonly count: number;
  readonly bytes: number;
  /** Sentences that the cloud has passed already. */
  readonly passed: number;
  readonly matched: SentenceFiles;
  readonly found: CheckedRecordingSet;
}

/** Findings that are named; the page has all of them. */
const mostFindings = 3;

export function recordingsDetail(order: RecordingsOrder, locale: string): string {
  const { matched, count, bytes, passed } = order;
  const names = (files: readonly string[]) => list(shortened(files.map((file) => escapeModal(file, 40))), locale);
  const refusals = refusalsOf(order.found, matched);
  const size = sizeText(bytes, locale);
  const lines = [
    l10n.t("Connection: {0}", escapeModal(order.connection)),
    l10n.t("Bucket: {0}, folder {1}", escapeModal(order.bucket), escapeModal(order.folder)),
    l10n.t("Host: {0}", escapeModal(order.host)),
    "",
    count === 1 ? l10n.t("1 recording, {0}.", size) : l10n.t("{0} recordings, {1}.", count, size),
  ];
  if (passed === 1) lines.push(l10n.t("1 sentence has passed already: its recording stays as it is."));
  if (passed > 1) lines.push(l10n.t("{0} sentences have passed already: their recordings stay as they are.", passed));
  if (matched.fromZero) lines.push(l10n.t("The numbers in the names begin with 0: 0 is taken for the first sentence."));
  if (matched.missing.length > 0)
    lines.push(l10n.t("No recording for these sentences: {0}.", list(shortened(matched.missing.map(({ id }) => id)), locale)));
  if (matched.unused.length > 0) lines.push(l10n.t("Not used, since they belong to no sentence: {0}.", names(matched.unused)));
  if (refusals.length > 0) lines.push("", l10n.t("The check on this computer found what the cloud would refuse:"), ...refusals);
  lines.push(
    "",
    l10n.t("Files of the same names there are replaced. Then the cloud checks each recording. This does not submit the job."),
  );
  return lines.join("\n");
}

/** Of the recordings that go up, and of the set; not of files that are not used. */
export function refusalsOf(found: CheckedRecordingSet, { files }: Pick<SentenceFiles, "files">): readonly string[] {
  const used = new Set(files.values());
  return firstFindings(
    found.recordings
      .filter(({ file }) => used.has(file))
      .flatMap(({ file, findings }) => findings.map((each) => ({ ...each, file })))
      .filter(({ severity }) => severity === "refuse"),
  );
}

/** A line each, and how many there are besides. */
export function firstFindings(findings: readonly { readonly file: string; readonly message: string }[]): readonly string[] {
  const told = findings.map(({ file, message }) => named(escapeModal(file, 40), escapeModal(message, 160)));
  const rest = told.length - mostFindings;
  if (rest <= 0) return told;
  return [...told.slice(0, mostFindings), rest === 1 ? l10n.t("… and 1 more.") : l10n.t("… and {0} more.", rest)];
}

/** `rate`: bytes in a second, where it is known. */
export function placedProgressText(
  { sent, total, done, count }: PlacedProgress,
  rate: number | undefined,
  locale: string,
): string {
  const text = l10n.t("{0} of {1}: {2} of {3}", done, count, sizeText(sent, locale), sizeText(total, locale));
  if (!rate || sent >= total) return text;
  const left = Math.ceil((total - sent) / rate);
  const rest = left < 90 ? l10n.t("{0} s left", left) : l10n.t("{0} min left", Math.round(left / 60));
  return `${text} · ${rest}`;
}

/** Why recordings did not get there: one sentence for each reason, with the sentences it is true of. Not escaped. */
export function placedFailures(
  outcomes: readonly PlacedOutcome[],
  explain: (error: VoiceError) => string,
  locale: string,
): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const outcome of outcomes) {
    const reason = reasonOf(outcome, explain);
    if (reason === undefined) continue;
    const ids = byReason.get(reason);
    if (ids) ids.push(outcome.placed.id);
    else byReason.set(reason, [outcome.placed.id]);
  }
  return [...byReason].map(([reason, ids]) => l10n.t("{0}: {1}", list(shortened(ids), locale), reason));
}

function reasonOf(outcome: PlacedOutcome, explain: (error: VoiceError) => string): string | undefined {
  switch (outcome.kind) {
    case "uploaded":
      return undefined;
    case "changed":
      return l10n.t("the file was changed while it was uploaded.");
    case "unreadable":
      return l10n.t("the file cannot be read. Check that it is still there, and its permissions.");
    case "noAddress":
    case "notBegun":
      return l10n.t("not uploaded.");
    case "failed":
      return outcome.byStore ? refusalText(outcome.error) : explain(outcome.error);
  }
}

/** Of many names the first ones. */
function shortened(words: readonly string[]): readonly string[] {
  const most = 10;
  return words.length <= most ? words : [...words.slice(0, most - 1).map((word) => clip(word, 60)), "…"];
}
