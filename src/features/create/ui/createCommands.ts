// Commands that create jobs and check the recordings of new ones; what they do is loaded with the first of them.
import * as vscode from "vscode";
import type { Cloud } from "../../../core/cloud.js";
import { isSubmittable } from "../../../core/jobs/submittable.js";
import { lazy } from "../../../core/ports/lazy.js";
import type { JobRecord } from "../../../services/jobs/jobRecord.js";
import { about, type Handlers } from "../../../ui/commands/handlers.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

export interface CreateFeature {
  readonly handlers: Handlers<"createJob" | "checkRecordings">;
  /** Tells what became of creations that were under way when the editor closed. */
  resume(): Promise<void>;
}

export function createCommands(kernel: UiKernel): CreateFeature {
  const creating = lazy(() => import("./createFeature.js").then(({ createCreating }) => createCreating(kernel)));
  return {
    handlers: {
      createJob: async (target) => (await creating()).create(target),
      checkRecordings: async (target) => {
        const prompt = vscode.l10n.t("Which job's recordings should be checked?");
        const asks = ({ job }: JobRecord, cloud: Cloud) => cloud.recordings !== undefined && isSubmittable(cloud, job);
        const key = await kernel.picker.job(target, prompt, asks);
        if (key) await about(kernel, key, "checkRecordings", async () => (await creating()).recordings.run(key));
      },
    },
    resume: async () => (await creating()).tellLeft(),
  };
}
