// Submits a job with the person: values step by step, one modal that names everything, then an answer that says what is known.
import * as vscode from "vscode";
import type { Connection } from "../core/connection.js";
import { VoiceError } from "../core/errors.js";
import type { Field } from "../core/field.js";
import { findProblem, tidy } from "../core/field.js";
import type { VoiceJob } from "../core/job.js";
import { escapeInput, escapeModal, escapeNotification } from "../present/escape.js";
import { submitLines } from "../present/form.js";
import { stateTitle } from "../present/phase.js";
import { clockTime } from "../present/time.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { Refresher } from "../services/refresher.js";
import type { Sessions } from "../services/sessions.js";
import type { SubmitOutcome, Submitter } from "../services/submitter.js";
import { fieldQuestion } from "./fieldQuestion.js";
import { askSteps } from "./quickSteps.js";
import type { Report } from "./report.js";
import type { JobKey } from "./target.js";

export class SubmitFlow {
  /** Jobs whose form, modal or request is open in this window: a second click changes nothing. */
  private readonly underWay = new Set<string>();

  constructor(
    private readonly book: ConnectionBook,
    private readonly sessions: Sessions,
    private readonly refresher: Refresher,
    private readonly submitter: Submitter,
    private readonly report: Report,
    private readonly locale: string,
  ) {}

  /** From a row, the panel or the palette: asks for the values first. */
  async run(key: JobKey): Promise<void> {
    await this.once(key, async (connection, job, fields) => {
      const title = vscode.l10n.t("Submit “{0}”", escapeInput(nameOf(job), 60));
      const answers = await askSteps(title, () => fields.map((field) => fieldQuestion(field, prefilled(field, job))));
      if (!answers) return;
      const values = Object.fromEntries(
        fields.map((field) => [field.id, tidy(field, answers[field.id] ?? "")]).filter(([, value]) => value),
      );
      if (!(await this.confirm(connection, job, fields, values))) return;
      // Not awaited: a notification may stay for minutes, and the job may be looked at meanwhile.
      const outcome = await this.send(connection, job, values);
      this.tell(connection, job, outcome).catch((thrown: unknown) => this.report.note(thrown, "tell what became of a submit"));
    });
  }

  /** For callers with values of their own (the public API): the same modal, the same rules. Throws VoiceError unless accepted. */
  async submitWith(key: JobKey, values: Readonly<Record<string, string>>): Promise<void> {
    const isFree = await this.once(key, async (connection, job, fields) => {
      for (const id of Object.keys(values)) {
        const field = fields.find((each) => each.id === id);
        if (!field || typeof values[id] !== "string" || findProblem(field, tidy(field, values[id]))) {
          throw new VoiceError("refused", `value of "${id}" is not allowed`, { wasSent: false });
        }
      }
      const tidied = Object.fromEntries(
        fields.flatMap((field) => (values[field.id] ? [[field.id, tidy(field, values[field.id]!)]] : [])),
      );
      if (!(await this.confirm(connection, job, fields, tidied)))
        throw new VoiceError("cancelled", "the person said no", { wasSent: false });
      const outcome = await this.send(connection, job, tidied);
      if (outcome.kind === "accepted") return;
      if (outcome.kind === "notSubmitted" || outcome.kind === "unknown") throw outcome.error;
      throw new VoiceError(
        "refused",
        outcome.kind === "wrongState" ? `the job is ${outcome.job.state}` : "an earlier submit is not settled",
      );
    });
    if (!isFree) throw new VoiceError("refused", "a submit of this job is under way", { wasSent: false });
  }

  /** Tells what became of submits that were under way when the editor closed. */
  async tellLeftovers(): Promise<void> {
    for (const { connectionId, jobId, outcome } of await this.submitter.settleAll()) {
      const connection = this.book.find(connectionId);
      if (connection)
        await this.tell(connection, "job" in outcome && outcome.job ? outcome.job : { id: jobId, name: "" }, outcome);
    }
  }

  private async once(
    key: JobKey,
    work: (connection: Connection, job: VoiceJob, fields: readonly Field[]) => Promise<void>,
  ): Promise<boolean> {
    const name = `${key.connectionId}/${key.jobId}`;
    if (this.underWay.has(name)) return false;
    this.underWay.add(name);
    try {
      const connection = this.book.find(key.connectionId);
      if (!connection) throw new VoiceError("notFound", "no such connection", { wasSent: false });
      const cloud = this.sessions.cloudOf(connection);
      const fields = cloud.submitFields;
      if (!fields) throw new VoiceError("refused", `${cloud.title} jobs are not submitted from here`, { wasSent: false });
      const { job } = await this.whileLooking(() =>
        this.refresher.refreshJob(key.connectionId, key.jobId, new AbortController().signal),
      );
      const isSubmittable = cloud.states.some((each) => each.state === job.state && each.isSubmittable);
      if (!isSubmittable) await this.tell(connection, job, { kind: "wrongState", job });
      else await work(connection, job, fields);
      return true;
    } finally {
      this.underWay.delete(name);
    }
  }

  private async confirm(
    connection: Connection,
    job: VoiceJob,
    fields: readonly Field[],
    values: Readonly<Record<string, string>>,
  ): Promise<boolean> {
    const cloud = this.sessions.cloudOf(connection);
    const submit = vscode.l10n.t("Submit");
    const lines = [
      vscode.l10n.t("Connection: {0}", `${escapeModal(connection.name)} (${cloud.title}, ${escapeModal(connection.region)})`),
      vscode.l10n.t("Job: {0}", escapeModal(job.id)),
      "",
      vscode.l10n.t("These values are sent:"),
      ...submitLines(fields, values),
      "",
      vscode.l10n.t("The review starts at once and cannot be called back from here."),
    ];
    const question = vscode.l10n.t("Submit “{0}” for training?", escapeModal(nameOf(job), 100));
    return (await vscode.window.showInformationMessage(question, { modal: true, detail: lines.join("\n") }, submit)) === submit;
  }

  private send(connection: Connection, job: VoiceJob, values: Readonly<Record<string, string>>): Promise<SubmitOutcome> {
    return Promise.resolve(
      vscode.window.withProgress(
        {
          location: vscode.ProgressLocation.Notification,
          title: vscode.l10n.t("Submitting “{0}”…", escapeNotification(nameOf(job), 60)),
        },
        () => this.submitter.submit(connection.id, job.id, values, new AbortController().signal),
      ),
    );
  }

  private whileLooking<T>(work: () => Promise<T>): Promise<T> {
    return Promise.resolve(
      vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Reading the job…") }, work),
    );
  }

  private async tell(connection: Connection, before: Pick<VoiceJob, "id" | "name">, outcome: SubmitOutcome): Promise<void> {
    const name = escapeNotification(nameOf(before), 60);
    const concern = { connectionId: connection.id, jobId: before.id };
    const state = (job: VoiceJob) => escapeNotification(stateTitle(this.sessions.cloudOf(connection), job.state));
    switch (outcome.kind) {
      case "accepted": {
        const text = outcome.job
          ? vscode.l10n.t("“{0}” was submitted. Its state is now: {1}.", name, state(outcome.job))
          : vscode.l10n.t("“{0}” was submitted. Its new state could not be read yet.", name);
        return this.tellAccepted(text, outcome.requestId);
      }
      case "wrongState":
        return void vscode.window.showWarningMessage(
          vscode.l10n.t("“{0}” cannot be submitted in its state: {1}. Nothing was sent.", name, state(outcome.job)),
        );
      case "notSubmitted":
        this.report.note(outcome.error, "submit");
        return void this.report.showError(outcome.error, connection, "write", concern);
      case "unknown": {
        this.report.note(outcome.error, "submit");
        const { sentence, details } = this.report.explain(outcome.error, connection, "write");
        const known = outcome.job
          ? vscode.l10n.t(
              "The job was read again: its state is still {0}. Look again before you submit anew.",
              state(outcome.job),
            )
          : vscode.l10n.t("The job could not be read again. Look at it before you submit anew.");
        return void vscode.window.showWarningMessage(
          [sentence, known, ...details].map((line) => escapeNotification(line)).join(" "),
        );
      }
      case "earlier":
        return this.askToRelease(connection, before, outcome.since, outcome.wasAccepted);
    }
  }

  private async tellAccepted(text: string, requestId: string | undefined): Promise<void> {
    if (requestId === undefined) return void vscode.window.showInformationMessage(text);
    const copy = vscode.l10n.t("Copy Request ID");
    const whole = `${text} ${vscode.l10n.t("Request ID: {0}", escapeNotification(requestId))}`;
    if ((await vscode.window.showInformationMessage(whole, copy)) === copy) await vscode.env.clipboard.writeText(requestId);
  }

  /** Only the person can decide that an earlier submit never arrived. */
  private async askToRelease(
    connection: Connection,
    job: Pick<VoiceJob, "id" | "name">,
    since: number,
    wasAccepted: boolean,
  ): Promise<void> {
    const now = Date.now();
    const at = clockTime(since, now, this.locale) ?? "";
    const name = escapeModal(nameOf(job), 60);
    const text = wasAccepted
      ? vscode.l10n.t(
          "“{0}” was submitted at {1} and the cloud accepted it, but does not show it yet. Nothing was sent now.",
          name,
          at,
        )
      : vscode.l10n.t(
          "“{0}” may have been submitted at {1} already; the cloud does not show it. Nothing was sent now.",
          name,
          at,
        );
    const forget = vscode.l10n.t("Forget the Earlier Submit");
    const detail = vscode.l10n.t("If you are sure that it did not arrive, forget it and submit again.");
    if ((await vscode.window.showWarningMessage(text, { modal: true, detail }, forget)) === forget) {
      await this.submitter.release(connection.id, job.id);
    }
  }
}

function nameOf(job: Pick<VoiceJob, "id" | "name">): string {
  return job.name || job.id;
}

function prefilled(field: Field, job: VoiceJob): string | undefined {
  const value = field.from === undefined ? undefined : job.raw[field.from];
  return typeof value === "string" ? value : undefined;
}
