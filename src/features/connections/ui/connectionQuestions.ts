// The questions about a connection, made from its cloud's description, and what their answers mean.
import * as vscode from "vscode";
import type { Cloud, Project } from "../../../core/cloud/cloud.js";
import { type CredentialKind, isTemporaryKey } from "../../../core/cloud/credentialKind.js";
import type { FoundKey } from "../../../core/cloud/keySource.js";
import { type Connection, type Credentials, endpointField, nameField, regionOfEndpoint } from "../../../core/connection.js";
import { type Field, tidy } from "../../../core/forms/field.js";
import { escapeLabel } from "../../../text/escape.js";
import { bracketed } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import { fieldQuestion } from "../../../ui/quickInput/fieldQuestion.js";
import type { Answers, StepQuestion } from "../../../ui/quickInput/stepInput.js";
import type { Inputs } from "../wrongInput.js";

/** Answer to the question of the region: "an address of my own". Not a region's id: those have no spaces. */
const ownEndpoint = "own endpoint";

/** Fields of a place and of a key may have the same id. */
const valueId = (field: Field) => `value ${field.id}`;
const keyId = (field: Field) => `key ${field.id}`;

/** In which cloud, and where there: one list of both. */
export function cloudPlaceQuestion(clouds: readonly Cloud[]): StepQuestion {
  const choices = clouds.flatMap((cloud) =>
    regionChoices(cloud).map((choice) => ({
      ...choice,
      value: `${cloud.id} ${choice.value}`,
      // Found by the vendor's name, too.
      ...("description" in choice ? { description: `${translate(cloud.shortTitle)} · ${choice.description}` } : {}),
      group: translate(cloud.title),
    })),
  );
  return { kind: "choice", id: "place", prompt: vscode.l10n.t("Where are the jobs?"), choices };
}

/** With the cloud and the region that the answer to both means. */
export function withPlace(clouds: readonly Cloud[], answers: Answers): Answers {
  const cloud = clouds.find(({ id }) => answers.place?.startsWith(`${id} `));
  return cloud ? { ...answers, cloud: cloud.id, region: answers.place!.slice(cloud.id.length + 1) } : answers;
}

function regionChoices(cloud: Cloud) {
  const regions = cloud.regions.map((region) => ({
    value: region.id,
    label: translate(region.title),
    description: region.id,
    ...(region.hint ? { detail: translate(region.hint) } : {}),
  }));
  const own = {
    value: ownEndpoint,
    label: vscode.l10n.t("Another {0} endpoint…", translate(cloud.shortTitle)),
    detail: vscode.l10n.t("Type the address of the service yourself."),
  };
  return [...regions, own];
}

export function regionQuestion(cloud: Cloud, before?: string): StepQuestion {
  const name = vscode.l10n.t("Region");
  const prompt = vscode.l10n.t("Where are the jobs?");
  return { kind: "choice", id: "region", name, prompt, value: before, choices: regionChoices(cloud) };
}

/** What there is to say of a place beside its region. `before`: the connection as it is, when one is changed; then nothing is left out. */
export function placeQuestions(cloud: Cloud, known: Answers, before?: Answers): StepQuestion[] {
  const isOwn = known.region === ownEndpoint;
  const endpoint = { ...fieldQuestion(endpointField, before?.endpoint), placeholder: cloud.regions[0]?.endpoint ?? "" };
  const isAsked = before !== undefined ? isShown : isNeeded;
  return [
    ...(isOwn ? [endpoint] : []),
    ...cloud.connectionFields
      .filter((field) => isAsked(cloud, known, field))
      .map((field) => fieldQuestion(field, before?.[valueId(field)], valueId(field))),
  ];
}

function isShown(_cloud: Cloud, known: Answers, field: Field): boolean {
  return known.region === ownEndpoint || !field.isForOwnEndpoint;
}

/** The key finds its project in a region that is known; elsewhere it is typed, or where to ask for it. */
function isNeeded(cloud: Cloud, known: Answers, field: Field): boolean {
  if (field.isRare) return false;
  const isOwn = known.region === ownEndpoint;
  const isProject = field.id === cloud.projects?.field;
  if (!field.isForOwnEndpoint) return isOwn || !isProject;
  const project = cloud.projects && known[`value ${cloud.projects.field}`];
  return isOwn && cloud.projects !== undefined && project === "";
}

export function nameQuestion(cloud: Cloud, known: Answers, taken: ReadonlySet<string>, before?: string): StepQuestion {
  const region = known.region === ownEndpoint ? "" : (known.region ?? "");
  const stem = `${translate(cloud.shortTitle)} ${region}`.trim();
  let name = stem;
  for (let number = 2; taken.has(name); number += 1) name = `${stem} ${number}`;
  return fieldQuestion(nameField, before ?? name);
}

/** `clouds`: whose a key may be by mistake. `before`: the kind of key that is replaced. */
export function keyQuestions(clouds: readonly Cloud[], cloud: Cloud, known: Answers, before?: string): StepQuestion[] {
  const choices = cloud.credentialKinds.flatMap(({ id, title, hint, temporary }) => [
    { value: id, label: translate(title), ...(hint ? { detail: translate(hint) } : {}) },
    ...(temporary ? [{ value: id + temporaryMark, label: translate(temporary.title), detail: translate(temporary.hint) }] : []),
  ]);
  const prompt = vscode.l10n.t("How do you sign in?");
  const kind: StepQuestion = { kind: "choice", id: "credentialKind", prompt, value: before, choices };
  return [
    ...(choices.length > 1 ? [kind] : []),
    ...usedQuestions(cloud, known),
    ...keyFields(cloud, known).map((field) => fieldQuestion(field, undefined, keyId(field), false, clouds)),
  ];
}

/** What a kind of key needs at an endpoint of one's own, unless it was asked for with the place. */
function usedQuestions(cloud: Cloud, known: Answers): StepQuestion[] {
  const uses = (known.region === ownEndpoint && kindOf(cloud, known)?.uses) || [];
  return cloud.connectionFields
    .filter((field) => uses.includes(field.id) && !isNeeded(cloud, known, field))
    .map((field) => fieldQuestion(field, undefined, valueId(field)));
}

/** Behind the id of a kind of key: the temporary one. */
const temporaryMark = " temporary";

/** Those that are asked for: all, but where a kind has a temporary form, what only that needs. */
function keyFields(cloud: Cloud, known: Answers): readonly Field[] {
  const kind = kindOf(cloud, known);
  if (!kind?.temporary) return kind?.fields ?? [];
  return known.credentialKind?.endsWith(temporaryMark)
    ? kind.fields.map((field) => ({ ...field, required: true }))
    : kind.fields.filter(({ required }) => required);
}

/** What can be wrong with a connection, by the ids of its questions. */
export function inputsOf(cloud: Cloud, known: Answers): Inputs {
  const typed = [["endpoint", known.endpoint], ...cloud.connectionFields.map((field) => [valueId(field), known[valueId(field)]])];
  return {
    key: keyFields(cloud, known),
    keyId,
    project: cloud.projects && `value ${cloud.projects.field}`,
    addresses: new Map(typed.flatMap(([id, address]) => (id && address ? [[id, address] as const] : []))),
  };
}

/** Which of the projects that the key may use; typed where none was found. */
export function projectQuestions(cloud: Cloud, found: readonly Project[]): StepQuestion[] {
  const field = cloud.connectionFields.find(({ id }) => id === cloud.projects?.field);
  if (!field || found.length === 1) return [];
  if (found.length === 0) return [fieldQuestion({ ...field, required: true }, undefined, valueId(field))];
  const choices = found.map(({ id, name }) => ({ value: id, label: escapeLabel(name), description: escapeLabel(id) }));
  return [{ kind: "choice", id: valueId(field), prompt: vscode.l10n.t("Which project?"), choices }];
}

/** How a region is called in a list of values. */
export function regionText(cloud: Cloud, region: string): string {
  if (region === ownEndpoint) return vscode.l10n.t("endpoint of your own");
  const known = cloud.regions.find(({ id }) => id === region);
  return known ? bracketed(translate(known.title), region) : escapeLabel(region);
}

/** Whether the answers name the project, or it need not be named. */
export function hasProject(cloud: Cloud, known: Answers): boolean {
  return cloud.projects === undefined || Boolean(known[`value ${cloud.projects.field}`]);
}

export function withProject(cloud: Cloud, known: Answers, found: readonly Project[]): Answers {
  const only = found.length === 1 ? found[0] : undefined;
  return only && cloud.projects && !hasProject(cloud, known) ? { ...known, [`value ${cloud.projects.field}`]: only.id } : known;
}

export function kindOf(cloud: Cloud, known: Answers): CredentialKind | undefined {
  const kinds = cloud.credentialKinds;
  const [only] = kinds;
  if (kinds.length === 1 && !only?.temporary) return only;
  const id = known.credentialKind?.replace(temporaryMark, "");
  return kinds.find((kind) => kind.id === id);
}

export function connectionFrom(cloud: Cloud, id: string, answers: Answers): Connection {
  const endpoint = answers.region === ownEndpoint ? tidy(endpointField, answers.endpoint ?? "") : undefined;
  const values = cloud.connectionFields.flatMap((field) => {
    const value = tidy(field, answers[valueId(field)] ?? "");
    return value && (endpoint !== undefined || !field.isForOwnEndpoint) ? [[field.id, value] as const] : [];
  });
  return {
    id,
    cloud: cloud.id,
    name: tidy(nameField, answers.name ?? ""),
    region: endpoint === undefined ? (answers.region ?? "") : regionOfEndpoint(cloud.regions, endpoint),
    values: Object.fromEntries(values),
    credentialKind: kindOf(cloud, answers)?.id ?? "",
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

export function credentialsFrom(cloud: Cloud, answers: Answers): Credentials {
  const kind = kindOf(cloud, answers)!;
  const values = keyFields(cloud, answers).flatMap((field) => {
    const value = tidy(field, answers[keyId(field)] ?? "");
    return value ? [[field.id, value] as const] : [];
  });
  return { kind: kind.id, values: Object.fromEntries(values) };
}

/** A connection as the answers that would make it; without its key. */
export function answersOf(cloud: Cloud, connection: Connection): Answers {
  return {
    cloud: connection.cloud,
    region: connection.endpoint === undefined ? connection.region : ownEndpoint,
    name: connection.name,
    credentialKind: connection.credentialKind,
    ...(connection.endpoint === undefined ? {} : { endpoint: connection.endpoint }),
    ...Object.fromEntries(cloud.connectionFields.map((field) => [valueId(field), connection.values[field.id] ?? ""])),
  };
}

/** A key that was found somewhere as the answers that would type it. */
export function answersOfKey(cloud: Cloud, { credentials, region, values = {} }: FoundKey): Answers {
  const isKnown = cloud.regions.some(({ id }) => id === region);
  const kind = kindOf(cloud, { credentialKind: credentials.kind });
  const isTemporary = kind && isTemporaryKey(kind, credentials.values);
  return {
    cloud: cloud.id,
    credentialKind: isTemporary ? credentials.kind + temporaryMark : credentials.kind,
    ...(isKnown && region !== undefined ? { region } : {}),
    ...Object.fromEntries(Object.entries(values).map(([id, value]) => [`value ${id}`, value])),
    ...Object.fromEntries((kind?.fields ?? []).map((field) => [keyId(field), credentials.values[field.id] ?? ""])),
  };
}
