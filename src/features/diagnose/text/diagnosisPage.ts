// Words the page of a diagnosis: the cause first, each step with what came out of it, also while it is being made.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { maskLinks } from "../../../core/privacy/mask.js";
import type {
  ReportAction,
  ReportButton,
  ReportContent,
  ReportLine,
  ReportRow,
  ReportTone,
  ReportVerdict,
} from "../../../protocol/report.js";
import type { NextActKind } from "../../../text/errors/errorContext.js";
import { errorDetails } from "../../../text/errors/errorText.js";
import { nextAct, otherAct } from "../../../text/errors/nextActText.js";
import { escapeLine } from "../../../text/escape.js";
import { list } from "../../../text/punctuation.js";
import { utcTime } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import { causeOf, type Diagnosis, type DiagnosisFinding, type DiagnosisStep, type Result, steps } from "../diagnosis.js";
import { doctorPlace, resultWord, summarize, type Versions } from "./diagnosisReport.js";
import { type DoctorPlace, question, stepTitle } from "./diagnosisSteps.js";
import { advise } from "./stepAdvice.js";

export interface DiagnosisInput {
  readonly connection: Connection;
  readonly cloud: Cloud;
  /** So far. */
  readonly diagnosis: Diagnosis;
  /** Under way; absent = the diagnosis is over. */
  readonly current?: DiagnosisStep | undefined;
  readonly versions: Versions;
  readonly locale: string;
}

export function diagnosisView(input: DiagnosisInput): ReportContent {
  const { connection, cloud, diagnosis, current, locale } = input;
  const place = doctorPlace(connection, cloud, diagnosis, locale);
  const isOver = current === undefined;
  const done = isOver ? steps.length : steps.indexOf(current);
  return {
    heading: l10n.t("Diagnosis of “{0}”", line(connection.name, 200)),
    place: `${place.cloud} · ${line(place.region, 200)}`,
    ...(isOver
      ? { verdict: verdictOf(diagnosis, place) }
      : { progress: { text: l10n.t("Checking: {0}", stepTitle(current)), done: (done / steps.length) * 100 } }),
    buttons: isOver ? buttonsOf(diagnosis, place, connection) : [{ action: "stop", label: l10n.t("Stop") }],
    sections: [
      { id: "steps", title: l10n.t("Steps"), rows: steps.map((step) => rowOf(step, diagnosis, current, place)) },
      { id: "facts", title: l10n.t("About this diagnosis"), facts: factsOf(input, place) },
    ],
  };
}

function verdictOf(diagnosis: Diagnosis, place: DoctorPlace): ReportVerdict {
  const { isWell, sentence } = summarize(diagnosis, place);
  const cause = causeOf(diagnosis);
  const tone = cause ? toneOf(cause.result) : isWell ? "pass" : "skipped";
  return { tone, text: line(sentence), lines: cause ? moreLines(cause, place) : [] };
}

/** What helps first, then what is always there. */
function buttonsOf(diagnosis: Diagnosis, place: DoctorPlace, { isDemo }: Connection): readonly ReportButton[] {
  const { act } = summarize(diagnosis, place);
  const error = causeOf(diagnosis)?.error;
  const other = error && otherAct(error);
  const usual: readonly ReportButton[] = [
    { action: "runAgain", label: l10n.t("Run Again") },
    { action: "copy", label: l10n.t("Copy Report") },
    ...(isDemo
      ? []
      : [
          { action: "replaceKey" as const, label: l10n.t("Replace Key…") },
          { action: "editConnection" as const, label: l10n.t("Edit Connection…") },
        ]),
  ];
  const main = actionOf(act);
  const offered = [main && buttonOf(main, act, usual), other && buttonOf("tryKeyAgain", other.kind, usual)].flatMap(
    (each) => each ?? [],
  );
  const rest = usual.filter(({ action }) => !offered.some((each) => each.action === action));
  return [...offered, ...rest].map((button, index) => (index === 0 ? { ...button, isMain: true } : button));
}

function buttonOf(action: ReportAction, kind: NextActKind, usual: readonly ReportButton[]): ReportButton {
  return usual.find((each) => each.action === action) ?? { action, label: nextAct(kind).label };
}

function actionOf(act: NextActKind): ReportAction | undefined {
  switch (act) {
    case "none":
      return undefined;
    case "retry":
      return "refresh";
    case "editCredentials":
      return "replaceKey";
    case "diagnose":
      return "runAgain";
    case "tryKeyAgain":
    case "editConnection":
    case "openSettings":
    case "showLog":
      return act;
  }
}

function rowOf(step: DiagnosisStep, { findings }: Diagnosis, current: DiagnosisStep | undefined, place: DoctorPlace): ReportRow {
  const head = { id: step, title: stepTitle(step), buttons: [] };
  const asked: ReportLine = { text: line(question(step, place)), look: "muted" };
  const finding = findings.find((each) => each.step === step);
  if (finding) {
    const { result } = finding;
    const meaning = { text: line(advise(finding, place).meaning) };
    return { ...head, tone: toneOf(result), state: resultWord(result), lines: [asked, meaning, ...moreLines(finding, place)] };
  }
  if (step === current) return { ...head, tone: "running", state: l10n.t("in progress"), lines: [asked] };
  return { ...head, tone: "waiting", state: l10n.t("not yet tested"), lines: [] };
}

/** What the cloud itself said, and what to do. */
function moreLines(finding: DiagnosisFinding, place: DoctorPlace): ReportLine[] {
  const { next } = advise(finding, place);
  const details = finding.error ? errorDetails(finding.error, place) : [];
  return [
    ...details.map((text): ReportLine => ({ text: line(text), look: "quote" })),
    ...(next ? [{ text: line(l10n.t("Next step: {0}", next)), look: "next" } as const] : []),
  ];
}

function factsOf({ connection, cloud, diagnosis, versions, locale }: DiagnosisInput, { region }: DoctorPlace) {
  const kind = cloud.credentialKinds.find(({ id }) => id === connection.credentialKind);
  const { extension, editor, system } = versions;
  const facts: readonly (readonly [name: string, value: string])[] = [
    [l10n.t("Endpoint"), diagnosis.origin ?? "-"],
    [l10n.t("Region"), region],
    [l10n.t("Key"), kind ? translate(kind.title) : connection.credentialKind],
    [l10n.t("Time"), utcTime(diagnosis.startedAt) ?? "-"],
    [l10n.t("Made by"), list([extension, editor, system], locale)],
  ];
  return facts.map(([name, value]) => ({ name, value: line(value, 500) }));
}

function toneOf(result: Result): ReportTone {
  switch (result) {
    case "ok":
      return "pass";
    case "failed":
      return "error";
    case "note":
    case "warning":
    case "skipped":
      return result;
  }
}

/** In graphemes: a cloud's own words may be long. No signed link stays. */
function line(text: string, length = 1000): string {
  return escapeLine(maskLinks(text), length);
}
