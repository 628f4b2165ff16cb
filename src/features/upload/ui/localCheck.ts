// Checks recordings on this computer before they are sent, with progress and Cancel: for the kind of a job where it is known.
import * as vscode from "vscode";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { CheckedRecordingSet } from "../../../core/recordings/checkedRecordingSet.js";
import { escapeNotification } from "../../../text/escape.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

/** `jobType`: absent = for no kind of job in particular. Undefined = the person stopped it, or was told why they cannot be checked. */
export async function checkLocally(
  kernel: Pick<UiKernel, "recordings" | "report">,
  uris: readonly vscode.Uri[],
  cloud: Cloud,
  jobType: string | undefined,
): Promise<CheckedRecordingSet | undefined> {
  const kinds = (await cloud.recordingRequirements?.()) ?? [];
  const kind = kinds.find(({ jobTypes }) => jobTypes.includes(jobType ?? ""));
  const stop = new AbortController();
  const title = vscode.l10n.t("Checking recordings on this computer");
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    return await vscode.window.withProgress(options, async (_progress, token) => {
      token.onCancellationRequested(() => stop.abort());
      const recordings = await kernel.recordings();
      return recordings.checkFor(uris, kind && `${cloud.id}/${kind.id}`, stop.signal);
    });
  } catch (thrown) {
    const error = kernel.report.note(thrown, "check recordings");
    if (error.kind !== "cancelled") void vscode.window.showWarningMessage(escapeNotification(error.message));
    return undefined;
  }
}
