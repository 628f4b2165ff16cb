// Compares two jobs, of one cloud or of two, as documents in the form that all clouds share.

import * as vscode from "vscode";
import type { JobKey } from "../../../core/jobs/job.js";
import { documentForms } from "../../../core/storedNames.js";
import { escapeLabel } from "../../../text/escape.js";
import { bracketed } from "../../../text/punctuation.js";
import { areRead } from "../../../ui/commands/commandFailure.js";
import { showDifferences } from "../../../ui/editorCommands.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { uriOf } from "./jobUri.js";

export type CompareKernel = Pick<UiKernel, "connectionStore" | "store" | "refresher" | "picker" | "report">;

/** Asks for those of the two that were not named. */
export async function compareJobs(kernel: CompareKernel, keys: readonly JobKey[]): Promise<void> {
  if (keys.length > 2) {
    void vscode.window.showInformationMessage(vscode.l10n.t("Two jobs can be compared. Select exactly two."));
    return;
  }
  const first = keys[0] ?? (await kernel.picker.job({}, vscode.l10n.t("Which job should be compared?")));
  if (!first) return;
  const isOther = (_record: unknown, _cloud: unknown, key: JobKey) =>
    key.jobId !== first.jobId || key.connectionId !== first.connectionId;
  const second = keys[1] ?? (await kernel.picker.job({}, vscode.l10n.t("Which job should it be compared with?"), isOther));
  if (!second) return;
  // Named by a caller that has not loaded them: without a name there is no title.
  if (!(await areRead(kernel, [first, second], "compareJobs"))) return;
  const title = titleOf(kernel, first, second);
  await showDifferences(uriOf([first], documentForms.compared), uriOf([second], documentForms.compared), title);
}

/** Both names; where those are the same, what tells the jobs apart. */
function titleOf({ connectionStore, store }: CompareKernel, first: JobKey, second: JobKey): string {
  const nameOf = ({ connectionId, jobId }: JobKey) => store.record(connectionId, jobId)?.job.name || jobId;
  const names = [first, second].map((key) => {
    const place = connectionStore.find(key.connectionId)?.name ?? "";
    if (nameOf(first) !== nameOf(second)) return nameOf(key);
    return bracketed(nameOf(key), first.connectionId === second.connectionId ? key.jobId : place);
  });
  return names.map((name) => escapeLabel(name, 60)).join(" ↔ ");
}
