// Words the entries of a job's past as the lines of its timeline: the latest first, each with who, why, and how long after the one before.
import * as l10n from "@vscode/l10n";
import type { TimelineLine } from "../../../protocol/details.js";
import { moment } from "../../../text/fields/fieldRows.js";
import { coverPrivate } from "../../../text/fields/privateText.js";
import { stateTitle } from "../../../text/phases.js";
import { spent } from "../../../text/time.js";
import { choiceTitle, translate } from "../../../text/translate.js";
import { actionOf, type HistoryEntry } from "../mergedHistory.js";
import type { HistoryInput } from "./historyFields.js";
import { restRows } from "./historyFields.js";

export function timelineLines(input: HistoryInput): TimelineLine[] {
  const { entries } = input.merged;
  return entries.map((entry, index) => line(entry, entries[index - 1], input)).reverse();
}

function line(entry: HistoryEntry, before: HistoryEntry | undefined, input: HistoryInput): TimelineLine {
  const { at, event, source } = entry;
  const { locale, cloud, history } = input;
  const time = at === undefined ? undefined : moment(at, input);
  // Between an entry of the log and a state that was first seen later may lie days, and other states.
  const isComparable = !entry.isLate || before?.source === "seen";
  const passed = isComparable && at !== undefined && before?.at !== undefined && at > before.at ? at - before.at : undefined;
  const index = event && history ? history.events.indexOf(event) : -1;
  const { title, tooltip } = nameOf(entry, input);
  const who = event?.by === undefined ? undefined : choiceTitle(cloud.history?.actors ?? [], event.by);
  return {
    id: `${source}-${at ?? "?"}-${event?.action ?? ""}-${entry.state ?? ""}-${index}`,
    title,
    ...(tooltip && { tooltip }),
    ...(time && { time }),
    ...(passed !== undefined && { gap: l10n.t("after {0}", spent(passed, locale)) }),
    ...(who ? { who: coverPrivate(who) } : source === "seen" ? { who: l10n.t("Seen by Voice Jobs") } : {}),
    isObserved: source === "seen",
    quotes: event?.words.map((words) => coverPrivate(words.trim())) ?? [],
    rows: event ? restRows(`$event.${index}`, event.rest, input) : [],
  };
}

/** What happened: in the cloud's words where it says, else the state that was reached. */
function nameOf(entry: HistoryEntry, { cloud }: HistoryInput): { readonly title: string; readonly tooltip?: string } {
  const { event, state = "", isBirth, isLate } = entry;
  if (event) {
    const known = actionOf(cloud, event.action);
    if (known) return { title: translate(known.title), tooltip: event.action };
    return { title: event.action === "" ? l10n.t("An action that the cloud does not name") : coverPrivate(event.action) };
  }
  if (isBirth) return { title: l10n.t("Job created") };
  const title = l10n.t("State: {0}", stateTitle(cloud, state) || l10n.t("No state"));
  return isLate
    ? { title, tooltip: l10n.t("As observed by Voice Jobs: the cloud does not give the exact time.") }
    : { title, tooltip: state };
}
