// The modal before a submit: names the job, all values, what is known against it, and what begins with it.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Connection } from "../../../core/connection.js";
import type { Field } from "../../../core/forms/field.js";
import type { Values } from "../../../core/forms/formValues.js";
import { takesCorrections } from "../../../core/jobs/allowedActions.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { AccountLimitsReader } from "../../../services/connections/accountLimits.js";
import type { UploadedRecordings } from "../../../services/storage/uploadedRecordings.js";
import { escapeModal } from "../../../text/escape.js";
import { submitLines } from "../../../text/forms/formText.js";
import { limitLines } from "../../../text/limitsText.js";
import { placed } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { nameOf } from "./submitMessages.js";

/** `correct`: corrected files are uploaded first. */
export type Confirmation = "submit" | "correct" | "back";

export class SubmitConfirmation {
  constructor(
    private readonly kernel: Pick<UiKernel, "sessions" | "locale"> & {
      readonly uploaded: UploadedRecordings;
      readonly limits: AccountLimitsReader;
    },
  ) {}

  /** A refused job whose files were not replaced is usually refused again. */
  warningsOf(connection: Connection, job: VoiceJob): readonly string[] {
    if (!takesCorrections(this.kernel.sessions.cloudOf(connection), job)) return [];
    const record = this.kernel.uploaded.of(connection.id, job.id);
    return record && !record.isSubmitted ? [] : [vscode.l10n.t("Nothing was uploaded from here since the review refused it.")];
  }

  limitsOf(connection: Connection, { type }: VoiceJob): readonly string[] {
    const known = type === undefined ? undefined : this.kernel.limits.of(connection.id)?.get(type);
    return known && type ? limitLines(this.kernel.sessions.cloudOf(connection), type, known, this.kernel.locale) : [];
  }

  /** `isProposed`: by a language model. */
  async ask(
    connection: Connection,
    job: VoiceJob,
    fields: readonly Field[],
    values: Values,
    isProposed = false,
  ): Promise<Confirmation> {
    const cloud = this.kernel.sessions.cloudOf(connection);
    const submit = vscode.l10n.t("Submit");
    const lines = [
      ...(isProposed ? [vscode.l10n.t("A language model asked for this submit."), ""] : []),
      vscode.l10n.t(
        "Connection: {0}",
        placed(escapeModal(connection.name), translate(cloud.title), escapeModal(connection.region)),
      ),
      vscode.l10n.t("Job: {0}", escapeModal(job.id)),
      "",
      vscode.l10n.t("These values are sent:"),
      ...submitLines(fields, values),
      "",
      ...this.warningsOf(connection, job),
      ...this.limitsOf(connection, job).map((line) => escapeModal(line)),
      // Where recordings were checked before, they are not reviewed.
      cloud.recordings
        ? vscode.l10n.t("The training begins at once, is billed, and cannot be stopped from here.")
        : vscode.l10n.t("The review starts at once and cannot be stopped from here."),
    ];
    const question = vscode.l10n.t("Submit “{0}” for training?", escapeModal(nameOf(job), 100));
    const correct = vscode.l10n.t("Upload Corrected…");
    // A model or another extension asked for a submit, and hears of a no.
    const offered = this.warningsOf(connection, job).length > 0 && !isProposed ? [submit, correct] : [submit];
    const pressed = await vscode.window.showInformationMessage(question, { modal: true, detail: lines.join("\n") }, ...offered);
    if (pressed === submit) return "submit";
    if (pressed !== correct) return "back";
    // Not awaited: it leads to this submit again.
    void vscode.commands.executeCommand(commands.uploadCorrected, { connectionId: connection.id, jobId: job.id });
    return "correct";
  }
}
