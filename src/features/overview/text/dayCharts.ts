// Words the charts with a column for each day: jobs by result, and jobs that waited and ran.
import * as l10n from "@vscode/l10n";
import { type Phase, phases } from "../../../core/jobs/job.js";
import type { BarColumn, ChartView } from "../../../protocol/overview.js";
import { count } from "../../../text/counts.js";
import { phaseTitle } from "../../../text/phases.js";
import { inOneBreath, named, sentences } from "../../../text/punctuation.js";
import { type Overview, shownDays } from "../overview.js";
import type { Marks } from "./marks.js";

/** Each fifth day has its date beneath it: there is no room for more. */
const tickEvery = 5;

export function daysChart({ days, outside, states, jobs }: Overview, marks: Marks, locale: string): ChartView {
  const used = phases.filter((phase) => days.some(({ counts }) => counts[phase] > 0));
  const columns = days.map(
    ({ start, end, counts }, at): BarColumn => ({
      label: dayText(start, locale),
      tick: tickOf(start, at, days.length, locale),
      parts: used.flatMap((phase) => {
        if (counts[phase] === 0) return [];
        const filter = { states: [...(states.get(phase) ?? [])], updatedSince: start, updatedUntil: end - 1 };
        const label = named(inOneBreath([dayText(start, locale), phaseTitle(phase)]), count(counts[phase], locale));
        return [{ id: marks.name(filter), label, tone: phase, value: counts[phase] }];
      }),
    }),
  );
  const most = Math.max(0, ...days.map(({ counts }) => phases.reduce((sum, phase) => sum + counts[phase], 0)));
  return {
    id: "days",
    title: l10n.t("Jobs by Day and Result"),
    note: sentences(
      l10n.t("The day of each job's last change, and how it stands now. Days shown: {0}.", shownDays),
      outside > 0 && l10n.t("Changed earlier, or without a time: {0}.", count(outside, locale)),
    ),
    ...(most === 0 && { empty: jobs === 0 ? noJobs() : l10n.t("No loaded job has changed in these days.") }),
    legend: legendOf(used),
    ...(most > 0 && { body: { kind: "bars", columns, most } }),
    table: {
      columns: [l10n.t("Day"), ...used.map(phaseTitle)],
      rows: days.map(({ start, counts }) => [isoDay(start), ...used.map((phase) => String(counts[phase]))]),
    },
  };
}

export function queueChart({ queue, observed, states }: Overview, marks: Marks, locale: string): ChartView {
  const used = ["waiting", "running"] as const;
  const most = Math.max(0, ...queue.map(({ counts }) => (counts ? counts.waiting + counts.running : 0)));
  const isLast = (at: number) => at === queue.length - 1;
  const columns = queue.map(
    ({ start, counts }, at): BarColumn => ({
      label: dayText(start, locale),
      tick: tickOf(start, at, queue.length, locale),
      parts:
        counts &&
        used.flatMap((phase) => {
          if (counts[phase] === 0) return [];
          const label = named(inOneBreath([dayText(start, locale), phaseTitle(phase)]), count(counts[phase], locale));
          // Which jobs waited on another day, no filter can say.
          return [
            {
              ...(isLast(at) && { id: marks.name({ states: [...(states.get(phase) ?? [])] }) }),
              label,
              tone: phase,
              value: counts[phase],
            },
          ];
        }),
    }),
  );
  return {
    id: "queue",
    title: l10n.t("Waiting and Running, at the End of Each Day"),
    note: l10n.t(
      "Based on loaded jobs whose states were observed: {0}. Days before the first observation stay empty.",
      count(observed, locale),
    ),
    ...(observed === 0
      ? { empty: notObserved() }
      : most === 0 && { empty: l10n.t("None of these jobs was observed waiting or running.") }),
    legend: legendOf(used),
    ...(most > 0 && { body: { kind: "bars", columns, most } }),
    table: {
      columns: [l10n.t("Day"), ...used.map(phaseTitle)],
      rows: queue.map(({ start, counts }) => [isoDay(start), ...used.map((phase) => (counts ? String(counts[phase]) : ""))]),
    },
  };
}

export function noJobs(): string {
  return l10n.t("No job is loaded yet.");
}

export function notObserved(): string {
  return l10n.t("No states have been observed yet. They are recorded while jobs are shown or watched, but not for demo data.");
}

function legendOf(used: readonly Phase[]): ChartView["legend"] {
  return used.map((phase) => ({ tone: phase, label: phaseTitle(phase) }));
}

function tickOf(start: number, at: number, length: number, locale: string): string {
  if ((length - 1 - at) % tickEvery !== 0) return "";
  return format(locale, "tick").format(start);
}

function dayText(start: number, locale: string): string {
  return format(locale, "day").format(start);
}

/** Making one takes as long as using it a hundred times. */
const formats = new Map<string, Intl.DateTimeFormat>();
function format(locale: string, look: "tick" | "day"): Intl.DateTimeFormat {
  const short = { month: "numeric", day: "numeric" } as const;
  const long = { weekday: "short", month: "short", day: "numeric" } as const;
  const known = formats.get(`${locale} ${look}`) ?? new Intl.DateTimeFormat(locale, look === "tick" ? short : long);
  formats.set(`${locale} ${look}`, known);
  return known;
}

/** The date where the person is. */
function isoDay(start: number): string {
  const date = new Date(start);
  const two = (number: number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
