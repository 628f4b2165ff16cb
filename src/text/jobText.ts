// Words for one job wherever it stands in a list.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../core/cloud/cloud.js";
import { hasOpenFailure, type VoiceJob } from "../core/jobs/job.js";
import { clip, escapeLabel } from "./escape.js";
import { coverPrivate } from "./fields/privateText.js";
import { type Look, looks, stateTitle } from "./phases.js";
import { inOneBreath } from "./punctuation.js";
import { momentText } from "./time.js";
import { choiceTitle } from "./translate.js";

/** In graphemes: a narrow side bar shows the beginning only, and the page has it whole. */
const longestReason = 60;

export interface RowView {
  readonly label: string;
  readonly description: string;
  readonly look: Look;
  readonly accessibilityLabel: string;
}

/** `hasState`: nothing above the row tells the job's state. */
export function jobRow(
  job: VoiceJob,
  cloud: Cloud,
  now: number,
  locale: string,
  isStale: boolean,
  isWatched = false,
  hasState = false,
): RowView {
  const at = job.updatedAt ?? job.createdAt;
  const when = (style: "narrow" | "long") => (at === undefined ? undefined : momentText(at, now, locale, style));
  const type = job.type && escapeLabel(choiceTitle(cloud.values.type, job.type));
  const language = job.language && escapeLabel(choiceTitle(cloud.values.language, job.language));
  const reason = reasonOf(job);
  const watched = isWatched ? l10n.t("watched") : undefined;
  const stale = isStale ? l10n.t("not refreshed") : undefined;
  const label = jobLabel(job);
  const state = escapeLabel(stateTitle(cloud, job.state));
  return {
    label,
    // A narrow side bar shows the beginning only.
    description: [stale, hasState && state, reason, watched, when("narrow"), type, language].filter(Boolean).join(" · "),
    look: looks[job.phase],
    accessibilityLabel: inOneBreath([label, state, reason, type, language, when("long"), watched, stale]),
  };
}

/** Why the job stopped, in the cloud's words; without any, its code. */
export function reasonOf(job: VoiceJob): string | undefined {
  if (!hasOpenFailure(job)) return undefined;
  const { message, code } = job.failure ?? {};
  return escapeLabel(clip(coverPrivate((message?.trim() || code?.trim()) ?? ""), longestReason)) || undefined;
}

/** A job without a name is called by its id. */
export function jobLabel(job: VoiceJob): string {
  return escapeLabel(job.name) || escapeLabel(job.id);
}
