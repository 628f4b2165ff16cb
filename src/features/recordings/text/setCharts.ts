// The figures of a set as small charts: how many recordings have which length, level and distance from the noise, beside what is asked.
import * as l10n from "@vscode/l10n";
import type { Limit, Range } from "../../../core/recordings/recordingRequirements.js";
import type { SetChart } from "../../../protocol/recordings.js";
import { advice } from "../judge/limits.js";
import type { RecordingReport, RecordingsReport } from "../report.js";
import { number, seconds } from "./findings/units.js";

/** Bars of one chart. */
const mostBars = 24;

interface Figure {
  readonly title: string;
  readonly asked: Range;
  readonly value: (recording: RecordingReport) => number | undefined;
  readonly worded: (value: number) => string;
}

/** Those of which two recordings or more have a value. */
export function setCharts({ recordings, kind }: RecordingsReport, locale: string): readonly SetChart[] {
  const decibels = (unit: (value: string) => string) => (value: number) => unit(number(value, locale, 1));
  const figures: readonly Figure[] = [
    {
      title: l10n.t("Length"),
      asked: kind ? strictest(kind.requirements.seconds) : {},
      value: ({ measures }) => measures?.seconds,
      worded: (value) => seconds(value, locale),
    },
    {
      title: l10n.t("Speech level"),
      asked: { least: advice.level.hintLeast, most: advice.level.hintMost },
      value: ({ measures }) => measures?.speech?.level,
      worded: decibels((value) => l10n.t("{0} dBFS", value)),
    },
    {
      title: l10n.t("Signal-to-noise ratio"),
      asked: { least: advice.snr.hint },
      value: ({ measures }) => measures?.speech?.snr,
      worded: decibels((value) => l10n.t("{0} dB", value)),
    },
  ];
  const chosen = recordings.filter(({ number: at }) => at !== undefined);
  return figures.flatMap((figure) => {
    const values = chosen.flatMap((recording) => {
      const value = figure.value(recording);
      return value !== undefined && Number.isFinite(value) ? [value] : [];
    });
    return values.length < 2 ? [] : [chartOf(figure, values)];
  });
}

/** What is advised, within what is demanded. */
function strictest({ refuse, warn, hint }: Limit<Range>): Range {
  const all = [refuse, warn, hint].flatMap((limit) => (limit ? [limit.value] : []));
  const least = all.flatMap((range) => range.least ?? []);
  const most = all.flatMap((range) => range.most ?? []);
  return { ...(least.length > 0 && { least: Math.max(...least) }), ...(most.length > 0 && { most: Math.min(...most) }) };
}

function chartOf({ title, asked, worded }: Figure, values: readonly number[]): SetChart {
  const sorted = [...values].sort((one, other) => one - other);
  const [lowest, highest] = [sorted[0]!, sorted.at(-1)!];
  const { least, most } = asked;
  const edges = [lowest, highest, ...[least, most].filter((edge) => edge !== undefined)];
  // A little room on both sides, and some width where all are the same.
  const span = Math.max(...edges) - Math.min(...edges) || Math.max(1, Math.abs(lowest) * 0.1);
  const [from, to] = [Math.min(...edges) - span * 0.04, Math.max(...edges) + span * 0.04];
  const counts = new Array<number>(mostBars).fill(0);
  const outside = new Array<boolean>(mostBars).fill(false);
  for (const value of sorted) {
    const bar = Math.min(mostBars - 1, Math.floor(((value - from) / (to - from)) * mostBars));
    counts[bar]! += 1;
    outside[bar] ||= (least !== undefined && value < least) || (most !== undefined && value > most);
  }
  const tallest = Math.max(...counts);
  const percent = (value: number) => Math.round(((value - from) / (to - from)) * 1_000) / 10;
  const range = rangeText(asked, worded);
  return {
    title,
    summary: summaryOf(title, worded, sorted, range),
    bars: counts.map((count, bar) => ({ height: Math.round((count / tallest) * 100), isOutside: outside[bar]! })),
    ...(range !== undefined && {
      asked: { from: least === undefined ? 0 : percent(least), to: most === undefined ? 100 : percent(most), label: range },
    }),
    least: worded(lowest),
    most: worded(highest),
  };
}

function summaryOf(
  title: string,
  worded: (value: number) => string,
  sorted: readonly number[],
  range: string | undefined,
): string {
  const middle = sorted[Math.floor(sorted.length / 2)]!;
  const said = l10n.t("{0}: {1} to {2}, median {3}.", title, worded(sorted[0]!), worded(sorted.at(-1)!), worded(middle));
  return range === undefined ? said : l10n.t("{0} Required: {1}.", said, range);
}

function rangeText({ least, most }: Range, worded: (value: number) => string): string | undefined {
  if (least !== undefined && most !== undefined) return l10n.t("{0} to {1}", worded(least), worded(most));
  if (least !== undefined) return l10n.t("at least {0}", worded(least));
  return most === undefined ? undefined : l10n.t("at most {0}", worded(most));
}
