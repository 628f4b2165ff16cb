// Words all connections at a glance: the badge of the view and the item in the status bar.
import * as l10n from "@vscode/l10n";
import type { Phase } from "../../../core/jobs/job.js";
import { escapeLabel, escapeMarkdown } from "../../../text/escape.js";
import { inOneBreath, named } from "../../../text/punctuation.js";
import { clockTime, secondTime } from "../../../text/time.js";
import { needYou } from "./noticeText.js";

/** What is known of one connection. Times in milliseconds since 1970. */
export interface Glance {
  readonly name: string;
  readonly isDemo?: boolean;
  readonly tally: Readonly<Record<Phase, number>>;
  /** Last complete refresh. */
  readonly readAt?: number;
  readonly hasError: boolean;
  /** The cloud was busy: when it is asked again. */
  readonly waitsUntil?: number;
}

export interface Badge {
  readonly value: number;
  readonly tooltip: string;
}

/** Demo jobs need no action: they count only as long as there is no other connection. */
export function countedGlances(glances: readonly Glance[]): readonly Glance[] {
  const own = glances.filter(({ isDemo }) => !isDemo);
  return own.length > 0 ? own : glances;
}

/** Undefined = nothing waits for the person. */
export function badgeOf(glances: readonly Glance[], locale: string): Badge | undefined {
  const value = sum(glances, "attention");
  if (value === 0) return undefined;
  const isOne = new Intl.PluralRules(locale).select(value) === "one";
  const number = count(value, locale);
  return {
    value,
    tooltip: isOne ? l10n.t("{0} voice job needs your attention", number) : l10n.t("{0} voice jobs need your attention", number),
  };
}

/** The text of the status bar, icon first. It tells times, not how long they are away: so it stands still while nothing happens. */
export function statusText(glances: readonly Glance[], now: number, locale: string): string {
  const parts = counts(glances, locale);
  const state = parts.length === 0 ? l10n.t("Voice Jobs") : parts.join(" · ");
  return ["$(pulse)", [state, ...trouble(glances, now, locale)].join(" · ")].join(" ");
}

/** What a screen reader says instead: no icon. */
export function statusLabel(glances: readonly Glance[], now: number, locale: string): string {
  return inOneBreath([l10n.t("Voice Jobs"), ...counts(glances, locale), ...trouble(glances, now, locale)]);
}

/** Markdown: a line for each connection. When each was read is not told: an unchanged refresh paints nothing, and a time would lie. */
export function statusTooltip(glances: readonly Glance[], now: number, locale: string): string {
  return glances.map((glance) => line(glance, now, locale)).join("\n\n");
}

function line(glance: Glance, now: number, locale: string): string {
  const { tally, readAt } = glance;
  const known = Object.values(tally).some((number) => number > 0);
  const done = tally.succeeded > 0 ? [l10n.t("{0} completed", count(tally.succeeded, locale))] : [];
  const failed = tally.failed > 0 ? [l10n.t("{0} failed", count(tally.failed, locale))] : [];
  const nothing = known ? [] : [readAt === undefined ? l10n.t("not read yet") : l10n.t("no jobs")];
  const parts = [...counts([glance], locale, true), ...failed, ...done, ...nothing, ...trouble([glance], now, locale)];
  return named(`**${escapeMarkdown(escapeLabel(glance.name))}**`, escapeMarkdown(parts.join(" · ")));
}

function counts(glances: readonly Glance[], locale: string, isWhole = false): string[] {
  const running = sum(glances, "running");
  const attention = sum(glances, "attention");
  const waiting = sum(glances, "waiting");
  const isIdle = running === 0 && attention === 0;
  return [
    ...(running > 0 ? [l10n.t("{0} running", count(running, locale))] : []),
    ...(waiting > 0 && (isIdle || isWhole) ? [l10n.t("{0} waiting", count(waiting, locale))] : []),
    ...(attention > 0 ? [needYou(attention, locale)] : []),
  ];
}

/** Why the numbers may be old. */
function trouble(glances: readonly Glance[], now: number, locale: string): string[] {
  const waits = glances.flatMap(({ waitsUntil }) => waitsUntil ?? []);
  if (waits.length > 0) return [l10n.t("throttled, next refresh at {0}", secondTime(Math.min(...waits), locale) ?? "")];
  const failed = glances.filter(({ hasError }) => hasError);
  if (failed.length === 0) return [];
  const reads = failed.flatMap(({ readAt }) => readAt ?? []);
  return reads.length < failed.length
    ? [l10n.t("last refresh failed")]
    : [l10n.t("as of {0}", clockTime(Math.min(...reads), now, locale) ?? "")];
}

function sum(glances: readonly Glance[], phase: Phase): number {
  return glances.reduce((total, { tally }) => total + tally[phase], 0);
}

function count(number: number, locale: string): string {
  return new Intl.NumberFormat(locale).format(number);
}
