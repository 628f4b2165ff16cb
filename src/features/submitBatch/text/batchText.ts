// Words submitting several jobs: the rows of their table, and what the modal and its document say before anything goes out.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud.js";
import type { Connection } from "../../../core/connection.js";
import type { Field } from "../../../core/forms/field.js";
import type { ValueProblem, Values } from "../../../core/forms/formValues.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { count } from "../../../text/counts.js";
import { escapeLabel, escapeLine, escapeModal } from "../../../text/escape.js";
import { problemText, valueText } from "../../../text/forms/formText.js";
import { dots } from "../../../text/privateText.js";
import { bracketed, named, placed, sentences } from "../../../text/punctuation.js";
import { choiceTitle, translate } from "../../../text/translate.js";
import { commonValues, differingFields, type Layers, problemsToSend, valuesToSend } from "../batchValues.js";

/** One job of a batch, with everything that decides about its values. */
export interface Candidate {
  readonly connection: Connection;
  readonly cloud: Cloud;
  readonly fields: readonly Field[];
  readonly job: VoiceJob;
  readonly layers: Layers;
  /** Finished words: what became of it the last time. */
  readonly lastTime?: string;
}

export interface BatchRow {
  readonly label: string;
  readonly description: string;
  /** What is wrong, or what happened last time; empty for nothing. */
  readonly detail: string;
  readonly look: "fine" | "different" | "wrong";
}

/** What differs stands first, so that it is seen in a narrow row. */
export function tableRow(candidate: Candidate): BatchRow {
  const { fields, layers } = candidate;
  const differing = differingFields(fields, layers);
  const values = valuesToSend(fields, layers);
  // No phone number of another person is shown without need.
  const isShown = (field: Field) => !isItsName(field, candidate) && !(field.personal && !isTyped(field, layers));
  const others = fields.filter((field) => !differing.includes(field) && values[field.id] !== undefined && isShown(field));
  const own = differing.map((field) => shortLine(field, candidate)).join(" · ");
  const parts = [own && l10n.t("only here: {0}", own), ...others.map((field) => shortLine(field, candidate))].filter(Boolean);
  const problems = problemsToSend(fields, layers).map((problem) => problemLine(fields, problem));
  return {
    label: escapeLabel(titleOf(candidate.job), 60),
    description: escapeLabel(parts.join(" · "), 300),
    detail: escapeLabel(sentences(...problems, candidate.lastTime), 300),
    look: problems.length > 0 ? "wrong" : differing.length > 0 ? "different" : "fine",
  };
}

/** A value of one job in its own list: with what all the others get where it differs. */
export function fieldRow(field: Field, candidate: Candidate): Omit<BatchRow, "look"> {
  const { fields, layers } = candidate;
  const isDifferent = differingFields(fields, layers).includes(field);
  const problem = problemsToSend(fields, layers).find(({ id }) => id === field.id);
  const rest = { ...layers, typed: {} };
  const usual = isDifferent ? l10n.t("instead of: {0}", shownValue(field, { ...candidate, layers: rest })) : "";
  return {
    label: translate(field.title),
    description: escapeLabel([shownValue(field, candidate), usual].filter(Boolean).join(" · "), 300),
    detail: problem ? escapeLabel(problemLine(fields, problem)) : "",
  };
}

/** A value for all jobs. */
export function sharedRow(field: Field, shared: Values): Pick<BatchRow, "label" | "description"> {
  const value = shared[field.id];
  return {
    label: translate(field.title),
    description: value === undefined ? asEachHasIt() : escapeLabel(valueText(field, value)),
  };
}

export function titleOf({ name, id }: Pick<VoiceJob, "name" | "id">): string {
  return name || id;
}

function problemLine(fields: readonly Field[], { id, problem }: ValueProblem): string {
  const field = fields.find((each) => each.id === id);
  const words = problem === "unknown" ? "" : problemText(problem);
  return named(field ? translate(field.title) : id, words);
}

function shortLine(field: Field, candidate: Candidate): string {
  return named(translate(field.title), shownValue(field, candidate, true));
}

/** Personal data that the person did not type a moment ago stays masked until they open it. */
function shownValue(field: Field, { fields, layers }: Pick<Candidate, "fields" | "layers">, isShort = false): string {
  const value = valuesToSend(fields, layers)[field.id];
  if (value === undefined) return l10n.t("nothing is sent");
  if (field.personal && !isTyped(field, layers)) return dots;
  return isShort && field.choices ? choiceTitle(field.choices, value) : valueText(field, value);
}

/** The name of the voice is that of the job, which stands there already. */
function isItsName(field: Field, { fields, layers, job }: Candidate): boolean {
  return field.isUnique === true && valuesToSend(fields, layers)[field.id] === job.name;
}

/** More than that is not read in a modal, and a dialog of the system does not scroll. */
const mostInModal = 15;
const mostLines = 32;

/** Characters; about half as many of Chinese, whose lines break later than this says. */
const lineOfModal = 48;
const firstOfMany = 5;

export interface BatchQuestion {
  readonly question: string;
  readonly detail: string;
  /** The whole list for a document beside; absent = the modal has it all. Phone numbers are masked: other programs read along in documents. */
  readonly document?: string;
}

export function batchQuestion(batch: readonly Candidate[], locale: string): BatchQuestion {
  const [only, ...others] = batch;
  const question =
    only && others.length === 0
      ? l10n.t("Submit “{0}” for training?", escapeModal(titleOf(only.job), 100))
      : l10n.t("Submit {0} jobs for training?", count(batch.length, locale));
  const warning = [...new Set(batch.map(warningOf))].join("\n");
  const whole = groupLines(batch, escapeModal, batch.length, false);
  const height = whole.reduce((lines, text) => lines + Math.max(1, Math.ceil(text.length / lineOfModal)), 0);
  if (batch.length <= mostInModal && height <= mostLines) return { question, detail: [...whole, "", warning].join("\n") };
  const some = groupLines(batch, escapeModal, firstOfMany, false);
  const rest = l10n.t(
    "… and {0} more. The document beside lists all of them with their values.",
    count(batch.length - firstOfMany, locale),
  );
  const heading = l10n.t("These {0} jobs are about to be submitted", count(batch.length, locale));
  const document = [heading, "", ...groupLines(batch, (text) => escapeLine(text, 500), batch.length, true), "", warning, ""].join(
    "\n",
  );
  return { question, detail: [...some, rest, "", warning].join("\n"), document };
}

/** As for a single job: where recordings were checked before, they are not reviewed. */
function warningOf({ cloud }: Candidate): string {
  return cloud.recordings
    ? l10n.t("The trainings begin at once, are billed, and cannot be stopped from here.")
    : l10n.t("The reviews start at once and cannot be stopped from here.");
}

/** Connection by connection: what all its jobs get, then each job with what it alone gets. */
function groupLines(
  batch: readonly Candidate[],
  harmless: (text: string) => string,
  most: number,
  isDocument: boolean,
): string[] {
  const groups = [...new Set(batch.map(({ connection }) => connection.id))].map((id) =>
    batch.filter(({ connection }) => connection.id === id),
  );
  let number = 0;
  return groups.flatMap((group, index) => {
    const [first] = group;
    if (!first || number >= most) return [];
    const { connection, cloud, fields } = first;
    const all = group.map((candidate) => listedTexts(candidate, isDocument));
    const common = group.length > 1 ? commonValues(fields, all) : {};
    const lineOf = (field: Field, texts: Values) => named(translate(field.title), harmless(texts[field.id]!));
    const shared = fields.filter(({ id }) => common[id] !== undefined);
    const isEachOwn = (field: Field) => field.personal === true && common[field.id] === asEachHasIt();
    const sharedLines = shared.filter((field) => !isEachOwn(field)).map((field) => lineOf(field, common));
    // Named once, but no value is the same for all.
    const namedLines = shared.filter(isEachOwn).map((field) => lineOf(field, common));
    const jobs = group.slice(0, most - number).flatMap((candidate, place) => {
      const texts = all[place]!;
      const own = fields.filter(({ id }) => texts[id] !== undefined && common[id] === undefined);
      const parts = own.filter((field) => !isItsName(field, candidate)).map((field) => lineOf(field, texts));
      number += 1;
      const { job } = candidate;
      return [`${number}. ${bracketed(harmless(titleOf(job)), harmless(job.id))}`, ...layOut(parts, isDocument)];
    });
    return [
      ...(index > 0 ? [""] : []),
      l10n.t("Connection: {0}", placed(harmless(connection.name), translate(cloud.title), harmless(connection.region))),
      ...(sharedLines.length === 0
        ? []
        : isDocument
          ? [l10n.t("The same for all: {0}", "").trimEnd(), ...layOut(sharedLines, true)]
          : [l10n.t("The same for all: {0}", sharedLines.join(" · "))]),
      ...namedLines,
      ...jobs,
    ];
  });
}

/** In a narrow document a line for each, in a modal one for all. */
function layOut(parts: readonly string[], isDocument: boolean): string[] {
  if (parts.length === 0) return [];
  return isDocument ? parts.map((part) => indent + part) : [indent + parts.join(" · ")];
}

const indent = "    ";

/**
 * Personal data that was not typed here is named and not shown; in a document it is not shown in any case. There is room for what is sent
 * word for word there, while a modal says it in the words that were picked.
 */
function listedTexts({ fields, layers }: Candidate, isDocument: boolean): Values {
  const values = valuesToSend(fields, layers);
  const text = (field: Field, value: string) => {
    if (!field.personal) return isDocument || !field.choices ? valueText(field, value) : choiceTitle(field.choices, value);
    if (!isTyped(field, layers)) return asEachHasIt();
    return isDocument ? dots : value;
  };
  return Object.fromEntries(
    fields.flatMap((field) => (values[field.id] === undefined ? [] : [[field.id, text(field, values[field.id]!)]])),
  );
}

function asEachHasIt(): string {
  return l10n.t("unchanged");
}

function isTyped({ id }: Field, { typed, shared }: Layers): boolean {
  return typed[id] !== undefined || shared[id] !== undefined;
}
