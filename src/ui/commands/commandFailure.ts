// Tells what went wrong with what a person asked for: about the job or connection it was for, also where that was chosen in a list.

import { asVoiceError } from "../../core/errors.js";
import type { JobKey } from "../../core/jobs/job.js";
import type { JobStore } from "../../services/jobs/jobStore.js";
import type { Refresher } from "../../services/refresh/refresher.js";
import type { UiKernel } from "../uiKernel.js";
import { never, withViewProgress } from "./progress.js";
import type { Target } from "./target.js";

export type FailureKernel = Pick<UiKernel, "connectionStore" | "report">;

export async function tellFailure(
  { connectionStore, report }: FailureKernel,
  { connectionId, jobId }: Target,
  thrown: unknown,
  doing: string,
): Promise<void> {
  const error = report.note(asVoiceError(thrown), doing);
  const connection = connectionId === undefined ? undefined : connectionStore.find(connectionId);
  if (connection) await report.showError(error, connection, "read", { connectionId: connection.id, ...(jobId ? { jobId } : {}) });
  else if (error.kind !== "cancelled") await report.showBug();
}

/**
 * Sees to it that the store has the jobs as the cloud sent them, before a document is opened of them: an error that crosses the editor has lost
 * its kind. False = not all of them could be read, which is told.
 */
export async function areRead(
  kernel: FailureKernel & { readonly store: JobStore; readonly refresher: Refresher },
  keys: readonly JobKey[],
  doing: string,
): Promise<boolean> {
  const unread = keys.filter(({ connectionId, jobId }) => {
    const record = kernel.store.record(connectionId, jobId);
    return !record || record.isRemembered;
  });
  const read = ({ connectionId, jobId }: JobKey) =>
    withViewProgress(() => kernel.refresher.refreshJob(connectionId, jobId, never));
  const outcomes = await Promise.allSettled(unread.map(read));
  const failed = outcomes.findIndex(({ status }) => status === "rejected");
  const [outcome, key] = [outcomes[failed], unread[failed]];
  if (outcome?.status !== "rejected" || !key) return true;
  await tellFailure(kernel, key, outcome.reason, doing);
  return false;
}
