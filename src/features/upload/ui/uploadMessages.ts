// Says what became of an upload, with what the person may want to do next.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import { asVoiceError } from "../../../core/errors.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { escapeNotification } from "../../../text/escape.js";
import { sentences } from "../../../text/punctuation.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { isUp, type UploadOutcome } from "../jobUploader.js";
import { fileName, noAddressText, outcomeText } from "../text/uploadText.js";
import type { UploadChoice } from "./uploadForm.js";

export class UploadMessages {
  constructor(private readonly kernel: Pick<UiKernel, "connectionStore" | "report">) {}

  /** `leadsOn`: the submit follows what was uploaded as a whole. */
  async tell(key: JobKey, name: string, outcomes: readonly UploadOutcome[], leadsOn: boolean): Promise<void> {
    const { connectionStore, report } = this.kernel;
    const connection = connectionStore.find(key.connectionId);
    const failed = outcomes.find((outcome) => outcome.kind === "failed");
    if (failed) report.note(failed.error, "upload a file");
    if (failed?.error.kind === "cancelled") return this.tellCancelled(name);
    const explain = (error: unknown) => (connection ? report.explain(asVoiceError(error), connection).sentence : "");
    const lines = outcomes.map((outcome) => escapeNotification(outcomeText(outcome, explain), 300));
    if (!outcomes.every(isUp)) return this.tellIncomplete(key, name, lines);
    if (leadsOn) return void (await vscode.commands.executeCommand(commands.submitJob, key));
    const submit = vscode.l10n.t("Submit…");
    const text = sentences(vscode.l10n.t("The files for “{0}” were uploaded.", escapeNotification(name, 60)), ...lines);
    if ((await vscode.window.showInformationMessage(text, submit)) === submit)
      await vscode.commands.executeCommand(commands.submitJob, key);
  }

  tellCancelled(name: string): void {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("The upload for “{0}” was cancelled. What was uploaded completely stays.", escapeNotification(name, 60)),
    );
  }

  /** The cloud names no address for these. */
  async tellHomeless(key: JobKey, name: string, homeless: readonly UploadChoice[]): Promise<void> {
    const lines = homeless.map(({ part, path }) => escapeNotification(noAddressText(part, fileName(path)), 300));
    await this.tellIncomplete(key, name, lines);
  }

  async tellNotPacked(key: JobKey, name: string, reason: string): Promise<void> {
    await this.tellIncomplete(key, name, [escapeNotification(reason, 300)]);
  }

  private async tellIncomplete(key: JobKey, name: string, lines: readonly string[]): Promise<void> {
    const again = vscode.l10n.t("Upload Again…");
    const head = vscode.l10n.t("The upload for “{0}” is not complete.", escapeNotification(name, 60));
    if ((await vscode.window.showWarningMessage(sentences(head, ...lines), again)) === again)
      await vscode.commands.executeCommand(commands.uploadFiles, key);
  }
}
