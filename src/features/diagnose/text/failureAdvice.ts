// Words what failed at one step, where the step says more than the error itself.
import * as l10n from "@vscode/l10n";
import type { VoiceError } from "../../../core/errors.js";
import type { NextActKind } from "../../../text/errors/errorContext.js";
import { explain } from "../../../text/errors/errorText.js";
import { heldBackSince, isHeldBack, otherAct } from "../../../text/errors/nextActText.js";
import { list, sentences } from "../../../text/punctuation.js";
import { minute } from "../../../text/time.js";
import type { DiagnosisStep, Seen } from "../diagnosis.js";
import { adviseClock } from "./clockAdvice.js";
import type { DoctorPlace } from "./diagnosisSteps.js";
import { type DiagnosisAdvice, withAct } from "./nextStep.js";
import { adviseCertificate, adviseProxy } from "./routeAdvice.js";

export function adviseError(step: DiagnosisStep, error: VoiceError, seen: Seen | undefined, place: DoctorPlace): DiagnosisAdvice {
  if (step === "proxy" && error.reason === "proxy")
    return adviseProxy(error, seen?.kind === "way" ? seen.way.proxy : undefined, place);
  if (step === "tls" && seen?.kind === "handshake" && seen.handshake.distrust)
    return adviseCertificate(seen.handshake, seen.handshake.distrust, place);
  if (step === "tls" && error.reason === "tls")
    return withAct(
      l10n.t("No encrypted connection to {0} could be made: what listens there may not speak TLS.", place.host),
      "editConnection",
    );
  if (step === "clock" && seen?.kind === "clock" && Math.abs(seen.aheadMs) > minute) return adviseClock(seen.aheadMs, place);
  if (step === "project" && seen?.kind === "project") {
    const better = adviseProject(seen, place);
    if (better) return better;
  }
  if (step === "name" && error.kind === "refused")
    return withAct(l10n.t("The connection has no address that requests could go to."), "editConnection");
  if (step === "project" && error.kind === "refused")
    return withAct(l10n.t("A value of the connection is missing or malformed, so nothing was sent."), "editConnection");
  // Whatever the cloud calls it: a list that is not there belongs to another account.
  if (step === "service" && (error.kind === "notFound" || error.status === 404))
    return withAct(l10n.t("{0} answers, but does not offer the service of {1}.", place.host, place.cloud), "editConnection");
  const { sentence, nextAct } = explain(error, place);
  if (nextAct.kind === "none" && !error.cloudMessage?.trim())
    return { meaning: sentence, next: l10n.t("The cloud names nothing to correct. Show this text to its support."), act: "none" };
  if (isHeldBack(error)) {
    const next =
      otherAct(error) && l10n.t("Enter the key again, or run the command “Try the Same Key Again”. Then diagnose again.");
    const meaning = sentences(sentence, heldBackSince(error, place), l10n.t("The diagnosis sent no signed request."));
    return next ? { meaning, next, act: nextAct.kind } : withAct(meaning, "diagnose");
  }
  return withAct(sentence, nextAct.kind === "diagnose" || nextAct.kind === "retry" ? usualAct(step) : nextAct.kind);
}

/** Where explaining an error would send people here. */
function usualAct(step: DiagnosisStep): NextActKind {
  if (step === "name" || step === "tcp" || step === "tls") return "editConnection";
  return step === "proxy" ? "openSettings" : "diagnose";
}

/** Where more is known than that it is wrong. */
function adviseProject(
  { projectId = "?", region, known = [] }: Extract<Seen, { kind: "project" }>,
  place: DoctorPlace,
): DiagnosisAdvice | undefined {
  const right =
    known.length > 0 &&
    l10n.t(
      "Projects of {0}: {1}.",
      place.region,
      list(
        known.map(({ id }) => id),
        place.locale,
      ),
    );
  if (region !== undefined)
    return withAct(
      sentences(l10n.t("The project {0} belongs to {1}, not to {2}.", projectId, region, place.region), right),
      "editConnection",
    );
  if (!right) return undefined;
  return withAct(sentences(l10n.t("The project {0} is not one of this account.", projectId), right), "editConnection");
}
