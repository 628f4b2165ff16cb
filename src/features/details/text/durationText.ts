// Words how long jobs usually stay in a state, and how long this one has been there.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { StateDurations, TypicalDuration } from "../../../core/jobs/history/stateDuration.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { Todo } from "../../../protocol/details.js";
import { count } from "../../../text/counts.js";
import { lasting, minute, span, spanRange } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";

/** So many times the longest stay that was ever observed is worth a word. */
const overdue = 2;

interface DurationContext {
  readonly observed?: StateDurations | undefined;
  readonly now: number;
  readonly locale: string;
}

/** Only for states that pass by themselves; undefined = nothing is known. */
export function durationNote(job: VoiceJob, cloud: Cloud, { observed, now, locale }: DurationContext): Todo["durations"] {
  if (!observed || (job.phase !== "waiting" && job.phase !== "running")) return undefined;
  const { typical, current, isOfConnection } = observed;
  const elapsed = current && Math.max(0, now - current.since);
  const lines = [
    typical ? usually(typical, isOfConnection ? undefined : translate(cloud.title), locale) : notYet(),
    ...(current === undefined
      ? []
      : [soFar(lasting(Math.min(now - minute, current.since), now, locale, "long"), current.isAtLeast)]),
  ];
  const isOverdue = typical !== undefined && elapsed !== undefined && elapsed > overdue * typical.longest;
  return {
    lines: lines,
    ...(isOverdue && {
      warning: l10n.t("That is longer than any observed so far: the longest took {0}.", span(typical.longest, locale)),
    }),
  };
}

/** `cloud`: of all connections to it. */
function usually({ count: stays, low, high }: TypicalDuration, cloud: string | undefined, locale: string): string {
  const range = spanRange(low, high, locale) ?? l10n.t("{0} to {1}", span(low, locale), span(high, locale));
  return cloud === undefined
    ? l10n.t("In this connection: usually {0} (observed {1} times).", range, count(stays, locale))
    : l10n.t("In all your connections to {0}: usually {1} (observed {2} times).", cloud, range, count(stays, locale));
}

function notYet(): string {
  return l10n.t("How long it usually takes has not been observed yet.");
}

function soFar(time: string, isAtLeast: boolean): string {
  return isAtLeast ? l10n.t("This job: at least {0} so far.", time) : l10n.t("This job: {0} so far.", time);
}
