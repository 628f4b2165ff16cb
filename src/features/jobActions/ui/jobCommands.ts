// What commands about jobs do, about one or about many: refresh, open, show as JSON, copy, open in the console.
//
// Small commands that need no folder of their own. ../refreshPlan.ts decides between reading jobs one by one and reading their
// connection; jobDifferences.ts and jobDocuments.ts show documents without a file, jobDocumentText.ts makes their text when one is
// opened.

import * as vscode from "vscode";
import { consolePage } from "../../../core/cloud/consolePage.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { count } from "../../../text/counts.js";
import { escapeNotification } from "../../../text/escape.js";
import { translate } from "../../../text/translate.js";
import { areRead } from "../../../ui/commands/commandFailure.js";
import { type Handler, type Handlers, jobsMeant } from "../../../ui/commands/handlers.js";
import { never, withViewProgress } from "../../../ui/commands/progress.js";
import { isGlance, jobsOf, type Target } from "../../../ui/commands/target.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { planRefresh } from "../refreshPlan.js";
import { uriOf } from "./jobUri.js";

type Names = "refreshAll" | "refreshItem" | "openJob" | "openJobJson" | "openConsole" | "copyJobId" | "copyRequestId";

/** How long a short confirmation stays in the status bar. */
const statusMs = 3000;
/** A document of more jobs than that is not read; an export is for them. */
const mostInDocument = 200;

/** `exportRows`: what is offered where one document is not enough. */
export function jobCommands(kernel: UiKernel, exportRows: Handler): Handlers<Names> {
  const { connectionStore, sessions, store, refresher, report, userActivity, picker, refreshConnections, locale } = kernel;
  const whichJob = () => vscode.l10n.t("Which job?");

  /** Rows that are no jobs stand for their whole connection, since its totals are theirs too. */
  const refreshItems = async (targets: readonly Target[]) => {
    const wholes = targets.filter(({ jobId }) => jobId === undefined).flatMap(({ connectionId }) => connectionId ?? []);
    const plan = planRefresh(wholes, jobsOf(targets), (connectionId) => {
      const connection = connectionStore.find(connectionId);
      return connection && { cloud: sessions.cloudOf(connection), snapshot: store.get(connectionId) };
    });
    await sessions.resume([...new Set(plan.jobs.map(({ connectionId }) => connectionId))]);
    const single = withViewProgress(() => readOneByOne(plan.jobs));
    await Promise.all([plan.connections.length > 0 ? refreshConnections(plan.connections) : undefined, single]);
  };
  /** Each row keeps its own error; the first of them is shown once all have been tried. */
  const readOneByOne = async (keys: readonly JobKey[]) => {
    for (const { connectionId, jobId } of keys) userActivity.note([connectionId], jobId);
    const reads = keys.map(({ connectionId, jobId }) => refresher.refreshJob(connectionId, jobId, never));
    const outcomes = await Promise.allSettled(reads);
    const failed = outcomes.findIndex(({ status }) => status === "rejected");
    const [outcome, key] = [outcomes[failed], keys[failed]];
    const connection = key && connectionStore.find(key.connectionId);
    if (outcome?.status !== "rejected" || !key || !connection) return;
    void report.showError(report.note(outcome.reason, "refresh jobs"), connection, "read", key);
  };

  const copyJobIds = async (targets: readonly Target[]) => {
    const keys = await jobsMeant(kernel, targets, whichJob());
    if (keys.length === 0) return;
    await vscode.env.clipboard.writeText(keys.map(({ jobId }) => jobId).join("\n"));
    const told =
      keys.length === 1 ? vscode.l10n.t("Job ID copied") : vscode.l10n.t("{0} job IDs copied", count(keys.length, locale));
    vscode.window.setStatusBarMessage(told, statusMs);
  };

  const openJson = async (targets: readonly Target[]) => {
    const keys = await jobsMeant(kernel, targets, whichJob());
    if (keys.length > mostInDocument) {
      const exportThem = vscode.l10n.t("Export…");
      const text = vscode.l10n.t("{0} jobs are too many for one document.", count(keys.length, locale));
      if ((await vscode.window.showInformationMessage(text, exportThem)) === exportThem)
        await exportRows({}, targets, undefined, undefined);
    } else if (keys.length > 0 && (await areRead(kernel, keys, "openJobJson"))) {
      const document = await vscode.workspace.openTextDocument(uriOf(keys));
      await vscode.window.showTextDocument(document, { preview: true });
    }
  };

  const copyRequestId = async ({ connectionId, jobId }: Target) => {
    if (connectionId === undefined) return;
    const snapshot = store.get(connectionId);
    const record = jobId === undefined ? undefined : store.record(connectionId, jobId);
    const id =
      jobId === undefined ? (snapshot.error?.requestId ?? snapshot.requestId) : (record?.error?.requestId ?? record?.requestId);
    if (id === undefined)
      return void vscode.window.showInformationMessage(vscode.l10n.t("The cloud sent no request ID with its last answer."));
    await vscode.env.clipboard.writeText(id);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Request ID copied"), statusMs);
  };

  /** Nothing but an address goes to the browser: the person signs in there. */
  const openConsole = async (target: Target) => {
    const connection = await picker.connection(target, vscode.l10n.t("Which connection's console should be opened?"));
    if (!connection) return;
    const cloud = sessions.cloudOf(connection);
    const page = consolePage(cloud, connection, target.jobId);
    if (page !== undefined) return void (await vscode.env.openExternal(vscode.Uri.parse(page, true)));
    const text = connection.isDemo
      ? vscode.l10n.t("Demo data is on this computer only: there is no console for it.")
      : vscode.l10n.t("No console of {0} is known for this endpoint.", translate(cloud.title));
    void vscode.window.showInformationMessage(escapeNotification(text));
  };

  const refreshAll = () => refreshConnections(connectionStore.all().map(({ id }) => id));

  return {
    refreshAll,
    // No row is selected, or the editor hands over none, as while it takes in new ones: then all of them are meant.
    refreshItem: (_target, targets) => (targets.length === 0 ? refreshAll() : refreshItems(targets)),
    openJob: async (target, _targets, argument) => {
      const key = await picker.job(target, whichJob());
      if (key) await kernel.open(key, isGlance(argument) ? "glance" : "tab");
    },
    openJobJson: (_target, targets) => openJson(targets),
    openConsole,
    copyJobId: (_target, targets) => copyJobIds(targets),
    copyRequestId,
  };
}
