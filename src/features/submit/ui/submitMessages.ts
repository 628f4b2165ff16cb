// Tells what became of a submit: accepted, refused, not known, or held back by an earlier one; and looks again where that is asked for.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import type { JobKey, VoiceJob } from "../../../core/jobs/job.js";
import type { Sessions } from "../../../services/connections/sessions.js";
import { escapeModal, escapeNotification } from "../../../text/escape.js";
import { stateTitle } from "../../../text/phases.js";
import { sentences } from "../../../text/punctuation.js";
import { clockTime } from "../../../text/time.js";
import { withViewProgress } from "../../../ui/commands/progress.js";
import { type ErrorReporter, notificationText } from "../../../ui/errorReporter.js";
import type { Held, SubmitOutcome } from "../submitOutcome.js";
import type { SubmitRecovery } from "../submitRecovery.js";

type Named = Pick<VoiceJob, "id" | "name">;

export class SubmitMessages {
  constructor(
    private readonly sessions: Sessions,
    private readonly recovery: SubmitRecovery,
    private readonly report: ErrorReporter,
    private readonly locale: string,
  ) {}

  async tell(connection: Connection, before: Named, outcome: SubmitOutcome): Promise<void> {
    const name = escapeNotification(nameOf(before), 60);
    const state = (job: VoiceJob) => this.stateOf(connection, job);
    switch (outcome.kind) {
      case "accepted": {
        const { job, isUnshown, requestId } = outcome;
        if (job && isUnshown) return this.offerToLook(connection, before, this.unshownText(connection, before, job, requestId));
        const text = job
          ? vscode.l10n.t("“{0}” was submitted. Its state is now: {1}.", name, state(job))
          : vscode.l10n.t("The cloud accepted the submit of “{0}”. Its new state could not be read yet.", name);
        return this.tellAccepted(text, { connectionId: connection.id, jobId: before.id }, requestId);
      }
      case "wrongState":
        return warnOfJob(
          vscode.l10n.t("“{0}” cannot be submitted in its state: {1}. Nothing was sent.", name, state(outcome.job)),
          { connectionId: connection.id, jobId: before.id },
        );
      case "notSubmitted":
        this.report.note(outcome.error, "submit");
        return void this.report.showError(outcome.error, connection, outcome.isUnseen ? "write" : "undone", {
          connectionId: connection.id,
          jobId: before.id,
        });
      case "unknown": {
        this.report.note(outcome.error, "submit");
        const { sentence, details } = this.report.explain(outcome.error, connection, "write");
        const known = outcome.job
          ? vscode.l10n.t("The job was read again: its state is {0}. Look again before you submit it again.", state(outcome.job))
          : vscode.l10n.t("The job could not be read again. Look at it before you submit it again.");
        const text = notificationText([sentence, known], details);
        return this.offerToLook(connection, before, text);
      }
      case "earlier":
        // There is nothing to decide before that window has told what became of it.
        if (outcome.isUnderWay)
          return void vscode.window.showWarningMessage(
            vscode.l10n.t("“{0}” is being submitted in another window. Nothing was sent from here.", name),
          );
        return this.askToRelease(connection, before, outcome);
    }
  }

  /** `text`: escaped. */
  async offerToLook(connection: Connection, job: Named, text: string): Promise<void> {
    const look = vscode.l10n.t("Look Again");
    if ((await vscode.window.showWarningMessage(text, look)) === look) await this.lookAgain(connection, job);
  }

  /** Reads the job again and says what is known now. */
  private async lookAgain(connection: Connection, before: Named): Promise<void> {
    try {
      const { job, isSettled, wasRefused, held } = await withViewProgress(() => this.recovery.lookInto(connection.id, before.id));
      if (isSettled) return await this.tell(connection, before, { kind: "accepted", job });
      if (held) return await this.tell(connection, before, held);
      const name = escapeNotification(nameOf(before), 60);
      if (wasRefused) {
        const refused = vscode.l10n.t(
          "“{0}” was not submitted: the cloud refused it, and the job, read again, is unchanged. Its state is {1}.",
          name,
          this.stateOf(connection, job),
        );
        return await warnOfJob(refused, { connectionId: connection.id, jobId: before.id });
      }
      const text = vscode.l10n.t(
        "Whether “{0}” was submitted is not known yet: the job was read again, and its state is {1}.",
        name,
        this.stateOf(connection, job),
      );
      return await this.offerToLook(connection, before, text);
    } catch (thrown) {
      const error = this.report.note(asVoiceError(thrown), "look into a submit");
      await this.report.showError(error, connection, "read", { connectionId: connection.id, jobId: before.id });
    }
  }

  /** The answer says one thing, and the job another. */
  private unshownText(connection: Connection, before: Named, job: VoiceJob, requestId: string | undefined): string {
    return sentences(
      vscode.l10n.t(
        "The cloud answered that it accepted the submit of “{0}”, but the job, read again, still shows: {1}. Look again before you submit it again.",
        escapeNotification(nameOf(before), 60),
        this.stateOf(connection, job),
      ),
      requestId && vscode.l10n.t("Request ID: {0}", escapeNotification(requestId)),
    );
  }

  private stateOf(connection: Connection, job: VoiceJob): string {
    return escapeNotification(stateTitle(this.sessions.cloudOf(connection), job.state));
  }

  /** What people do next: wait for it, or look at it. */
  private async tellAccepted(text: string, key: JobKey, requestId: string | undefined): Promise<void> {
    const watch = vscode.l10n.t("Watch");
    const open = vscode.l10n.t("Open");
    const whole = sentences(text, requestId !== undefined && vscode.l10n.t("Request ID: {0}", escapeNotification(requestId)));
    const chosen = await vscode.window.showInformationMessage(whole, watch, open);
    const command = chosen === watch ? commands.watchJob : chosen === open ? commands.openJob : undefined;
    if (command !== undefined) await vscode.commands.executeCommand(command, key);
  }

  /** Only the person can decide that an earlier submit never arrived, or that the job has come back since. */
  private async askToRelease(connection: Connection, job: Named, held: Held): Promise<void> {
    const look = vscode.l10n.t("Look Again");
    const forget = vscode.l10n.t("Forget the Earlier Submit");
    const detail =
      held.seen === undefined
        ? vscode.l10n.t("If you are sure that it did not arrive, forget it and submit again.")
        : vscode.l10n.t("If you are sure that the job has come back, forget the earlier submit and submit again.");
    const chosen = await vscode.window.showWarningMessage(
      this.heldText(connection, job, held),
      { modal: true, detail },
      look,
      forget,
    );
    if (chosen === forget) await this.recovery.release(connection.id, job.id);
    if (chosen === look) await this.lookAgain(connection, job);
  }

  /** For a modal. */
  private heldText(connection: Connection, before: Named, { since, wasAccepted, seen, job }: Held): string {
    const at = clockTime(since, Date.now(), this.locale) ?? "";
    const name = escapeModal(nameOf(before), 60);
    const title = (state: string) => escapeModal(stateTitle(this.sessions.cloudOf(connection), state), 60);
    if (seen !== undefined && job)
      return vscode.l10n.t(
        "“{0}” was submitted at {1} and showed the state {2} afterwards. Now the cloud shows {3}: that is an old answer, or the job has come back. Nothing was sent this time.",
        name,
        at,
        title(seen),
        title(job.state),
      );
    return wasAccepted
      ? vscode.l10n.t(
          "“{0}” was submitted at {1} and the cloud accepted it, but does not show it yet. Nothing was sent this time.",
          name,
          at,
        )
      : vscode.l10n.t(
          "“{0}” may have been submitted at {1} already; the cloud does not show it. Nothing was sent this time.",
          name,
          at,
        );
  }
}

/** With a way to the job, without which the editor would cut the words after one line. `text`: escaped. */
export async function warnOfJob(text: string, key: JobKey): Promise<void> {
  const open = vscode.l10n.t("Open Job Details");
  if ((await vscode.window.showWarningMessage(text, open)) === open) await vscode.commands.executeCommand(commands.openJob, key);
}

export function nameOf(job: Named): string {
  return job.name || job.id;
}
