// Words how far this computer's clock is from the cloud's.
import * as l10n from "@vscode/l10n";
import { sentences } from "../../../text/punctuation.js";
import { duration, minute, second } from "../../../text/time.js";
import type { DoctorPlace } from "./diagnosisSteps.js";
import type { DiagnosisAdvice } from "./nextStep.js";

export function adviseClock(aheadMs: number, { cloud, locale }: DoctorPlace): DiagnosisAdvice {
  const off = Math.abs(aheadMs);
  if (off <= minute) return { meaning: l10n.t("The clocks agree to within a minute."), act: "none" };
  const unit = off > 90 * second ? minute : second;
  const distance = duration(Math.round(off / unit) * unit, locale);
  const difference =
    aheadMs > 0
      ? l10n.t("This computer's clock is {0} ahead.", distance)
      : l10n.t("This computer's clock is {0} behind.", distance);
  return {
    meaning: sentences(difference, l10n.t("{0} refuses signatures that are more than 15 minutes off.", cloud)),
    next: l10n.t("Correct this computer's clock, then diagnose again."),
    act: "diagnose",
  };
}
