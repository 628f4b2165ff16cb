// Words where a job stands in its life: one step per milestone, with what happened when, and how often the job was sent back.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Review } from "../../../core/jobs/history/jobHistory.js";
import type { Phase, VoiceJob } from "../../../core/jobs/job.js";
import type { Step, StepPlace } from "../../../protocol/details.js";
import type { Moment } from "../../../protocol/pageParts.js";
import { moment, type TextContext } from "../../../text/fields/fieldRows.js";
import { valueAt } from "../../../text/fields/rawFields.js";
import { stateInfo, stateTitle } from "../../../text/phases.js";
import { absoluteTime, lasting, second, spent } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import type { MergedHistory, StateInterval } from "../../history/mergedHistory.js";
import { type JobProgress, milestoneIndex, progressOf } from "../jobProgress.js";

/** Where a job is shown; one that was deleted is on its way no more. */
type StepContext = TextContext & { readonly isGone?: boolean };

/**
 * Empty for a state without a milestone: it is not known how far the job is. Where nothing tells at which milestone a job ended, the ones in
 * question are shown as not known, and its state follows them as a step of its own.
 */
export function lifeSteps(
  job: VoiceJob,
  cloud: Cloud,
  context: StepContext,
  history: MergedHistory,
  reviews: readonly Review[] = [],
): Step[] {
  const progress = progressOf(job, cloud, history, reviews);
  if (!progress) return [];
  const { from, to } = progress;
  const isOpen = to > from;
  const steps = cloud.life.map((milestone, index) => {
    const place = placeOf(index, progress, job.phase, isOver(job, cloud));
    const isHere = index === from && !isOpen;
    const visits =
      index > to ? [] : history.intervals.filter(({ state }) => milestone.states.includes(state) && !isEnd(state, isOpen, job));
    const visit = visits.at(-1);
    const at = timeOfStep(index, isHere, from, job) ?? (visit?.isLate ? undefined : visit?.from);
    const duration = isHere ? timeHere(job, cloud, context, history.intervals) : timeThere(visits, cloud, context);
    return {
      title: translate(milestone.title),
      ...placed(place),
      // How long it has been here says when it came.
      ...(at !== undefined && !(isHere && duration) && { time: moment(at, context) }),
      ...(duration && { duration }),
    };
  });
  return isOpen ? [...steps.slice(0, to + 1), endStep(job, cloud, context, history), ...steps.slice(to + 1)] : steps;
}

function isEnd(state: string, isOpen: boolean, job: VoiceJob): boolean {
  return isOpen && state === job.state;
}

/** The state itself, where nothing tells which milestone it belongs to. */
function endStep(job: VoiceJob, cloud: Cloud, context: StepContext, { intervals }: MergedHistory): Step {
  const duration = timeHere(job, cloud, context, intervals);
  return {
    title: stateTitle(cloud, job.state),
    ...placed(herePlace(job.phase)),
    ...(!duration && job.updatedAt !== undefined && { time: moment(job.updatedAt, context) }),
    ...(duration && { duration }),
  };
}

/** How often the job was sent back, or has been where it is; undefined = it was not, as far as is known. */
export function lifeNote(job: VoiceJob, cloud: Cloud, intervals: readonly StateInterval[]): string | undefined {
  const isSentBack = (state: string) => stateInfo(cloud, state)?.isSubmittable === true && milestoneIndex(cloud, state) > 0;
  const visits = cloud.visits === undefined ? 0 : countOf(valueAt(job.raw, cloud.visits));
  const seen = intervals.filter(({ state }) => isSentBack(state)).length;
  const times = Math.max(seen, isSentBack(job.state) ? Math.max(1, visits) : 0);
  if (times === 1) return l10n.t("Sent back once");
  if (times === 2) return l10n.t("Sent back twice");
  if (times > 2) return l10n.t("Sent back {0} times", times);
  return visits > 1 ? l10n.t("{0} times in this state", visits) : undefined;
}

/** 0 for what is no whole number, neither as one nor as digits in a text. */
function countOf(value: unknown): number {
  const told = typeof value === "string" && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : value;
  return typeof told === "number" && Number.isSafeInteger(told) && told > 0 ? told : 0;
}

function isOver({ state, phase }: VoiceJob, cloud: Cloud): boolean {
  return phase === "failed" && stateInfo(cloud, state)?.isFinal === true;
}

function placeOf(index: number, { from, to, unproven }: JobProgress, phase: Phase, isOver: boolean): StepPlace {
  if (index > to) return isOver ? "missed" : "ahead";
  if (index >= from && to > from) return "unknown";
  if (unproven.has(index)) return "unknown";
  return index < from ? "done" : herePlace(phase);
}

function herePlace(phase: Phase): StepPlace {
  if (phase === "succeeded") return "done";
  if (phase === "failed") return "stopped";
  return phase === "attention" ? "attention" : "current";
}

function placed(place: StepPlace): Pick<Step, "place" | "placeLabel"> {
  return { place, placeLabel: placeLabel(place) };
}

/** A job tells when it was made and when its state last changed; the steps between are not in any answer. */
function timeOfStep(index: number, isHere: boolean, here: number, job: VoiceJob): number | undefined {
  if (isHere) return job.updatedAt ?? (index === 0 ? job.createdAt : undefined);
  return index === 0 && here > 0 ? job.createdAt : undefined;
}

/** A job that is over is not on its way any more. */
function timeHere(job: VoiceJob, cloud: Cloud, context: StepContext, intervals: readonly StateInterval[]): Moment | undefined {
  const now = intervals.findLast(({ isNow }) => isNow);
  const from = now?.from ?? job.updatedAt;
  if (context.isGone || stateInfo(cloud, job.state)?.isFinal || from === undefined || from > context.now) return undefined;
  const length = lasting(from, context.now, context.locale);
  const text = now?.isLate ? l10n.t("for at least {0}", length) : l10n.t("for {0}", length);
  const [visit, note] = [visitText(job.state, from, undefined, cloud, context), now?.isLate ? observed() : ""];
  return { text, tooltip: [visit, note].filter(Boolean).join("\n") };
}

/** All rounds together. */
function timeThere(visits: readonly StateInterval[], cloud: Cloud, context: TextContext): Moment | undefined {
  const ended = visits.filter((visit) => visit.until !== undefined);
  if (ended.length === 0 || ended.length < visits.length) return undefined;
  const total = ended.reduce((sum, { from, until = from }) => sum + until - from, 0);
  // Clouds tell whole seconds.
  if (total < second) return undefined;
  const isObserved = ended.some((visit) => visit.isObserved);
  const length = spent(total, context.locale);
  const lines = ended.map(({ state, from, until }) => visitText(state, from, until, cloud, context));
  return {
    text: isObserved ? l10n.t("took about {0}", length) : l10n.t("took {0}", length),
    tooltip: [...lines, ...(isObserved ? [observed()] : [])].join("\n"),
  };
}

/** "Manual review: 3 Jun 2024, 12:00 – 3 Jun 2024, 14:00 (2 hours)" */
function visitText(
  state: string,
  from: number,
  until: number | undefined,
  cloud: Cloud,
  { locale, timeZone }: TextContext,
): string {
  const [title, begin] = [stateTitle(cloud, state), absoluteTime(from, locale, timeZone) ?? ""];
  if (until === undefined) return l10n.t("{0}: since {1}", title, begin);
  const end = absoluteTime(until, locale, timeZone) ?? "";
  return l10n.t("{0}: {1} – {2} ({3})", title, begin, end, spent(until - from, locale, "long"));
}

function observed(): string {
  return l10n.t("As observed by Voice Jobs: the cloud does not give the exact time.");
}

function placeLabel(place: StepPlace): string {
  switch (place) {
    case "done":
      return l10n.t("done");
    case "current":
      return l10n.t("the job is here");
    case "attention":
      return l10n.t("the job waits here for you");
    case "stopped":
      return l10n.t("the job stopped here");
    case "ahead":
      return l10n.t("still ahead");
    case "unknown":
      return l10n.t("not known whether the job was here");
    case "missed":
      return l10n.t("not reached");
  }
}
