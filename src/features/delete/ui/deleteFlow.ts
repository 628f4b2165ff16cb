// Deletes jobs with the person: one modal that says what is lost, one request for each job, and an answer that says what is known.

import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import { asVoiceError, VoiceError } from "../../../core/errors.js";
import { isDeletable } from "../../../core/jobs/allowedActions.js";
import { type JobKey, jobKeyText } from "../../../core/jobs/job.js";
import { count } from "../../../text/counts.js";
import { escapeNotification } from "../../../text/escape.js";
import { sentences } from "../../../text/punctuation.js";
import { never, withViewProgress } from "../../../ui/commands/progress.js";
import { notificationText } from "../../../ui/errorReporter.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { type DeleteOutcome, JobDeleter } from "../jobDeleter.js";
import { deleteResultText, type Ended, isGone, labelOf } from "../text/deleteResultText.js";
import { type Doomed, keptText, removalDetail, removalQuestion } from "../text/deleteText.js";

export type DeleteKernel = Pick<
  UiKernel,
  "connectionStore" | "sessions" | "store" | "refresher" | "watchList" | "userActivity" | "report"
>;

/** A modal that lists more than that is not read. */
const mostAtOnce = 40;

/** Jobs whose modal or request is open in this window: a second press changes nothing. */
const underWay = new Set<string>();

export async function deleteJobs(kernel: DeleteKernel, keys: readonly JobKey[]): Promise<void> {
  if (keys.length > mostAtOnce) {
    const text = vscode.l10n.t(
      "{0} jobs are selected. At most {1} are deleted at once, so that each can be named.",
      count(keys.length, vscode.env.language),
      count(mostAtOnce, vscode.env.language),
    );
    return void vscode.window.showInformationMessage(text);
  }
  const free = keys.filter((key) => !underWay.has(jobKeyText(key)));
  for (const key of free) underWay.add(jobKeyText(key));
  try {
    const doomed = await lookAt(kernel, free);
    const kept = doomed.filter(({ cloud, job }) => !isDeletable(cloud, job));
    if (kept.length > 0) return tellKept(kept);
    if (doomed.length > 0 && (await confirm(doomed))) await remove(kernel, doomed);
  } finally {
    for (const key of free) underWay.delete(jobKeyText(key));
  }
}

/** A single job is read once more, so that the question is about what it is now; of several the rows are taken as they are. */
async function lookAt(
  { connectionStore, sessions, store, refresher }: DeleteKernel,
  keys: readonly JobKey[],
): Promise<readonly Doomed[]> {
  const [key] = keys;
  if (keys.length === 1 && key) {
    await sessions.resume([key.connectionId]);
    const { connectionId, jobId } = key;
    try {
      await withViewProgress(() => refresher.refreshJob(connectionId, jobId, never));
    } catch (thrown) {
      if (asVoiceError(thrown).kind !== "notFound") throw thrown;
      const name = escapeNotification(store.record(connectionId, jobId)?.job.name || jobId, 60);
      refresher.forgetJob(connectionId, jobId);
      void vscode.window.showInformationMessage(vscode.l10n.t("“{0}” is no longer in the cloud.", name));
      return [];
    }
  }
  return keys.flatMap(({ connectionId, jobId }) => {
    const connection = connectionStore.find(connectionId);
    if (!connection) return [];
    const cloud = sessions.cloudOf(connection);
    if (!cloud.removal) throw new VoiceError("refused", `${cloud.title} jobs are not deleted from here`, { wasSent: false });
    return [{ connection, cloud, job: store.record(connectionId, jobId)?.job ?? { id: jobId, name: "" } }];
  });
}

/** Nothing is deleted then: of what is selected, part would be left without a word. */
function tellKept(kept: readonly Doomed[]): void {
  void vscode.window.showInformationMessage(escapeNotification(keptText(kept)));
}

async function confirm(doomed: readonly Doomed[]): Promise<boolean> {
  const accept = doomed.length === 1 ? vscode.l10n.t("Delete") : vscode.l10n.t("Delete {0} Jobs", doomed.length);
  // The first button is the one that Enter presses.
  const keep = vscode.l10n.t("Keep");
  const options = { modal: true, detail: removalDetail(doomed) };
  return (await vscode.window.showWarningMessage(removalQuestion(doomed), options, keep, accept)) === accept;
}

async function remove(kernel: DeleteKernel, doomed: readonly Doomed[]): Promise<void> {
  const jobDeleter = new JobDeleter(kernel.sessions, kernel.refresher);
  const isOne = doomed.length === 1;
  const title = isOne
    ? vscode.l10n.t("Deleting “{0}”…", escapeNotification(labelOf(doomed[0]!), 60))
    : vscode.l10n.t("Deleting jobs");
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: !isOne };
  const ended = await vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    const done: Ended[] = [];
    for (const each of doomed) {
      if (abort.signal.aborted) break;
      if (!isOne) {
        const message = vscode.l10n.t("{0} of {1}", done.length + 1, doomed.length);
        progress.report({ message, increment: done.length === 0 ? 0 : 100 / doomed.length });
      }
      const outcome = await removeOne(kernel, jobDeleter, each, abort.signal);
      done.push({ doomed: each, outcome });
      // A refused key refuses the rest as well, and counts towards a lock-out.
      if (outcome.kind === "notRemoved" && outcome.error.kind === "auth") break;
    }
    return done;
  });
  // Not awaited: a notification may stay for minutes.
  const told = isOne && ended[0] ? tellOne(kernel, ended[0]) : tellAll(kernel, ended, doomed.length);
  told.catch((thrown: unknown) => kernel.report.note(thrown, "tell what became of a delete"));
}

async function removeOne(
  { userActivity, watchList, report }: DeleteKernel,
  jobDeleter: JobDeleter,
  { connection, job }: Doomed,
  signal: AbortSignal,
): Promise<DeleteOutcome> {
  userActivity.note([connection.id], job.id);
  const outcome = await jobDeleter.remove(connection.id, job.id, signal);
  if (outcome.kind === "removed" || outcome.kind === "gone") {
    // What became of the job is told either way.
    const stopped = watchList.stop([{ connectionId: connection.id, jobId: job.id }]);
    await stopped.catch((thrown: unknown) => report.note(thrown, "stop watching a deleted job"));
  }
  return outcome;
}

async function tellOne({ report }: DeleteKernel, { doomed, outcome }: Ended): Promise<void> {
  const name = escapeNotification(labelOf(doomed), 60);
  const { connection, job } = doomed;
  switch (outcome.kind) {
    case "removed": {
      const text = vscode.l10n.t("“{0}” was deleted.", name);
      if (outcome.requestId === undefined) return void vscode.window.showInformationMessage(text);
      const copy = vscode.l10n.t("Copy Request ID");
      const whole = sentences(text, vscode.l10n.t("Request ID: {0}", escapeNotification(outcome.requestId)));
      if ((await vscode.window.showInformationMessage(whole, copy)) === copy)
        await vscode.env.clipboard.writeText(outcome.requestId);
      return;
    }
    case "gone":
      return void vscode.window.showInformationMessage(vscode.l10n.t("“{0}” is no longer in the cloud.", name));
    case "notRemoved":
      report.note(outcome.error, "delete");
      return report.showError(outcome.error, connection, effectOf(outcome), { connectionId: connection.id, jobId: job.id });
    case "stillThere":
    case "unknown": {
      report.note(outcome.error, "delete");
      const { sentence, details } = report.explain(outcome.error, connection, "write");
      const known =
        outcome.kind === "stillThere"
          ? vscode.l10n.t("The job was read again: it is still there. Nothing is sent again by itself.")
          : vscode.l10n.t("The job could not be read again. Refresh before you delete it again.");
      return warn(notificationText([sentence, known], details), { connectionId: connection.id });
    }
  }
}

async function tellAll({ report }: DeleteKernel, ended: readonly Ended[], total: number): Promise<void> {
  const text = deleteResultText(ended, total, (error, { connection }, effect) =>
    report.explain(report.note(error, "delete"), connection, effect),
  );
  if (ended.every(isGone)) await vscode.window.showInformationMessage(escapeNotification(text));
  else await warn(escapeNotification(text));
}

/** With a button, or the editor would cut it after one line. `concern`: whose list may show more; absent = all lists. */
async function warn(text: string, concern?: { readonly connectionId: string }): Promise<void> {
  const refresh = vscode.l10n.t("Refresh");
  if ((await vscode.window.showWarningMessage(text, refresh)) !== refresh) return;
  if (concern) await vscode.commands.executeCommand(commands.refreshItem, concern);
  else await vscode.commands.executeCommand(commands.refreshAll);
}

function effectOf(outcome: DeleteOutcome): "undone" | "write" {
  return outcome.kind === "notRemoved" && !outcome.isUnseen ? "undone" : "write";
}
