// The commands that compare jobs, on a page or as documents; the page is loaded with the first of them.
import * as vscode from "vscode";
import type { JobKey } from "../../../core/jobs/job.js";
import { lazy } from "../../../core/ports/lazy.js";
import { mostCompared } from "../../../protocol/compare.js";
import type { Handlers } from "../../../ui/commands/handlers.js";
import { jobsOf } from "../../../ui/commands/target.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { RestoresPanels } from "../../../ui/webview/restorePanels.js";
import { distinct, fewestCompared } from "../comparedJobs.js";

type Names = "compareJobs" | "compareJobsJson";

export interface CompareFeature extends RestoresPanels {
  readonly handlers: Handlers<Names>;
}

/** `showDifferences`: two jobs as documents. */
export function compareCommands(
  kernel: UiKernel,
  showDifferences: (first: JobKey, second: JobKey) => Promise<void>,
): CompareFeature {
  const pages = lazy(async () => {
    const { ComparePanels } = await import("./comparePanels.js");
    return new ComparePanels(kernel);
  });
  /** Asks for those that were not named. Undefined = too many, or none was chosen. */
  const jobsMeant = async (keys: readonly JobKey[], most: number): Promise<readonly JobKey[] | undefined> => {
    if (keys.length > most) {
      const text =
        most === fewestCompared
          ? vscode.l10n.t("Two jobs can be compared as JSON. Select exactly two.")
          : vscode.l10n.t("Up to five jobs can be compared. Select two to five.");
      void vscode.window.showInformationMessage(text);
      return undefined;
    }
    if (keys.length >= fewestCompared) return keys;
    const first = keys[0] ?? (await kernel.picker.job({}, vscode.l10n.t("Which job should be compared?")));
    if (!first) return undefined;
    const isOther = (_record: unknown, _cloud: unknown, key: JobKey) =>
      key.jobId !== first.jobId || key.connectionId !== first.connectionId;
    const second = await kernel.picker.job({}, vscode.l10n.t("Which job should it be compared with?"), isOther);
    return second && [first, second];
  };
  return {
    handlers: {
      compareJobs: async (_target, targets) => {
        const keys = await jobsMeant(distinct(jobsOf(targets)), mostCompared);
        if (keys) (await pages()).open(keys);
      },
      compareJobsJson: async (_target, targets) => {
        const [first, second] = (await jobsMeant(distinct(jobsOf(targets)), fewestCompared)) ?? [];
        if (first && second) await showDifferences(first, second);
      },
    },
    restore: async (panel, remembered) => (await pages()).restore(panel, remembered),
  };
}
