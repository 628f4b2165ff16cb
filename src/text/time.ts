// Words times: how long ago, the date, the date in UTC, how long something takes.
import * as l10n from "@vscode/l10n";

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;

/** Clocks of two machines may differ by this much before a time counts as in the future. */
const slack = 3 * minute;

/** Making a formatter costs more than using it ten times; which one it is depends on the key alone. */
const formatters = new Map<string, unknown>();
function once<T>(key: string, make: () => T): T {
  const known = formatters.get(key) as T | undefined;
  if (known !== undefined) return known;
  const made = make();
  formatters.set(key, made);
  return made;
}

/** Intl writes "3小时"; everywhere else on the screen a number and a Chinese word have a gap between them. Dates have none: they are one word. */
function spaced(words: string): string {
  return words.replace(/(\d)(?=\p{Script=Han})/gu, "$1 ");
}

/** One form on the screen, everywhere; the long one is for who hears it. */
export type TimeStyle = "long" | "narrow";

/** How long ago something was, in the unit that a person would take. */
export interface Distance {
  /** Negative; 0 = a moment ago. */
  readonly count: number;
  readonly unit: Intl.RelativeTimeFormatUnit;
}

/** Undefined for times in the future: those are dates, not distances. */
export function distanceOf(at: number, now: number): Distance | undefined {
  const age = now - at;
  if (!isTime(at) || age < -slack) return undefined;
  if (age < 45 * second) return { count: 0, unit: "second" };
  if (age < hour) return { count: -Math.max(1, Math.floor(age / minute)), unit: "minute" };
  if (age < day) return { count: -Math.floor(age / hour), unit: "hour" };
  const days = calendarDays(at, now);
  if (days < 14) return { count: -days, unit: "day" };
  if (days < 60) return { count: -Math.floor(days / 7), unit: "week" };
  if (days < 365) return { count: -Math.floor(days / 30.44), unit: "month" };
  return { count: -Math.floor(days / 365.25) || -1, unit: "year" };
}

/** "now", "12m ago", "yesterday"; "12 minutes ago". */
function distanceText({ count, unit }: Distance, locale: string, style: TimeStyle): string {
  // What Intl has for it in Chinese is the present, not a moment ago.
  if (count === 0) return l10n.t("now");
  // Formatting costs more than looking up, and a long list says the same few things.
  return once(`${locale} ${style} ${count} ${unit}`, () => {
    const format = once(`relative ${locale} ${style}`, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto", style }));
    return spaced(format.format(count, unit));
  });
}

/** How long ago it was; the date for a time in the future. Undefined for what is no time. */
export function momentText(at: number, now: number, locale: string, style: TimeStyle): string | undefined {
  const distance = distanceOf(at, now);
  return distance ? distanceText(distance, locale, style) : absoluteTime(at, locale);
}

/** Milliseconds until the words of a moment are others. */
export function untilOlder(at: number, now: number): number {
  const age = Math.max(0, now - at);
  if (age < 45 * second) return 45 * second - age;
  // A minute is the least that is told.
  if (age < 2 * minute) return 2 * minute - age;
  const unit = age < hour ? minute : hour;
  if (age < day) return unit - (age % unit);
  const tomorrow = new Date(now);
  return tomorrow.setHours(24, 0, 0, 0) - now;
}

/** Undefined for times in the future. */
export function relativeTime(at: number, now: number, locale: string, style: TimeStyle = "narrow"): string | undefined {
  const distance = distanceOf(at, now);
  return distance && distanceText(distance, locale, style);
}

/** Date and time where the person is. */
export function absoluteTime(at: number, locale: string, timeZone?: string): string | undefined {
  if (!isTime(at)) return undefined;
  return once(`absolute ${locale} ${timeZone ?? ""}`, () => {
    return new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", ...(timeZone && { timeZone }) });
  }).format(at);
}

/** A whole day, given as YYYY-MM-DD. */
export function dateOf(day: string, locale: string): string | undefined {
  const at = Date.parse(`${day}T00:00:00Z`);
  if (Number.isNaN(at)) return undefined;
  return once(`date ${locale}`, () => {
    const parts = { weekday: "short", year: "numeric", month: "short", day: "numeric", timeZone: "UTC" } as const;
    return new Intl.DateTimeFormat(locale, parts);
  }).format(at);
}

/** The hour where that says enough, else the whole date. */
export function clockTime(at: number, now: number, locale: string, timeZone?: string): string | undefined {
  if (!isTime(at)) return undefined;
  const options = { ...(timeZone && { timeZone }) };
  const dates = once(`day ${timeZone ?? ""}`, () => new Intl.DateTimeFormat("en-CA", options));
  if (dates.format(at) !== dates.format(now)) return absoluteTime(at, locale, timeZone);
  return once(`clock ${locale} ${timeZone ?? ""}`, () => {
    return new Intl.DateTimeFormat(locale, { timeStyle: "short", ...options });
  }).format(at);
}

/** The hour to the second, for what is near. */
export function secondTime(at: number, locale: string, timeZone?: string): string | undefined {
  if (!isTime(at)) return undefined;
  return once(`second ${locale} ${timeZone ?? ""}`, () => {
    return new Intl.DateTimeFormat(locale, { timeStyle: "medium", ...(timeZone && { timeZone }) });
  }).format(at);
}

/** "2038-01-19 03:14:07 UTC": the same in every language. */
export function utcTime(at: number): string | undefined {
  return isTime(at) ? `${new Date(at).toISOString().slice(0, 19).replace("T", " ")} UTC` : undefined;
}

/** "40 seconds", "5 minutes", "3 hours", "2 days": rounded up, since people wait for it. */
export function duration(ms: number, locale: string): string {
  const [count, unit] =
    ms <= 90 * second
      ? ([Math.ceil(ms / second), "second"] as const)
      : ms <= 90 * minute
        ? ([Math.ceil(ms / minute), "minute"] as const)
        : ms <= 2 * day
          ? ([Math.ceil(ms / hour), "hour"] as const)
          : ([Math.ceil(ms / day), "day"] as const);
  const format = once(`duration ${locale} ${unit}`, () => {
    return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" });
  });
  return spaced(format.format(count));
}

/** "120 ms". */
export function latency(ms: number, locale: string): string {
  return spaced(new Intl.NumberFormat(locale, { style: "unit", unit: "millisecond" }).format(Math.round(ms)));
}

/** "2 hours": to the nearest, for what is over or goes on. */
export function span(ms: number, locale: string): string {
  const unit = unitOf(ms);
  return spaced(spanFormat(locale, unit).format(countOf(ms, unit)));
}

/** "2–5 hours"; undefined where one unit does not fit both. */
export function spanRange(low: number, high: number, locale: string): string | undefined {
  const unit = unitOf(high);
  const [from, to] = [countOf(low, unit), countOf(high, unit)];
  if (from === to) return spaced(spanFormat(locale, unit).format(to));
  return low >= 0.75 * units[unit] ? spaced(spanFormat(locale, unit).formatRange(from, to)) : undefined;
}

const units = { minute, hour, day };
type SpanUnit = keyof typeof units;

function unitOf(ms: number): SpanUnit {
  return ms < 90 * minute ? "minute" : ms < 2 * day ? "hour" : "day";
}

function countOf(ms: number, unit: SpanUnit): number {
  return Math.max(1, Math.round(ms / units[unit]));
}

function spanFormat(locale: string, unit: SpanUnit): Intl.NumberFormat {
  const style = { style: "unit", unit, unitDisplay: "long" } as const;
  return once(`span ${locale} ${unit}`, () => new Intl.NumberFormat(locale, style));
}

/** "40s", "5m", "2.5h", "3d": what has passed, to the nearest, in the form of moments. */
export function spent(ms: number, locale: string, style: TimeStyle = "narrow"): string {
  const [unit, length, step] =
    ms < minute
      ? (["second", second, 1] as const)
      : ms < 59.5 * minute
        ? (["minute", minute, 1] as const)
        : ms < 36 * hour
          ? (["hour", hour, ms < 9.75 * hour ? 0.5 : 1] as const)
          : (["day", day, 1] as const);
  const format = once(`spent ${locale} ${style} ${unit}`, () => {
    return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: style });
  });
  return spaced(format.format(Math.max(0, Math.round(ms / length / step) * step)));
}

/** How long something has gone on: in the unit and number that tell how long ago it began, since both stand on one screen. */
export function lasting(since: number, now: number, locale: string, style: TimeStyle = "narrow"): string {
  const { count, unit } = distanceOf(since, now) ?? { count: 0, unit: "second" };
  if (count === 0) return spent(now - since, locale, style);
  const format = once(`lasting ${locale} ${style} ${unit}`, () => {
    return new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: style });
  });
  return spaced(format.format(-count));
}

/** Midnights between two times: what makes "yesterday" yesterday. */
function calendarDays(from: number, to: number): number {
  return Math.max(1, today(to) - localDay(from));
}

/** Days since 1970 by the person's calendar. */
function localDay(at: number): number {
  return Math.floor((at - new Date(at).getTimezoneOffset() * minute) / day);
}

/** All rows of a list ask for the same day. All time zones of today are whole quarters of an hour apart. */
let lastToday = { quarter: Number.NaN, localDay: 0 };
function today(now: number): number {
  const quarter = Math.floor(now / (15 * minute));
  if (quarter !== lastToday.quarter) lastToday = { quarter, localDay: localDay(now) };
  return lastToday.localDay;
}

/** What Date can hold. */
function isTime(at: number): boolean {
  return Number.isFinite(at) && Math.abs(at) <= 8.64e15;
}
