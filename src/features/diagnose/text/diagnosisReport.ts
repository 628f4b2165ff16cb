// Words a whole diagnosis: the cause in one sentence, and a report that can go into a support ticket.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { maskLinks } from "../../../core/privacy/mask.js";
import { errorContextOf, type NextActKind } from "../../../text/errors/errorContext.js";
import { errorDetails } from "../../../text/errors/errorText.js";
import { escapeLine } from "../../../text/escape.js";
import { list } from "../../../text/punctuation.js";
import { utcTime } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import { causeOf, type Diagnosis, type DiagnosisFinding, type Result } from "../diagnosis.js";
import { type DoctorPlace, question, stepTitle } from "./diagnosisSteps.js";
import { advise } from "./stepAdvice.js";

/** Which programs looked, and on what. */
export interface Versions {
  readonly extension: string;
  readonly editor: string;
  readonly system: string;
}

export interface Summary {
  readonly isWell: boolean;
  readonly sentence: string;
  readonly act: NextActKind;
}

export function doctorPlace(connection: Connection, cloud: Cloud, diagnosis: Diagnosis, locale: string): DoctorPlace {
  const place = errorContextOf(connection, cloud, locale);
  const { origin } = diagnosis;
  const url = origin !== undefined && URL.canParse(origin) ? new URL(origin) : undefined;
  const host = url?.host ?? place.host ?? place.cloud;
  const canSubmit = cloud.submitFields !== undefined;
  return { ...place, host, hostname: url?.hostname ?? host, region: connection.region, canSubmit };
}

export function summarize(diagnosis: Diagnosis, place: DoctorPlace): Summary {
  const cause = causeOf(diagnosis);
  if (!cause) {
    const isStopped = diagnosis.findings.some(({ because }) => because?.kind === "cancelled");
    const sentence = isStopped
      ? l10n.t("The diagnosis of “{0}” was stopped; nothing wrong was found until then.", place.connection)
      : l10n.t("“{0}” works: every step to {1} is fine.", place.connection, place.cloud);
    return { isWell: !isStopped, sentence, act: "none" };
  }
  const { meaning, act } = advise(cause, place);
  return { isWell: false, sentence: meaning, act };
}

/** Plain text: it is read as it is, in the editor and in a ticket. The caller redacts it. */
export function reportText(
  diagnosis: Diagnosis,
  connection: Connection,
  cloud: Cloud,
  maker: Versions,
  place: DoctorPlace,
): string {
  const { sentence } = summarize(diagnosis, place);
  const cause = causeOf(diagnosis);
  const next = cause && advise(cause, place).next;
  const kind = cloud.credentialKinds.find(({ id }) => id === connection.credentialKind);
  const head = [
    l10n.t("Voice Jobs: connection report"),
    "",
    l10n.t("Connection: {0}", place.connection),
    l10n.t("Cloud: {0}, {1}", place.cloud, place.region),
    l10n.t("Endpoint: {0}", diagnosis.origin ?? "-"),
    l10n.t("Key: {0}", kind ? translate(kind.title) : connection.credentialKind),
    l10n.t("Time: {0}", utcTime(diagnosis.startedAt) ?? "-"),
    l10n.t("Made by: {0}", list([maker.extension, maker.editor, maker.system], place.locale)),
    "",
    l10n.t("Result: {0}", sentence),
    ...(next ? [l10n.t("Next step: {0}", next)] : []),
  ];
  const findings = diagnosis.findings.flatMap((finding, index) => ["", ...findingLines(finding, index + 1, place)]);
  return `${[...head, ...findings].map(line).join("\n")}\n`;
}

function findingLines(finding: DiagnosisFinding, number: number, place: DoctorPlace): string[] {
  const { meaning, next } = advise(finding, place);
  const details = finding.error ? errorDetails(finding.error, place) : [];
  return [
    `${number}. [${resultWord(finding.result)}] ${stepTitle(finding.step)}`,
    indent + question(finding.step, place),
    indent + meaning,
    ...details.map((detail) => indent + detail),
    ...(next ? [indent + l10n.t("Next step: {0}", next)] : []),
  ];
}

export function resultWord(result: Result): string {
  switch (result) {
    case "ok":
      return l10n.t("OK");
    case "note":
      return l10n.t("for information");
    case "warning":
      return l10n.t("warning");
    case "failed":
      return l10n.t("FAILED");
    case "skipped":
      return l10n.t("not tested");
  }
}

const indent = "   ";

/** In graphemes: a cloud's own words may be long. */
const lineLength = 1000;

/** Nothing that was found may break out of its line, and no signed link stays. */
function line(text: string): string {
  const margin = text.startsWith(indent) ? indent : "";
  return margin + escapeLine(maskLinks(text), lineLength);
}
