// Words what became of several jobs that were to be deleted: how many are gone, and of each that is left why.
import * as l10n from "@vscode/l10n";
import type { VoiceError } from "../../../core/errors.js";
import type { Effect } from "../../../text/errors/errorContext.js";
import type { Explanation } from "../../../text/errors/errorText.js";
import { inOneLine, named, sentences } from "../../../text/punctuation.js";
import type { DeleteOutcome } from "../jobDeleter.js";
import type { Doomed } from "./deleteText.js";

/** A job after its request, or after what kept the request from going out. */
export interface Ended {
  readonly doomed: Doomed;
  readonly outcome: DeleteOutcome;
}

/** In one text; each job that is left is told of itself alone, since of the others something was changed. */
export function deleteResultText(
  ended: readonly Ended[],
  total: number,
  explain: (error: VoiceError, doomed: Doomed, effect: Effect) => Explanation,
): string {
  const gone = ended.filter(isGone);
  const lines = ended.flatMap(({ doomed, outcome }) => {
    if (outcome.kind === "removed" || outcome.kind === "gone") return [];
    const isKept = outcome.kind === "notRemoved" && !outcome.isUnseen;
    const { sentence, details } = explain(outcome.error, doomed, isKept ? "told" : "write");
    const known = isKept ? l10n.t("It was not deleted.") : outcome.kind === "stillThere" ? l10n.t("It is still there.") : "";
    return [named(`“${labelOf(doomed)}”`, sentences(sentence, known, inOneLine(details)))];
  });
  return sentences(
    gone.length === 1 ? l10n.t("One job was deleted.") : l10n.t("{0} jobs were deleted.", gone.length),
    ended.length < total ? l10n.t("Not tried: {0}.", total - ended.length) : "",
    ...lines,
  );
}

/** The cloud has it no more. */
export function isGone({ outcome }: Ended): boolean {
  return outcome.kind === "removed" || outcome.kind === "gone";
}

/** What a person knows it by. */
export function labelOf({ job }: Doomed): string {
  return job.name || job.id;
}
