// Words the rows of the tree: finished labels, descriptions, icons and what a screen reader says.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../core/cloud.js";
import type { Connection } from "../core/connection.js";
import type { Choice } from "../core/field.js";
import type { VoiceJob } from "../core/job.js";
import { escapeLabel, escapeMarkdown } from "./escape.js";
import type { Explanation } from "./explain.js";
import { type Look, looks, stateInfo, stateTitle } from "./phase.js";
import { absoluteTime, clockTime, relativeTime } from "./time.js";
import { word } from "./word.js";

export interface RowView {
  readonly label: string;
  readonly description: string;
  readonly look: Look;
  readonly accessibilityLabel: string;
}

/** What of a connection's snapshot its row tells. */
export interface ConnectionFacts {
  readonly connection: Connection;
  readonly cloud: Cloud;
  /** Last complete refresh, in milliseconds since 1970. */
  readonly readAt?: number;
  readonly hasError: boolean;
  /** When its key ends, where only the person can renew it. Milliseconds since 1970. */
  readonly endsAt?: number;
  /** Rows loaded so far while everything is being paged through. */
  readonly progress?: { readonly loaded: number; readonly total: number };
}

export function connectionRow(facts: ConnectionFacts, now: number, locale: string): RowView {
  const { connection, cloud, readAt, hasError, endsAt, progress } = facts;
  const label = escapeLabel(connection.name);
  const place = `${word(cloud.shortTitle)} · ${escapeLabel(connection.region)}`;
  const status = progress
    ? l10n.t("{0} of {1} loaded", count(progress.loaded, locale), count(progress.total, locale))
    : hasError && readAt !== undefined
      ? l10n.t("as of {0}", clockTime(readAt, now, locale) ?? "")
      : "";
  const end = endsAt === undefined ? "" : l10n.t("key until {0}", clockTime(endsAt, now, locale) ?? "");
  const description = [place, status, end].filter(Boolean).join(" · ");
  const look: Look = hasError ? looks.attention : { icon: connection.isDemo ? "beaker" : "cloud" };
  return { label, description, look, accessibilityLabel: [label, place, status, end].filter(Boolean).join(", ") };
}

/** Markdown. Where the connection leads, and what its last answer was. */
export function connectionTooltip(
  facts: ConnectionFacts,
  total: number | undefined,
  requestId: string | undefined,
  now: number,
  locale: string,
): string {
  const { connection, cloud, readAt } = facts;
  const region = cloud.regions.find(({ id }) => id === connection.region);
  const place = connection.endpoint ?? region?.endpoint;
  const values = cloud.connectionFields.map((field) => row(word(field.title), connection.values[field.id]));
  const lines = [
    `**${escapeMarkdown(connection.name)}**`,
    escapeMarkdown([word(cloud.title), region ? word(region.title) : connection.region].join(" · ")),
    ...row(l10n.t("Endpoint"), connection.isDemo ? l10n.t("demo data") : place),
    ...values.flat(),
    ...row(l10n.t("Jobs"), total === undefined ? undefined : count(total, locale)),
    ...row(l10n.t("Read"), readAt === undefined ? undefined : timeText(readAt, now, locale)),
    ...row(l10n.t("Request ID"), requestId),
  ];
  return lines.join("\n\n");
}

export function groupRow(cloud: Cloud, state: string, total: number, isExact: boolean, locale: string): RowView {
  const label = escapeLabel(stateTitle(cloud, state));
  const description = isExact ? count(total, locale) : l10n.t("{0} so far", count(total, locale));
  const accessibilityLabel = isExact
    ? l10n.t("{0}: {1} jobs", label, count(total, locale))
    : l10n.t("{0}: {1} jobs so far", label, count(total, locale));
  return { label, description, look: looks[stateInfo(cloud, state)?.phase ?? "unknown"], accessibilityLabel };
}

/** Jobs in states that nobody has documented and that no loaded row has shown yet. */
export function elsewhereRow(total: number, locale: string): RowView {
  const label = l10n.t("Other states");
  const number = count(total, locale);
  return { label, description: number, look: looks.unknown, accessibilityLabel: l10n.t("{0}: {1} jobs", label, number) };
}

export function jobRow(job: VoiceJob, cloud: Cloud, now: number, locale: string, isStale: boolean, isWatched = false): RowView {
  const at = job.updatedAt ?? job.createdAt;
  const when = (style: "narrow" | "long") =>
    at === undefined ? undefined : (relativeTime(at, now, locale, style) ?? absoluteTime(at, locale));
  const type = job.type && escapeLabel(choiceTitle(cloud.values.type, job.type));
  const language = job.language && escapeLabel(job.language);
  const watched = isWatched ? l10n.t("watched") : undefined;
  const stale = isStale ? l10n.t("not refreshed") : undefined;
  const label = jobLabel(job);
  return {
    label,
    description: [type, language, when("narrow"), watched, stale].filter(Boolean).join(" · "),
    look: looks[job.phase],
    accessibilityLabel: [label, stateTitle(cloud, job.state), type, language, when("long"), watched, stale]
      .filter(Boolean)
      .join(", "),
  };
}

/** A job without a name is called by its id. */
export function jobLabel(job: VoiceJob): string {
  return escapeLabel(job.name) || escapeLabel(job.id);
}

export function moreRow(left: number, locale: string): RowView {
  const label = l10n.t("Load more");
  const description = l10n.t("{0} not loaded", count(left, locale));
  return { label, description, look: { icon: "ellipsis" }, accessibilityLabel: `${label}, ${description}` };
}

export function loadingRow(): RowView {
  const label = l10n.t("Loading…");
  return { label, description: "", look: { icon: "loading~spin" }, accessibilityLabel: label };
}

export function emptyRow(): RowView {
  const label = l10n.t("No jobs yet");
  return { label, description: "", look: { icon: "info" }, accessibilityLabel: label };
}

/** The sentence of an error; the act that a click starts is named behind it. */
export function errorRow(explanation: Explanation): RowView {
  const label = escapeLabel(explanation.sentence, 500);
  const description = explanation.nextAct.label;
  return { label, description, look: looks.failed, accessibilityLabel: [label, description].filter(Boolean).join(" ") };
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
  const failure = [job.failure?.message, job.failure?.code].filter(Boolean).join(" · ");
  const lines = [
    `**${escapeMarkdown(job.name || job.id)}**`,
    ...row(l10n.t("State"), state === job.state ? state : `${state} (${job.state})`),
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
  return lines.join("\n\n");
}

/** Markdown: the sentence, then the code, the request id and the cloud's words. */
export function errorTooltip(explanation: Explanation): string {
  return [explanation.sentence, ...explanation.details].map((line) => escapeMarkdown(line)).join("\n\n");
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
  return value ? [`${title}: ${escapeMarkdown(value)}`] : [];
}

function timeText(at: number, now: number, locale: string): string {
  return [absoluteTime(at, locale), relativeTime(at, now, locale)].filter(Boolean).join(" · ");
}

export function choiceTitle(choices: readonly Choice[], value: string): string {
  const known = choices.find((choice) => choice.value === value);
  return known ? word(known.title) : value;
}

function count(number: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(number);
}

/** Name of a demo connection. */
export function demoName(cloud: Cloud): string {
  return l10n.t("Demo {0}", word(cloud.shortTitle));
}
