// Words the answers of the tools for language models: what was found, what a job is about, what became of a submit, and what was wrong.
import * as l10n from "@vscode/l10n";
import type { Advice } from "../../../core/cloud/advice.js";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import type { Field } from "../../../core/forms/field.js";
import type { ValueProblem } from "../../../core/forms/formValues.js";
import { isSubmittable } from "../../../core/jobs/allowedActions.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { problemText } from "../../../text/forms/formText.js";
import { translate } from "../../../text/translate.js";
import { todo } from "../../details/text/adviceText.js";
import type { InputProblem, ToolName } from "../toolInput.js";
import { answerOf, connectionBrief, items, jobBrief, type Redact, type ToolValue } from "./toolAnswer.js";

export interface PlacedConnection {
  readonly connection: Connection;
  readonly cloud: Cloud;
}
export interface PlacedJob extends PlacedConnection {
  readonly job: VoiceJob;
  readonly advice?: Advice | undefined;
}

/** How texts are made: redacted, in the person's language, as of now. */
export interface ToolContext {
  readonly redact: Redact;
  readonly now: number;
  readonly locale: string;
}

export interface ToolFoundJobs {
  readonly jobs: readonly PlacedJob[];
  readonly count: number;
  readonly isPartial: boolean;
  readonly connections: readonly PlacedConnection[];
  readonly unread: readonly Connection[];
  /** Finished sentences. */
  readonly errors: readonly { readonly connection: Connection; readonly sentence: string }[];
}

/** `isNeeding`: jobs that wait for the person were asked for. */
export function foundAnswer(found: ToolFoundJobs, isNeeding: boolean, toolContext: ToolContext): string {
  const { jobs, count, isPartial, connections, unread, errors } = found;
  const sentences = [
    isNeeding ? needing(count, jobs.length) : fitting(count, jobs.length),
    ...(isPartial ? [l10n.t("Not all jobs of the cloud were searched: there may be more.")] : []),
    ...(unread.length > 0 ? [l10n.t("Some connections are still being read: ask again in a minute.")] : []),
    ...(errors.length > 0 ? [l10n.t("Some connections could not be read; “errors” says why, and the jobs may be old.")] : []),
  ];
  const data = {
    jobs: jobs.map((placed) => ({
      ...jobBrief(placed.job, placed.connection, placed.cloud),
      ...(isNeeding && { whatToDo: adviceOn(placed, toolContext).steps?.slice(0, 2) }),
    })),
    connections: connections.map(({ connection, cloud }) => connectionBrief(connection, cloud)),
    ...(unread.length > 0 && { unread: unread.map(({ name }) => name) }),
    ...(errors.length > 0 && { errors: errors.map(({ connection, sentence }) => ({ connection: connection.name, sentence })) }),
  };
  return answerOf(sentences, data, toolContext.redact);
}

function fitting(count: number, shown: number): string {
  if (count === 0) return l10n.t("No matching jobs.");
  return l10n.t("Matching jobs: {0}. Shown, latest change first: {1}.", count, shown);
}

function needing(count: number, shown: number): string {
  if (count === 0) return l10n.t("No job needs attention.");
  return l10n.t("Jobs that need attention: {0}. Shown, latest change first: {1}.", count, shown);
}

export function jobAnswer(placed: PlacedJob, readAt: number, toolContext: ToolContext): string {
  const { job, connection, cloud } = placed;
  const { failure, voiceId, batch } = job;
  const canSubmit = isSubmittable(cloud, job);
  const data = {
    ...jobBrief(job, connection, cloud),
    connectionName: connection.name,
    cloud: translate(cloud.title),
    batch,
    voiceId,
    ...(failure && { failure: { code: failure.code, cloudSays: failure.message } }),
    ...adviceOn(placed, toolContext),
    readAt: new Date(readAt).toISOString(),
    canBeSubmitted: canSubmit,
    ...(canSubmit && { submitValues: (cloud.submitFields ?? []).filter(({ isFixed }) => !isFixed).map(fieldBrief) }),
  };
  return answerOf([l10n.t("This is what is known of the job.")], data, toolContext.redact);
}

/** The same advice that a person reads in the panel. */
function adviceOn({ job, cloud, advice }: PlacedJob, { now, locale }: ToolContext) {
  const { paragraphs, lists } = todo(job, cloud, { advice, now, locale });
  const list = (wanted: string) => {
    const found = lists.find(({ id }) => id === wanted);
    return found && items(found.items);
  };
  return { meaning: items(paragraphs), steps: list("steps"), causes: list("causes") };
}

function fieldBrief({ id, title, required, choices }: Field): ToolValue {
  return {
    id,
    title: translate(title),
    isRequired: required === true,
    ...(choices && { choices: choices.map(({ value }) => value) }),
  };
}

export function noConnection(): string {
  return l10n.t("There is no connection to a cloud yet. The user can add one in the Voice Jobs view, or try demo data there.");
}

export function unknownConnection(all: readonly PlacedConnection[], redact: Redact): string {
  const sentence = l10n.t("No connection has this ID or name. These are the connections there are.");
  return answerOf([sentence], { connections: all.map(({ connection, cloud }) => connectionBrief(connection, cloud)) }, redact);
}

export function unknownJob(): string {
  return l10n.t("No job has this name, and no cloud of the connections has such job IDs. Find jobs first, then use their IDs.");
}

/** Jobs of the same name, or connections that could have such an id. */
export function severalMeant(jobs: readonly PlacedJob[], connections: readonly PlacedConnection[], redact: Redact): string {
  const sentence =
    jobs.length > 0
      ? l10n.t("Several jobs have this name. Use the ID of one of them, and its connection.")
      : l10n.t("Several connections could have this job. Name one of them.");
  const data = {
    ...(jobs.length > 0 && { jobs: jobs.map(({ job, connection, cloud }) => jobBrief(job, connection, cloud)) }),
    ...(connections.length > 0 && { connections: connections.map((each) => connectionBrief(each.connection, each.cloud)) }),
  };
  return answerOf([sentence], data, redact);
}

/** `allowed`: the inputs that the tool has. */
export function inputProblemText({ name, isMissing }: InputProblem, allowed: readonly string[]): string {
  if (name === undefined) return l10n.t("The tool takes these inputs only: {0}.", allowed.join(", "));
  return isMissing
    ? l10n.t("The input “{0}” is missing.", name)
    : l10n.t("The input “{0}” is not as its description says.", name);
}

/** `sentence`: what the error means. */
export function failureAnswer(sentence: string, details: readonly string[], redact: Redact): string {
  const says = l10n.t("The cloud could not be asked, or gave no answer to use; “error” says why.");
  return answerOf([says], { error: sentence, details: items(details) }, redact);
}

/** What became of a submit that a tool asked for. */
export type SubmitReport =
  | "accepted"
  | "declined"
  | "notSubmitted"
  | "unknown"
  | "earlier"
  | "underWay"
  | "wrongState"
  | "noSubmits";

export function submitAnswer(
  given: SubmitReport,
  placed: PlacedJob | undefined,
  error: string | undefined,
  redact: Redact,
): string {
  const data = {
    ...(placed && jobBrief(placed.job, placed.connection, placed.cloud)),
    ...(error !== undefined && { error }),
  };
  return answerOf([submitSentence(given)], data, redact);
}

function submitSentence(given: SubmitReport): string {
  switch (given) {
    case "accepted":
      return l10n.t("The user agreed, and the cloud accepted the job. Do not submit it again.");
    case "declined":
      return l10n.t("The user looked at it and did not agree. Nothing was sent. Do not ask again unless the user asks for it.");
    case "notSubmitted":
      return l10n.t("The user agreed, but the job was not submitted; “error” says why.");
    case "unknown":
      return l10n.t("The user agreed, but whether the cloud accepted the job is not known yet. Do not submit it again.");
    case "earlier":
      return l10n.t("An earlier submit of this job is not settled yet, so nothing was sent. Voice Jobs asks the user about it.");
    case "underWay":
      return l10n.t("The user already has a submit of this job open. Nothing was sent for this request.");
    case "wrongState":
      return l10n.t("The job cannot be submitted in its current state. Nothing was sent.");
    case "noSubmits":
      return l10n.t("Jobs of this cloud cannot be submitted from here. Nothing was sent.");
  }
}

export function valuesProblem(problems: readonly ValueProblem[], fields: readonly Field[], redact: Redact): string {
  const sentence = l10n.t(
    "Some values are not allowed; nothing was sent. “problems” says which, “values” what there is to fill in.",
  );
  const known = problems.flatMap(({ id, problem }) => {
    const field = fields.find((each) => each.id === id);
    return field && problem !== "unknown" ? [{ value: field.id, problem: problemText(problem) }] : [];
  });
  return answerOf([sentence], { problems: known, values: fields.map(fieldBrief) }, redact);
}

/** What a check of recordings has found: sentences of ours, and what comes from names and texts of files. */
export interface ToldRecordings {
  readonly sentences: readonly string[];
  readonly told: Readonly<Record<string, ToolValue>>;
}

export function recordingsAnswer({ sentences, told }: ToldRecordings, redact: Redact): string {
  return answerOf(sentences, told, redact);
}

export function outsideWorkspace(): string {
  return l10n.t("Only what is in the open workspace can be checked. Give a path inside it.");
}

export function recordingsTrouble(): string {
  return l10n.t("The recordings could not be checked.");
}

/** What the person reads while a tool works. `name`: of the job, escaped. */
export function doing(tool: ToolName, name: string): string {
  switch (tool) {
    case "findJobs":
      return l10n.t("Looking for voice training jobs");
    case "listNeedingMe":
      return l10n.t("Looking for voice training jobs that need your attention");
    case "explainJob":
      return l10n.t("Looking at the voice training job “{0}”", name);
    case "submitJob":
      return l10n.t("Opening the submit form of “{0}”: you see every value, and nothing is sent before you agree", name);
    case "checkRecordings":
      return l10n.t("Checking voice recordings");
  }
}
