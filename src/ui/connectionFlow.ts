// Adds and changes connections by asking, step by step; keys are tried before anything is saved.
import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Cloud, CredentialKind, Region } from "../core/cloud.js";
import { type Connection, type Credentials, endpointField, nameField } from "../core/connection.js";
import { type Field, findProblem, tidy } from "../core/field.js";
import { escapeInput, escapeLabel } from "../present/escape.js";
import { problemText } from "../present/form.js";
import { word } from "../present/word.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { Sessions } from "../services/sessions.js";
import { type Answers, askSteps, type Question } from "./quickSteps.js";
import type { Report } from "./report.js";

/** Answer to the question of the region: "an address of my own". Not a region's id: those have no spaces. */
const ownEndpoint = "own endpoint";

export class ConnectionFlow {
  constructor(
    private readonly clouds: readonly Cloud[],
    private readonly book: ConnectionBook,
    private readonly sessions: Sessions,
    private readonly report: Report,
  ) {}

  /** Undefined = the person left. */
  async add(): Promise<Connection | undefined> {
    const id = randomUUID();
    const answers = await askSteps(
      vscode.l10n.t("Add Connection"),
      (known) => [this.cloudQuestion(), ...this.placeQuestions(known), ...this.keyQuestions(known)],
      (known, signal) => this.tryOut(this.connection(id, known), this.credentials(known), signal),
    );
    if (!answers) return undefined;
    const connection = this.connection(id, answers);
    await this.book.add(connection, this.credentials(answers));
    return connection;
  }

  /** Place and name of a connection; its key stays. */
  async edit(connection: Connection): Promise<void> {
    const before = answersOf(connection, this.sessions.cloudOf(connection));
    const answers = await askSteps(vscode.l10n.t("Edit Connection"), (known) =>
      this.placeQuestions({ ...before, ...known }, before),
    );
    if (!answers) return;
    const changed = this.connection(connection.id, { ...before, ...answers });
    await this.book.replace({ ...changed, credentialKind: connection.credentialKind });
  }

  async replaceKey(connection: Connection): Promise<boolean> {
    const place: Answers = { cloud: connection.cloud };
    const answers = await askSteps(
      vscode.l10n.t("Replace Key of {0}", escapeInput(connection.name)),
      (known) => this.keyQuestions({ ...place, ...known }),
      (known, signal) => this.tryOut(connection, this.credentials({ ...place, ...known }), signal),
    );
    if (!answers) return false;
    await this.book.replaceCredentials(connection.id, this.credentials({ ...place, ...answers }));
    return true;
  }

  private cloudQuestion(): Question {
    const choices = this.clouds.map((cloud) => ({ value: cloud.id, label: word(cloud.title) }));
    return { kind: "choice", id: "cloud", prompt: vscode.l10n.t("Which cloud trains the voices?"), choices };
  }

  private placeQuestions(known: Answers, before: Answers = {}): Question[] {
    const cloud = this.cloudOf(known);
    if (!cloud) return [];
    const regions = cloud.regions.map((region) => ({
      value: region.id,
      label: word(region.title),
      description: region.id,
      ...(region.hint ? { detail: word(region.hint) } : {}),
    }));
    const own = {
      value: ownEndpoint,
      label: vscode.l10n.t("Another endpoint…"),
      detail: vscode.l10n.t("Type the address of the service yourself."),
    };
    const region: Question = {
      kind: "choice",
      id: "region",
      prompt: vscode.l10n.t("Where are the jobs?"),
      value: before.region,
      choices: [...regions, own],
    };
    const endpoint = {
      ...fieldQuestion(endpointField, before.endpoint),
      placeholder: cloud.regions[0]?.endpoint ?? "",
    };
    const name = fieldQuestion(nameField, before.name ?? this.freeName(cloud, known));
    const fields = cloud.connectionFields.map((field) => fieldQuestion(field, before[valueId(field)], valueId(field)));
    return [region, ...(known.region === ownEndpoint ? [endpoint] : []), ...fields, name];
  }

  private keyQuestions(known: Answers): Question[] {
    const cloud = this.cloudOf(known);
    if (!cloud) return [];
    const kinds = cloud.credentialKinds;
    const choices = kinds.map(({ id, title, hint }) => ({
      value: id,
      label: word(title),
      ...(hint ? { detail: word(hint) } : {}),
    }));
    const kind: Question = { kind: "choice", id: "credentialKind", prompt: vscode.l10n.t("How do you sign in?"), choices };
    const chosen = this.kindOf(known);
    const fields = (chosen?.fields ?? []).map((field) => fieldQuestion(field, undefined, keyId(field)));
    return [...(kinds.length > 1 ? [kind] : []), ...fields];
  }

  private cloudOf(known: Answers): Cloud | undefined {
    return this.clouds.find((cloud) => cloud.id === known.cloud);
  }

  private kindOf(known: Answers): CredentialKind | undefined {
    const kinds = this.cloudOf(known)?.credentialKinds ?? [];
    return kinds.length === 1 ? kinds[0] : kinds.find((kind) => kind.id === known.credentialKind);
  }

  /** "Huawei cn-north-4", with a number when that is taken. */
  private freeName(cloud: Cloud, known: Answers): string {
    const region = known.region === ownEndpoint ? "" : (known.region ?? "");
    const stem = `${word(cloud.shortTitle)} ${region}`.trim();
    const taken = new Set(this.book.all().map(({ name }) => name));
    for (let number = 1; ; number += 1) {
      const name = number === 1 ? stem : `${stem} ${number}`;
      if (!taken.has(name)) return name;
    }
  }

  private connection(id: string, answers: Answers): Connection {
    const cloud = this.cloudOf(answers)!;
    const isOwn = answers.region === ownEndpoint;
    const endpoint = isOwn ? tidy(endpointField, answers.endpoint ?? "") : undefined;
    const values = cloud.connectionFields.flatMap((field) => {
      const value = tidy(field, answers[valueId(field)] ?? "");
      return value ? [[field.id, value] as const] : [];
    });
    return {
      id,
      cloud: cloud.id,
      name: tidy(nameField, answers.name ?? ""),
      region: endpoint === undefined ? (answers.region ?? "") : regionOf(cloud.regions, endpoint),
      values: Object.fromEntries(values),
      credentialKind: this.kindOf(answers)?.id ?? "",
      ...(endpoint === undefined ? {} : { endpoint }),
    };
  }

  private credentials(answers: Answers): Credentials {
    const kind = this.kindOf(answers)!;
    const values = kind.fields.flatMap((field) => {
      const value = tidy(field, answers[keyId(field)] ?? "");
      return value ? [[field.id, value] as const] : [];
    });
    return { kind: kind.id, values: Object.fromEntries(values) };
  }

  /** Finished words when the cloud does not let this key in. */
  private async tryOut(connection: Connection, credentials: Credentials, signal: AbortSignal): Promise<string | undefined> {
    try {
      await this.sessions.tryOut(connection, credentials, signal);
      return undefined;
    } catch (thrown) {
      const error = this.report.note(thrown, "try a key");
      const { sentence, details } = this.report.explain(error, connection);
      return [sentence, ...details].map((line) => escapeInput(line)).join(" ");
    }
  }
}

/** The region an address belongs to by its name; else the host itself, so that rows tell where the jobs are. */
function regionOf(regions: readonly Region[], endpoint: string): string {
  const { host } = new URL(endpoint);
  return regions.find((region) => host.includes(region.id))?.id ?? host;
}

function answersOf(connection: Connection, cloud: Cloud): Answers {
  return {
    cloud: connection.cloud,
    region: connection.endpoint === undefined ? connection.region : ownEndpoint,
    name: connection.name,
    credentialKind: connection.credentialKind,
    ...(connection.endpoint === undefined ? {} : { endpoint: connection.endpoint }),
    ...Object.fromEntries(cloud.connectionFields.map((field) => [valueId(field), connection.values[field.id] ?? ""])),
  };
}

/** Fields of a place and of a key may have the same id. */
const valueId = (field: Field) => `value ${field.id}`;
const keyId = (field: Field) => `key ${field.id}`;

/** The question of a field. */
export function fieldQuestion(field: Field, value?: string, id = field.id): Question {
  const title = word(field.title);
  const named = field.required ? title : vscode.l10n.t("{0} (optional)", title);
  const asked = { id, prompt: [named, field.hint && word(field.hint)].filter(Boolean).join(" — "), value };
  if (field.choices) {
    const choices = field.choices.map((choice) => ({
      value: choice.value,
      label: word(choice.title),
      ...(word(choice.title) === choice.value ? {} : { description: choice.value }),
      ...(choice.hint ? { detail: word(choice.hint) } : {}),
    }));
    const none = { value: "", label: vscode.l10n.t("Leave as it is") };
    // A value the cloud sent and nobody documented is offered as it is, or choosing would lose it.
    const own = value && !choices.some((choice) => choice.value === value) ? [{ value, label: escapeLabel(value) }] : [];
    return { kind: "choice", ...asked, choices: [...own, ...choices, ...(field.required ? [] : [none])] };
  }
  return {
    kind: "text",
    ...asked,
    isSecret: field.secret ?? false,
    ...(field.placeholder ? { placeholder: field.placeholder } : {}),
    check: (typed) => {
      const problem = findProblem(field, tidy(field, typed));
      return problem && problemText(problem);
    },
  };
}
