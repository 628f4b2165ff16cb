// Submits a job with the person: one list of all values, one modal that names everything, then an answer that says what is known.

import * as vscode from "vscode";
import { placeIn } from "../../../core/cloud/capabilities/ownStorage.js";
import type { Connection } from "../../../core/connection.js";
import { VoiceError } from "../../../core/errors.js";
import type { Field } from "../../../core/forms/field.js";
import {
  askedFields,
  findProblems,
  prefill,
  tidyValues,
  type ValueProblem,
  type Values,
  valuesBefore,
  valuesOf,
  withFixed,
} from "../../../core/forms/formValues.js";
import type { JobKey, VoiceJob } from "../../../core/jobs/job.js";
import { isSubmittable } from "../../../core/jobs/submittable.js";
import { eitherOf } from "../../../core/ports/event.js";
import type { AccountLimitsReader } from "../../../services/connections/accountLimits.js";
import type { LastValues } from "../../../services/storage/lastValues.js";
import type { UploadedRecordings } from "../../../services/storage/uploadedRecordings.js";
import { escapeInput, escapeNotification } from "../../../text/escape.js";
import { reasonsFor } from "../../../text/forms/formReview.js";
import { noteSubmitted } from "../../../ui/contextKeys.js";
import { fieldQuestion } from "../../../ui/quickInput/fieldQuestion.js";
import { fillForm, problemsIn } from "../../../ui/quickInput/form.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { RequestPage } from "../../../ui/webview/requestPage.js";
import type { HistoryReader } from "../../history/historyReader.js";
import type { SubmitOutcome } from "../submitOutcome.js";
import type { SubmitRecovery } from "../submitRecovery.js";
import type { Submitter } from "../submitter.js";
import { tellLeftovers } from "./recoveredSubmits.js";
import { SubmitConfirmation } from "./submitConfirmation.js";
import { nameOf, SubmitMessages } from "./submitMessages.js";
import { SubmitReview } from "./submitReview.js";

/** What became of a submit that a model or another extension proposed. */
export type Offered =
  | Exclude<SubmitOutcome, { kind: "wrongState" }>
  /** The job's state does not allow it, as the store has it now. Nothing was sent. */
  | { readonly kind: "wrongState" }
  /** The person left the form, or said no. Nothing was sent. */
  | { readonly kind: "declined" }
  /** The job's form, modal or request is open already. */
  | { readonly kind: "underWay" }
  | { readonly kind: "wrongValues"; readonly problems: readonly ValueProblem[] };

export type SubmitFlowKernel = Pick<
  UiKernel,
  "connectionStore" | "sessions" | "refresher" | "clock" | "locale" | "reports" | "report"
> & {
  readonly submitter: Submitter;
  readonly recovery: SubmitRecovery;
  readonly used: LastValues;
  readonly uploaded: UploadedRecordings;
  readonly limits: AccountLimitsReader;
  readonly historyReader: Pick<HistoryReader, "of" | "read" | "onDidChange">;
};

export class SubmitFlow {
  /** Jobs whose form, modal or request is open in this window: a second click changes nothing. */
  private readonly underWay = new Set<string>();
  /** What was typed for jobs and then not submitted after all; in memory, so with phones and all. */
  private readonly unsent = new Map<string, Values>();
  private readonly messages: SubmitMessages;
  private readonly confirmation: SubmitConfirmation;

  constructor(private readonly kernel: SubmitFlowKernel) {
    const { sessions, recovery, report, locale } = kernel;
    this.messages = new SubmitMessages(sessions, recovery, report, locale);
    this.confirmation = new SubmitConfirmation(kernel);
  }

  /** From a row, the panel or the palette: asks for the values first. */
  async run(key: JobKey): Promise<void> {
    await this.once(key, async (connection, job, fields) => {
      const values = await this.fillIn(connection, job, fields);
      if (!values) return;
      this.tellLater(connection, job, await this.send(connection, job, fields, values));
    });
  }

  /**
   * For a language model, which proposes values: the same look at all of them, the same modal, once. Leaving one of both is
   * no. Throws VoiceError.
   */
  async offer(key: JobKey, proposed: Values): Promise<Offered> {
    let offered: Offered = { kind: "wrongState" };
    const isFree = await this.once(key, async (connection, job, fields) => {
      const problems = findProblems(fields, withFixed(fields, proposed, job)).filter(({ id }) => id in proposed);
      if (problems.length > 0) {
        offered = { kind: "wrongValues", problems };
        return;
      }
      const values = await this.fillIn(connection, job, fields, tidyValues(fields, proposed));
      if (!values) {
        offered = { kind: "declined" };
        return;
      }
      const outcome = await this.send(connection, job, fields, values);
      offered = outcome;
      this.tellLater(connection, job, outcome);
    });
    return isFree ? offered : { kind: "underWay" };
  }

  /** The look at all values, from where each is changed, and the modal; *Back* there leads to the look again, but for a model. */
  private async fillIn(
    connection: Connection,
    job: VoiceJob,
    fields: readonly Field[],
    proposed?: Values,
  ): Promise<Values | undefined> {
    const { used, historyReader, report, sessions, reports } = this.kernel;
    const closed = new AbortController();
    // Not awaited: what the reviews said comes beside the form while it is filled in.
    if (reasonsFor(job).length > 0) void historyReader.read(connection.id, job, closed.signal, "open");
    const { limits } = this.kernel;
    void limits.read(connection.id, closed.signal);
    const own = valuesOf(fields, job);
    const shared = used.ofConnection(connection.id);
    const api = await sessions.api(connection.id);
    const unsent = this.unsent.get(nameIn(connection, job));
    const place = placeIn(shared);
    const offered = (!unsent && place && job.voiceId !== undefined && api.valuesAt?.(place, job.voiceId)) || {};
    const begin = { ...offered, ...prefill(fields, unsent ?? own, shared), ...proposed };
    const isFromOther = ({ id }: Field) => own[id] === undefined && begin[id] !== undefined && begin[id] === shared[id];
    const page = new RequestPage(reports, `request/${nameIn(connection, job)}`, nameOf(job));
    const review = new SubmitReview({
      fields,
      compared: {
        before: valuesBefore(fields, own, used.ofJob(connection.id, job.id)),
        used: tidyValues(fields.filter(isFromOther), begin),
      },
      limits: () => this.confirmation.limitsOf(connection, job),
      warnings: this.confirmation.warningsOf(connection, job),
      reasons: () => reasonsFor(job, historyReader.of(connection.id, job.id)),
      page,
      ...(api.previewSubmit && {
        preview: async (values: Values) => {
          try {
            return (await sessions.api(connection.id)).previewSubmit?.(job.id, values);
          } catch (thrown) {
            const error = report.note(thrown, "preview a submit");
            void report.showError(error, connection, "read", { connectionId: connection.id, jobId: job.id });
            return undefined;
          }
        },
      }),
    });
    const title = vscode.l10n.t("Submit “{0}”", escapeInput(nameOf(job), 60));
    const typed: Record<string, string> = { ...begin };
    const values = () => withFixed(fields, tidyValues(fields, typed), job);
    // The choice that the job has itself stays one, though it is not documented.
    const questions = () =>
      askedFields(fields).map((field) => ({ ...fieldQuestion(field, begin[field.id]), value: typed[field.id] }));
    const form = {
      title,
      questions,
      answer: (id: string, value: string) => {
        typed[id] = value;
        return review.follow(values());
      },
      prompt: () => review.prompt(values()),
      rows: () => review.rows(values(), problemsIn(questions())),
      onDidChange: eitherOf(historyReader.onDidChange, limits.onDidChange),
    };
    try {
      for (;;) {
        if (!(await fillForm(form))) return undefined;
        const answer = await this.confirmation.ask(connection, job, fields, values(), proposed !== undefined);
        if (answer === "submit") return values();
        if (proposed || answer === "correct") return undefined;
      }
    } finally {
      closed.abort();
      page.end();
    }
  }

  /** For callers with values of their own (the public API): the same modal, the same rules. Throws VoiceError unless accepted. */
  async submitWith(key: JobKey, values: Values): Promise<void> {
    let isAllowed = false;
    const isFree = await this.once(key, async (connection, job, fields) => {
      isAllowed = true;
      const [wrong] = findProblems(fields, withFixed(fields, values, job));
      if (wrong) throw new VoiceError("refused", `value of "${wrong.id}" is not allowed`, { wasSent: false });
      const tidied = withFixed(fields, tidyValues(fields, values), job);
      if ((await this.confirmation.ask(connection, job, fields, tidied)) !== "submit")
        throw new VoiceError("cancelled", "the person said no", { wasSent: false });
      const outcome = await this.send(connection, job, fields, tidied);
      if (outcome.kind === "accepted") return;
      if (outcome.kind === "notSubmitted" || outcome.kind === "unknown") throw outcome.error;
      throw new VoiceError(
        "refused",
        outcome.kind === "wrongState" ? `the job is ${outcome.job.state}` : "an earlier submit is not settled",
      );
    });
    if (!isFree) throw new VoiceError("refused", "a submit of this job is under way", { wasSent: false });
    if (!isAllowed) throw new VoiceError("refused", "the job's state does not allow it", { wasSent: false });
  }

  /** Tells what became of submits that were under way when the editor closed. */
  async tellLeftovers(): Promise<void> {
    await tellLeftovers({ ...this.kernel, messages: this.messages });
  }

  private async once(
    key: JobKey,
    work: (connection: Connection, job: VoiceJob, fields: readonly Field[]) => Promise<void>,
  ): Promise<boolean> {
    const name = `${key.connectionId}/${key.jobId}`;
    if (this.underWay.has(name)) return false;
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
      if (!isSubmittable(cloud, job)) this.tellLater(connection, job, { kind: "wrongState", job });
      else await work(connection, job, fields);
      return true;
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
      this.unsent.delete(nameIn(connection, job));
      await used
        .note(connection, job.id, fields, values)
        .catch((thrown: unknown) => report.note(thrown, "remember what was submitted"));
    } else this.unsent.set(nameIn(connection, job), values);
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

function nameIn({ id }: Connection, job: VoiceJob): string {
  return `${id}/${job.id}`;
}
