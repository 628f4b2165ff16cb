// Words the whole page: how much of all it is made of, what is wrong, and each chart with what a click on its marks finds.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { JobFilter } from "../../../core/jobs/filter/jobFilter.js";
import type { OverviewView } from "../../../protocol/overview.js";
import { count } from "../../../text/counts.js";
import { escapeLine } from "../../../text/escape.js";
import { sentences } from "../../../text/punctuation.js";
import type { Overview } from "../overview.js";
import { daysChart, queueChart } from "./dayCharts.js";
import { Marks } from "./marks.js";
import { passesChart, reasonsChart, stagesChart } from "./otherCharts.js";

export interface OverviewInput {
  readonly overview: Overview;
  readonly clouds: readonly Cloud[];
  /** Name of the one connection; absent = all of them. */
  readonly connection?: string;
  /** Absent = not every cloud has told how many there are. */
  readonly total?: number;
  /** All that can be had is here. */
  readonly isWhole: boolean;
  readonly isLoading: boolean;
  /** The person has more loaded, and can stop it. */
  readonly isLoadingMore: boolean;
  /** Rows are an earlier window's. */
  readonly isRemembered: boolean;
  /** Why connections could not be read, in words. */
  readonly errors: readonly string[];
  readonly locale: string;
}

export interface WordedOverview {
  readonly view: OverviewView;
  /** What a mark finds. */
  filterOf(mark: string): JobFilter | undefined;
}

export function wordOverview(input: OverviewInput): WordedOverview {
  const { overview, clouds, locale, isWhole, isLoading, isLoadingMore, isRemembered, errors } = input;
  const marks = new Marks();
  const charts = [
    daysChart(overview, marks, locale),
    reasonsChart(overview, marks, locale),
    stagesChart(overview, marks, locale),
    queueChart(overview, marks, locale),
    passesChart(overview, clouds, marks, locale),
  ];
  const view: OverviewView = {
    language: locale,
    direction: /^(ar|fa|he|ur)\b/i.test(locale) ? "rtl" : "ltr",
    heading: overviewTitle(input.connection),
    coverage: sentences(
      coverage(input),
      isRemembered && l10n.t("Some of it is from an earlier window and has not been read since."),
    ),
    ...(isLoadingMore ? { load: l10n.t("Stop") } : !isWhole && { load: l10n.t("Load More for This") }),
    isLoading: isLoading || isLoadingMore,
    notices: errors,
    charts,
    words: {
      refresh: l10n.t("Refresh"),
      loading: l10n.t("Loading jobs…"),
      saveSvg: l10n.t("Save as SVG…"),
      savePng: l10n.t("Save as PNG…"),
      saveCsv: l10n.t("Save Numbers as CSV…"),
      table: l10n.t("Show as Table"),
      hint: l10n.t(
        "Click a mark, or press Enter on it, to see its jobs in the table and the view. The arrow keys go from mark to mark.",
      ),
    },
  };
  return { view, filterOf: (mark) => marks.filter(mark) };
}

export function overviewTitle(connection: string | undefined): string {
  return connection === undefined ? l10n.t("Overview of All Connections") : l10n.t("Overview of {0}", escapeLine(connection, 60));
}

function coverage({ overview, total, isWhole, locale }: OverviewInput): string {
  const loaded = count(overview.jobs, locale);
  if (isWhole) return l10n.t("Based on all jobs: {0}.", loaded);
  if (total === undefined) return l10n.t("Based on loaded jobs: {0}. The total number of jobs is not known.", loaded);
  return l10n.t("Based on loaded jobs: {0} of {1}.", loaded, count(total, locale));
}
