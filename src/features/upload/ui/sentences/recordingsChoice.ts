// Lets the person choose recordings of a job's sentences, a folder or one file: checked on this computer, and each with its sentence.
import * as vscode from "vscode";
import { type OwnStorage, safeName } from "../../../../core/cloud/capabilities/ownStorage.js";
import type { Cloud } from "../../../../core/cloud/cloud.js";
import type { Connection } from "../../../../core/connection.js";
import type { VoiceJob } from "../../../../core/jobs/job.js";
import type { Sentence } from "../../../../core/jobs/jobCreation.js";
import type { CheckedRecordingSet } from "../../../../core/recordings/checkedRecordingSet.js";
import type { UiKernel } from "../../../../ui/uiKernel.js";
import type { PlacedFile } from "../../recordingsUploader.js";
import { matchSentences, type SentenceFiles } from "../../sentenceFiles.js";
import { checkLocally } from "../localCheck.js";

/** Whose recordings they are. */
export interface RecordedVoice {
  readonly connection: Connection;
  readonly cloud: Cloud;
  readonly job: VoiceJob & { readonly voiceId: string };
  readonly sentences: readonly Sentence[];
  /** Ids of sentences that have passed. */
  readonly passed: ReadonlySet<string>;
}

export interface ChosenRecordings {
  readonly folder: vscode.Uri;
  readonly matched: SentenceFiles;
  readonly found: CheckedRecordingSet;
  readonly files: readonly PlacedFile[];
}

export class RecordingsChoice {
  /** Folders that were chosen, by voice, for as long as the window is open. */
  private readonly folders = new Map<string, vscode.Uri>();

  constructor(private readonly kernel: Pick<UiKernel, "openFileSender" | "recordings" | "uploaded" | "report">) {}

  /** Undefined = the person left, or was told why there is nothing to upload. */
  async folder(voice: RecordedVoice): Promise<ChosenRecordings | undefined> {
    const key = keyOf(voice);
    const before = this.folders.get(key) ?? (await this.intended(voice));
    const picked = await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Folder of recordings"),
      openLabel: vscode.l10n.t("Choose"),
      canSelectFolders: true,
      canSelectFiles: false,
      ...(before && { defaultUri: before }),
    });
    const folder = picked?.[0];
    if (!folder) return undefined;
    this.folders.set(key, folder);
    const found = await checkLocally(this.kernel, [folder], voice.cloud, voice.job.type);
    if (!found) return undefined;
    const matched = matchSentences(voice.sentences, found.recordings);
    const files = await this.placed(
      voice,
      folder,
      [...matched.files].filter(([id]) => !voice.passed.has(id)),
    );
    if (files.length > 0) return { folder, matched, found, files };
    const text =
      matched.files.size > 0
        ? vscode.l10n.t("Each recording in this folder belongs to a sentence that has passed already.")
        : vscode.l10n.t(
            "No recording in this folder belongs to a sentence. Name them by the numbers of the sentences, such as 1.wav, or put the text of each beside it, such as 1.txt.",
          );
    void vscode.window.showWarningMessage(text);
    return undefined;
  }

  async file(voice: RecordedVoice, { contentTypes }: OwnStorage, { id }: Sentence): Promise<ChosenRecordings | undefined> {
    const title = vscode.l10n.t("Recording {0}", id);
    const endings = [...contentTypes.keys()].filter((ending) => ending === "wav" || ending === "pcm");
    const before = this.folders.get(keyOf(voice)) ?? (await this.intended(voice));
    const picked = await vscode.window.showOpenDialog({
      title,
      filters: { [title]: endings },
      ...(before && { defaultUri: before }),
    });
    const uri = picked?.[0];
    if (!uri) return undefined;
    const folder = vscode.Uri.joinPath(uri, "..");
    this.folders.set(keyOf(voice), folder);
    const found = await checkLocally(this.kernel, [uri], voice.cloud, voice.job.type);
    if (!found) return undefined;
    const file = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    const matched = { files: new Map([[id, file]]), missing: [], unused: [], fromZero: false };
    const files = await this.placed(voice, folder, [[id, file]]);
    return files.length > 0 ? { folder, matched, found, files } : undefined;
  }

  /** What the job was created for. */
  private async intended({ connection, job }: RecordedVoice): Promise<vscode.Uri | undefined> {
    const place = (await this.kernel.uploaded()).intended.of(connection.id, job.id);
    return place && vscode.Uri.file(place.path);
  }

  private async placed(
    { job }: RecordedVoice,
    folder: vscode.Uri,
    files: readonly (readonly [id: string, file: string])[],
  ): Promise<readonly PlacedFile[]> {
    const sender = await this.kernel.openFileSender();
    const looked = files.map(async ([id, path]): Promise<PlacedFile[]> => {
      const file = await sender.look(vscode.Uri.joinPath(folder, ...path.split("/")).fsPath).catch(() => undefined);
      const ending = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
      return file ? [{ id, name: `${safeName(job.voiceId)}/${safeName(id)}.${safeName(ending)}`, file }] : [];
    });
    return (await Promise.all(looked)).flat();
  }
}

function keyOf({ connection, job }: RecordedVoice): string {
  return JSON.stringify([connection.id, job.voiceId]);
}
