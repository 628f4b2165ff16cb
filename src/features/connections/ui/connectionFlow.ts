// Adds and changes connections by asking, step by step; keys are tried before anything is saved.
//
// How a connection is asked for: questions are data. core/forms/field.ts describes what can be filled in and what is wrong with a
// value, ui/quickInput/fieldQuestion.ts makes the question, ui/quickInput/multiStep.ts asks several with Back and keeps what was
// typed; connectionQuestions.ts makes the list of them from a cloud's description. What a key can consist of
// (core/parsing/invisibleCharacters.ts) and what a cloud's key IDs look like is data, too, so no flow names a cloud.
//
// keyImport.ts shows what a cloud's key sources find (core/keySearch.ts): keys, and beside them why others cannot be used, worded
// by text/errors/keyFlawText.ts as for connections that take their key from a profile. heldBackRefresh.ts says what to do where a
// refused key keeps a refresh back. Connections are kept by services/connections/connectionStore.ts, demo ones made by
// demoConnections.ts there.

import { randomUUID } from "node:crypto";
import * as vscode from "vscode";
import type { Cloud, Project } from "../../../core/cloud.js";
import { type Connection, type Credentials, nameField } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import { plainOrigin } from "../../../core/parsing/origin.js";
import type { ConnectionStore } from "../../../services/connections/connectionStore.js";
import type { Sessions } from "../../../services/connections/sessions.js";
import { escapeInput } from "../../../text/escape.js";
import { sentences } from "../../../text/punctuation.js";
import type { ErrorReporter } from "../../../ui/errorReporter.js";
import { fieldQuestion } from "../../../ui/quickInput/fieldQuestion.js";
import { type Answers, askSteps, type StepQuestion } from "../../../ui/quickInput/multiStep.js";
import {
  answersOf,
  cloudQuestion,
  connectionFrom,
  credentialsFrom,
  hasProject,
  keyQuestions,
  nameQuestion,
  placeQuestions,
  projectQuestions,
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
    const all = (known: Answers) => {
      const answers = { ...given, ...known };
      return found && this.cloudOf(answers) ? withProject(this.cloudOf(answers)!, answers, found) : answers;
    };
    const first = (answers: Answers) => {
      const cloud = this.cloudOf(answers);
      return [cloudQuestion(this.clouds), ...(cloud ? this.questions(cloud, answers) : [])].filter((each) => !(each.id in given));
    };
    const findProjects = async (known: Answers, signal: AbortSignal) => {
      const answers = { ...given, ...known };
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
        if (error.kind === "auth" || error.kind === "clock" || error.kind === "cancelled") return this.words(thrown, answers);
        found = [];
      }
      return undefined;
    };
    const ask = (known: Answers): StepQuestion[] => {
      const answers = { ...given, ...known };
      const cloud = this.cloudOf(answers);
      const questions = first(answers);
      const last = questions.at(-1);
      const before = last ? [...questions.slice(0, -1), { ...last, leave: findProjects }] : [];
      return cloud && found && !hasProject(cloud, answers) ? [...before, ...projectQuestions(cloud, found)] : before;
    };
    const answers = await askSteps(title, ask, (known, signal) => this.tryOut(id, all(known), signal));
    if (!answers) return undefined;
    const whole = all(answers);
    const cloud = this.cloudOf(whole)!;
    const connection = connectionFrom(cloud, id, whole);
    await this.connectionStore.add(connection, credentialsFrom(cloud, whole));
    return connection;
  }

  /** Place and name of a connection; its key stays. */
  async edit(connection: Connection): Promise<boolean> {
    const cloud = this.sessions.cloudOf(connection);
    const before = answersOf(cloud, connection);
    const answers = await askSteps(vscode.l10n.t("Edit Connection"), (known) => [
      ...placeQuestions(cloud, { ...before, ...known }, before),
      nameQuestion(cloud, known, new Set(), connection.name),
    ]);
    if (!answers) return false;
    const changed = connectionFrom(cloud, connection.id, { ...before, ...answers });
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
      (known, signal) => this.tryKey(connection, credentialsFrom(cloud, known), signal),
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

  private async tryOut(id: string, answers: Answers, signal: AbortSignal): Promise<string | undefined> {
    const cloud = this.cloudOf(answers)!;
    return this.tryKey(connectionFrom(cloud, id, answers), credentialsFrom(cloud, answers), signal);
  }

  /** Finished words when the cloud does not let this key in. */
  private async tryKey(connection: Connection, credentials: Credentials, signal: AbortSignal): Promise<string | undefined> {
    try {
      await this.sessions.tryOut(connection, credentials, signal);
      return undefined;
    } catch (thrown) {
      return this.wordsFor(thrown, connection);
    }
  }

  private words(thrown: unknown, answers: Answers): string {
    return this.wordsFor(thrown, connectionFrom(this.cloudOf(answers)!, "", answers));
  }

  private wordsFor(thrown: unknown, connection: Connection): string {
    const error = this.report.note(thrown, "try a key");
    // In a list there is one line for it, and it is where it can be put right.
    if (error.reason === "wrongProject")
      return escapeInput(vscode.l10n.t("The project ID of “{0}” does not belong to this account and region.", connection.name));
    const { sentence, details } = this.report.explain(error, connection);
    return sentences(escapeInput(sentence), escapeInput(details.join(" · ")));
  }
}
