// Words what an account has left for a type of job, and how long its recordings may be.
import * as l10n from "@vscode/l10n";
import type { TypeLimits } from "../core/cloud/capabilities/accountLimits.js";
import type { Cloud } from "../core/cloud/cloud.js";
import { evenGaps, inOneBreath } from "./punctuation.js";
import { duration } from "./time.js";
import { choiceTitle } from "./translate.js";

/** Sentences without an end, to stand in lists; empty = nothing is known. */
export function limitLines(
  { values }: Pick<Cloud, "values">,
  type: string,
  { left, least, most, advised }: TypeLimits,
  locale: string,
): readonly string[] {
  const title = choiceTitle(values.type, type);
  const length = (seconds: number) => duration(seconds * 1_000, locale);
  // A list cuts its lines at some seventy characters.
  const isRange = least !== undefined && most !== undefined;
  const asked = inOneBreath([
    ...(isRange ? [evenGaps(l10n.t("{0} to {1}", length(least), length(most)))] : []),
    ...(isRange || least === undefined ? [] : [l10n.t("at least {0}", length(least))]),
    ...(isRange || most === undefined ? [] : [l10n.t("at most {0}", length(most))]),
    ...(advised === undefined ? [] : [l10n.t("advised {0}", length(advised))]),
  ]);
  return [
    ...(left === undefined
      ? []
      : [l10n.t("Remaining in the account for {0}: {1}", title, new Intl.NumberFormat(locale).format(left))]),
    ...(asked === "" ? [] : [l10n.t("Recordings of {0}: {1}", title, asked)]),
  ].map(evenGaps);
}
