// Words what the connection doctor found at one step: what was tested, what it means, and what to do next.
import * as l10n from "@vscode/l10n";
import type { ErrorContext } from "../../../text/errors/errorContext.js";
import type { DiagnosisStep } from "../diagnosis.js";

export interface DoctorPlace extends ErrorContext {
  /** With the port, where it is not the usual one. */
  readonly host: string;
  readonly hostname: string;
  readonly region: string;
  /** Submitting exists, but is never tried out. */
  readonly canSubmit: boolean;
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
      return l10n.t("Permissions");
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
