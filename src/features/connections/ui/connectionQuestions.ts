// The questions about a connection, made from its cloud's description, and what their answers mean.
import * as vscode from "vscode";
import type { Cloud, CredentialKind, Project } from "../../../core/cloud.js";
import { type Connection, type Credentials, endpointField, nameField, regionOfEndpoint } from "../../../core/connection.js";
import { type Field, tidy } from "../../../core/forms/field.js";
import type { FoundKey } from "../../../core/keySearch.js";
import { escapeLabel } from "../../../text/escape.js";
import { translate } from "../../../text/translate.js";
import { fieldQuestion } from "../../../ui/quickInput/fieldQuestion.js";
import type { Answers, StepQuestion } from "../../../ui/quickInput/multiStep.js";

/** Answer to the question of the region: "an address of my own". Not a region's id: those have no spaces. */
const ownEndpoint = "own endpoint";

/** Fields of a place and of a key may have the same id. */
const valueId = (field: Field) => `value ${field.id}`;
const keyId = (field: Field) => `key ${field.id}`;

export function cloudQuestion(clouds: readonly Cloud[]): StepQuestion {
  const choices = clouds.map((cloud) => ({ value: cloud.id, label: translate(cloud.title) }));
  return { kind: "choice", id: "cloud", prompt: vscode.l10n.t("Which cloud trains the voices?"), choices };
}

/** Where the jobs are. `before`: the connection as it is, when one is changed; then nothing is left out. */
export function placeQuestions(cloud: Cloud, known: Answers, before?: Answers): StepQuestion[] {
  const regions = cloud.regions.map((region) => ({
    value: region.id,
    label: translate(region.title),
    description: region.id,
    ...(region.hint ? { detail: translate(region.hint) } : {}),
  }));
  const own = {
    value: ownEndpoint,
    label: vscode.l10n.t("Another endpoint…"),
    detail: vscode.l10n.t("Type the address of the service yourself."),
  };
  const prompt = vscode.l10n.t("Where are the jobs?");
  const region: StepQuestion = { kind: "choice", id: "region", prompt, value: before?.region, choices: [...regions, own] };
  const isOwn = known.region === ownEndpoint;
  const endpoint = { ...fieldQuestion(endpointField, before?.endpoint), placeholder: cloud.regions[0]?.endpoint ?? "" };
  // Fields for an endpoint of one's own come first: they decide whether the project can be found.
  const fields = [...cloud.connectionFields]
    .sort((a, b) => Number(b.isForOwnEndpoint ?? false) - Number(a.isForOwnEndpoint ?? false))
    .filter((field) => (isOwn || !field.isForOwnEndpoint) && (before !== undefined || !field.isRare))
    .filter((field) => before !== undefined || !isFindable(cloud, known, field));
  return [
    region,
    ...(isOwn ? [endpoint] : []),
    ...fields.map((field) => {
      const isNeeded = before === undefined && field.id === cloud.projects?.field;
      return fieldQuestion(isNeeded ? { ...field, required: true } : field, before?.[valueId(field)], valueId(field));
    }),
  ];
}

/** The key finds its project, unless only the person knows where to ask for it. */
function isFindable(cloud: Cloud, known: Answers, field: Field): boolean {
  if (field.id !== cloud.projects?.field) return false;
  const guides = cloud.connectionFields.filter((each) => each.isForOwnEndpoint);
  return known.region !== ownEndpoint || guides.some((guide) => known[valueId(guide)]);
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
  const kinds = cloud.credentialKinds;
  const choices = kinds.map(({ id, title, hint }) => ({
    value: id,
    label: translate(title),
    ...(hint ? { detail: translate(hint) } : {}),
  }));
  const prompt = vscode.l10n.t("How do you sign in?");
  const kind: StepQuestion = { kind: "choice", id: "credentialKind", prompt, value: before, choices };
  const fields = (kindOf(cloud, known)?.fields ?? []).map((field) =>
    fieldQuestion(field, undefined, keyId(field), false, clouds),
  );
  return [...(kinds.length > 1 ? [kind] : []), ...fields];
}

/** Which of the projects that the key may use; typed where none was found. */
export function projectQuestions(cloud: Cloud, found: readonly Project[]): StepQuestion[] {
  const field = cloud.connectionFields.find(({ id }) => id === cloud.projects?.field);
  if (!field || found.length === 1) return [];
  if (found.length === 0) return [fieldQuestion({ ...field, required: true }, undefined, valueId(field))];
  const choices = found.map(({ id, name }) => ({ value: id, label: escapeLabel(name), description: escapeLabel(id) }));
  return [{ kind: "choice", id: valueId(field), prompt: vscode.l10n.t("Which project?"), choices }];
}

/** Whether the answers name the project, or it need not be named. */
export function hasProject(cloud: Cloud, known: Answers): boolean {
  return cloud.projects === undefined || Boolean(known[`value ${cloud.projects.field}`]);
}

export function withProject(cloud: Cloud, known: Answers, found: readonly Project[]): Answers {
  const only = found.length === 1 ? found[0] : undefined;
  return only && cloud.projects ? { [`value ${cloud.projects.field}`]: only.id, ...known } : known;
}

export function kindOf(cloud: Cloud, known: Answers): CredentialKind | undefined {
  const kinds = cloud.credentialKinds;
  return kinds.length === 1 ? kinds[0] : kinds.find((kind) => kind.id === known.credentialKind);
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
  const values = kind.fields.flatMap((field) => {
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
  return {
    cloud: cloud.id,
    credentialKind: credentials.kind,
    ...(isKnown && region !== undefined ? { region } : {}),
    ...Object.fromEntries(Object.entries(values).map(([id, value]) => [`value ${id}`, value])),
    ...Object.fromEntries(
      (kindOf(cloud, { credentialKind: credentials.kind })?.fields ?? []).map((field) => [
        keyId(field),
        credentials.values[field.id] ?? "",
      ]),
    ),
  };
}
