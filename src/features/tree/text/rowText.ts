// Words the rows of the tree: finished labels, descriptions, icons and what a screen reader says.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { amongText, type Count, type Coverage, count, coverageText } from "../../../text/counts.js";
import type { Explanation } from "../../../text/errors/errorText.js";
import { escapeLabel, escapeMarkdown } from "../../../text/escape.js";
import { coverPrivate } from "../../../text/fields/privateText.js";
import type { RowView } from "../../../text/jobText.js";
import { type Look, looks, stateTitle } from "../../../text/phases.js";
import { bracketed, inOneBreath, named } from "../../../text/punctuation.js";
import { absoluteTime, clockTime, relativeTime } from "../../../text/time.js";
import { choiceTitle, translate } from "../../../text/translate.js";

/** What of a connection its row tells. */
export interface ConnectionFacts {
  readonly connection: Connection;
  readonly cloud: Cloud;
  /** Last complete refresh, in milliseconds since 1970. */
  readonly readAt?: number;
  /** The last refresh failed, or none has ended since an earlier window. */
  readonly isOld: boolean;
  readonly hasError: boolean;
  /** When its key ends, where only the person can renew it. Milliseconds since 1970. */
  readonly endsAt?: number;
  /** Rows loaded so far, while or after everything was being paged through. */
  readonly progress?: Coverage;
  /** What the filter found. */
  readonly finding?: Count;
}

export function connectionRow(facts: ConnectionFacts, now: number, locale: string): RowView {
  const { connection, cloud, readAt, isOld, hasError, endsAt } = facts;
  const label = escapeLabel(connection.name);
  const place = `${translate(cloud.shortTitle)} · ${escapeLabel(connection.region)}`;
  const age = isOld && readAt !== undefined ? l10n.t("as of {0}", clockTime(readAt, now, locale) ?? "") : "";
  const end = endsAt === undefined ? "" : l10n.t("key until {0}", clockTime(endsAt, now, locale) ?? "");
  // A narrow side bar shows the beginning only: what may surprise comes before what stays the same.
  const told = [age, foundText(facts.finding, locale), progressText(facts, locale), end, place].filter(Boolean);
  const look: Look = hasError ? looks.attention : { icon: connection.isDemo ? "beaker" : "cloud" };
  return { label, description: told.join(" · "), look, accessibilityLabel: inOneBreath([label, ...told]) };
}

function foundText(finding: Count | undefined, locale: string): string {
  if (!finding) return "";
  if (finding.certainty === "exact") return l10n.t("{0} found", count(finding.count, locale));
  return amongText(finding.count, finding.among ?? { loaded: finding.count }, locale);
}

/** What the filter found tells of loading by itself. */
function progressText({ finding, progress }: ConnectionFacts, locale: string): string {
  return progress && !finding ? coverageText(progress, locale) : "";
}

/** Markdown. Where the connection leads, and what its last answer was. */
export function connectionTooltip(
  facts: ConnectionFacts,
  total: number | undefined,
  requestId: string | undefined,
  now: number,
  locale: string,
): string {
  const { connection, cloud, readAt, endsAt } = facts;
  const region = cloud.regions.find(({ id }) => id === connection.region);
  const place = connection.endpoint ?? region?.endpoint;
  const values = cloud.connectionFields.map((field) => row(translate(field.title), connection.values[field.id]));
  const lines = [
    `**${escapeMarkdown(connection.name)}**`,
    escapeMarkdown([translate(cloud.title), region ? translate(region.title) : connection.region].join(" · ")),
    ...row(l10n.t("Endpoint"), connection.isDemo ? l10n.t("demo data") : place),
    ...values.flat(),
    ...row(l10n.t("Key until"), endsAt === undefined ? undefined : timeText(endsAt, now, locale)),
    ...row(l10n.t("Jobs"), total === undefined ? undefined : count(total, locale)),
    ...row(l10n.t("Read"), readAt === undefined ? undefined : timeText(readAt, now, locale)),
    ...row(l10n.t("Request ID"), requestId),
  ];
  return compact(lines);
}

/** Markdown. Everything that came from a cloud is escaped. */
export function jobTooltip(
  record: JobFacts,
  cloud: Cloud,
  explanation: Explanation | undefined,
  now: number,
  locale: string,
): string {
  const { job, readAt, requestId } = record;
  const time = (at: number | undefined) => (at === undefined ? undefined : timeText(at, now, locale));
  const state = stateTitle(cloud, job.state);
  const failure = coverPrivate([job.failure?.message, job.failure?.code].filter(Boolean).join(" · "));
  const lines = [
    `**${escapeMarkdown(job.name || job.id)}**`,
    ...row(l10n.t("State"), state === job.state ? state : bracketed(state, job.state)),
    ...row(l10n.t("Type"), job.type && choiceTitle(cloud.values.type, job.type)),
    ...row(l10n.t("Language"), job.language && choiceTitle(cloud.values.language, job.language)),
    ...row(l10n.t("Job ID"), job.id),
    ...row(l10n.t("Created"), time(job.createdAt)),
    ...row(l10n.t("Updated"), time(job.updatedAt)),
    ...row(l10n.t("Failure"), failure),
    ...row(l10n.t("Read"), time(readAt)),
    ...row(l10n.t("Request ID"), requestId),
    ...(explanation ? [escapeMarkdown(explanation.sentence)] : []),
  ];
  return compact(lines);
}

/** Markdown: the sentence, then the code, the request id and the cloud's words. */
export function errorTooltip(explanation: Explanation): string {
  return [explanation.sentence, ...explanation.details].map((line) => escapeMarkdown(line)).join("\n\n");
}

/** Markdown: one line below the other, not a paragraph each. */
function compact(lines: readonly string[]): string {
  return lines.join("  \n");
}

/** What of a job's record its tooltip tells. */
export interface JobFacts {
  readonly job: VoiceJob;
  /** Milliseconds since 1970. */
  readonly readAt: number;
  readonly requestId?: string;
}

/** A line of a Markdown tooltip; none for what is not known. */
function row(title: string, value: string | undefined): string[] {
  return value ? [named(title, escapeMarkdown(value))] : [];
}

function timeText(at: number, now: number, locale: string): string {
  return [absoluteTime(at, locale), relativeTime(at, now, locale)].filter(Boolean).join(" · ");
}
