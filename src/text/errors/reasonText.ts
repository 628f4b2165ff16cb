// The sentence for an error whose reason is known: each says what happened in its first words, and what to do.
import * as l10n from "@vscode/l10n";
import type { ErrorReason, VoiceError } from "../../core/errors.js";
import { duration, minute, secondTime } from "../time.js";
import type { ErrorContext, NextActKind } from "./errorContext.js";

/** What is said, and what can be done next. */
export type Worded = readonly [sentence: string, nextAct: NextActKind];

/** Undefined = a reason that the compiler knows nothing of; an error that came from elsewhere may have one all the same. */
export function sentenceForReason(reason: ErrorReason, error: VoiceError, place: ErrorContext): Worded | undefined {
  const { cloud, connection } = place;
  const host = error.host ?? place.host ?? cloud;
  switch (reason) {
    case "wrongSecret":
      return [
        l10n.t("Wrong secret: {0} did not accept the secret, password or token of “{1}”. Enter it again.", cloud, connection),
        "editCredentials",
      ];
    case "unknownKey":
      return [
        l10n.t(
          "Unknown key: {0} does not know the key or user of “{1}”, or it is disabled. Check it in the console, or enter another.",
          cloud,
          connection,
        ),
        "editCredentials",
      ];
    case "expired":
      return [
        l10n.t("Expired: the token or temporary key of “{0}” has expired. Enter a new one.", connection),
        "editCredentials",
      ];
    case "locked":
      return [
        error.retryAt !== undefined
          ? lockedUntil(error.retryAt, place)
          : l10n.t(
              "Locked for {2}: {0} has locked the key of “{1}” after too many refused attempts. Wait {2}, then refresh.",
              cloud,
              connection,
              duration(error.retryAfterMs ?? 5 * minute, place.locale),
            ),
        "retry",
      ];
    case "triedOut":
      return [
        l10n.t(
          "Paused until {2}: {0} refused the key ID of “{1}” three times within five minutes, and could lock it. Nothing is sent until then; refresh after that.",
          cloud,
          connection,
          secondTime(error.retryAt ?? 0, place.locale) ?? "?",
        ),
        "retry",
      ];
    case "missingCredentials":
      return [l10n.t("No key: the key of “{0}” is not stored on this computer. Enter it again.", connection), "editCredentials"];
    case "halted":
      return [
        l10n.t(
          "Key refused: {0} refused the key of “{1}”, so nothing more is sent until it is entered again.",
          cloud,
          connection,
        ),
        "editCredentials",
      ];
    case "wrongProject":
      return [
        l10n.t("The project ID of “{0}” does not belong to this account and region. Correct it in the connection.", connection),
        "editConnection",
      ];
    case "missingRight":
      return missingRight(error.missingRight, place);
    case "sourceAddress":
      return [
        l10n.t(
          "{0} does not accept this key from your network address. Use another network, or have the address allowed.",
          cloud,
        ),
        "retry",
      ];
    case "nameNotFound":
      return [
        l10n.t("The host {0} was not found. Check your network and the endpoint of “{1}”, then refresh.", host, connection),
        "diagnose",
      ];
    case "connectionRefused":
      return [
        l10n.t("{0} refused the connection. Check the endpoint of “{1}” and your firewall, then refresh.", host, connection),
        "diagnose",
      ];
    case "reset":
      return [
        l10n.t("The connection to {0} broke off before the answer was complete. Check your network, then refresh.", host),
        "retry",
      ];
    case "timeout":
      return [l10n.t("No answer: {0} did not answer in time. Check your network, then refresh.", host), "diagnose"];
    case "tls":
      return [
        l10n.t(
          "Untrusted certificate: this computer does not trust the certificate of {0}. If your company inspects traffic, have its certificate installed, then refresh.",
          host,
        ),
        "diagnose",
      ];
    case "proxy":
      return [
        l10n.t("The proxy on the way to {0} did not let the request through. Check the proxy settings, then refresh.", host),
        "diagnose",
      ];
    case "html":
      return [
        l10n.t(
          "A web page was returned instead of the answer of {0}, often the sign-in page of a network. Sign in there, then refresh.",
          host,
        ),
        "retry",
      ];
    case "truncated":
      return [l10n.t("The answer of {0} broke off in the middle. Refresh to ask again.", host), "retry"];
    case "notJson":
      return [
        l10n.t("What answers at {0} does not behave like {1}. Check the endpoint of “{2}”.", host, cloud, connection),
        "editConnection",
      ];
    case "unexpectedShape":
      return [l10n.t("{0} answered in a form that Voice Jobs does not know. See the log for details.", cloud), "showLog"];
    case "tooLarge":
      return [
        l10n.t("The answer of {0} was too large and was not read. Check the endpoint of “{1}”.", host, connection),
        "editConnection",
      ];
    case "responseHeadersTooLarge":
      return [
        l10n.t(
          "The headers of the answer of {0} were too large, and it was not read. Check the endpoint of “{1}”.",
          host,
          connection,
        ),
        "editConnection",
      ];
    case "requestHeadersTooLarge":
      return [
        l10n.t(
          "{0} does not take headers as large as those of “{1}”. Where it signs in with a token, use an access key instead.",
          host,
          connection,
        ),
        "editCredentials",
      ];
    case "redirect":
      return [
        l10n.t(
          "{0} redirected the request to another host, which Voice Jobs never follows. Check the endpoint of “{1}”.",
          host,
          connection,
        ),
        "editConnection",
      ];
    case "duplicate":
      return [
        l10n.t(
          "Sent twice: {0} had received this request already, so something on the way repeats requests. Have that turned off.",
          cloud,
        ),
        "retry",
      ];
    case "unwritten":
      return [
        l10n.t(
          "Not recorded: Voice Jobs records each submit on this computer before it sends it, and could not write there. Free disk space, or allow writing, then try again.",
        ),
        "showLog",
      ];
    default:
      return unworded(reason);
  }
}

function unworded(_: never): undefined {
  return undefined;
}

/** `right`: as the cloud names it. A refresh reads again; it is no second try of a write. */
export function missingRight(right: string | undefined, { connection, effect = "read" }: ErrorContext): Worded {
  if (effect === "read")
    return [
      right
        ? l10n.t("The account of “{0}” lacks the permission {1}. Ask your administrator for it, then refresh.", connection, right)
        : l10n.t("The account of “{0}” has no permission to do this. Ask your administrator for it, then refresh.", connection),
      "retry",
    ];
  return [
    right
      ? l10n.t("The account of “{0}” lacks the permission {1}. Ask your administrator for it, then try again.", connection, right)
      : l10n.t("The account of “{0}” has no permission to do this. Ask your administrator for it, then try again.", connection),
    "none",
  ];
}

function lockedUntil(at: number, { cloud, connection, locale }: ErrorContext): string {
  return l10n.t(
    "Locked until {2}: {0} has locked the key of “{1}” after too many refused attempts. Refresh after that.",
    cloud,
    connection,
    secondTime(at, locale) ?? "?",
  );
}
