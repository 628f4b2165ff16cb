// Words numbers of jobs.
import * as l10n from "@vscode/l10n";

const formatters = new Map<string, Intl.NumberFormat>();

export function count(number: number, locale: string): string {
  const words = formatters.get(locale) ?? new Intl.NumberFormat(locale);
  formatters.set(locale, words);
  return words.format(number);
}

/** Rows that are here, of those that the cloud has. */
export interface Coverage {
  readonly loaded: number;
  /** Absent = the cloud has not told yet. */
  readonly total?: number;
}

export function coverageText({ loaded, total }: Coverage, locale: string): string {
  if (total === undefined) return l10n.t("{0} loaded", count(loaded, locale));
  return l10n.t("{0} of {1} loaded", count(loaded, locale), count(total, locale));
}

/** How far a number of jobs can be trusted; see `features/tree/treeModel`. */
export interface Count {
  readonly count: number;
  readonly certainty: "exact" | "counting" | "loaded";
  /** Rows that a filter was tried on. */
  readonly among?: Coverage;
}

/** "12 in 2,340 loaded of 98,112". */
export function amongText(number: number, { loaded, total }: Coverage, locale: string): string {
  if (total === undefined) return l10n.t("{0} in {1} loaded", count(number, locale), count(loaded, locale));
  return l10n.t("{0} in {1} loaded of {2}", count(number, locale), count(loaded, locale), count(total, locale));
}
