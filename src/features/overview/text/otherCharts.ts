// Words the charts with a row for each reason, stage or group.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { ListedPart } from "../../../core/jobs/filter/jobFilter.js";
import type { ChartRow, ChartView, StageRow } from "../../../protocol/overview.js";
import { count } from "../../../text/counts.js";
import { escapeLine } from "../../../text/escape.js";
import { coverPrivate } from "../../../text/fields/privateText.js";
import { partTitle, valueTitle } from "../../../text/filterText.js";
import { jobLabel } from "../../../text/jobText.js";
import { stateTitle } from "../../../text/phases.js";
import { bracketed, named, sentences } from "../../../text/punctuation.js";
import { span, spent } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import type { Overview, StageTimes } from "../overview.js";
import type { PassPart } from "../reviewOutcome.js";
import { noJobs, notObserved } from "./dayCharts.js";
import type { Marks } from "./marks.js";

/** Rows of a chart; the table has the others, too. */
const shownReasons = 12;
const shownGroups = 8;
/** Dots of a stage; more of them are a line. */
const shownDots = 150;
/** Rows of a table on the page and in a file. */
const tableRows = 500;

export function reasonsChart({ reasons, jobs }: Overview, marks: Marks, locale: string): ChartView {
  const total = reasons.reduce((sum, each) => sum + each.count, 0);
  const most = reasons[0]?.count ?? 0;
  let sum = 0;
  const rows = reasons.slice(0, shownReasons).map(({ key, count: jobs, message }): ChartRow => {
    sum += jobs;
    const title = reasonText(key, message);
    const value = l10n.t("{0} ({1})", count(jobs, locale), percent(jobs / total, locale));
    const label = `${named(title, value)} · ${l10n.t("so far {0}", percent(sum / total, locale))}`;
    return { id: marks.name({ reasons: [key] }), label, title, size: (100 * jobs) / most, value, sum: (100 * sum) / total };
  });
  return {
    id: "reasons",
    title: l10n.t("Why Jobs Failed or Were Refused"),
    note: sentences(
      l10n.t("Loaded jobs that are failed or refused now: {0}. The line adds up their shares.", count(total, locale)),
      reasons.length > shownReasons &&
        l10n.t("Further reasons are in the table: {0}.", count(reasons.length - shownReasons, locale)),
    ),
    ...(total === 0 && { empty: jobs === 0 ? noJobs() : l10n.t("No loaded job is failed or refused.") }),
    legend: [],
    ...(total > 0 && { body: { kind: "rows", groups: [{ rows }] } }),
    table: {
      columns: [l10n.t("Reason"), l10n.t("Jobs")],
      rows: reasons.slice(0, tableRows).map((each) => [reasonText(each.key, each.message), String(each.count)]),
    },
  };
}

/** The cloud's words, and the code behind them. */
function reasonText(key: string, message: string | undefined): string {
  if (key === "") return l10n.t("No reason given");
  const words = escapeLine(coverPrivate((message ?? "").slice(0, 500)).trim(), 120);
  const code = escapeLine(coverPrivate(key), 120);
  return words === "" || words.startsWith(code) || code === words ? code : bracketed(words, code);
}

export function stagesChart({ stages, observed }: Overview, marks: Marks, locale: string): ChartView {
  const clouds = new Set(stages.map(({ cloud }) => cloud.id)).size;
  const longest = Math.max(1, ...stages.flatMap(({ typical, current }) => [typical?.high ?? 0, ...current.map(({ ms }) => ms)]));
  // Times are a minute or a month: each decade has the same room.
  const place = (ms: number) => (100 * Math.log1p(ms / scaleStart)) / Math.log1p(longest / scaleStart);
  const hasTimes = stages.some(({ typical }) => typical);
  const rows = stages.map((stage): StageRow => {
    const { typical, current, state } = stage;
    const title = stageTitle(stage, clouds > 1);
    const value = stageValue(stage, locale);
    return {
      id: marks.name({ states: [state] }),
      label: named(title, value),
      title,
      value,
      ...(typical && {
        box: {
          low: place(typical.low),
          median: place(typical.median),
          high: place(typical.high),
          end: place(Math.min(typical.longest, longest)),
        },
      }),
      dots: current.slice(0, shownDots).map(({ job, ms, isAtLeast }) => ({
        id: marks.name({ text: job.id, states: [job.state] }),
        label: named(jobLabel(job), isAtLeast ? l10n.t("at least {0}", span(ms, locale)) : span(ms, locale)),
        at: place(ms),
      })),
    };
  });
  return {
    id: "stages",
    title: l10n.t("Time in Each Stage"),
    note: sentences(
      l10n.t(
        "The box is the middle half of the complete stays observed, the line in it the median; each dot is a job that is there now.",
      ),
      hasTimes
        ? l10n.t("A stage has a box once three complete stays have been observed.")
        : observed === 0
          ? notObserved()
          : l10n.t("No stage has been observed completely three times yet, so there are no usual times."),
    ),
    ...(stages.length === 0 && { empty: l10n.t("No loaded job is waiting or running, and no complete stay has been observed.") }),
    legend: [],
    ...(stages.length > 0 && { body: { kind: "stages", rows, ticks: ticksOf(longest, place, locale) } }),
    table: {
      columns: [
        l10n.t("Stage"),
        l10n.t("Stays observed"),
        l10n.t("Lower quartile, minutes"),
        l10n.t("Median, minutes"),
        l10n.t("Upper quartile, minutes"),
        l10n.t("Jobs now"),
      ],
      rows: stages.map((stage) => {
        const minutes = (ms: number | undefined) => (ms === undefined ? "" : String(Math.round(ms / 6_000) / 10));
        const { typical, current } = stage;
        return [
          stageTitle(stage, clouds > 1),
          String(typical?.count ?? 0),
          minutes(typical?.low),
          minutes(typical?.median),
          minutes(typical?.high),
          String(current.length),
        ];
      }),
    },
  };
}

/** Milliseconds that still have room of their own. */
const scaleStart = 5 * 60_000;

function stageTitle({ cloud, state }: StageTimes, hasCloud: boolean): string {
  const title = stateTitle(cloud, state);
  return hasCloud ? bracketed(title, translate(cloud.shortTitle)) : title;
}

function stageValue({ typical, current }: StageTimes, locale: string): string {
  const now = l10n.t("{0} now", count(current.length, locale));
  return typical ? l10n.t("usually {0} · {1}", span(typical.median, locale), now) : now;
}

/** Times that the scale passes; where it is too short for two of them, its end. */
function ticksOf(longest: number, place: (ms: number) => number, locale: string) {
  const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
  const steps = [minute, 5 * minute, hour / 4, hour, 6 * hour, day, 3 * day, 10 * day, 30 * day, 100 * day, 365 * day];
  const passed = steps.filter((ms) => ms < longest);
  return [...passed, ...(passed.length < 2 ? [longest] : [])].map((ms) => ({ at: place(ms), text: spent(ms, locale) }));
}

export function passesChart(
  { passes, reviews, jobs }: Overview,
  clouds: readonly Cloud[],
  marks: Marks,
  locale: string,
): ChartView {
  const parts: readonly PassPart[] = ["types", "tags", "batches"];
  const known = reviews ? reviews.passed + reviews.refused : 0;
  const groups = parts.flatMap((part) => {
    const rows = passes[part].slice(0, shownGroups).map(({ value, passed, refused }): ChartRow => {
      const all = passed + refused;
      const title = titleOf(part, value, clouds);
      const said = l10n.t("{0} ({1} of {2})", percent(passed / all, locale), count(passed, locale), count(all, locale));
      return { id: marks.name({ [part]: [value] }), label: named(title, said), title, size: (100 * passed) / all, value: said };
    });
    return rows.length > 0 ? [{ title: partTitle(part), rows }] : [];
  });
  return {
    id: "passes",
    title: l10n.t("Passed at First Review"),
    note: sentences(
      l10n.t(
        "Loaded jobs that were observed before and after their review and never refused, as a share of these and the refused ones.",
      ),
      reviews &&
        reviews.unknown > 0 &&
        l10n.t("Past their review, but not observed before it, so not counted: {0}.", count(reviews.unknown, locale)),
      l10n.t("A refusal that was not observed in time is not counted."),
    ),
    ...(known === 0 && {
      empty:
        jobs === 0
          ? noJobs()
          : reviews
            ? l10n.t("No job was observed both before and after its review.")
            : l10n.t("No loaded job has been through a review, or its cloud does not report reviews."),
    }),
    legend: [],
    ...(known > 0 && { body: { kind: "rows", groups } }),
    table: {
      columns: [l10n.t("Part"), l10n.t("Value"), l10n.t("Passed"), l10n.t("Refused")],
      rows: parts
        .flatMap((part) =>
          passes[part].map(({ value, passed, refused }) => [
            partTitle(part),
            titleOf(part, value, clouds),
            String(passed),
            String(refused),
          ]),
        )
        .slice(0, tableRows),
    },
  };
}

function titleOf(part: ListedPart, value: string, clouds: readonly Cloud[]): string {
  return escapeLine(coverPrivate(valueTitle(part, value, clouds)), 80);
}

const percents = new Map<string, Intl.NumberFormat>();
function percent(share: number, locale: string): string {
  const words = percents.get(locale) ?? new Intl.NumberFormat(locale, { style: "percent" });
  percents.set(locale, words);
  return words.format(share);
}
