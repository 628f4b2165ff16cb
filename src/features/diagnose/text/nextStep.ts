// What to do next at a step of a diagnosis, as a sentence and as an act.
import * as l10n from "@vscode/l10n";
import type { NextActKind } from "../../../text/errors/errorContext.js";

/** Finished sentences, not escaped. */
export interface DiagnosisAdvice {
  readonly meaning: string;
  /** Absent where there is nothing to do. */
  readonly next?: string;
  readonly act: NextActKind;
}

export function withAct(meaning: string, act: NextActKind): DiagnosisAdvice {
  return { meaning, next: nextStep(act), act };
}

export function nextStep(act: NextActKind): string {
  switch (act) {
    case "tryKeyAgain":
    case "editCredentials":
      return l10n.t("Enter the key again (command “Replace Key…”), then diagnose again.");
    case "editConnection":
      return l10n.t("Check endpoint, region and project (command “Edit Connection…”), then diagnose again.");
    case "openSettings":
      return l10n.t("Check the editor's network settings (“http.proxy” and those beside it), then diagnose again.");
    case "showLog":
      return l10n.t("See the log (command “Show Log”), and report it together with this text.");
    case "none":
      return l10n.t("Correct what the cloud's message names, then diagnose again.");
    case "retry":
    case "diagnose":
      return l10n.t("Diagnose again once that is done.");
  }
}
