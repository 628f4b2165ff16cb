// Words what was found wrong before any cloud was asked: profiles of command-line tools, and projects that are not named.
import * as l10n from "@vscode/l10n";
import type { VoiceError } from "../../core/errors.js";
import { sentences } from "../punctuation.js";
import type { ErrorContext, NextActKind } from "./errorContext.js";
import { keyFlawText } from "./keyFlawText.js";

/** Of an error that a cloud's room made by itself. Undefined = not one of these. */
export function setupErrorText(
  { code, keyFlaw }: Pick<VoiceError, "code" | "keyFlaw">,
  { connection }: ErrorContext,
): readonly [sentence: string, nextAct: NextActKind] | undefined {
  // Encrypted profiles, other modes and keys that cannot be right are put right by another key; the rest by the tool, and then read again.
  const isForAnother = code === "Profile.Encrypted" || code === "Profile.UnsupportedMode" || code === "Key.Malformed";
  if (keyFlaw && code?.startsWith("Profile.")) {
    const first = l10n.t("The profile of “{0}” gives no key.", connection);
    return [sentences(first, keyFlawText(keyFlaw)), isForAnother ? "editCredentials" : "retry"];
  }
  if (keyFlaw && code === "Key.Malformed") {
    const first = l10n.t("The key of “{0}” cannot be right, so it was not sent.", connection);
    return [sentences(first, keyFlawText(keyFlaw)), "editCredentials"];
  }
  switch (code) {
    case "Profile.NotFound":
      return [
        l10n.t("The profile of “{0}” is not in the configuration file. Add it there, or choose another.", connection),
        "editCredentials",
      ];
    case "Token.TooLong":
      return [
        l10n.t("The token for “{0}” is too long to be received here. Use an access key instead.", connection),
        "editCredentials",
      ];
    case "Connection.StsEndpointMissing":
      return [l10n.t("“{0}” has an endpoint of its own, so the STS endpoint must be entered too.", connection), "editConnection"];
    case "Connection.ProjectMissing":
      return [
        l10n.t("“{0}” names no project, and none could be found. Enter the project ID in the connection.", connection),
        "editConnection",
      ];
    case "Connection.IamEndpointMissing":
      return [l10n.t("“{0}” has an endpoint of its own, so the IAM endpoint must be entered too.", connection), "editConnection"];
    default:
      return undefined;
  }
}
