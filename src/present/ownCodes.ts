// Words what was found wrong before any cloud was asked: profiles of command-line tools, and projects that nobody named.
import * as l10n from "@vscode/l10n";
import type { NextActKind, Place } from "./explain.js";

/** `code`: of an error that a cloud's room made by itself. Undefined = not one of these. */
export function ownSentence(
  code: string | undefined,
  { connection }: Place,
): readonly [sentence: string, nextAct: NextActKind] | undefined {
  switch (code) {
    case "Profile.FileMissing":
      return [
        l10n.t(
          "The configuration file that “{0}” takes its key from is not on this computer. Set up the command-line tool, then refresh.",
          connection,
        ),
        "retry",
      ];
    case "Profile.Unreadable":
      return [
        l10n.t("The configuration file that “{0}” takes its key from cannot be read. Repair it, then refresh.", connection),
        "retry",
      ];
    case "Profile.NotFound":
      return [
        l10n.t("The profile of “{0}” is not in the configuration file. Add it there, or choose another.", connection),
        "editCredentials",
      ];
    case "Profile.Encrypted":
      return [
        l10n.t(
          "The profile of “{0}” is encrypted, and only its own tool can read it. Run “hcloud configure set --cli-auth-encrypt=false”, or enter the key itself.",
          connection,
        ),
        "editCredentials",
      ];
    case "Profile.UnsupportedMode":
      return [
        l10n.t("The profile of “{0}” signs in in a way that cannot be used here. Choose one with keys of its own.", connection),
        "editCredentials",
      ];
    case "Profile.Incomplete":
      return [
        l10n.t("The profile of “{0}” has no complete key. Complete it with its command-line tool, then refresh.", connection),
        "retry",
      ];
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
