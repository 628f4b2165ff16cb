// Tells what became of submits that a window took with it when it went: each in a sentence, and none waits for another to be read.

import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { escapeNotification } from "../../../text/escape.js";
import { stateTitle } from "../../../text/phases.js";
import { sentences } from "../../../text/punctuation.js";
import { clockTime } from "../../../text/time.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { Leftover } from "../submitOutcome.js";
import type { SubmitRecovery } from "../submitRecovery.js";
import { type SubmitMessages, warnOfJob } from "./submitMessages.js";

export type RecoveredSubmitsKernel = Pick<UiKernel, "connectionStore" | "sessions" | "clock" | "locale" | "report"> & {
  readonly recovery: SubmitRecovery;
  readonly messages: SubmitMessages;
};

/** Seconds. What looks alive after a reload is most often the last breath of the window that was. */
const looks = [0, 1, 2, 4, 8, 15, 30, 60, 120, 120];

export async function tellLeftovers(kernel: RecoveredSubmitsKernel): Promise<void> {
  for (const seconds of looks) {
    if (seconds > 0) await new Promise<void>((resolve) => kernel.clock.after(seconds * 1_000, resolve));
    for (const leftover of await kernel.recovery.recoverAll()) {
      const connection = kernel.connectionStore.find(leftover.connectionId);
      if (connection)
        tell(kernel, connection, leftover).catch((thrown: unknown) => kernel.report.note(thrown, "tell a leftover"));
    }
    if (!kernel.recovery.isWaiting) return;
  }
}

async function tell(kernel: RecoveredSubmitsKernel, connection: Connection, { jobId, outcome }: Leftover): Promise<void> {
  const job = "job" in outcome ? outcome.job : undefined;
  const name = escapeNotification(job?.name || jobId, 60);
  const state = (of: VoiceJob) => escapeNotification(stateTitle(kernel.sessions.cloudOf(connection), of.state));
  const at = "since" in outcome ? (clockTime(outcome.since, Date.now(), kernel.locale) ?? "") : "";
  switch (outcome.kind) {
    case "accepted":
      return void vscode.window.showInformationMessage(
        outcome.job
          ? vscode.l10n.t("“{0}” was submitted. Its state is now: {1}.", name, state(outcome.job))
          : vscode.l10n.t("The cloud accepted the submit of “{0}”. Its new state could not be read yet.", name),
      );
    case "neverSent":
      return warnOfJob(vscode.l10n.t("“{0}” was not submitted: the window closed at {1} before anything was sent.", name, at), {
        connectionId: connection.id,
        jobId,
      });
    case "gone":
      return warnOfJob(
        vscode.l10n.t(
          "“{0}” may have been submitted at {1}, when the window closed; now the cloud has no such job. It may have been deleted.",
          name,
          at,
        ),
        { connectionId: connection.id, jobId },
      );
    case "earlier": {
      const told = outcome.wasAccepted
        ? vscode.l10n.t("“{0}” was submitted at {1} and the cloud accepted it, but does not show it yet.", name, at)
        : vscode.l10n.t("“{0}” may have been submitted at {1}: the window closed before the answer came.", name, at);
      const read = outcome.job
        ? vscode.l10n.t("The job was read again: its state is {0}.", state(outcome.job))
        : vscode.l10n.t("The job could not be read again.");
      const kept = vscode.l10n.t("Until that is known it is not submitted again.");
      return kernel.messages.offerToLook(connection, job ?? { id: jobId, name: "" }, sentences(told, read, kept));
    }
  }
}
