// The command that submits a job; the flow behind it is loaded with the first submit, and is one for all who submit.
import * as vscode from "vscode";
import { isSubmittable } from "../../../core/jobs/allowedActions.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { type Lazy, lazy } from "../../../core/ports/lazy.js";
import { about, type Handlers } from "../../../ui/commands/handlers.js";
import { jobsOf } from "../../../ui/commands/target.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { Submitting } from "./submitFeature.js";

export interface SubmitFeature {
  readonly handlers: Handlers<"submitJob">;
  readonly load: Lazy<Submitting>;
  submit(key: JobKey): Promise<void>;
  /** Tells what became of submits that were under way when the editor closed. */
  resume(): Promise<void>;
}

/** `submitSeveral`: what several selected jobs go through. */
export function submitCommands(kernel: UiKernel, submitSeveral: (keys: readonly JobKey[]) => Promise<void>): SubmitFeature {
  const load = lazy(() => import("./submitFeature.js").then(({ createSubmitting }) => createSubmitting(kernel)));
  const submit = (key: JobKey) => about(kernel, key, "submitJob", async () => (await load()).flow.run(key));
  return {
    handlers: {
      submitJob: async (target, targets) => {
        const selected = jobsOf(targets);
        if (selected.length > 1) return submitSeveral(selected);
        const prompt = vscode.l10n.t("Which job should be submitted?");
        const key = await kernel.picker.job(target, prompt, ({ job }, cloud) => isSubmittable(cloud, job));
        if (key) await submit(key);
      },
    },
    load,
    submit,
    resume: async () => (await load()).flow.tellLeftovers(),
  };
}
