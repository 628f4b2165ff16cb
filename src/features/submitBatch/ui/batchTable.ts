// The table of several jobs before they are submitted: what all of them get, a row for each job, and the values of one job by itself.
import * as vscode from "vscode";
import type { Cloud } from "../../../core/cloud.js";
import type { Field } from "../../../core/forms/field.js";
import { askedFields, tidyValues, type Values } from "../../../core/forms/formValues.js";
import { escapeInput, escapeLabel } from "../../../text/escape.js";
import { asked, named, sentences } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import { fieldQuestion } from "../../../ui/quickInput/fieldQuestion.js";
import { askSteps, type ChoiceQuestion, type TextQuestion } from "../../../ui/quickInput/multiStep.js";
import { type Asking, askText, back, type ListChoice, type PickReply, pickOne } from "../../../ui/quickInput/quickPicks.js";
import { isForAll, type Layers, problemsToSend, valuesToSend, withTyped } from "../batchValues.js";
import { type Candidate, fieldRow, sharedRow, tableRow, titleOf } from "../text/batchText.js";
import type { ReadyJob } from "./batchJobs.js";

export interface BatchEntry extends ReadyJob {
  /** For this job alone. */
  typed: Layers["typed"];
  /** Finished words: what became of it the last time. */
  readonly lastTime?: string;
}

/** What is being put together. */
export interface Plan {
  entries: readonly BatchEntry[];
  /** For all jobs of a cloud, by its id: each cloud has a form of its own. */
  readonly shared: Map<string, Values>;
}

export function candidateOf({ shared }: Plan, entry: BatchEntry): Candidate {
  const { connection, cloud, fields, job, own, typed, lastTime } = entry;
  const layers = { own, shared: shared.get(cloud.id) ?? {}, typed };
  return { connection, cloud, fields, job, layers, ...(lastTime === undefined ? {} : { lastTime }) };
}

/** Asks once for what all jobs get; whatever is left out each job keeps. False = the person left. */
export async function askShared(plan: Plan): Promise<boolean> {
  const forms = formsOf(plan);
  const questions = forms.flatMap(({ cloud, fields }) =>
    fields.filter(isForAll).map((field) => sharedQuestion(field, cloud, forms.length > 1, plan.shared.get(cloud.id)?.[field.id])),
  );
  if (questions.length === 0) return true;
  const answers = await askSteps(titleFor(plan), () => questions);
  if (!answers) return false;
  for (const { cloud, fields } of forms) {
    const typed = fields.filter(isForAll).map((field) => [field.id, answers[idOf(cloud, field)] ?? ""] as const);
    plan.shared.set(cloud.id, tidyValues(fields, Object.fromEntries(typed)));
  }
  return true;
}

/** Lets the person look through the jobs and change what some of them get, until everything is right. False = they left. */
export async function editTable(plan: Plan): Promise<boolean> {
  for (let active = "submit"; ; ) {
    const reply = await pickOne(asking(vscode.l10n.t("Submit, or choose what to change"), plan, false), tableRows(plan), active);
    if (reply === back || reply === undefined) {
      if (await mayDiscard(plan)) return false;
      continue;
    }
    active = reply;
    if (reply === "submit") {
      const wrong = plan.entries.findIndex((entry) => isWrong(plan, entry));
      if (wrong < 0) return true;
      active = `job ${wrong}`;
    } else if (reply.startsWith("job ")) {
      const index = Number(reply.slice(4));
      const entry = plan.entries[index];
      if (entry) await editJob(plan, entry);
      if (plan.entries.length === 0) return false;
      if (plan.entries[index] !== entry) active = "submit";
    } else {
      const form = formsOf(plan).find(({ cloud }) => reply.startsWith(`shared:${cloud.id} `));
      const field = form?.fields.find(({ id }) => reply === `shared:${form.cloud.id} ${id}`);
      if (form && field) await editShared(plan, form.cloud, field);
    }
  }
}

function tableRows(plan: Plan): ListChoice<string>[] {
  const { entries, shared } = plan;
  const wrong = entries.filter((entry) => isWrong(plan, entry)).length;
  const submit: ListChoice<string> =
    wrong > 0
      ? {
          label: vscode.l10n.t("Jobs with invalid values: {0}", wrong),
          iconPath: new vscode.ThemeIcon("error"),
          value: "submit",
        }
      : {
          label: entries.length === 1 ? vscode.l10n.t("Submit One Job…") : vscode.l10n.t("Submit {0} Jobs…", entries.length),
          description: vscode.l10n.t("asks for confirmation"),
          iconPath: new vscode.ThemeIcon("cloud-upload"),
          value: "submit",
        };
  const forms = formsOf(plan);
  const forAll = forms.flatMap(({ cloud, fields }) => {
    const rows = fields.filter(isForAll).map((field): ListChoice<string> => {
      const row = sharedRow(field, shared.get(cloud.id) ?? {});
      return { ...row, iconPath: new vscode.ThemeIcon("symbol-field"), value: `shared:${idOf(cloud, field)}` };
    });
    const heading =
      forms.length > 1 ? vscode.l10n.t("For all of {0}", translate(cloud.shortTitle)) : vscode.l10n.t("For all jobs");
    return rows.length > 0 ? [separator(heading), ...rows] : [];
  });
  const jobs = entries.flatMap((entry, index) => {
    const { look, ...row } = tableRow(candidateOf(plan, entry));
    const choice: ListChoice<string> = { ...row, iconPath: icons[look], value: `job ${index}` };
    const isFirst = entry.connection.id !== entries[index - 1]?.connection.id;
    return isFirst ? [separator(escapeLabel(entry.connection.name)), choice] : [choice];
  });
  return [submit, ...forAll, ...jobs];
}

async function editJob(plan: Plan, entry: BatchEntry): Promise<void> {
  for (let active: string | undefined; ; ) {
    const candidate = candidateOf(plan, entry);
    const rows = askedFields(entry.fields).map((field): ListChoice<string> => {
      return { ...fieldRow(field, candidate), iconPath: new vscode.ThemeIcon("symbol-field"), value: `field ${field.id}` };
    });
    const acts: ListChoice<string>[] = [
      separator(vscode.l10n.t("This job")),
      ...(Object.keys(entry.typed).length > 0
        ? [{ label: vscode.l10n.t("Same as for All"), iconPath: new vscode.ThemeIcon("discard"), value: "same" }]
        : []),
      { label: vscode.l10n.t("Leave This Job Out"), iconPath: new vscode.ThemeIcon("circle-slash"), value: "leave out" },
    ];
    const prompt = vscode.l10n.t("What should be different for “{0}”?", escapeInput(titleOf(entry.job), 60));
    const reply = await pickOne(asking(prompt, plan, true), [...rows, ...acts], active);
    if (reply === back || reply === undefined) return;
    if (reply === "leave out") {
      plan.entries = plan.entries.filter((each) => each !== entry);
      return;
    }
    active = reply;
    const field = entry.fields.find(({ id }) => reply === `field ${id}`);
    if (reply === "same") entry.typed = {};
    else if (field) {
      const value = await askField(plan, fieldQuestion(field, valuesToSend(entry.fields, candidate.layers)[field.id]));
      if (value !== undefined) entry.typed = withTyped(field, candidate.layers, value.trim());
    }
  }
}

async function editShared({ shared, entries }: Plan, cloud: Cloud, field: Field): Promise<void> {
  const before = shared.get(cloud.id) ?? {};
  const value = await askField({ shared, entries }, sharedQuestion(field, cloud, false, before[field.id]));
  if (value === undefined) return;
  const { [field.id]: _, ...others } = before;
  shared.set(cloud.id, value.trim() === "" ? others : { ...others, [field.id]: value.trim() });
}

/** Undefined = it stays as it was: Escape leaves this question, not what was typed before. */
async function askField(plan: Plan, question: TextQuestion | ChoiceQuestion): Promise<string | undefined> {
  const where = asking(question.prompt, plan, true);
  let reply: PickReply<string>;
  if (question.kind === "text") reply = await askText(where, question.value ?? "", question.check);
  else {
    const choices = question.choices.map(({ value, label, description, detail }) => {
      return { value, label, ...(description === undefined ? {} : { description }), ...(detail === undefined ? {} : { detail }) };
    });
    reply = await pickOne(where, choices, question.value ?? "");
  }
  return reply === back ? undefined : reply;
}

/** Leaves each job what it has unless something is chosen. */
function sharedQuestion(
  field: Field,
  cloud: Cloud,
  isOneOfSeveral: boolean,
  value: string | undefined,
): TextQuestion | ChoiceQuestion {
  // Required of each job, not of what all share.
  const question = fieldQuestion({ ...field, required: false }, value, idOf(cloud, field));
  const title = isOneOfSeveral ? named(translate(cloud.shortTitle), translate(field.title)) : translate(field.title);
  const optional = vscode.l10n.t("{0} for all jobs (optional)", title);
  if (question.kind === "choice") {
    const leave = { value: "", label: vscode.l10n.t("Leave unchanged") };
    return { ...question, prompt: optional, choices: [leave, ...question.choices.filter((choice) => choice.value !== "")] };
  }
  const prompt = asked(optional, sentences(field.hint && translate(field.hint), vscode.l10n.t("Empty: unchanged in each job.")));
  return { ...question, prompt };
}

function formsOf({ entries }: Plan): readonly { readonly cloud: Cloud; readonly fields: readonly Field[] }[] {
  return [...new Map(entries.map(({ cloud, fields }) => [cloud.id, { cloud, fields }])).values()];
}

async function mayDiscard({ entries, shared }: Plan): Promise<boolean> {
  const isTouched =
    entries.some(({ typed }) => Object.keys(typed).length > 0) ||
    [...shared.values()].some((each) => Object.keys(each).length > 0);
  if (!isTouched) return true;
  const discard = vscode.l10n.t("Discard");
  const text = vscode.l10n.t("Discard what was filled in?");
  const detail = vscode.l10n.t("Nothing was submitted.");
  return (await vscode.window.showWarningMessage(text, { modal: true, detail }, discard)) === discard;
}

function isWrong(plan: Plan, entry: BatchEntry): boolean {
  return problemsToSend(entry.fields, candidateOf(plan, entry).layers).length > 0;
}

function titleFor({ entries }: Pick<Plan, "entries">): string {
  return entries.length === 1 ? vscode.l10n.t("Submit One Job") : vscode.l10n.t("Submit {0} Jobs", entries.length);
}

function asking(prompt: string, plan: Pick<Plan, "entries">, hasBack: boolean): Asking {
  return { title: titleFor(plan), prompt, hasBack, stays: true };
}

function separator(label: string): ListChoice<string> {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function idOf(cloud: Cloud, { id }: Field): string {
  return `${cloud.id} ${id}`;
}

const icons = {
  fine: new vscode.ThemeIcon("check"),
  different: new vscode.ThemeIcon("edit"),
  wrong: new vscode.ThemeIcon("error"),
} as const;
