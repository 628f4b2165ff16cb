// Shows two jobs, of one cloud or of two, as documents in the form that all clouds share, and what differs between them.
import type { JobKey } from "../../../core/jobs/job.js";
import { documentForms } from "../../../core/storedNames.js";
import { escapeLabel } from "../../../text/escape.js";
import { bracketed } from "../../../text/punctuation.js";
import { areRead } from "../../../ui/commands/commandFailure.js";
import { showDifferences } from "../../../ui/editorCommands.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { uriOf } from "./jobUri.js";

type DifferencesKernel = Pick<UiKernel, "connectionStore" | "store" | "refresher" | "report">;

export async function showJobDifferences(kernel: DifferencesKernel, first: JobKey, second: JobKey): Promise<void> {
  // Named by a caller that has not loaded them: without a name there is no title.
  if (!(await areRead(kernel, [first, second], "compareJobsJson"))) return;
  const title = titleOf(kernel, first, second);
  await showDifferences(uriOf([first], documentForms.compared), uriOf([second], documentForms.compared), title);
}

/** Both names; where those are the same, what tells the jobs apart. */
function titleOf({ connectionStore, store }: DifferencesKernel, first: JobKey, second: JobKey): string {
  const nameOf = ({ connectionId, jobId }: JobKey) => store.record(connectionId, jobId)?.job.name || jobId;
  const names = [first, second].map((key) => {
    const place = connectionStore.find(key.connectionId)?.name ?? "";
    if (nameOf(first) !== nameOf(second)) return nameOf(key);
    return bracketed(nameOf(key), first.connectionId === second.connectionId ? key.jobId : place);
  });
  return names.map((name) => escapeLabel(name, 60)).join(" ↔ ");
}
