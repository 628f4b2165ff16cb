// Words a job's past for the details panel: what happened, when and by whom, and what the reviews said.
import * as l10n from "@vscode/l10n";
import type { HistoryView, TimelineView } from "../../../protocol/details.js";
import { errorContextOf } from "../../../text/errors/errorContext.js";
import { explain } from "../../../text/errors/errorText.js";
import { list, sentences } from "../../../text/punctuation.js";
import { clockTime } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import type { HistoryInput } from "./historyFields.js";
import { reviewViews } from "./reviewText.js";
import { timelineLines } from "./timelineLines.js";

/** So many lines stand open; what is before them is folded away once it is more than a few. */
const openLines = 8;
const fewLines = 3;

export function historyView(input: HistoryInput): HistoryView {
  const reviews = input.history ? reviewViews(input.history.reviews, input) : [];
  const timeline = timelineView(input);
  return { reviews, ...(timeline && { timeline }) };
}

function timelineView(input: HistoryInput): TimelineView | undefined {
  const lines = timelineLines(input);
  const { notes, isIncomplete } = gaps(input);
  if (lines.length === 0 && notes.length === 0) return undefined;
  const folded = lines.length - openLines;
  return {
    title: l10n.t("Timeline"),
    lines,
    ...(folded > fewLines && { earlier: { from: openLines, label: l10n.t("{0} earlier entries", folded) } }),
    notes,
    ...(isIncomplete && { read: input.history?.errors.size ? l10n.t("Try Again") : l10n.t("Read Now") }),
  };
}

/** What is missing, and why: one quiet line each. */
function gaps({ history, cloud, connection, now, locale, timeZone }: HistoryInput): {
  readonly notes: readonly string[];
  readonly isIncomplete: boolean;
} {
  if (!cloud.history) return { notes: [], isIncomplete: false };
  if (history?.isReading) return { notes: [l10n.t("Reading this job's history from the cloud…")], isIncomplete: false };
  if (!history || (!history.isRead && history.errors.size === 0))
    return { notes: [l10n.t("This job's history has not been read from the cloud yet.")], isIncomplete: true };
  const { parts } = cloud.history;
  const { rememberedAt } = history;
  const titlesByReason = new Map<string, string[]>();
  for (const [id, error] of history.errors) {
    const title = translate(parts.find((part) => part.id === id)?.title ?? id);
    // A job that is there, but whose history is not given out, is no failure: it needs no advice.
    const isNotGiven = error.kind === "notFound" || error.kind === "forbidden" || error.kind === "refused";
    const reason = isNotGiven
      ? l10n.t("The cloud does not provide it for this job or this key.")
      : explain(error, errorContextOf(connection, cloud, locale)).sentence;
    titlesByReason.set(reason, [...(titlesByReason.get(reason) ?? []), title]);
  }
  const notes = [...titlesByReason].map(([reason, titles]) => l10n.t("{0}: not read. {1}", list(titles, locale), reason));
  if (rememberedAt !== undefined) {
    const at = clockTime(rememberedAt, now, locale, timeZone);
    const since = l10n.t("This is how the history was at {0}; it has not been read since.", at ?? "");
    notes.push(sentences(since, l10n.t("Personal data and links were not kept.")));
  }
  if (history.isCut) notes.push(l10n.t("The cloud's log is longer than what is shown here."));
  return { notes, isIncomplete: history.errors.size > 0 || rememberedAt !== undefined };
}
