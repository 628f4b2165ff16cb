// Words submitting several jobs: what their values are called, and what the modal says before anything goes out.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import type { Field } from "../../../core/forms/field.js";
import type { ValueProblem, Values } from "../../../core/forms/formValues.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { count } from "../../../text/counts.js";
import { escapeModal } from "../../../text/escape.js";
import { dots } from "../../../text/fields/privateText.js";
import { problemText, valueText } from "../../../text/forms/formText.js";
import { bracketed, named, placed } from "../../../text/punctuation.js";
import { choiceTitle, translate } from "../../../text/translate.js";
import { commonValues, type Layers, valuesToSend } from "../batchValues.js";

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

export function titleOf({ name, id }: Pick<VoiceJob, "name" | "id">): string {
  return name || id;
}

export function problemWords({ problem }: ValueProblem): string {
  return problem === "unknown" ? "" : problemText(problem);
}

/** Personal data that the person did not type a moment ago stays masked until they open it. */
export function shownValue(field: Field, { fields, layers }: Pick<Candidate, "fields" | "layers">): string {
  const value = valuesToSend(fields, layers)[field.id];
  if (value === undefined) return l10n.t("nothing is sent");
  if (field.personal && !isTyped(field, layers)) return dots;
  return field.choices ? choiceTitle(field.choices, value) : valueText(field, value);
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
}

export function batchQuestion(batch: readonly Candidate[], locale: string): BatchQuestion {
  const [only, ...others] = batch;
  const question =
    only && others.length === 0
      ? l10n.t("Submit “{0}” for training?", escapeModal(titleOf(only.job), 100))
      : l10n.t("Submit {0} jobs for training?", count(batch.length, locale));
  const warning = [...new Set(batch.map(warningOf))].join("\n");
  const whole = groupLines(batch, batch.length);
  const height = whole.reduce((lines, text) => lines + Math.max(1, Math.ceil(text.length / lineOfModal)), 0);
  if (batch.length <= mostInModal && height <= mostLines) return { question, detail: [...whole, "", warning].join("\n") };
  const some = groupLines(batch, firstOfMany);
  const rest = l10n.t(
    "… and {0} more. The page behind lists all of them with their values.",
    count(batch.length - firstOfMany, locale),
  );
  return { question, detail: [...some, rest, "", warning].join("\n") };
}

/** As for a single job: where recordings were checked before, they are not reviewed. */
function warningOf({ cloud }: Candidate): string {
  return cloud.recordings
    ? l10n.t("The trainings begin at once, are billed, and cannot be stopped from here.")
    : l10n.t("The reviews start at once and cannot be stopped from here.");
}

/** Connection by connection: what all its jobs get, then each job with what it alone gets. */
function groupLines(batch: readonly Candidate[], most: number): string[] {
  const groups = [...new Set(batch.map(({ connection }) => connection.id))].map((id) =>
    batch.filter(({ connection }) => connection.id === id),
  );
  let number = 0;
  return groups.flatMap((group, index) => {
    const [first] = group;
    if (!first || number >= most) return [];
    const { connection, cloud, fields } = first;
    const all = group.map((candidate) => listedTexts(candidate));
    const common = group.length > 1 ? commonValues(fields, all) : {};
    const lineOf = (field: Field, texts: Values) => named(translate(field.title), escapeModal(texts[field.id]!));
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
      return [
        `${number}. ${bracketed(escapeModal(titleOf(job)), escapeModal(job.id))}`,
        ...(parts.length > 0 ? [indent + parts.join(" · ")] : []),
      ];
    });
    return [
      ...(index > 0 ? [""] : []),
      l10n.t("Connection: {0}", placed(escapeModal(connection.name), translate(cloud.title), escapeModal(connection.region))),
      ...(sharedLines.length === 0 ? [] : [l10n.t("The same for all: {0}", sharedLines.join(" · "))]),
      ...namedLines,
      ...jobs,
    ];
  });
}

const indent = "    ";

/** In the words that were picked. Personal data that was not typed here is named and not shown. */
function listedTexts({ fields, layers }: Candidate): Values {
  const values = valuesToSend(fields, layers);
  const text = (field: Field, value: string) => {
    if (!field.personal) return field.choices ? choiceTitle(field.choices, value) : valueText(field, value);
    return isTyped(field, layers) ? value : asEachHasIt();
  };
  return Object.fromEntries(
    fields.flatMap((field) => (values[field.id] === undefined ? [] : [[field.id, text(field, values[field.id]!)]])),
  );
}

function asEachHasIt(): string {
  return l10n.t("unchanged");
}

export function isTyped({ id }: Field, { typed, shared }: Layers): boolean {
  return typed[id] !== undefined || shared[id] !== undefined;
}
