// The command that deletes jobs: which ones are meant, then the flow that asks and deletes.
import * as vscode from "vscode";
import { isDeletable } from "../../../core/jobs/allowedActions.js";
import { lazy } from "../../../core/ports/lazy.js";
import { about, type Handlers } from "../../../ui/commands/handlers.js";
import { jobsOf, selectedRows } from "../../../ui/commands/target.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

export function deleteCommands(kernel: UiKernel): Handlers<"deleteJob"> {
  const flow = lazy(() => import("./deleteFlow.js"));
  return {
    /** The key acts on selected jobs alone; elsewhere the job is asked for. */
    deleteJob: async (_target, targets, argument) => {
      const given = jobsOf(targets);
      const prompt = vscode.l10n.t("Which job should be deleted?");
      const isAsked = given.length === 0 && argument !== selectedRows;
      const asked = isAsked ? await kernel.picker.job({}, prompt, ({ job }, cloud) => isDeletable(cloud, job)) : undefined;
      const keys = asked ? [asked] : given;
      const [first] = keys;
      if (first) await about(kernel, first, "deleteJob", async () => (await flow()).deleteJobs(kernel, keys));
    },
  };
}
