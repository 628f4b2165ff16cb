// Submits a job with the person: one list of all values, one modal that names everything, then an answer that says what is known.

import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import { VoiceError } from "../../../core/errors.js";
import type { Field } from "../../../core/forms/field.js";
import { findProblems, tidyValues, type ValueProblem, type Values, withFixed } from "../../../core/forms/formValues.js";
import { isSubmittable } from "../../../core/jobs/allowedActions.js";
import type { JobKey, VoiceJob } from "../../../core/jobs/job.js";
import type { UploadedRecordings } from "../../../services/storage/uploadedRecordings.js";
import { escapeNotification } from "../../../text/escape.js";
import { noteSubmitted } from "../../../ui/contextKeys.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { SubmitOutcome } from "../submitOutcome.js";
import type { SubmitRecovery } from "../submitRecovery.js";
import type { Submitter } from "../submitter.js";
import { tellLeftovers } from "./recoveredSubmits.js";
import { SubmitConfirmation } from "./submitConfirmation.js";
import { SubmitForm, type SubmitFormKernel } from "./submitForm.js";
import { nameOf, SubmitMessages } from "./submitMessages.js";

/** What became of a submit that a model or another extension proposed. */
export type Offered =
  | Exclude<SubmitOutcome, { kind: "wrongState" }>
  | NotBegun
  /** The person left the form, or said no. Nothing was sent. */
  | { readonly kind: "declined" }
  | { readonly kind: "wrongValues"; readonly problems: readonly ValueProblem[] };

/** Nothing was asked, and nothing sent. */
type NotBegun =
  /** The job's state does not allow it, as the store has it now. */
  | { readonly kind: "wrongState" }
  /** The job's form, modal or request is open already. */
  | { readonly kind: "underWay" };

export type SubmitFlowKernel = SubmitFormKernel &
  Pick<UiKernel, "connectionStore" | "refresher" | "clock" | "locale"> & {
    readonly submitter: Submitter;
    readonly recovery: SubmitRecovery;
    readonly uploaded: UploadedRecordings;
  };

export class SubmitFlow {
  /** Jobs whose form, modal or request is open in this window: a second click changes nothing. */
  private readonly underWay = new Set<string>();
  private readonly messages: SubmitMessages;
  private readonly confirmation: SubmitConfirmation;
  private readonly form: SubmitForm;

  constructor(private readonly kernel: SubmitFlowKernel) {
    const { sessions, recovery, report, locale } = kernel;
    this.messages = new SubmitMessages(sessions, recovery, report, locale);
    this.confirmation = new SubmitConfirmation(kernel);
    this.form = new SubmitForm(kernel, this.confirmation);
  }

  /** From a row, the panel or the palette: asks for the values first. */
  async run(key: JobKey): Promise<void> {
    await this.once(key, async (connection, job, fields) => {
      const values = await this.form.fillIn(connection, job, fields);
      if (!values) return;
      this.tellLater(connection, job, await this.send(connection, job, fields, values));
    });
  }

  /**
   * For a language model, which proposes values: the same look at all of them, the same modal, once. Leaving one of both is
   * no. Throws VoiceError.
   */
  async offer(key: JobKey, proposed: Values): Promise<Offered> {
    return this.once(key, async (connection, job, fields): Promise<Offered> => {
      const problems = findProblems(fields, withFixed(fields, proposed, job)).filter(({ id }) => id in proposed);
      if (problems.length > 0) return { kind: "wrongValues", problems };
      const values = await this.form.fillIn(connection, job, fields, tidyValues(fields, proposed));
      if (!values) return { kind: "declined" };
      const outcome = await this.send(connection, job, fields, values);
      this.tellLater(connection, job, outcome);
      return outcome;
    });
  }

  /** For callers with values of their own (the public API): the same modal, the same rules. Throws VoiceError unless accepted. */
  async submitWith(key: JobKey, values: Values): Promise<void> {
    const notBegun = await this.once(key, async (connection, job, fields): Promise<undefined> => {
      const [wrong] = findProblems(fields, withFixed(fields, values, job));
      if (wrong) throw new VoiceError("refused", `value of "${wrong.id}" is not allowed`, { wasSent: false });
      const tidied = withFixed(fields, tidyValues(fields, values), job);
      if ((await this.confirmation.ask(connection, job, fields, tidied)) !== "submit")
        throw new VoiceError("cancelled", "the person said no", { wasSent: false });
      const outcome = await this.send(connection, job, fields, tidied);
      if (outcome.kind === "accepted") return undefined;
      if (outcome.kind === "notSubmitted" || outcome.kind === "unknown") throw outcome.error;
      throw new VoiceError(
        "refused",
        outcome.kind === "wrongState" ? `the job is ${outcome.job.state}` : "an earlier submit is not settled",
      );
    });
    if (notBegun?.kind === "underWay") throw new VoiceError("refused", "a submit of this job is under way", { wasSent: false });
    if (notBegun) throw new VoiceError("refused", "the job's state does not allow it", { wasSent: false });
  }

  /** Tells what became of submits that were under way when the editor closed. */
  async tellLeftovers(): Promise<void> {
    await tellLeftovers({ ...this.kernel, messages: this.messages });
  }

  private async once<Outcome>(
    key: JobKey,
    work: (connection: Connection, job: VoiceJob, fields: readonly Field[]) => Promise<Outcome>,
  ): Promise<Outcome | NotBegun> {
    const name = `${key.connectionId}/${key.jobId}`;
    if (this.underWay.has(name)) return { kind: "underWay" };
    this.underWay.add(name);
    try {
      const connection = this.kernel.connectionStore.find(key.connectionId);
      if (!connection) throw new VoiceError("notFound", "no such connection", { wasSent: false });
      const cloud = this.kernel.sessions.cloudOf(connection);
      const fields = cloud.submitFields;
      if (!fields) throw new VoiceError("refused", `${cloud.title} jobs are not submitted from here`, { wasSent: false });
      const { job } = await this.whileLooking(() =>
        this.kernel.refresher.refreshJob(key.connectionId, key.jobId, new AbortController().signal),
      );
      if (isSubmittable(cloud, job)) return await work(connection, job, fields);
      this.tellLater(connection, job, { kind: "wrongState", job });
      return { kind: "wrongState" };
    } finally {
      this.underWay.delete(name);
    }
  }

  /** What went out, or may have, is remembered for the next time; what certainly did not, for the next try. */
  private async send(connection: Connection, job: VoiceJob, fields: readonly Field[], values: Values): Promise<SubmitOutcome> {
    const title = vscode.l10n.t("Submitting “{0}”…", escapeNotification(nameOf(job), 60));
    const { submitter, used, report } = this.kernel;
    const outcome = await vscode.window.withProgress({ location: vscode.ProgressLocation.Notification, title }, () =>
      submitter.submit(connection.id, job.id, values, new AbortController().signal),
    );
    if (outcome.kind === "accepted") noteSubmitted();
    if (outcome.kind === "accepted" || outcome.kind === "unknown") {
      await this.kernel.uploaded
        .noteSubmit(connection, job.id)
        .catch((thrown: unknown) => report.note(thrown, "remember that an upload was submitted"));
      this.form.keepUnsent(connection, job, undefined);
      await used
        .note(connection, job.id, fields, values)
        .catch((thrown: unknown) => report.note(thrown, "remember what was submitted"));
    } else this.form.keepUnsent(connection, job, values);
    return outcome;
  }

  /** Not awaited: a notification may stay for minutes, and the job may be looked at meanwhile. */
  private tellLater(connection: Connection, job: VoiceJob, outcome: SubmitOutcome): void {
    this.messages
      .tell(connection, job, outcome)
      .catch((thrown: unknown) => this.kernel.report.note(thrown, "tell what became of a submit"));
  }

  private whileLooking<T>(work: () => Promise<T>): Promise<T> {
    return Promise.resolve(
      vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title: vscode.l10n.t("Reading the job…") }, work),
    );
  }
}
