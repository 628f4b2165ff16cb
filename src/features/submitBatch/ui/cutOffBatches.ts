// Tells what became of several jobs whose window closed while they were being submitted, and offers to submit the rest.
import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import { isSubmittable } from "../../../core/jobs/allowedActions.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { escapeNotification } from "../../../text/escape.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { SubmitRecovery } from "../../submit/submitRecovery.js";
import type { Batch, BatchedJob } from "../batchLog.js";
import type { SubmitVerdict } from "../submitBatch.js";
import { type BatchResult, batchSummary, type OrphanResult } from "../text/batchResultText.js";
import { type BatchResultKernel, showBatchResults } from "./batchResults.js";

export class CutOffBatches {
  constructor(
    private readonly kernel: Pick<UiKernel, "connectionStore" | "sessions" | "store"> & BatchResultKernel,
    private readonly recovery: Pick<SubmitRecovery, "isUnsettled">,
    private readonly submitRest: (jobs: readonly JobKey[]) => Promise<void>,
  ) {}

  async tell({ id, jobs, ended, isAtOne }: Batch): Promise<void> {
    const { connectionStore, sessions, store, locale } = this.kernel;
    // What the editor was told last may be lost in a reload: the submits' own files and the jobs themselves know more.
    const reached = await Promise.all(jobs.map((key, index) => index >= ended.length && this.wasReached(key)));
    const isUnderWay = (index: number) => reached[index] || (index === ended.length && isAtOne);
    const verdictAt = (index: number): SubmitVerdict => ended[index] ?? (isUnderWay(index) ? "unknown" : "notSent");
    const orphans: OrphanResult[] = [];
    const results = jobs.flatMap(({ connectionId, jobId }, index): BatchResult[] => {
      const connection: Connection | undefined = connectionStore.find(connectionId);
      if (!connection) {
        orphans.push({ job: { id: jobId, name: "" }, verdict: verdictAt(index) });
        return [];
      }
      const job = store.record(connectionId, jobId)?.job ?? { id: jobId, name: "" };
      const kind = index < ended.length ? "ended" : isUnderWay(index) ? "underWay" : "notSent";
      return [{ connection, cloud: sessions.cloudOf(connection), job, verdict: verdictAt(index), outcome: { kind } }];
    });
    const summary = batchSummary(
      jobs.map((_job, index) => verdictAt(index)),
      locale,
    );
    const text = vscode.l10n.t("The window closed while jobs were being submitted: {0}.", summary);
    const rest = jobs.filter((_job, index) => verdictAt(index) === "notSent");
    const show = vscode.l10n.t("Show Results");
    const goOn = vscode.l10n.t("Submit the Rest…");
    const buttons = rest.length > 0 ? [show, goOn] : [show];
    const go = () => this.submitRest(rest);
    const chosen = await vscode.window.showWarningMessage(escapeNotification(text), ...buttons);
    if (chosen === goOn) return go();
    const offer = rest.length > 0 ? "submitRest" : undefined;
    if (chosen === show) await showBatchResults(this.kernel, { id, results, orphans, offer, go });
  }

  private async wasReached({ connectionId, jobId }: BatchedJob): Promise<boolean> {
    if (await this.recovery.isUnsettled(connectionId, jobId)) return true;
    const { connectionStore, sessions, store } = this.kernel;
    const connection = connectionStore.find(connectionId);
    const job = store.record(connectionId, jobId)?.job;
    return connection !== undefined && job !== undefined && !isSubmittable(sessions.cloudOf(connection), job);
  }
}
