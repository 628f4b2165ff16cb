// Words an upload: what is chosen and what is wrong with it, how far it is, and what became of each file.
import * as l10n from "@vscode/l10n";
import { type Advice, adviceOfCode } from "../../../core/cloud/advice.js";
import type { VoiceError } from "../../../core/errors.js";
import type { ReviewFinding } from "../../../core/jobs/history/jobHistory.js";
import type { UploadPart } from "../../../core/jobs/jobUpload.js";
import type { PackableRecordings, RecordingsReview } from "../../../core/ports/recordingPackages.js";
import { clip, escapeModal } from "../../../text/escape.js";
import { inOneBreath, named, sentences } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import type { FileProblem } from "../chosenFile.js";
import type { UploadOutcome, UploadProgress } from "../jobUploader.js";
import { refusalText, sizeText } from "./storeText.js";

/** A file without its folders. Not escaped. */
export function fileName(path: string): string {
  return clip(path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1), 80);
}

/** Without the separators that it ends with. */
function withoutEnd(path: string): string {
  let end = path.length;
  while (end > 1 && "/\\".includes(path[end - 1]!)) end--;
  return path.slice(0, end);
}

export function problemText(problem: FileProblem, locale: string): string {
  switch (problem.kind) {
    case "missing":
      return l10n.t("This file cannot be found.");
    case "empty":
      return l10n.t("This file is empty.");
    case "tooLarge":
      return l10n.t("This file is larger than {0}, which is the most that one upload takes.", sizeText(problem.maxBytes, locale));
    case "otherEnding":
      return l10n.t("Choose a file of this type: {0}.", inOneBreath(problem.endings));
    case "otherContent":
      return l10n.t("Its content is not of this type: {0}.", inOneBreath(problem.endings));
  }
}

/** What stands beside a folder that was chosen; its verdict has a line of its own. Not escaped. */
export function folderText({ place, count, bytes }: PackableRecordings, locale: string): string {
  const number = new Intl.NumberFormat(locale).format(count);
  return [fileName(withoutEnd(place.path)), l10n.t("recordings: {0}", number), sizeText(bytes, locale)].join(" · ");
}

/** Under the question whether recordings are uploaded that would be refused. */
export function refusalsDetail({ refusals }: PackableRecordings): string {
  const shown = refusals.slice(0, mostRefusals).map((reason) => `• ${escapeModal(reason, 200)}`);
  const more = refusals.length - shown.length;
  return [...shown, ...(more > 0 ? [l10n.t("Further reasons: {0}", more)] : [])].join("\n");
}

/** Reasons that a modal has room for. */
const mostRefusals = 6;

/** What a review said of one file, and what its code means. Not escaped. */
export function reviewWords({ message = "", code }: ReviewFinding, advice: Advice | undefined): string {
  const known = advice && code !== undefined ? adviceOfCode(advice, code) : undefined;
  const said = message.trim() || (code === undefined ? l10n.t("no reason was given") : l10n.t("Code: {0}", code));
  return known ? sentences(said, translate(known.meaning)) : said;
}

/** Under the question what comes after a refusal: what the review said, file by file. */
export function reviewDetail({ findings }: RecordingsReview): string {
  if (findings.length === 0) return l10n.t("The cloud names no single recording.");
  const shown = findings.slice(0, mostRefusals).map(({ item, words }) => `• ${escapeModal(named(item, words), 200)}`);
  const more = findings.length - shown.length;
  return [...shown, ...(more > 0 ? [l10n.t("Further reasons: {0}", more)] : [])].join("\n");
}

/** One thing that goes up, as the modal names it. */
export interface NamedUpload {
  readonly part: UploadPart;
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** It is a folder, of which a package is made. */
  readonly isPacked: boolean;
  /** So many recordings, which go up one by one. */
  readonly singly?: number;
}

/** Under the modal's question: the connection, each file, and the host that it goes to. */
export function uploadDetail(
  connection: string,
  files: readonly NamedUpload[],
  hosts: ReadonlyMap<string, string>,
  locale: string,
): string {
  const lines = files.map(({ part, path, size, isPacked, singly }) => {
    const name = escapeModal(fileName(withoutEnd(path)));
    const [title, bytes, host] = [translate(part.title), sizeText(size, locale), escapeModal(hosts.get(part.id) ?? "?")];
    if (singly !== undefined)
      return l10n.t("{0}: {1}, one by one (recordings: {2}, {3}), to {4}", title, name, singly, bytes, host);
    return isPacked
      ? l10n.t("{0}: {1}, packed as a zip file ({2}), to {3}", title, name, bytes, host)
      : l10n.t("{0}: {1} ({2}) to {3}", title, name, bytes, host);
  });
  const head = l10n.t("Connection: {0}", escapeModal(connection));
  const isSingly = files.some(({ singly }) => singly !== undefined);
  return [
    head,
    "",
    ...lines,
    "",
    isSingly
      ? l10n.t(
          "The cloud compares each with its text. What it has confirmed and did not change is not sent again. This does not submit the job.",
        )
      : l10n.t("Files uploaded before for the same part are replaced. This does not submit the job."),
  ].join("\n");
}

/** `rate`: bytes in a second, where it is known. */
export function progressText({ sent, total, current }: UploadProgress, rate: number | undefined, locale: string): string {
  const done = l10n.t("{0}: {1} of {2}", translate(current.part.title), sizeText(sent, locale), sizeText(total, locale));
  if (!rate || sent >= total) return done;
  const left = Math.ceil((total - sent) / rate);
  const speed = l10n.t("{0} per second", sizeText(rate, locale));
  const rest = left < 90 ? l10n.t("{0} s left", left) : l10n.t("{0} min left", Math.round(left / 60));
  return [done, speed, rest].join(" · ");
}

/** Of one file; `explain`: words for what is not the store's. Not escaped. */
export function outcomeText(outcome: UploadOutcome, explain: (error: VoiceError) => string): string {
  const { part, file, name: known } = outcome.chosen;
  const name = partText(part, known ?? fileName(file.path));
  switch (outcome.kind) {
    case "uploaded":
      return l10n.t("{0}: uploaded.", name);
    case "wasUp":
      return l10n.t("{0}: it was uploaded already and has not changed.", name);
    case "changed":
      return l10n.t("{0}: the file was changed while it was uploaded. Upload it again.", name);
    case "unreadable":
      return l10n.t("{0} cannot be read. Check that it is still there, and its permissions.", name);
    case "noAddress":
      return noAddressText(part, known ?? fileName(file.path));
    case "notBegun":
      return l10n.t("{0}: not uploaded.", name);
    case "failed":
      return l10n.t("{0}: {1}", name, outcome.byStore ? refusalText(outcome.error) : explain(outcome.error));
  }
}

export function noAddressText(part: UploadPart, name: string): string {
  return l10n.t("{0}: the cloud names no address for it.", partText(part, name));
}

function partText({ title }: UploadPart, name: string): string {
  return `${translate(title)} (${clip(name, 80)})`;
}
