// Shows what became of several jobs: a page with a row for each, from where it is opened, copied, and what failed is tried again.
import * as vscode from "vscode";
import type { JobKey } from "../../../core/jobs/job.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { type BatchResultInput, batchResultView } from "../text/batchResultPage.js";
import { batchReport, resultText } from "../text/batchResultText.js";

export type BatchResultKernel = Pick<UiKernel, "reports" | "open" | "clock" | "locale">;

export type BatchResultShow = Pick<BatchResultInput, "results" | "orphans" | "offer"> & {
  /** Told apart from other batches of this window. */
  readonly id: string;
  /** Does what is offered. */
  readonly go: () => Promise<void>;
};

/** The offer is good for once: what it leads to has results of its own. */
export async function showBatchResults(
  { reports, open, clock, locale }: BatchResultKernel,
  given: BatchResultShow,
): Promise<void> {
  const { id, results, orphans, go } = given;
  const now = clock.now();
  const page = (await reports()).open(`results/${id}`, { title: vscode.l10n.t("Submit Results") });
  let { offer } = given;
  const paint = () => page.show(batchResultView({ results, orphans, offer, now, locale }));
  page.onAct = async (action, row) => {
    const result = row === undefined ? undefined : results[Number(row)];
    switch (action) {
      case "copy":
        return page.copy(batchReport(results, locale, now, orphans));
      case "copyRow":
        return result && page.copy(resultText(result, locale, now));
      case "openJob": {
        if (!result) return;
        const key: JobKey = { connectionId: result.connection.id, jobId: result.job.id };
        return open(key);
      }
      case "retryFailed":
      case "submitRest":
        if (!offer) return;
        offer = undefined;
        paint();
        return go();
    }
  };
  paint();
}
