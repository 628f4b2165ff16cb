// Words an error: one plain sentence that says what happened (in its first words, since rows are narrow) and what to do, the next act, and the cloud's own words.
import * as l10n from "@vscode/l10n";
import type { ErrorReason, VoiceError } from "../../core/errors.js";
import { fateOf } from "../../core/errors.js";
import { sentences } from "../punctuation.js";
import { absoluteTime, duration, minute, secondTime } from "../time.js";
import type { ErrorContext, NextAct, NextActKind } from "./errorContext.js";
import { setupErrorText } from "./setupErrorText.js";

export interface Explanation {
  readonly sentence: string;
  readonly nextAct: NextAct;
  /** Code, request id and the cloud's own words, each with its name. Not escaped: every place where they are shown does that for itself. */
  readonly details: readonly string[];
}

export function explain(error: VoiceError, place: ErrorContext): Explanation {
  const own = setupErrorText(error, place);
  const [sentence, kind] = own ?? (error.reason ? sentenceForReason(error.reason, error, place) : sentenceForKind(error, place));
  // A code of our own says nothing beyond its sentence.
  const details = own ? [] : errorDetails(error, place);
  const isOpen = !own && error.kind === "auth" && (error.reason === undefined || error.reason === "wrongSecret");
  const whole = sentences(sentence, isOpen && place.refusal, fateOfWrite(error, place));
  return { sentence: whole, nextAct: nextAct(kind), details };
}

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

type Worded = readonly [sentence: string, nextAct: NextActKind];

function sentenceForReason(reason: ErrorReason, error: VoiceError, place: ErrorContext): Worded {
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
      return [
        error.missingRight
          ? l10n.t(
              "The account of “{0}” lacks the right {1}. Ask your administrator for it, then refresh.",
              connection,
              error.missingRight,
            )
          : l10n.t("The account of “{0}” has no right to do this. Ask your administrator for it, then refresh.", connection),
        "retry",
      ];
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
          "A web page came instead of the answer of {0}, often the sign-in page of a network. Sign in there, then refresh.",
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
      return unknownReason(reason, error, place);
  }
}

function unknownReason(_: never, error: VoiceError, place: ErrorContext): Worded {
  return sentenceForKind(error, place);
}

function lockedUntil(at: number, { cloud, connection, locale }: ErrorContext): string {
  return l10n.t(
    "Locked until {2}: {0} has locked the key of “{1}” after too many refused attempts. Refresh after that.",
    cloud,
    connection,
    secondTime(at, locale) ?? "?",
  );
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

/** `aheadMs`: of this computer's clock; negative = it is behind. */
export function clockOff(aheadMs: number, cloud: string, locale: string): string {
  const distance = duration(Math.abs(aheadMs), locale);
  return aheadMs > 0
    ? l10n.t(
        "This computer's clock is {0} ahead of the clock of {1}. Set it right: signatures that are far off are refused.",
        distance,
        cloud,
      )
    : l10n.t(
        "This computer's clock is {0} behind the clock of {1}. Set it right: signatures that are far off are refused.",
        distance,
        cloud,
      );
}

function sentenceForKind(error: VoiceError, place: ErrorContext): Worded {
  const { cloud, connection } = place;
  const host = error.host ?? place.host ?? cloud;
  switch (error.kind) {
    case "auth":
      return [l10n.t("Key refused: {0} did not accept the key of “{1}”. Enter it again.", cloud, connection), "editCredentials"];
    case "forbidden":
      return [
        l10n.t("The account of “{0}” has no right to do this. Ask your administrator for it, then refresh.", connection),
        "retry",
      ];
    case "clock":
      return [
        l10n.t("This computer's clock differs from the clock of {0} by more than 15 minutes. Set it right, then refresh.", cloud),
        "retry",
      ];
    case "notFound":
      return [l10n.t("{0} has no such job under “{1}”. It may have been deleted; refresh the list.", cloud, connection), "retry"];
    case "refused":
      return refusal(error, cloud);
    case "quota":
      return [l10n.t("The quota of your account at {0} is used up. Raise it in the console, then try again.", cloud), "retry"];
    case "throttled":
      return [
        l10n.t(
          "{0} asks for fewer requests. Wait {1}, then refresh.",
          cloud,
          duration(error.retryAfterMs ?? minute, place.locale),
        ),
        "retry",
      ];
    case "unavailable":
      return [l10n.t("{0} has a problem of its own at the moment. Refresh in a few minutes.", cloud), "retry"];
    case "network":
      return [l10n.t("Unreachable: {0} could not be reached. Check your network, then refresh.", host), "diagnose"];
    case "protocol":
      return [
        l10n.t("What answers at {0} does not behave like {1}. Check the endpoint of “{2}”.", host, cloud, connection),
        "editConnection",
      ];
    case "cancelled":
      return [l10n.t("Stopped before {0} answered. Refresh to ask again.", cloud), "retry"];
    case "bug":
      return bug();
    default:
      return lastResort(error.kind);
  }
}

/** What is wrong can only be corrected where it is named. */
function refusal({ code, cloudMessage, requestId }: VoiceError, cloud: string): Worded {
  if (cloudMessage?.trim())
    return [l10n.t("{0} refused the request. Its message says why: correct that, then try again.", cloud), "none"];
  if (code) return [l10n.t("{0} refused the request. Its code is all it says of the reason.", cloud), "none"];
  return requestId
    ? [
        l10n.t("{0} refused the request and gave no reason. Ask its support, with the request ID, before you try again.", cloud),
        "none",
      ]
    : [l10n.t("{0} refused the request and gave no reason. Ask its support before you try again.", cloud), "none"];
}

function bug(): Worded {
  return [l10n.t("Something went wrong in Voice Jobs. See the log for details, and please report it."), "showLog"];
}

/** The compiler knows of no such kind; an error that came from elsewhere may have one all the same. */
function lastResort(_: never): Worded {
  return bug();
}

function fateOfWrite(error: VoiceError, { effect = "read" }: ErrorContext): string {
  if (effect === "read") return "";
  const fate = fateOf(error);
  if (effect === "undone" || fate === "unsent") return l10n.t("Nothing was changed in the cloud.");
  // Of what was refused the answer says enough; whether a copy of it was taken before, it cannot say.
  return fate === "open" ? l10n.t("Whether the cloud did it is not known yet.") : "";
}

/** The cloud's own words, code, status and request id, each with its name. */
export function errorDetails(error: VoiceError, place: ErrorContext): string[] {
  const details: string[] = [];
  const since = heldBackSince(error, place);
  if (since) details.push(since);
  if (error.cloudMessage) details.push(l10n.t("{0} says: {1}", place.cloud, error.cloudMessage));
  if (error.code) details.push(l10n.t("Code: {0}", error.code));
  if (error.status !== undefined) details.push(l10n.t("HTTP status: {0}", error.status));
  if (error.requestId) details.push(l10n.t("Request ID: {0}", error.requestId));
  return details;
}
