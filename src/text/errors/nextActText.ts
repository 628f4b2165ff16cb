// What a person can do next about an error, and since when a key is held back.
import * as l10n from "@vscode/l10n";
import type { VoiceError } from "../../core/errors.js";
import { absoluteTime } from "../time.js";
import type { ErrorContext, NextAct, NextActKind } from "./errorContext.js";

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

/** The key was refused before, and that is told without asking the cloud again. */
export function isHeldBack({ kind, wasSent, refusedAt, reason }: VoiceError): boolean {
  return kind === "auth" && wasSent === false && (refusedAt !== undefined || reason === "triedOut");
}

/** What else helps where a key is held back. A lock and a pause end by themselves. */
export function otherAct(error: VoiceError): NextAct | undefined {
  const isWaitedFor = error.reason === "locked" || error.reason === "triedOut";
  return isHeldBack(error) && !isWaitedFor ? nextAct("tryKeyAgain") : undefined;
}

/** What is said of a refusal that is no new one. */
export function heldBackSince({ refusedAt }: VoiceError, { locale }: Pick<ErrorContext, "locale">): string | undefined {
  const at = refusedAt === undefined ? undefined : absoluteTime(refusedAt, locale);
  return at && l10n.t("Refused on {0}; nothing has been sent with this key since then.", at);
}
