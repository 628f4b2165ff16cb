// Words what became of several jobs that were submitted together: one sentence for all, and a report with a paragraph for each.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import type { VoiceError } from "../../../core/errors.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { maskLinks, maskPhone } from "../../../core/privacy/mask.js";
import { count } from "../../../text/counts.js";
import { type Effect, errorContextOf } from "../../../text/errors/errorContext.js";
import { explain } from "../../../text/errors/errorText.js";
import { escapeLine } from "../../../text/escape.js";
import { stateTitle } from "../../../text/phases.js";
import { bracketed, list, placed } from "../../../text/punctuation.js";
import { absoluteTime, clockTime } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";

/** What a person wants to know first; see `features/submitBatch/submitBatch`. */
export type BatchVerdict = "submitted" | "refused" | "unknown" | "notSent";

/** What is known of one job; the outcomes of `features/submitBatch/submitBatch` fit. */
export type BatchOutcome =
  | { readonly kind: "accepted"; readonly job?: VoiceJob; readonly requestId?: string; readonly isUnshown?: boolean }
  | { readonly kind: "notSubmitted"; readonly error: VoiceError; readonly isUnseen?: boolean }
  | { readonly kind: "wrongState"; readonly job: VoiceJob }
  | { readonly kind: "unknown"; readonly error: VoiceError; readonly job?: VoiceJob }
  | {
      readonly kind: "earlier";
      readonly since: number;
      readonly wasAccepted: boolean;
      readonly job?: VoiceJob;
      readonly seen?: string;
    }
  | { readonly kind: "notSent"; readonly error?: VoiceError }
  /** Of a window that is gone: nothing more is known than the verdict. */
  | { readonly kind: "ended" | "underWay" };

export interface BatchResult {
  readonly connection: Connection;
  readonly cloud: Cloud;
  readonly job: Pick<VoiceJob, "id" | "name">;
  readonly verdict: BatchVerdict;
  readonly outcome: BatchOutcome;
}

/** A job whose connection was removed since: more than the verdict cannot be told. */
export interface OrphanResult {
  readonly job: Pick<VoiceJob, "id" | "name">;
  readonly verdict: BatchVerdict;
}

/** What needs the person comes first. */
export const verdictOrder: readonly BatchVerdict[] = ["refused", "unknown", "notSent", "submitted"];

/** "12 submitted, 1 refused, 1 unknown, 3 not sent": what there was none of is not named, and the numbers add up. */
export function batchSummary(verdicts: readonly BatchVerdict[], locale: string): string {
  const parts = (["submitted", "refused", "unknown", "notSent"] as const).flatMap((verdict) => {
    const number = verdicts.filter((each) => each === verdict).length;
    return number > 0 ? [verdictCount(verdict, count(number, locale))] : [];
  });
  return list(parts, locale);
}

function verdictCount(verdict: BatchVerdict, number: string): string {
  switch (verdict) {
    case "submitted":
      return l10n.t("{0} submitted", number);
    case "refused":
      return l10n.t("{0} refused", number);
    case "unknown":
      return l10n.t("{0} unknown", number);
    case "notSent":
      return l10n.t("{0} not sent", number);
  }
}

export function verdictTitle(verdict: BatchVerdict): string {
  switch (verdict) {
    case "submitted":
      return l10n.t("Submitted");
    case "refused":
      return l10n.t("Refused");
    case "unknown":
      return l10n.t("Unknown");
    case "notSent":
      return l10n.t("Not sent");
  }
}

/** What it means for the person; empty where the title says all. */
export function verdictHint(verdict: BatchVerdict): string {
  switch (verdict) {
    case "refused":
      return l10n.t("None of these was submitted.");
    case "unknown":
      return l10n.t("These may have been submitted. Look at each before you submit it again.");
    case "submitted":
    case "notSent":
      return "";
  }
}

/** What became of one job: a sentence, and the cloud's own words. Not escaped. */
export function outcomeLines({ connection, cloud, outcome }: BatchResult, locale: string, now: number): readonly string[] {
  const words = (error: VoiceError, effect: Effect): string[] => {
    const { sentence, details } = explain(error, errorContextOf(connection, cloud, locale, effect));
    return [sentence, ...details];
  };
  switch (outcome.kind) {
    case "accepted":
      return [
        acceptedLine(cloud, outcome),
        ...(outcome.requestId === undefined ? [] : [l10n.t("Request ID: {0}", outcome.requestId)]),
      ];
    case "wrongState":
      return [l10n.t("Its state does not allow it: {0}.", stateTitle(cloud, outcome.job.state))];
    case "notSubmitted":
      return words(outcome.error, outcome.isUnseen ? "write" : "undone");
    case "unknown":
      return [
        ...words(outcome.error, "write"),
        outcome.job
          ? l10n.t("It was read again: its state is {0}.", stateTitle(cloud, outcome.job.state))
          : l10n.t("It could not be read again."),
      ];
    case "earlier":
      return [earlierLine(cloud, outcome, locale, now), l10n.t("Submit it alone to decide about the earlier one.")];
    case "ended":
      return [];
    case "underWay":
      return [l10n.t("It may have been in progress when the window closed.")];
    case "notSent":
      return outcome.error
        ? [l10n.t("Stopped after an error that would have affected this job too."), ...words(outcome.error, "undone")]
        : [l10n.t("Stopped before it was sent.")];
  }
}

function acceptedLine(cloud: Cloud, { job, isUnshown }: Extract<BatchOutcome, { kind: "accepted" }>): string {
  if (!job) return l10n.t("Its new state could not be read yet.");
  const state = stateTitle(cloud, job.state);
  return isUnshown
    ? l10n.t("The cloud answered that it accepted it, but the job, read again, still shows: {0}.", state)
    : l10n.t("Its state is now: {0}.", state);
}

function earlierLine(cloud: Cloud, outcome: Extract<BatchOutcome, { kind: "earlier" }>, locale: string, now: number): string {
  const { since, wasAccepted, seen, job } = outcome;
  const at = clockTime(since, now, locale) ?? "";
  if (seen !== undefined && job)
    return l10n.t(
      "It was submitted at {0} and showed the state {1} afterwards. Now the cloud shows {2}: that is an old answer, or the job has come back.",
      at,
      stateTitle(cloud, seen),
      stateTitle(cloud, job.state),
    );
  return wasAccepted
    ? l10n.t("It was submitted at {0} already; the cloud accepted it, but does not show it yet.", at)
    : l10n.t("It may have been submitted at {0} already; the cloud does not show it.", at);
}

/** Plain text, so that ids can be copied as they are; what needs the person comes first. The caller redacts it. */
export function batchReport(
  results: readonly BatchResult[],
  locale: string,
  now: number,
  orphans: readonly OrphanResult[] = [],
): string {
  const heading = [
    l10n.t("Voice Jobs: submit of several jobs"),
    absoluteTime(now, locale) ?? "",
    batchSummary(
      [...results, ...orphans].map(({ verdict }) => verdict),
      locale,
    ),
  ];
  const sections = verdictOrder.flatMap((verdict) => {
    const some = results.filter((result) => result.verdict === verdict);
    const others = orphans.filter((result) => result.verdict === verdict);
    if (some.length + others.length === 0) return [];
    return [
      "",
      "",
      bracketed(verdictTitle(verdict), count(some.length + others.length, locale)),
      ...[verdictHint(verdict)].filter(Boolean),
      ...some.flatMap((result) => paragraph(result, locale, now)),
      ...others.flatMap(({ job }) => [...titleLines(job), indent + indent + l10n.t("Its connection was removed.")]),
    ];
  });
  return `${[...heading, ...sections].map(line).join("\n")}\n`;
}

/** One job of it, for the clipboard. The caller redacts it. */
export function resultText(result: BatchResult, locale: string, now: number): string {
  return paragraph(result, locale, now)
    .slice(1)
    .map((each) => cleanLine(each.trim()))
    .join("\n");
}

function paragraph(result: BatchResult, locale: string, now: number): string[] {
  const { job, connection, cloud } = result;
  return [
    ...titleLines(job),
    `${indent}${indent}${placed(connection.name, translate(cloud.title), connection.region)}`,
    ...outcomeLines(result, locale, now).map((each) => indent + indent + each),
  ];
}

function titleLines({ id, name }: Pick<VoiceJob, "id" | "name">): string[] {
  return ["", `${indent}${name || id}`, `${indent}${indent}${id}`];
}

const indent = "  ";

/** In graphemes: a cloud's own words may be long. */
const lineLength = 1000;

/** Nothing may break out of its line, and neither a phone number nor a signed link stays. */
function line(text: string): string {
  const margin = /^(?: {2})*/.exec(text)?.[0] ?? "";
  return margin + cleanLine(text);
}

export function cleanLine(text: string): string {
  return escapeLine(maskPhone(maskLinks(text)), lineLength);
}
