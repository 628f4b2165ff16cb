// Words what a state and a failure mean for a person: what it means, what to do, what usually causes it, how long it takes.
import * as l10n from "@vscode/l10n";
import {
  type Advice,
  type AdviceItem,
  type AdvisedAct,
  adviceOfCode,
  adviceOfState,
  pointsFor,
  type StateAdvice,
} from "../../../core/cloud/advice.js";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { StateDurations } from "../../../core/jobs/history/stateDuration.js";
import type { Phase, VoiceJob } from "../../../core/jobs/job.js";
import { hasOpenFailure } from "../../../core/jobs/job.js";
import type { PointList, Todo } from "../../../protocol/details.js";
import { missedMeasures } from "../../../text/assessment/assessmentText.js";
import { escapeLine } from "../../../text/escape.js";
import { copyIds, reference } from "../../../text/fields/fieldRows.js";
import { coverPrivate } from "../../../text/fields/privateText.js";
import { stateInfo, stateTitle } from "../../../text/phases.js";
import { translate } from "../../../text/translate.js";
import { durationNote } from "./durationText.js";

/** What is known beside the job itself. */
export interface AdviceContext {
  /** Of its cloud; absent = not loaded yet, or not written down. */
  readonly advice?: Advice | undefined;
  readonly observed?: StateDurations | undefined;
  /** What the person can do with the job now. */
  readonly acts?: ReadonlySet<AdvisedAct>;
  readonly now: number;
  readonly locale: string;
}

/** In a sentence; whole it stands beside it, to be copied. */
const longestCode = 60;

export function todo(job: VoiceJob, cloud: Cloud, context: AdviceContext): Todo {
  const { advice } = context;
  const failure = hasOpenFailure(job) ? job.failure : undefined;
  const code = failure?.code?.trim();
  const words = failure?.message?.trim();
  const ofState = advice && adviceOfState(advice, job.state);
  const ofCode = advice && code ? adviceOfCode(advice, code) : undefined;
  const paragraphs = [
    meaningOf(job, cloud, ofState),
    ...(job.phase === "failed" || job.phase === "attention" ? passedThrough(cloud, context.observed) : []),
    ...(code && (ofCode || !words) ? [ofCode ? translate(ofCode.meaning) : unknownCode(code)] : []),
    ...(job.phase === "failed" && !code && !words ? [l10n.t("The cloud gave no reason.")] : []),
  ];
  const passing = durationNote(job, cloud, context);
  // The IDs of job and request stand at the top and at the end of the page.
  const references = [...(code ? [reference(copyIds.failureCode, l10n.t("Code"), code)] : [])];
  return {
    tone: job.phase,
    title: todoTitle(job.phase),
    paragraphs,
    measured: isStopped(job) ? missedMeasures(job, cloud.jobFields, context) : [],
    ...(passing && { durations: passing }),
    lists: lists(job, cloud, context.acts ?? new Set(), ofState, ofCode, passing?.warning !== undefined),
    ...(words && { quote: { label: l10n.t("Message from {0}", translate(cloud.title)), text: coverPrivate(words) } }),
    references: isStuck(job) || passing?.warning !== undefined ? references : [],
  };
}

function meaningOf(job: VoiceJob, cloud: Cloud, advised: StateAdvice | undefined): string {
  const text = advised?.meaning ?? stateInfo(cloud, job.state)?.hint;
  if (text !== undefined) return translate(text);
  return l10n.t(
    "This version of Voice Jobs does not know the state “{0}” and shows it as the cloud sent it. See the cloud's console for details.",
    job.state,
  );
}

function passedThrough(cloud: Cloud, observed: StateDurations | undefined): string[] {
  return observed?.before ? [l10n.t("Last seen before that: {0}.", stateTitle(cloud, observed.before))] : [];
}

function unknownCode(code: string): string {
  const shown = escapeLine(code, longestCode);
  return l10n.t("Voice Jobs has no description of the code “{0}”, and the cloud said nothing else.", shown);
}

function lists(
  job: VoiceJob,
  cloud: Cloud,
  acts: ReadonlySet<AdvisedAct>,
  ofState?: StateAdvice,
  ofCode?: StateAdvice,
  isOverdue = false,
): PointList[] {
  const { phase, type } = job;
  const isPassing = phase === "waiting" || phase === "running";
  const hasWords = Boolean(job.failure?.message?.trim());
  const words = (points: readonly AdviceItem[] | undefined) =>
    pointsFor(points, type, hasWords).map(({ text }) => translate(text));
  const stepsOf = (advised?: StateAdvice) => pointsFor(advised?.steps, type, hasWords);
  const [own, general] = [stepsOf(ofCode), stepsOf(ofState)];
  const advised = (own.length > 0 ? [...own, ...general.slice(-1)] : general).map(({ text, act }) => ({
    text: translate(text),
    act,
  }));
  const known = advised.length > 0 ? advised : generalSteps(phase);
  const steps = [...known.map(({ text }) => text), ...askSteps(job, cloud)];
  const offered = known.flatMap(({ act }, item) => (act && acts.has(act) ? [{ item, action: act, label: actLabel(act) }] : []));
  const causes = words(ofCode?.causes ?? ofState?.causes);
  // Where the cause is known there is nothing to guess, and where nothing is waited for there is none.
  const isOpen = isPassing ? isOverdue : isStuck(job) && !hasWords;
  return listed([
    {
      id: "steps",
      label: stepsLabel(phase),
      items: steps,
      ...(offered.length > 0 && { acts: offered }),
      isNumbered: !isPassing && steps.length > 1,
      isFolded: false,
    },
    { id: "causes", label: causesLabel(isPassing), items: causes, isNumbered: false, isFolded: !isOpen },
    {
      id: "needs",
      label: l10n.t("Recording requirements"),
      items: words(ofState?.needs),
      isNumbered: false,
      isFolded: true,
    },
  ]);
}

/** Of a code that a call was answered with; `hasWords`: words came with it. */
export function codeLists(advised: StateAdvice, hasWords: boolean): PointList[] {
  const words = (points: readonly AdviceItem[] | undefined) =>
    pointsFor(points, undefined, hasWords).map(({ text }) => translate(text));
  const steps = words(advised.steps);
  return listed([
    { id: "steps", label: stepsLabel("failed"), items: steps, isNumbered: steps.length > 1, isFolded: true },
    { id: "causes", label: causesLabel(false), items: words(advised.causes), isNumbered: false, isFolded: true },
  ]);
}

function listed(all: readonly PointList[]): PointList[] {
  return all.filter(({ items }) => items.length > 0);
}

/** For a state without written advice. */
function generalSteps(phase: Phase): { readonly text: string; readonly act?: AdvisedAct | undefined }[] {
  switch (phase) {
    case "attention":
    case "failed":
      return [
        { text: l10n.t("Read the cloud's message, if there is one: it usually names the file or the rule.") },
        {
          text: l10n.t(
            "Compare them with the findings of the review and the assessment of the recordings, where the cloud sends them.",
          ),
        },
      ];
    case "unknown":
      return [
        { text: l10n.t("See in the cloud's console what it calls this state and what it offers there."), act: "openConsole" },
        { text: l10n.t("Refresh later: a state that passes by itself needs nothing from you."), act: "refresh" },
      ];
    case "waiting":
    case "running":
    case "succeeded":
      return [];
  }
}

/** Whom to ask, and what to name there. */
function askSteps(job: VoiceJob, cloud: Cloud): string[] {
  const vendor = translate(cloud.title);
  const { phase } = job;
  if (phase === "waiting" || phase === "running")
    return [l10n.t("If it takes much longer than usual, open a ticket with {0} and give the job ID.", vendor)];
  if (!isStuck(job)) return [];
  return job.failure?.code
    ? [l10n.t("If that does not help, open a ticket with {0} and give the code, the job ID and the request ID.", vendor)]
    : [l10n.t("If that does not help, open a ticket with {0} and give the job ID and the request ID.", vendor)];
}

/** Something was wrong with what was uploaded, or may have been. */
function isStopped(job: VoiceJob): boolean {
  return job.phase === "failed" || hasOpenFailure(job);
}

/** Nothing goes on, and the cause may be unknown. */
function isStuck(job: VoiceJob): boolean {
  return job.phase === "failed" || job.phase === "unknown" || hasOpenFailure(job);
}

function actLabel(act: AdvisedAct): string {
  switch (act) {
    case "watch":
      return l10n.t("Watch");
    case "openConsole":
      return l10n.t("Open Console");
    case "submit":
      return l10n.t("Submit…");
    case "refresh":
      return l10n.t("Refresh");
    case "copyVoiceId":
      return l10n.t("Copy Voice ID");
    case "uploadFiles":
      return l10n.t("Upload Files…");
    case "uploadCorrected":
      return l10n.t("Upload Corrected…");
  }
}

function stepsLabel(phase: Phase): string {
  if (phase === "waiting" || phase === "running") return l10n.t("Meanwhile");
  return phase === "succeeded" ? l10n.t("Next") : l10n.t("Step by step");
}

function causesLabel(isPassing: boolean): string {
  return isPassing ? l10n.t("What can make it slow") : l10n.t("Usual causes");
}

function todoTitle(phase: Phase): string {
  switch (phase) {
    case "attention":
    case "failed":
      return l10n.t("What to do");
    case "running":
    case "waiting":
      return l10n.t("What happens now");
    case "succeeded":
      return l10n.t("The voice is ready");
    case "unknown":
      return l10n.t("A state not seen before");
  }
}
