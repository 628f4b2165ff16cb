// What the tools for language models do: look into the store, ask no more than a click would, and hand submits to the person. Loaded with the first call.
//
// How a tool answers: registerTools.ts registers the tools behind a guard, since some editors lack them. What each may be given
// is data (../toolInput.ts), which a test compares with the schemas in package.json. ../jobLookup.ts looks into the store first
// and asks a cloud no more than clicks on the same rows would. ../text/toolText.ts and ../text/toolAnswer.ts make short answers:
// sentences of ours, and between two marks, masked and cut, what others wrote, as data. A submit goes the way of all submits
// (features/submit/ui/submitFlow.ts): the look at all values and one modal, and leaving either means no.

import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import type { JobKey } from "../../../core/jobs/job.js";
import type { Effect } from "../../../text/errors/errorContext.js";
import { escapeMarkdown } from "../../../text/escape.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { SubmitFlow } from "../../submit/ui/submitFlow.js";
import { connectionsMeant, findJobs, type JobLookupKernel, jobFor, jobMeant, type Wanted } from "../jobLookup.js";
import {
  doing,
  failureAnswer,
  foundAnswer,
  inputProblemText,
  jobAnswer,
  noConnection,
  outsideWorkspace,
  type PlacedConnection,
  type PlacedJob,
  recordingsAnswer,
  recordingsTrouble,
  type SubmitReport,
  severalMeant,
  submitAnswer,
  type ToldRecordings,
  type ToolContext,
  unknownConnection,
  unknownJob,
  valuesProblem,
} from "../text/toolText.js";
import { mostJobs, readToolInput, type ToolInputs, type ToolName, type ToolValues, toolInputs } from "../toolInput.js";
import { placeInWorkspace } from "./workspacePlace.js";

export class ModelTools {
  private readonly reading: JobLookupKernel;

  constructor(
    private readonly kernel: Pick<
      UiKernel,
      "connectionStore" | "sessions" | "store" | "refresher" | "report" | "locale" | "clock" | "redactor"
    >,
    private readonly flow: () => Promise<SubmitFlow>,
    private readonly recordings: (uri: vscode.Uri, kind: string | undefined, signal: AbortSignal) => Promise<ToldRecordings>,
  ) {
    this.reading = kernel;
  }

  /** Asks no question. The editor's own question would come on top of ours, so that there is none for submits. */
  prepare(tool: ToolName, given: unknown): vscode.PreparedToolInvocation {
    const read = readToolInput<ToolInputs>(toolInputs[tool], given);
    const wanted = "values" in read && typeof read.values.job === "string" ? read.values.job : "";
    const meant = jobMeant(this.reading, this.kernel.connectionStore.all(), wanted);
    const name = (meant.kind === "job" && this.kernel.store.record(meant.connection.id, meant.jobId)?.job.name) || wanted;
    return { invocationMessage: new vscode.MarkdownString(doing(tool, escapeMarkdown(name, 60))) };
  }

  /** Throws errors whose message is for the model: what was wrong with what it handed over. */
  async invoke(tool: ToolName, given: unknown, token: vscode.CancellationToken): Promise<vscode.LanguageModelToolResult> {
    const abort = new AbortController();
    const heard = token.onCancellationRequested(() => abort.abort());
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    try {
      const text = await this.answer(tool, given, abort.signal);
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    } finally {
      heard.dispose();
    }
  }

  private answer(tool: ToolName, given: unknown, signal: AbortSignal): Promise<string> {
    switch (tool) {
      case "findJobs": {
        const { connection, limit = mostJobs, ...wanted } = read(toolInputs.findJobs, given);
        return this.find(this.connections(connection), wanted, limit, signal);
      }
      case "listNeedingMe": {
        const { connection } = read(toolInputs.listNeedingMe, given);
        return this.find(this.connections(connection), { phase: "attention" }, mostJobs, signal);
      }
      case "explainJob": {
        const { connection, job } = read(toolInputs.explainJob, given);
        return this.explain(this.meant(this.connections(connection), job), signal);
      }
      case "submitJob": {
        const { connection, job, values = {} } = read(toolInputs.submitJob, given);
        return this.submit(this.meant(this.connections(connection), job), values);
      }
      case "checkRecordings": {
        const { folder, kind } = read(toolInputs.checkRecordings, given);
        return this.checkRecordings(folder, kind, signal);
      }
    }
  }

  private async find(connections: readonly Connection[], wanted: Wanted, limit: number, signal: AbortSignal): Promise<string> {
    const found = await findJobs(this.reading, connections, wanted, limit, signal);
    const isNeeding = wanted.phase === "attention" && wanted.text === undefined && wanted.states === undefined;
    const jobs = await Promise.all(
      found.jobs.flatMap(({ connectionId, job }) => {
        const connection = connections.find(({ id }) => id === connectionId);
        return connection ? [this.place(connection, { job }, isNeeding)] : [];
      }),
    );
    const errors = found.errors.map(({ connection, error }) => ({
      connection,
      sentence: this.kernel.report.explain(error, connection).sentence,
    }));
    const placed = connections.map((connection) => this.placeConnection(connection));
    return foundAnswer({ ...found, jobs, errors, connections: placed }, isNeeding, this.toolContext());
  }

  private async explain(key: Meant, signal: AbortSignal): Promise<string> {
    try {
      const { job, readAt } = await jobFor(this.reading, key.connection.id, key.jobId, signal);
      return jobAnswer(await this.place(key.connection, { job }, true), readAt, this.toolContext());
    } catch (thrown) {
      throw new Error(this.failure(thrown, key.connection, "read"));
    }
  }

  /** Of the open workspace alone: what else lies on the computer is none of a model's business. */
  private async checkRecordings(folder: string | undefined, kind: string | undefined, signal: AbortSignal): Promise<string> {
    const uri = placeInWorkspace(folder, vscode.workspace.workspaceFolders ?? []);
    if (!uri) throw new Error(outsideWorkspace());
    try {
      return recordingsAnswer(await this.recordings(uri, kind, signal), this.toolContext().redact);
    } catch (thrown) {
      const { kind: what, message } = this.kernel.report.note(asVoiceError(thrown), "check recordings for a language model");
      throw new Error(what === "bug" ? recordingsTrouble() : message);
    }
  }

  /** Through the same door as every submit: the review, one modal, one request. */
  private async submit({ connection, jobId }: Meant, values: Readonly<Record<string, string>>): Promise<string> {
    const { redact } = this.toolContext();
    const fields = this.kernel.sessions.cloudOf(connection).submitFields;
    if (!fields) return submitAnswer("noSubmits", undefined, undefined, redact);
    const key: JobKey = { connectionId: connection.id, jobId };
    try {
      const offered = await (await this.flow()).offer(key, values);
      if (offered.kind === "wrongValues") throw new Error(valuesProblem(offered.problems, fields, redact));
      const isKnown = offered.kind !== "unknown" && !("isUnseen" in offered && offered.isUnseen);
      const effect = isKnown ? "undone" : "write";
      const error = "error" in offered ? this.failure(offered.error, connection, effect) : undefined;
      return submitAnswer(offered.kind satisfies SubmitReport, await this.known(key, connection), error, redact);
    } catch (thrown) {
      if (!(thrown instanceof Error) || thrown.name !== "VoiceError") throw thrown;
      throw new Error(this.failure(thrown, connection, "undone"));
    }
  }

  private async known({ jobId }: JobKey, connection: Connection): Promise<PlacedJob | undefined> {
    const record = this.kernel.store.record(connection.id, jobId);
    return record && this.place(connection, record, false);
  }

  /** Finished words, redacted. */
  private failure(thrown: unknown, connection: Connection, effect: Effect): string {
    const { report } = this.kernel;
    const error = report.note(asVoiceError(thrown), "answer a language model");
    const { sentence, details } = report.explain(error, connection, effect);
    return failureAnswer(sentence, details, this.toolContext().redact);
  }

  private connections(wanted: string | undefined): readonly Connection[] {
    const all = this.kernel.connectionStore.all();
    if (all.length === 0) throw new Error(noConnection());
    const meant = connectionsMeant(this.reading, wanted);
    if (meant.length > 0) return meant;
    throw new Error(
      unknownConnection(
        all.map((each) => this.placeConnection(each)),
        this.toolContext().redact,
      ),
    );
  }

  private meant(connections: readonly Connection[], wanted: string): Meant {
    const meant = jobMeant(this.reading, connections, wanted);
    if (meant.kind === "job") return meant;
    if (meant.kind === "none") throw new Error(unknownJob());
    const jobs = meant.jobs.slice(0, mostJobs).flatMap(({ connectionId, job }) => {
      const connection = connections.find(({ id }) => id === connectionId);
      return connection ? [{ ...this.placeConnection(connection), job }] : [];
    });
    const could = meant.connections.map((each) => this.placeConnection(each));
    throw new Error(severalMeant(jobs, could, this.toolContext().redact));
  }

  private placeConnection(connection: Connection): PlacedConnection {
    return { connection, cloud: this.kernel.sessions.cloudOf(connection) };
  }

  private async place(connection: Connection, { job }: Pick<PlacedJob, "job">, isAdvised: boolean): Promise<PlacedJob> {
    const placed = this.placeConnection(connection);
    const advice = isAdvised ? await placed.cloud.advice?.().catch(() => undefined) : undefined;
    return { ...placed, job, advice };
  }

  private toolContext(): ToolContext {
    const { redactor, clock, locale } = this.kernel;
    return { redact: (text) => redactor.redact(text), now: clock.now(), locale };
  }
}

interface Meant {
  readonly connection: Connection;
  readonly jobId: string;
}

function read<Inputs extends ToolInputs>(inputs: Inputs, given: unknown): ToolValues<Inputs> {
  const found = readToolInput(inputs, given);
  if ("problem" in found) throw new Error(inputProblemText(found.problem, Object.keys(inputs)));
  return found.values;
}
