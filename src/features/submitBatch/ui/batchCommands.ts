// The command that submits several jobs; the flow behind it is loaded with the first batch.
import type { JobKey } from "../../../core/jobs/job.js";
import { lazy } from "../../../core/ports/lazy.js";
import type { Handlers } from "../../../ui/commands/handlers.js";
import { jobsOf, readTargets, selectedRows } from "../../../ui/commands/target.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { SubmitFeature } from "../../submit/ui/submitCommands.js";

export interface BatchFeature {
  readonly handlers: Handlers<"submitJobs">;
  submit(keys: readonly JobKey[]): Promise<void>;
  /** Tells of batches that were under way when their window closed. */
  resume(): Promise<void>;
}

export function batchCommands(kernel: UiKernel, single: Pick<SubmitFeature, "load" | "submit">): BatchFeature {
  const load = lazy(async () => {
    const [{ BatchFlow }, { submitter, recovery, used }] = await Promise.all([import("./batchFlow.js"), single.load()]);
    return new BatchFlow(kernel, submitter, recovery, used);
  });
  /** A single one has a flow of its own, wherever it was named. */
  const submit = async (keys: readonly JobKey[]) => {
    const flow = await load();
    if (keys.length > 1) return flow.run(keys);
    const selected = keys.length > 0 ? keys : jobsOf(readTargets(selectedRows, undefined, kernel.selection));
    const one = await flow.pick(selected);
    if (one) await single.submit(one);
  };
  return {
    handlers: { submitJobs: (_target, targets) => submit(jobsOf(targets)) },
    submit,
    resume: async () => (await load()).tellUnfinished(),
  };
}
