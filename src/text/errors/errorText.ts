// Words an error: one plain sentence that says what happened (in its first words, since rows are narrow) and what to do, the next act, and the cloud's own words.
import * as l10n from "@vscode/l10n";
import { fateOf, saysGone, type VoiceError } from "../../core/errors.js";
import { sentences } from "../punctuation.js";
import { duration, minute } from "../time.js";
import type { ErrorContext, NextAct } from "./errorContext.js";
import { heldBackSince, nextAct } from "./nextActText.js";
import { missingRight, sentenceForReason, type Worded } from "./reasonText.js";
import { setupErrorText } from "./setupErrorText.js";

export interface Explanation {
  readonly sentence: string;
  readonly nextAct: NextAct;
  /** Code, request id and the cloud's own words, each with its name. Not escaped: every place where they are shown does that for itself. */
  readonly details: readonly string[];
}

export function explain(error: VoiceError, place: ErrorContext): Explanation {
  const own = setupErrorText(error, place);
  const [sentence, kind] =
    own ?? (error.reason && sentenceForReason(error.reason, error, place)) ?? sentenceForKind(error, place);
  // A code of our own says nothing beyond its sentence.
  const details = own ? [] : errorDetails(error, place);
  const isOpen = !own && error.kind === "auth" && (error.reason === undefined || error.reason === "wrongSecret");
  const whole = sentences(sentence, isOpen && place.refusal, fateOfWrite(error, place));
  return { sentence: whole, nextAct: nextAct(kind), details };
}

/** `aheadMs`: of this computer's clock; negative = it is behind. */
export function clockOff(aheadMs: number, cloud: string, locale: string): string {
  const distance = duration(Math.abs(aheadMs), locale);
  return aheadMs > 0
    ? l10n.t(
        "This computer's clock is {0} ahead of the clock of {1}. Correct it: signatures that are far off are refused.",
        distance,
        cloud,
      )
    : l10n.t(
        "This computer's clock is {0} behind the clock of {1}. Correct it: signatures that are far off are refused.",
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
      return missingRight(undefined, place);
    case "clock":
      return [
        l10n.t("This computer's clock differs from the clock of {0} by more than 15 minutes. Correct it, then refresh.", cloud),
        "retry",
      ];
    case "notFound":
      if (!saysGone(error)) return refusal(error, cloud);
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
      return [l10n.t("{0} has an internal problem at the moment. Refresh in a few minutes.", cloud), "retry"];
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
  if (effect === "read" || effect === "told") return "";
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
