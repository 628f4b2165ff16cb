// Saves a sound where the person says.
import * as vscode from "vscode";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { Sound } from "../sound.js";
import type { HeardItem } from "../text/listenView.js";

/** What is to be told of it; undefined = the person changed their mind. */
export async function saveSound(
  item: HeardItem,
  sound: Sound,
  job: VoiceJob,
  { environment, report }: Pick<UiKernel, "environment" | "report">,
): Promise<{ readonly tone: "note" | "error"; readonly text: string } | undefined> {
  const name = (job.name || job.id).replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_").slice(0, 60);
  const kind = item.text === undefined ? "sample" : item.id.replace(/\D+/g, "-").replace(/^-|-0$/g, "");
  const { HOME, USERPROFILE } = environment;
  const home = HOME ?? USERPROFILE;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(home ?? "/");
  const to = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save Audio As"),
    filters: { [vscode.l10n.t("Audio")]: [sound.extension] },
    defaultUri: vscode.Uri.joinPath(folder, `${name}-${kind}.${sound.extension}`),
  });
  if (!to) return undefined;
  try {
    await vscode.workspace.fs.writeFile(to, sound.bytes);
    return { tone: "note", text: vscode.l10n.t("Saved as {0}.", vscode.workspace.asRelativePath(to)) };
  } catch (thrown) {
    report.note(thrown, "save a sound");
    return {
      tone: "error",
      text: vscode.l10n.t("The sound could not be saved there. Choose another folder, or free disk space."),
    };
  }
}
