// Tells what became of a request for a job: created, refused, not known, or held back by an earlier one; and looks again where asked to.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import type { Values } from "../../../core/forms/formValues.js";
import { isSubmittable } from "../../../core/jobs/allowedActions.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { CreationKind } from "../../../core/jobs/jobCreation.js";
import type { Sessions } from "../../../services/connections/sessions.js";
import { escapeModal, escapeNotification } from "../../../text/escape.js";
import { stateTitle } from "../../../text/phases.js";
import { sentences } from "../../../text/punctuation.js";
import { clockTime } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import { withViewProgress } from "../../../ui/commands/progress.js";
import { type ErrorReporter, notificationText } from "../../../ui/errorReporter.js";
import type { CreateOutcome, PendingCreation } from "../createOutcome.js";
import type { JobCreator } from "../jobCreator.js";
import { markOf } from "../text/createText.js";

export class CreateMessages {
  constructor(
    private readonly sessions: Sessions,
    private readonly jobCreator: JobCreator,
    private readonly report: ErrorReporter,
    private readonly locale: string,
  ) {}

  async tell(connection: Connection, kind: CreationKind, values: Values, outcome: CreateOutcome): Promise<void> {
    const name = escapeNotification(markOf(kind, values), 60);
    switch (outcome.kind) {
      case "accepted": {
        const { job, jobId = job?.id, requestId, wasFound } = outcome;
        const told = wasFound
          ? vscode.l10n.t("The answer was lost, but the list shows that “{0}” was created.", name)
          : vscode.l10n.t("“{0}” was created.", name);
        const state = job ? [vscode.l10n.t("Its state is now: {0}.", this.stateOf(connection, job))] : [];
        const request = requestId ? [vscode.l10n.t("Request ID: {0}", escapeNotification(requestId))] : [];
        return this.offer(connection, sentences(told, ...state, translate(kind.next), ...request), jobId, job, requestId);
      }
      case "notStarted":
        this.report.note(outcome.error, "create a job");
        return this.report.showError(outcome.error, connection, outcome.isUnseen ? "write" : "undone", {
          connectionId: connection.id,
        });
      case "taken":
        return this.offer(
          connection,
          vscode.l10n.t("A job has the voice ID “{0}” already. Nothing was sent.", name),
          outcome.job.id,
        );
      case "unknown": {
        this.report.note(outcome.error, "create a job");
        const { sentence, details } = this.report.explain(outcome.error, connection, "write");
        const known = outcome.isUnread
          ? vscode.l10n.t("The list could not be read again. Look for “{0}” before you create it again.", name)
          : vscode.l10n.t("The list does not show the job “{0}”. Look again before you create it again.", name);
        const text = notificationText([sentence, known], details);
        const look = vscode.l10n.t("Look Again");
        if ((await vscode.window.showWarningMessage(text, look)) === look) await this.lookAgain(connection, kind, values);
        return;
      }
      case "earlier":
        return this.tellEarlier(connection, kind, values, outcome);
    }
  }

  /** Of a window that is gone nothing but the name is known. */
  async tellLeft(connection: Connection, { mark, outcome }: PendingCreation): Promise<void> {
    const name = escapeNotification(mark, 60);
    if (outcome.kind === "accepted") {
      const text = vscode.l10n.t("The answer was lost, but the list shows that “{0}” was created.", name);
      return this.offer(connection, text, outcome.jobId, outcome.job);
    }
    const at = clockTime(outcome.since, Date.now(), this.locale) ?? "";
    const text = vscode.l10n.t(
      "“{0}” may have been created at {1}: the answer was lost, and the list does not show it.",
      name,
      at,
    );
    await vscode.window.showWarningMessage(text);
  }

  private async tellEarlier(
    connection: Connection,
    kind: CreationKind,
    values: Values,
    { since, job, isUnderWay }: Extract<CreateOutcome, { kind: "earlier" }>,
  ): Promise<void> {
    const name = escapeNotification(markOf(kind, values), 60);
    const at = clockTime(since, Date.now(), this.locale) ?? "";
    if (isUnderWay) {
      const text = vscode.l10n.t("“{0}” is being created right now. Nothing was sent this time.", name);
      return void (await vscode.window.showInformationMessage(text));
    }
    if (job) {
      const text = vscode.l10n.t("“{0}” was created at {1}; the answer was lost. Nothing was sent this time.", name, at);
      return this.offer(connection, text, job.id, job);
    }
    const text = vscode.l10n.t(
      "“{0}” may have been created at {1} already; the list does not show it. Nothing was sent this time.",
      escapeModal(markOf(kind, values), 60),
      at,
    );
    const look = vscode.l10n.t("Look Again");
    const forget = vscode.l10n.t("Forget the Earlier Attempt");
    const detail = vscode.l10n.t("If you are sure that it did not arrive, forget it and create the job again.");
    const chosen = await vscode.window.showWarningMessage(text, { modal: true, detail }, look, forget);
    if (chosen === look) await this.lookAgain(connection, kind, values);
    if (chosen === forget) await this.jobCreator.release(connection.id, kind, values);
  }

  private async lookAgain(connection: Connection, kind: CreationKind, values: Values): Promise<void> {
    const name = escapeNotification(markOf(kind, values), 60);
    try {
      const job = await withViewProgress(() => this.jobCreator.lookAgain(connection.id, kind, values));
      if (job) return await this.tell(connection, kind, values, { kind: "accepted", job, wasFound: true });
      const look = vscode.l10n.t("Look Again");
      const text = vscode.l10n.t("Nothing is known yet: the list was read again and does not show “{0}”.", name);
      if ((await vscode.window.showWarningMessage(text, look)) === look) await this.lookAgain(connection, kind, values);
    } catch (thrown) {
      const error = this.report.note(asVoiceError(thrown), "look for a new job");
      await this.report.showError(error, connection, "read", { connectionId: connection.id });
    }
  }

  /** With what a person may want to do next with the job. */
  private async offer(connection: Connection, text: string, jobId?: string, job?: VoiceJob, requestId?: string): Promise<void> {
    const cloud = this.sessions.cloudOf(connection);
    const check = vscode.l10n.t("Check Recordings…");
    const upload = vscode.l10n.t("Upload Files…");
    const open = vscode.l10n.t("Open Job Details");
    const copy = vscode.l10n.t("Copy Request ID");
    const buttons = [
      ...(job && cloud.recordings && isSubmittable(cloud, job) ? [check] : []),
      ...(job && cloud.uploadParts && isSubmittable(cloud, job) ? [upload] : []),
      ...(jobId ? [open] : []),
      ...(requestId ? [copy] : []),
    ];
    const chosen = await vscode.window.showInformationMessage(text, ...buttons);
    const key = { connectionId: connection.id, jobId };
    if (chosen === check) await vscode.commands.executeCommand(commands.checkRecordings, key);
    if (chosen === upload) await vscode.commands.executeCommand(commands.uploadFiles, key);
    if (chosen === open) await vscode.commands.executeCommand(commands.openJob, key);
    if (chosen === copy && requestId) await vscode.env.clipboard.writeText(requestId);
  }

  private stateOf(connection: Connection, job: VoiceJob): string {
    return escapeNotification(stateTitle(this.sessions.cloudOf(connection), job.state));
  }
}
