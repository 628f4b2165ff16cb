// Numbers of sound with their units, in the locale's way.
import * as l10n from "@vscode/l10n";

export function number(value: number, locale: string, digits = 0): string {
  const shown = Object.is(value, -0) || Math.abs(value) < 0.5 * 10 ** -digits ? 0 : value;
  return withMinus(new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(shown));
}

export function signed(value: number, locale: string, digits = 1): string {
  return withMinus(new Intl.NumberFormat(locale, { maximumFractionDigits: digits, signDisplay: "exceptZero" }).format(value));
}

/** As in the sentences: the sign of a number, which is no hyphen and does not end a line. */
function withMinus(number: string): string {
  return number.replace("-", "−");
}

export function seconds(value: number, locale: string): string {
  return l10n.t("{0} s", number(value, locale, 2));
}

/** Minutes and seconds, where it is that long. */
export function duration(value: number, locale: string): string {
  if (value < 120) return seconds(value, locale);
  const whole = Math.round(value);
  return whole % 60 === 0
    ? l10n.t("{0} min", number(whole / 60, locale))
    : l10n.t("{0} min {1} s", number(Math.floor(whole / 60), locale), number(whole % 60, locale));
}

export function hertz(value: number, locale: string): string {
  return value >= 1_000 ? l10n.t("{0} kHz", number(value / 1_000, locale, 3)) : l10n.t("{0} Hz", number(value, locale));
}

export function megabytes(value: number, locale: string): string {
  return l10n.t("{0} MB", number(value / 2 ** 20, locale, 1));
}

export function percent(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(value);
}
