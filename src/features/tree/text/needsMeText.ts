// Words what waits for the person: the group of it, and each of its jobs with the reason first.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import { hasOpenFailure, type VoiceJob } from "../../../core/jobs/job.js";
import { count, coverageText } from "../../../text/counts.js";
import { escapeLabel } from "../../../text/escape.js";
import { jobLabel, type RowView, reasonOf } from "../../../text/jobText.js";
import { type Look, looks, stateTitle } from "../../../text/phases.js";
import { inOneBreath } from "../../../text/punctuation.js";
import { lasting, momentText, spent } from "../../../text/time.js";

/** What of a job its row below *Needs me* tells. */
export interface NeedingFacts {
  readonly job: VoiceJob;
  readonly cloud: Cloud;
  /** Absent = there is one connection only. */
  readonly connectionName?: string;
  readonly stuck?: { readonly since: number; readonly usual: number };
  readonly isStale: boolean;
  readonly isWatched: boolean;
}

/** Refused, waiting for an act that was not refused, or stuck: what the group does not show. */
const refused: Look = looks.attention;
const open: Look = { icon: "arrow-circle-right", color: "charts.blue" };
const stuckLook: Look = { icon: "history", color: "problemsWarningIcon.foreground" };

/** `left`: so many more are known and not loaded. `isPartial`: there may be more, it is not known how many. */
export function needsMeRow(loaded: number, left: number, isPartial: boolean, locale: string): RowView {
  const label = l10n.t("Needs me");
  const total = loaded + left;
  const isKnown = left === 0 && !isPartial;
  const description = isKnown ? count(total, locale) : coverageText({ loaded, ...(!isPartial && { total }) }, locale);
  const spoken = total === 1 ? l10n.t("{0}: one job", label) : l10n.t("{0}: {1} jobs", label, count(total, locale));
  return { label, description, look: { icon: "bell-dot" }, accessibilityLabel: spoken };
}

export function showAllRow(hidden: number, locale: string): RowView {
  const label = l10n.t("Show all");
  const description = l10n.t("{0} more", count(hidden, locale));
  return { label, description, look: { icon: "ellipsis" }, accessibilityLabel: inOneBreath([label, description]) };
}

export function needingRow(facts: NeedingFacts, now: number, locale: string): RowView {
  const { job, cloud, connectionName, stuck, isStale, isWatched } = facts;
  const state = escapeLabel(stateTitle(cloud, job.state));
  const reason = reasonOf(job);
  const stale = isStale ? l10n.t("not refreshed") : undefined;
  const watched = isWatched ? l10n.t("watched") : undefined;
  const at = job.updatedAt ?? job.createdAt;
  const when = (style: "narrow" | "long") => (at === undefined ? undefined : momentText(at, now, locale, style));
  const connection = connectionName === undefined ? undefined : escapeLabel(connectionName);
  const label = jobLabel(job);
  const told = (style: "narrow" | "long") =>
    stuck
      ? [state, l10n.t("for {0}, usually {1}", lasting(stuck.since, now, locale, style), spent(stuck.usual, locale, style))]
      : [style === "long" || !reason ? state : undefined, reason, when(style)];
  return {
    label,
    // A narrow side bar shows the beginning only.
    description: [stale, ...told("narrow"), watched, connection].filter(Boolean).join(" · "),
    look: stuck ? stuckLook : hasOpenFailure(job) ? refused : open,
    accessibilityLabel: inOneBreath([label, ...told("long"), watched, stale, connection]),
  };
}
