// Adds connections by asking, step by step, and changes them in one list; keys are tried before anything is saved.
//
// How a connection is asked for: questions are data. core/forms/field.ts describes what can be filled in and what is wrong with a
// value, ui/quickInput/fieldQuestion.ts makes the question, ui/quickInput/multiStep.ts asks several with Back and keeps what was
// typed, ui/quickInput/form.ts shows them as one list; ../wrongInput.ts finds the one that a refusal is about;
// connectionQuestions.ts makes the list of them from a cloud's description. What a key can consist of
// (core/parsing/invisibleCharacters.ts) and what a cloud's key IDs look like is data, too, so no flow names a cloud.
//
// keyImport.ts shows what a cloud's key sources find (core/cloud/keySource.ts): keys, and beside them why others cannot be used, worded
// by text/errors/keyFlawText.ts as for connections that take their key from a profile. heldBackRefresh.ts says what to do where a
// refused key keeps a refresh back. Connections are kept by services/connections/connectionStore.ts, demo ones made by
// demoConnections.ts there.

import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Cloud, Project } from "../../../core/cloud/cloud.js";
import { type Connection, nameField } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import { plainOrigin } from "../../../core/parsing/origin.js";
import type { ConnectionStore } from "../../../services/connections/connectionStore.js";
import type { Sessions } from "../../../services/connections/sessions.js";
import { escapeInput, escapeLabel } from "../../../text/escape.js";
import { inOneLine, named, sentences } from "../../../text/punctuation.js";
import type { ErrorReporter } from "../../../ui/errorReporter.js";
import { fieldQuestion } from "../../../ui/quickInput/fieldQuestion.js";
import { type FormRow, fillForm, formHeading, problemRows, problemsIn } from "../../../ui/quickInput/form.js";
import { askSteps } from "../../../ui/quickInput/multiStep.js";
import type { Answers, Refusal, StepQuestion } from "../../../ui/quickInput/stepInput.js";
import { wrongInput } from "../wrongInput.js";
import {
  answersOf,
  cloudPlaceQuestion,
  connectionFrom,
  credentialsFrom,
  hasProject,
  inputsOf,
  keyQuestions,
  nameQuestion,
  placeQuestions,
  projectQuestions,
  regionQuestion,
  regionText,
  withPlace,
  withProject,
} from "./connectionQuestions.js";

export class ConnectionFlow {
  constructor(
    private readonly clouds: readonly Cloud[],
    private readonly connectionStore: ConnectionStore,
    private readonly sessions: Sessions,
    private readonly report: ErrorReporter,
  ) {}

  /** `given`: what need not be asked, such as a key found elsewhere. Undefined = the person left. */
  async add(title: string, given: Answers = {}): Promise<Connection | undefined> {
    const id = randomUUID();
    /** Projects that the key may use; undefined = not looked for yet. */
    let found: readonly Project[] | undefined;
    const whole = (known: Answers): Answers => withPlace(this.clouds, { ...given, ...known });
    const all = (known: Answers) => {
      const answers = whole(known);
      return found && this.cloudOf(answers) ? withProject(this.cloudOf(answers)!, answers, found) : answers;
    };
    const first = (answers: Answers) => {
      const cloud = this.cloudOf(answers);
      const place = given.cloud === undefined ? cloudPlaceQuestion(this.clouds) : cloud && regionQuestion(cloud);
      return [...(place ? [place] : []), ...(cloud ? this.questions(cloud, answers) : [])].filter((each) => !(each.id in given));
    };
    const findProjects = async (known: Answers, signal: AbortSignal) => {
      const answers = whole(known);
      const cloud = this.cloudOf(answers);
      found = undefined;
      // Only once the key is whole.
      const isWhole = first(answers).every((question) => question.id in known);
      if (!cloud || !isWhole || hasProject(cloud, answers)) return undefined;
      try {
        found = await this.sessions.findProjects(connectionFrom(cloud, id, answers), credentialsFrom(cloud, answers), signal);
      } catch (thrown) {
        const error = asVoiceError(thrown);
        // A key that is refused here is refused everywhere; anything else only means that the project must be typed.
        if (error.kind === "auth" || error.kind === "clock" || error.kind === "cancelled")
          return this.refusalOf(thrown, connectionFrom(cloud, "", answers), answers);
        found = [];
      }
      return undefined;
    };
    const ask = (known: Answers): StepQuestion[] => {
      const answers = whole(known);
      const cloud = this.cloudOf(answers);
      const questions = first(answers);
      const last = questions.at(-1);
      const before = last ? [...questions.slice(0, -1), { ...last, leave: findProjects }] : [];
      return cloud && found && !hasProject(cloud, answers) ? [...before, ...projectQuestions(cloud, found)] : before;
    };
    const answers = await askSteps(title, ask, (known, signal) => this.tryOut(id, all(known), signal));
    if (!answers) return undefined;
    const told = all(answers);
    const cloud = this.cloudOf(told)!;
    const connection = connectionFrom(cloud, id, told);
    await this.connectionStore.add(connection, credentialsFrom(cloud, told));
    return connection;
  }

  /** Place and name of a connection, in one list; its key stays. */
  async edit(connection: Connection): Promise<boolean> {
    const cloud = this.sessions.cloudOf(connection);
    const before = answersOf(cloud, connection);
    const answers: Record<string, string> = { ...before };
    const questions = () => [
      nameQuestion(cloud, answers, new Set(), answers.name),
      regionQuestion(cloud, answers.region),
      ...placeQuestions(cloud, answers, answers),
    ];
    const isSaved = await fillForm({
      title: vscode.l10n.t("Edit Connection"),
      questions,
      answer: (id, value) => {
        answers[id] = value;
        return undefined;
      },
      prompt: () => vscode.l10n.t("Save, or choose a value to change it."),
      rows: () => editRows(cloud, questions(), before),
    });
    if (!isSaved) return false;
    const changed = connectionFrom(cloud, connection.id, answers);
    // The same address in another spelling is no other place: what is remembered of the place goes by the spelling it was given.
    const isSame = changed.endpoint !== undefined && changed.endpoint === plainOrigin(connection.endpoint ?? "");
    const endpoint = isSame ? { endpoint: connection.endpoint! } : {};
    await this.connectionStore.replace({ ...changed, ...endpoint, credentialKind: connection.credentialKind });
    return true;
  }

  async rename(connection: Connection): Promise<void> {
    const title = vscode.l10n.t("Rename Connection");
    const answers = await askSteps(title, () => [fieldQuestion(nameField, connection.name)]);
    if (answers?.name) await this.connectionStore.replace({ ...connection, name: answers.name.trim() });
  }

  /** The same key for another region; the key itself is copied inside the secret storage. */
  async duplicate(connection: Connection): Promise<Connection | undefined> {
    const cloud = this.sessions.cloudOf(connection);
    const before: Answers = { cloud: connection.cloud, credentialKind: connection.credentialKind };
    const answers = await askSteps(vscode.l10n.t("Duplicate Connection"), (known) => [
      regionQuestion(cloud),
      ...placeQuestions(cloud, known, before),
      nameQuestion(cloud, known, this.takenNames()),
    ]);
    if (!answers) return undefined;
    const copy = connectionFrom(cloud, randomUUID(), { ...before, ...answers });
    await this.connectionStore.duplicate(connection.id, copy);
    return copy;
  }

  async replaceKey(connection: Connection): Promise<boolean> {
    const cloud = this.sessions.cloudOf(connection);
    const answers = await askSteps(
      vscode.l10n.t("Replace Key of {0}", escapeInput(connection.name)),
      (known) => keyQuestions(this.clouds, cloud, known, connection.credentialKind),
      (known, signal) => this.tryKey(connection, known, signal),
    );
    if (!answers) return false;
    await this.connectionStore.replaceCredentials(connection.id, credentialsFrom(cloud, answers));
    return true;
  }

  private questions(cloud: Cloud, known: Answers): StepQuestion[] {
    return [
      ...placeQuestions(cloud, known),
      nameQuestion(cloud, known, this.takenNames()),
      ...keyQuestions(this.clouds, cloud, known),
    ];
  }

  private takenNames(): ReadonlySet<string> {
    return new Set(this.connectionStore.all().map(({ name }) => name));
  }

  private cloudOf(known: Answers): Cloud | undefined {
    return this.clouds.find((cloud) => cloud.id === known.cloud);
  }

  private tryOut(id: string, answers: Answers, signal: AbortSignal): Promise<Refusal | undefined> {
    return this.tryKey(connectionFrom(this.cloudOf(answers)!, id, answers), answers, signal);
  }

  /** Why the cloud does not let this key in, and which of the answers is wrong. */
  private async tryKey(connection: Connection, answers: Answers, signal: AbortSignal): Promise<Refusal | undefined> {
    try {
      const credentials = credentialsFrom(this.sessions.cloudOf(connection), answers);
      await this.sessions.tryOut(connection, credentials, signal);
      return undefined;
    } catch (thrown) {
      return this.refusalOf(thrown, connection, answers);
    }
  }

  private refusalOf(thrown: unknown, connection: Connection, answers: Answers): Refusal {
    const error = this.report.note(thrown, "try a key");
    const at = wrongInput(error, inputsOf(this.sessions.cloudOf(connection), answers));
    // In a list there is one line for it, and it is where it can be put right.
    if (error.reason === "wrongProject") {
      const text = vscode.l10n.t("The project ID of “{0}” does not belong to this account and region.", connection.name);
      return { words: escapeInput(text), at };
    }
    const { sentence, details } = this.report.explain(error, connection);
    return { words: sentences(escapeInput(sentence), escapeInput(inOneLine(details))), at };
  }
}

function editRows(cloud: Cloud, questions: readonly StepQuestion[], before: Answers): readonly FormRow[] {
  const problems = problemsIn(questions);
  const words = (id: string, value: string) => (id === "region" ? regionText(cloud, value) : escapeLabel(value));
  const values = questions.filter(({ id }) => !problems.some((problem) => problem.id === id));
  return [
    ...problemRows(problems),
    { key: "save", label: vscode.l10n.t("Save"), iconPath: new vscode.ThemeIcon("save"), act: "go" },
    formHeading(vscode.l10n.t("Its key stays")),
    ...values.map(({ id, name = "", value = "" }): FormRow => {
      const old = before[id] ?? "";
      const isChanged = value !== old;
      return {
        key: id,
        label: value === "" ? name : named(name, words(id, value)),
        description: isChanged && old !== "" ? vscode.l10n.t("was: {0}", words(id, old)) : "",
        iconPath: new vscode.ThemeIcon(isChanged ? "edit" : "blank"),
        act: { ask: id },
      };
    }),
  ];
}
