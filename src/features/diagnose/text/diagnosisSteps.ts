// Words what the connection doctor found at one step: what was tested, what it means, and what to do next.
import * as l10n from "@vscode/l10n";
import type { VoiceError } from "../../../core/errors.js";
import type { Distrust, Handshake, RouteDescription } from "../../../core/ports/networkProbe.js";
import type { ErrorContext, NextActKind } from "../../../text/errors/errorContext.js";
import { explain, heldBackSince, isHeldBack, otherAct } from "../../../text/errors/errorText.js";
import { list, sentences } from "../../../text/punctuation.js";
import { absoluteTime, duration, latency, minute, second } from "../../../text/time.js";
import type { Because, DiagnosisFinding, DiagnosisStep, Seen } from "../diagnosis.js";

export interface DoctorPlace extends ErrorContext {
  /** With the port, where it is not the usual one. */
  readonly host: string;
  readonly hostname: string;
  readonly region: string;
  /** Submitting exists, but is never tried out. */
  readonly canSubmit: boolean;
}

/** Finished sentences, not escaped. */
export interface DiagnosisAdvice {
  readonly meaning: string;
  /** Absent where there is nothing to do. */
  readonly next?: string;
  readonly act: NextActKind;
}

export function stepTitle(step: DiagnosisStep): string {
  switch (step) {
    case "name":
      return l10n.t("Host name");
    case "proxy":
      return l10n.t("Proxy");
    case "tcp":
      return l10n.t("Connection (TCP)");
    case "tls":
      return l10n.t("Encryption (TLS)");
    case "service":
      return l10n.t("Service");
    case "clock":
      return l10n.t("Clock");
    case "credentials":
      return l10n.t("Key");
    case "project":
      return l10n.t("Project");
    case "rights":
      return l10n.t("Rights");
    case "budget":
      return l10n.t("Rate limit");
  }
}

export function question(step: DiagnosisStep, { host, hostname, cloud, region }: DoctorPlace): string {
  switch (step) {
    case "name":
      return l10n.t("Does the name {0} resolve to an address?", hostname);
    case "proxy":
      return l10n.t("Which route do requests to {0} take, and why?", host);
    case "tcp":
      return l10n.t("Does {0} accept a connection from this computer?", host);
    case "tls":
      return l10n.t("Does this computer trust the certificate of {0}?", host);
    case "service":
      return l10n.t("Does {0} answer over the route that requests take?", host);
    case "clock":
      return l10n.t("Does this computer's clock agree with the date that {0} sends?", host);
    case "credentials":
      return l10n.t("Does {0} accept the key in one signed call?", cloud);
    case "project":
      return l10n.t("Does the project belong to this account and to {0}?", region);
    case "rights":
      return l10n.t("May this account list jobs and read one?");
    case "budget":
      return l10n.t("Does {0} ask for fewer requests?", cloud);
  }
}

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
          ? l10n.t("An answer came through the editor after {0}.", after)
          : l10n.t("An answer came directly after {0}.", after);
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

function adviseWay(
  { route, isRemembered, cause, proxy }: RouteDescription,
  isWarning: boolean,
  { host }: DoctorPlace,
): DiagnosisAdvice {
  const fine = (meaning: string): DiagnosisAdvice => ({ meaning, act: "none" });
  const named = proxy ? `${proxy.host}:${proxy.port}` : "?";
  if (isWarning)
    return {
      meaning: l10n.t(
        "A proxy ({0}) is set for {1}, but the setting {2} sends requests past it.",
        named,
        host,
        "voiceJobs.network.route",
      ),
      next: l10n.t("If the cloud cannot be reached, set {0} to “auto”.", "voiceJobs.network.route"),
      act: "openSettings",
    };
  if (isRemembered) return fine(l10n.t("Through the editor: the direct route was tried before and did not get through."));
  switch (cause) {
    case "loopback":
      return fine(l10n.t("Directly: the host is on this computer."));
    case "forced":
      return fine(
        route === "direct"
          ? l10n.t("Directly: the setting {0} says so.", "voiceJobs.network.route")
          : l10n.t("Through the editor: the setting {0} says so.", "voiceJobs.network.route"),
      );
    case "proxySetting":
      return fine(l10n.t("Through the editor and the proxy {0}: the setting {1} names it.", named, "http.proxy"));
    case "proxyVariable":
      return fine(l10n.t("Through the editor and the proxy {0}: an environment variable names it.", named));
    case "excluded":
      return fine(l10n.t("Directly: a proxy is set, but {0} is excluded from it.", host));
    case "supportOff":
      return fine(l10n.t("Directly: a proxy is set, but {0} is off.", "http.proxySupport"));
    case "noProxy":
      return fine(l10n.t("Directly: no proxy is set. If that does not get through, reads go through the editor."));
  }
}

function praise({ protocol, issuer, validUntil }: Handshake, { locale }: DoctorPlace): string {
  const until = validUntil === undefined ? undefined : absoluteTime(validUntil, locale);
  const trusted = l10n.t("Yes: it is signed by {0} ({1}).", issuer, protocol);
  return sentences(trusted, until !== undefined && l10n.t("It is valid until {0}.", until));
}

function adviseClock(aheadMs: number, { cloud, locale }: DoctorPlace): DiagnosisAdvice {
  const off = Math.abs(aheadMs);
  if (off <= minute) return { meaning: l10n.t("The clocks agree to within a minute."), act: "none" };
  const unit = off > 90 * second ? minute : second;
  const distance = duration(Math.round(off / unit) * unit, locale);
  const difference =
    aheadMs > 0
      ? l10n.t("This computer's clock is {0} ahead.", distance)
      : l10n.t("This computer's clock is {0} behind.", distance);
  return {
    meaning: sentences(difference, l10n.t("{0} refuses signatures that are more than 15 minutes off.", cloud)),
    next: l10n.t("Set this computer's clock right, then diagnose again."),
    act: "diagnose",
  };
}

function adviseError(step: DiagnosisStep, error: VoiceError, seen: Seen | undefined, place: DoctorPlace): DiagnosisAdvice {
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

function withAct(meaning: string, act: NextActKind): DiagnosisAdvice {
  return { meaning, next: nextStep(act), act };
}

function nextStep(act: NextActKind): string {
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

function adviseProxy(error: VoiceError, proxy: RouteDescription["proxy"], { host }: DoctorPlace): DiagnosisAdvice {
  const named = proxy ? `${proxy.host}:${proxy.port}` : "?";
  if (error.status === 407)
    return {
      meaning: l10n.t("The proxy {0} asks for authentication (407).", named),
      next: l10n.t("Give the editor the user and password of the proxy (“http.proxy”), or ask your administrator."),
      act: "openSettings",
    };
  if (error.status !== undefined)
    return {
      meaning: l10n.t("The proxy {0} refuses to connect to {1} (HTTP status {2}).", named, host, error.status),
      next: l10n.t("Ask your administrator to let the proxy connect to {0}, or exclude it (“http.noProxy”).", host),
      act: "openSettings",
    };
  return {
    meaning: l10n.t("The proxy {0} cannot be reached.", named),
    next: l10n.t(
      "Check that it is running, and that its address is right in the editor's network settings and the environment variables.",
    ),
    act: "openSettings",
  };
}

function adviseCertificate(
  { issuer, validUntil }: Handshake,
  distrust: Distrust,
  { host, locale }: DoctorPlace,
): DiagnosisAdvice {
  const signer = issuer || "?";
  switch (distrust) {
    case "unknownAuthority":
      return {
        meaning: l10n.t("The certificate of {0} is signed by “{1}”, which this computer does not trust.", host, signer),
        next: l10n.t(
          "If that is your company's device that inspects traffic, have its certificate installed on this computer. If not, do not go on: somebody may be listening.",
        ),
        act: "openSettings",
      };
    case "expired":
    case "notYetValid": {
      const until = validUntil === undefined ? "?" : (absoluteTime(validUntil, locale) ?? "?");
      return {
        meaning:
          distrust === "expired"
            ? l10n.t("By this computer's clock the certificate of {0} expired on {1}.", host, until)
            : l10n.t("By this computer's clock the certificate of {0} is not valid yet.", host),
        next: l10n.t("Check this computer's date first. If it is right, contact the operator of {0}.", host),
        act: "diagnose",
      };
    }
    case "otherHost":
      return {
        meaning: l10n.t("The certificate is for other names than {0}, so another server answers there.", host),
        next: nextStep("editConnection"),
        act: "editConnection",
      };
    case "other":
      return {
        meaning: l10n.t("Something is wrong with the certificate of {0}, signed by “{1}”.", host, signer),
        next: l10n.t("Check this computer's date first. If it is right, contact the operator of {0}.", host),
        act: "openSettings",
      };
  }
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
