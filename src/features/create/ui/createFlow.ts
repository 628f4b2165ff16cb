// Makes a job with the person: which kind, one list of its values, one modal, one request, and what became of it.

import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Connection } from "../../../core/connection.js";
import { isSubmittable } from "../../../core/jobs/allowedActions.js";
import type { CreationKind } from "../../../core/jobs/jobCreation.js";
import type { Sessions } from "../../../services/connections/sessions.js";
import { escapeLabel, escapeNotification } from "../../../text/escape.js";
import { translate } from "../../../text/translate.js";
import type { UploadArgument } from "../../../ui/commands/uploadArgument.js";
import { noteSubmitted } from "../../../ui/contextKeys.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { JobCreator } from "../jobCreator.js";
import { markOf } from "../text/createText.js";
import { CreateForm, type CreateFormKernel } from "./createForm.js";
import { CreateMessages } from "./createMessages.js";

export type CreateKernel = CreateFormKernel & Pick<UiKernel, "recordings" | "uploaded"> & { readonly jobCreator: JobCreator };

export class CreateFlow {
  /** Intents whose modal or request is open in this window: a second press changes nothing. */
  private readonly underWay = new Set<string>();
  private readonly messages: CreateMessages;
  private readonly form: CreateForm;

  constructor(private readonly kernel: CreateKernel) {
    this.messages = new CreateMessages(kernel.sessions, kernel.jobCreator, kernel.report, kernel.locale);
    this.form = new CreateForm(kernel);
  }

  /** `given`: the recordings that it is for. */
  async run(connection: Connection, given?: UploadArgument): Promise<void> {
    const { sessions, jobCreator, used, report } = this.kernel;
    const kinds = (await sessions.cloudOf(connection).kinds?.()) ?? [];
    const filled = await this.form.fillIn(connection, kinds, given);
    if (!filled) return;
    const { kind, values } = filled;
    const name = JSON.stringify([connection.id, kind.id, markOf(kind, values)]);
    if (this.underWay.has(name)) return;
    this.underWay.add(name);
    try {
      const title = vscode.l10n.t("Creating “{0}”…", escapeNotification(markOf(kind, values), 60));
      const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
      const outcome = await vscode.window.withProgress(options, (_progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        return jobCreator.start(connection.id, kind, values, abort.signal);
      });
      if (outcome.kind === "accepted" || outcome.kind === "unknown") {
        this.form.forget(connection);
        const jobId = outcome.kind === "accepted" ? outcome.jobId : undefined;
        await used
          .note(connection, jobId, kind.fields, values)
          .catch((thrown: unknown) => report.note(thrown, "remember what was sent"));
      }
      const { job, jobId = job?.id } = outcome.kind === "accepted" ? outcome : {};
      if (jobId !== undefined) await this.keepRecordings(connection, kind, jobId, given);
      // A job that asks for nothing more is in training by being made.
      if (job && !isSubmittable(sessions.cloudOf(connection), job)) noteSubmitted();
      // Not awaited: a notification may stay for minutes.
      this.messages
        .tell(connection, kind, values, outcome)
        .catch((thrown: unknown) => report.note(thrown, "tell what became of a new job"));
    } finally {
      this.underWay.delete(name);
    }
  }

  /** So that the upload need not ask for them: those that it was begun with, else those that are shown for such jobs. */
  private async keepRecordings(
    connection: Connection,
    { id, jobType = id }: CreationKind,
    jobId: string,
    given: UploadArgument | undefined,
  ): Promise<void> {
    try {
      const place = given?.place ?? (await this.kernel.recordings()).shownPlace({ cloud: connection.cloud, jobType });
      if (place) await (await this.kernel.uploaded()).intended.note(connection, jobId, place);
    } catch (thrown) {
      this.kernel.report.note(thrown, "remember the recordings of a new job");
    }
  }
}

/** The connections whose jobs can be made from here; the one that is meant, else the one that the person picks. */
export async function pickPlace(
  all: readonly Connection[],
  meant: Connection | undefined,
  sessions: Sessions,
): Promise<Connection | undefined> {
  const able = all.filter((connection) => sessions.cloudOf(connection).kinds !== undefined);
  if (meant && able.some(({ id }) => id === meant.id)) return meant;
  if (meant || able.length === 0) {
    const cloud = meant && sessions.cloudOf(meant);
    const text = cloud
      ? vscode.l10n.t("Jobs of {0} cannot be created from here. Use its console.", translate(cloud.title))
      : vscode.l10n.t("None of your connections is to a cloud whose jobs can be created from here.");
    const open = vscode.l10n.t("Open Console");
    const chosen = await vscode.window.showInformationMessage(text, ...(meant ? [open] : []));
    if (chosen === open && meant) await vscode.commands.executeCommand(commands.openConsole, { connectionId: meant.id });
    return undefined;
  }
  if (able.length === 1) return able[0];
  const items = able.map((connection) => ({
    label: escapeLabel(connection.name),
    description: `${translate(sessions.cloudOf(connection).title)} · ${escapeLabel(connection.region)}`,
    connection,
  }));
  const placeHolder = vscode.l10n.t("Where should the job be created?");
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.connection;
}
