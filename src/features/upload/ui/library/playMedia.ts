// Lets a recording of a cloud's library be heard before it is picked: in the browser, at an address that is asked for at that moment.
import * as vscode from "vscode";
import type { Connection } from "../../../../core/connection.js";
import { isLoopback } from "../../../../core/forms/field.js";
import { escapeModal } from "../../../../text/escape.js";
import { withViewProgress } from "../../../../ui/commands/progress.js";
import type { UiKernel } from "../../../../ui/uiKernel.js";

/** The address is a key to the recording for an hour: only its host is named, and it is kept nowhere. */
export async function playMedia(
  { sessions }: Pick<UiKernel, "sessions">,
  { id }: Connection,
  mediaId: string,
  signal: AbortSignal,
): Promise<void> {
  const told = await withViewProgress(() => sessions.read(id, signal, async ({ media }) => media?.addressOf(mediaId, signal)));
  const address = safeAddress(told);
  if (!address) {
    void vscode.window.showWarningMessage(vscode.l10n.t("The cloud names no address at which this recording can be heard."));
    return;
  }
  const open = vscode.l10n.t("Open");
  const question = vscode.l10n.t("Open a link to {0}?", escapeModal(address.host, 100));
  const detail = vscode.l10n.t("The recording is opened in your browser.");
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, open)) !== open) return;
  // As a text: the editor would write a URI with other signs, and the signature would not fit.
  await vscode.env.openExternal(address.href as unknown as vscode.Uri);
}

/** Stores take the same address over TLS. Plain HTTP is for a cloud on this computer. */
function safeAddress(address: string | undefined): URL | undefined {
  if (address === undefined || !URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") return undefined;
  if (url.protocol === "http:" && !isLoopback(url.hostname)) url.protocol = "https:";
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}
