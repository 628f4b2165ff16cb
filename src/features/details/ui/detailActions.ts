// What a click on the page of a job does outside it: commands of the editor, and links that are opened after asking.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { ActionId } from "../../../protocol/details.js";

/** The others are done by the page itself. */
export const actionCommands: Readonly<Record<Exclude<ActionId, "refresh" | "copyVoiceId">, string>> = {
  submit: commands.submitJob,
  watch: commands.watchJob,
  checkRecordings: commands.checkRecordings,
  uploadFiles: commands.uploadFiles,
  uploadCorrected: commands.uploadCorrected,
  delete: commands.deleteJob,
  playSample: commands.playSample,
  sayText: commands.sayText,
  openJson: commands.openJobJson,
  openConsole: commands.openConsole,
};

/** The link may be a key to a person's recordings: the host is named, and only https is followed. */
export async function openLink(link: string | undefined): Promise<void> {
  if (link === undefined) return;
  const open = vscode.l10n.t("Open");
  const question = vscode.l10n.t("Open a link to {0}?", new URL(link).host);
  const detail = vscode.l10n.t("Anyone who has the link can access personal data. It opens in your browser.");
  if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, open)) !== open) return;
  // As a text, which the editor takes too: a Uri it decodes and encodes again, and a plus in a signature becomes a space on the way.
  await vscode.env.openExternal(link as unknown as vscode.Uri);
}
