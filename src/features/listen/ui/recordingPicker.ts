// Asks for a recording on this computer, and reads it; what is no sound is told, and another can be chosen.
import * as vscode from "vscode";
import { escapeNotification } from "../../../text/escape.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { mostRecordingBytes, type RecordedSound, recordedSound, recordingEndings } from "../recordedSound.js";
import type { Sound } from "../sound.js";
import { recordingFlawText } from "../text/listenText.js";

export interface ChosenRecording {
  /** Of the file, for people. */
  readonly name: string;
  readonly sound: Sound;
}

/** Undefined = none was chosen. */
export async function pickRecording({
  report,
  locale,
}: Pick<UiKernel, "report" | "locale">): Promise<ChosenRecording | undefined> {
  for (;;) {
    const [file] =
      (await vscode.window.showOpenDialog({
        title: vscode.l10n.t("Recording to compare with"),
        openLabel: vscode.l10n.t("Compare"),
        filters: { [vscode.l10n.t("Audio")]: [...recordingEndings] },
      })) ?? [];
    if (!file) return undefined;
    const name = file.path.slice(file.path.lastIndexOf("/") + 1);
    const read = await readRecording(file).catch((thrown: unknown) => {
      report.note(thrown, "read a recording");
      return { kind: "unreadable" } as const;
    });
    if (read.kind === "sound") return { name, sound: read.sound };
    const again = vscode.l10n.t("Choose Another File…");
    const text = recordingFlawText(read.kind, escapeNotification(name, 60), mostRecordingBytes, locale);
    if ((await vscode.window.showWarningMessage(text, again)) !== again) return undefined;
  }
}

async function readRecording(file: vscode.Uri): Promise<RecordedSound | { readonly kind: "tooLarge" }> {
  const { size } = await vscode.workspace.fs.stat(file);
  return size > mostRecordingBytes ? { kind: "tooLarge" } : recordedSound(await vscode.workspace.fs.readFile(file));
}
