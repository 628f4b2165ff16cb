// The labels of what a person can do next about an error.
import * as l10n from "@vscode/l10n";
import type { NextAct, NextActKind } from "./errorContext.js";

export function nextAct(kind: NextActKind): NextAct {
  switch (kind) {
    case "none":
      return { kind, label: "" };
    case "retry":
      return { kind, label: l10n.t("Refresh") };
    case "editCredentials":
      return { kind, label: l10n.t("Enter Key Again") };
    case "tryKeyAgain":
      return { kind, label: l10n.t("Try the Same Key Again") };
    case "editConnection":
      return { kind, label: l10n.t("Edit Connection") };
    case "openSettings":
      return { kind, label: l10n.t("Open Network Settings") };
    case "diagnose":
      return { kind, label: l10n.t("Diagnose Connection") };
    case "showLog":
      return { kind, label: l10n.t("Show Log") };
  }
}
