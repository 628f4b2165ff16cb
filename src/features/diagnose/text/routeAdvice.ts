// Words what decides how requests travel: the route, a proxy, a certificate.
import * as l10n from "@vscode/l10n";
import type { VoiceError } from "../../../core/errors.js";
import type { Distrust, Handshake, RouteDescription } from "../../../core/ports/networkProbe.js";
import { absoluteTime } from "../../../text/time.js";
import type { DoctorPlace } from "./diagnosisSteps.js";
import { type DiagnosisAdvice, nextStep } from "./nextStep.js";

export function adviseWay(
  { route, isRemembered, cause, proxy }: RouteDescription,
  isWarning: boolean,
  { host }: DoctorPlace,
): DiagnosisAdvice {
  const fine = (meaning: string): DiagnosisAdvice => ({ meaning, act: "none" });
  const named = proxy ? `${proxy.host}:${proxy.port}` : "?";
  if (isWarning)
    return {
      meaning: l10n.t(
        "A proxy ({0}) is set for {1}, but the setting {2} makes requests bypass it.",
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

export function adviseProxy(error: VoiceError, proxy: RouteDescription["proxy"], { host }: DoctorPlace): DiagnosisAdvice {
  const named = proxy ? `${proxy.host}:${proxy.port}` : "?";
  if (error.status === 407)
    return {
      meaning: l10n.t("The proxy {0} asks for authentication (407).", named),
      next: l10n.t(
        "Enter the user and password of the proxy in the editor's settings (“http.proxy”), or ask your administrator.",
      ),
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

export function adviseCertificate(
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
          "If that is your company's device that inspects traffic, have its certificate installed on this computer. If not, do not continue: the traffic may be intercepted.",
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
