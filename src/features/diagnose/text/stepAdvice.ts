// Words what the connection doctor found at one step: what was seen there, or what failed.
import * as l10n from "@vscode/l10n";
import type { Handshake } from "../../../core/ports/networkProbe.js";
import { list, sentences } from "../../../text/punctuation.js";
import { absoluteTime, latency } from "../../../text/time.js";
import type { Because, DiagnosisFinding, Seen } from "../diagnosis.js";
import { adviseClock } from "./clockAdvice.js";
import { type DoctorPlace, stepTitle } from "./diagnosisSteps.js";
import { adviseError } from "./failureAdvice.js";
import type { DiagnosisAdvice } from "./nextStep.js";
import { adviseWay } from "./routeAdvice.js";

export function advise(finding: DiagnosisFinding, place: DoctorPlace): DiagnosisAdvice {
  const { step, result, because, error, seen } = finding;
  if (because) return { meaning: reasonNotTested(because, place), act: "none" };
  const advice = error ? adviseError(step, error, seen, place) : adviseSeen(seen, result === "warning", place);
  if (result === "note") return { meaning: sentences(advice.meaning, forTheRecord()), act: "none" };
  if (result === "warning" && error && step !== "clock")
    return {
      ...advice,
      meaning: sentences(advice.meaning, l10n.t("Requests still got through, over the editor's route.")),
    };
  return advice;
}

function forTheRecord(): string {
  return l10n.t("For information only: requests take the editor's route, and whether that gets through is what counts.");
}

function reasonNotTested(because: Because, { host, cloud }: DoctorPlace): string {
  switch (because.kind) {
    case "blocked":
      return l10n.t("“{0}” has to be fixed first.", stepTitle(because.by));
    case "cancelled":
      return l10n.t("The diagnosis was stopped before this step.");
    case "cleartext":
      return l10n.t("{0} is on this computer and reached without encryption.", host);
    case "noDate":
      return l10n.t("{0} sent no date with its answer.", host);
    case "noProjects":
      return l10n.t("{0} has no projects.", cloud);
  }
}

function adviseSeen(seen: Seen | undefined, isWarning: boolean, place: DoctorPlace): DiagnosisAdvice {
  const fine = (meaning: string): DiagnosisAdvice => ({ meaning, act: "none" });
  switch (seen?.kind) {
    case undefined:
      return fine("");
    case "addresses":
      return fine(l10n.t("It resolves to {0}.", list(seen.addresses, place.locale)));
    case "way":
      return adviseWay(seen.way, isWarning, place);
    case "accepted":
      return fine(l10n.t("{0} accepted it.", seen.address));
    case "handshake":
      return fine(praise(seen.handshake, place));
    case "answer": {
      const after = latency(seen.ms, place.locale);
      const route =
        seen.route === "editor"
          ? l10n.t("An answer was received through the editor after {0}.", after)
          : l10n.t("An answer was received directly after {0}.", after);
      const status =
        seen.status !== undefined && l10n.t("HTTP status {0}: any will do here, since the request was not signed.", seen.status);
      return fine(sentences(route, status));
    }
    case "clock":
      return adviseClock(seen.aheadMs, place);
    case "key":
      return fine(
        seen.requestId === undefined ? l10n.t("It was accepted.") : l10n.t("It was accepted (request ID {0}).", seen.requestId),
      );
    case "project":
      return fine(
        seen.projectId === undefined ? l10n.t("It was accepted.") : l10n.t("The project {0} was accepted.", seen.projectId),
      );
    case "rights": {
      const read = seen.isJobRead
        ? l10n.t("Jobs can be listed, and one was read.")
        : l10n.t("Jobs can be listed; there was none to read.");
      const submit = place.canSubmit && l10n.t("Whether it may submit is not tested: that would change something.");
      return fine(sentences(read, submit));
    }
    case "budget":
      return fine(
        seen.isDocumented
          ? l10n.t(
              "It does not. Voice Jobs sends at most {0} requests at once and stays within this region's documented limits.",
              seen.burst,
            )
          : l10n.t(
              "It does not. Voice Jobs sends at most {0} requests at once. No limit is documented for this place.",
              seen.burst,
            ),
      );
  }
}

function praise({ protocol, issuer, validUntil }: Handshake, { locale }: DoctorPlace): string {
  const until = validUntil === undefined ? undefined : absoluteTime(validUntil, locale);
  const trusted = l10n.t("Yes: it is signed by {0} ({1}).", issuer, protocol);
  return sentences(trusted, until !== undefined && l10n.t("It is valid until {0}.", until));
}
