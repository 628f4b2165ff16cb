// Words an upload of recordings one by one: how far it is, what the cloud says of each, and what became of all of them.
import * as l10n from "@vscode/l10n";
import type { VoiceError } from "../../../core/errors.js";
import { clip } from "../../../text/escape.js";
import { sentences } from "../../../text/punctuation.js";
import type { SegmentOutcome, SegmentProgress } from "../segmentUploader.js";
import { refusalText, sizeText } from "./storeText.js";

export function segmentProgressText({ sent, total, done, count }: SegmentProgress, locale: string): string {
  const number = new Intl.NumberFormat(locale);
  const recordings = l10n.t("Recordings: {0} of {1}", number.format(done), number.format(count));
  return [recordings, l10n.t("{0} of {1}", sizeText(sent, locale), sizeText(total, locale))].join(" · ");
}

/** What stands beside a recording; undefined = it is confirmed. Not escaped. `explain`: words for what is not the store's. */
export function segmentText(outcome: SegmentOutcome, explain: (error: VoiceError) => string): string | undefined {
  switch (outcome.kind) {
    case "confirmed":
      return undefined;
    case "unmatched":
      return unmatchedText(outcome.segment.text, outcome.unmatched);
    case "changed":
      return l10n.t("The file was changed since it was checked. Upload it again.");
    case "unreadable":
      return l10n.t("The file cannot be read. Check that it is still there, and its permissions.");
    case "noAddress":
      return l10n.t("The cloud names no address for it.");
    case "notBegun":
      return l10n.t("It is not uploaded yet.");
    case "failed":
      return outcome.byStore ? refusalText(outcome.error) : explain(outcome.error);
  }
}

/** Numbers, and characters of a text, that one sentence has room for. */
const most = 20;

/** What the numbers count is not documented: they are shown as they came, and beside them what they would be as characters. */
function unmatchedText(text: string, unmatched: readonly number[]): string {
  const said = l10n.t("What was read does not match the text.");
  if (unmatched.length === 0) return said;
  const shown = runs(unmatched.slice(0, most)).join(", ") + (unmatched.length > most ? ", …" : "");
  const places = l10n.t("The cloud names the places {0}.", shown);
  const characters = [...text];
  const named = unmatched.slice(0, most).map((at) => characters[at]);
  if (named.some((character) => character === undefined)) return sentences(said, places);
  return sentences(said, places, l10n.t("Counted in characters from 0, these are “{0}”.", named.join("")));
}

/** In the order they came in; three or more that follow each other are told by their first and last. */
function runs(numbers: readonly number[]): string[] {
  const found: number[][] = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last?.at(-1) === number - 1) last.push(number);
    else found.push([number]);
  }
  return found.flatMap((run) => (run.length < 3 ? run.map(String) : `${run[0]}–${run.at(-1)}`));
}

export interface SegmentTally {
  readonly confirmed: number;
  readonly unmatched: number;
  readonly missing: number;
}

export function tallyOf(outcomes: readonly SegmentOutcome[]): SegmentTally {
  const count = (...kinds: readonly SegmentOutcome["kind"][]) => outcomes.filter(({ kind }) => kinds.includes(kind)).length;
  const [confirmed, unmatched] = [count("confirmed"), count("unmatched")];
  return { confirmed, unmatched, missing: outcomes.length - confirmed - unmatched };
}

/** The first ones, as a notification has room for them. Not escaped. */
export function troublesText(outcomes: readonly SegmentOutcome[], explain: (error: VoiceError) => string): readonly string[] {
  const troubled = outcomes.filter(({ kind }) => kind !== "confirmed" && kind !== "notBegun").slice(0, 3);
  return troubled.map((outcome) => l10n.t("{0}: {1}", clip(outcome.segment.name, 60), clip(troubleText(outcome, explain), 160)));
}

/** Which places do not match is told beside the recording. */
function troubleText(outcome: SegmentOutcome, explain: (error: VoiceError) => string): string {
  return (outcome.kind === "unmatched" ? unmatchedText("", []) : segmentText(outcome, explain)) ?? "";
}
