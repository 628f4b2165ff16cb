// Brings recordings of this computer into a cloud's library with the person: files, a place in their storage, one modal, then upload and registering.
import * as vscode from "vscode";
import type { MediaFile } from "../../../../core/cloud/capabilities/mediaLibrary.js";
import { type OwnStorage, type StoragePlace, safeName } from "../../../../core/cloud/capabilities/ownStorage.js";
import type { Cloud } from "../../../../core/cloud/cloud.js";
import type { Connection } from "../../../../core/connection.js";
import type { VoiceError } from "../../../../core/errors.js";
import type { CheckedRecordingSet } from "../../../../core/recordings/checkedRecordingSet.js";
import { escapeModal, escapeNotification } from "../../../../text/escape.js";
import { sentences as joined } from "../../../../text/punctuation.js";
import { never } from "../../../../ui/commands/progress.js";
import type { UiKernel } from "../../../../ui/uiKernel.js";
import { MediaRegistrar } from "../../mediaRegistrar.js";
import { type PlacedFile, RecordingsUploader } from "../../recordingsUploader.js";
import { mediaDetail, mediaFindings } from "../../text/mediaText.js";
import { placedFailures, placedProgressText } from "../../text/recordingsText.js";
import { checkLocally } from "../localCheck.js";
import { RecordingsUpload, type RecordingsUploadKernel } from "../sentences/recordingsUpload.js";

export type MediaUploadKernel = RecordingsUploadKernel & Pick<UiKernel, "digest">;

interface Place {
  readonly connection: Connection;
  readonly cloud: Cloud;
  /** What they are for; undefined = nothing that is trained. */
  readonly jobType: string | undefined;
}

/** What became of a run: recordings that are in the library now, in the order of their files. */
interface Added {
  readonly files: readonly MediaFile[];
  readonly failures: readonly string[];
  readonly isCancelled: boolean;
}

export class MediaUpload {
  private readonly uploader: RecordingsUploader;
  private readonly registrar: MediaRegistrar;
  private readonly places: RecordingsUpload;
  private folder: vscode.Uri | undefined;

  constructor(private readonly kernel: MediaUploadKernel) {
    this.uploader = new RecordingsUploader(kernel);
    this.registrar = new MediaRegistrar(kernel);
    this.places = new RecordingsUpload(kernel);
  }

  /** Empty = nothing was added. */
  async run(at: Place, isSeveral: boolean): Promise<readonly MediaFile[]> {
    const storage = await at.cloud.ownStorage?.();
    const chosen = storage && (await this.chooseFiles(storage, isSeveral));
    if (!chosen || chosen.length === 0) return [];
    const uris = chosen.map(({ file }) => vscode.Uri.file(file.path));
    const found = await checkLocally(this.kernel, uris, at.cloud, at.jobType);
    if (!found) return [];
    let place = this.places.placeOf(at.connection) ?? (await this.places.changePlace(at));
    for (;;) {
      if (!place) return [];
      const answer = await this.confirm(at.connection, place, chosen, found);
      if (answer === "upload") break;
      if (answer === "show") {
        const purpose = at.jobType === undefined ? undefined : { cloud: at.cloud.id, jobType: at.jobType };
        await (await this.kernel.recordings()).check(uris, purpose);
      }
      if (answer !== "changePlace") return [];
      place = (await this.places.changePlace(at)) ?? place;
    }
    return this.addAll(at.connection, place, chosen);
  }

  private async chooseFiles({ contentTypes }: OwnStorage, isSeveral: boolean): Promise<readonly PlacedFile[]> {
    const title = vscode.l10n.t("Recordings");
    const picked = await vscode.window.showOpenDialog({
      title,
      openLabel: vscode.l10n.t("Choose"),
      canSelectMany: isSeveral,
      filters: { [title]: [...contentTypes.keys()] },
      ...(this.folder && { defaultUri: this.folder }),
    });
    const [first] = picked ?? [];
    if (first) this.folder = vscode.Uri.joinPath(first, "..");
    const sender = await this.kernel.openFileSender();
    const looked = (picked ?? []).map(async (uri): Promise<readonly PlacedFile[]> => {
      const file = await sender.look(uri.fsPath).catch(() => undefined);
      return file && file.size > 0 ? [{ id: fileName(uri.path), name: this.nameOf(uri, file), file }] : [];
    });
    const files = (await Promise.all(looked)).flat();
    const missing = (picked?.length ?? 0) - files.length;
    if (missing > 0)
      void vscode.window.showWarningMessage(vscode.l10n.t("Files that are empty or cannot be read: {0}.", missing));
    return files;
  }

  /** The same file has the same name, so that it is in the library once; a changed one has another. */
  private nameOf({ path }: vscode.Uri, { path: onDisk, size, modifiedAt }: PlacedFile["file"]): string {
    const name = fileName(path);
    const dot = name.lastIndexOf(".");
    const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot + 1).toLowerCase()] : [name, ""];
    const digest = this.kernel.digest(JSON.stringify([onDisk, size, modifiedAt]));
    return `library/${safeName(stem).slice(0, 60)}-${safeName(digest)}.${safeName(ending)}`;
  }

  private async confirm(
    connection: Connection,
    place: StoragePlace,
    chosen: readonly PlacedFile[],
    found: CheckedRecordingSet,
  ): Promise<"upload" | "changePlace" | "show" | undefined> {
    const { sessions, locale } = this.kernel;
    const [target] = await sessions.read(connection.id, never, async ({ storage }) => storage?.targets(place, ["-"]) ?? []);
    const order = {
      connection: connection.name,
      host: target ? new URL(target.location).host : "",
      ...place,
      names: chosen.map(({ id }) => id),
      bytes: chosen.reduce((sum, { file }) => sum + file.size, 0),
      found,
    };
    const [first] = chosen;
    const question =
      chosen.length === 1
        ? vscode.l10n.t("Add “{0}” to the media library?", escapeModal(first?.id ?? "", 100))
        : vscode.l10n.t("Add {0} recordings to the media library?", chosen.length);
    const upload = vscode.l10n.t("Upload");
    const change = vscode.l10n.t("Change Place…");
    const options = { modal: true, detail: mediaDetail(order, locale) };
    const show = vscode.l10n.t("Show Findings");
    const acts = mediaFindings(found).length > 0 ? [upload, show, change] : [upload, change];
    const answer = await vscode.window.showInformationMessage(question, options, ...acts);
    if (answer === show) return "show";
    return answer === upload ? "upload" : answer === change ? "changePlace" : undefined;
  }

  /** Again what failed, for as long as the person says so: what is in the library already is found there, and not made again. */
  private async addAll(connection: Connection, place: StoragePlace, all: readonly PlacedFile[]): Promise<readonly MediaFile[]> {
    for (;;) {
      const { files, failures, isCancelled } = await this.add(connection, place, all);
      if (files.length === all.length) return files;
      const left = all.length - files.length;
      const head = isCancelled
        ? vscode.l10n.t("The upload was cancelled: {0} done, {1} not.", files.length, left)
        : vscode.l10n.t("The upload is not complete: {0} done, {1} not.", files.length, left);
      const again = vscode.l10n.t("Try Again");
      const lines = failures.map((line) => escapeNotification(line, 300));
      if ((await vscode.window.showWarningMessage(joined(head, ...lines), again)) !== again) return files;
    }
  }

  private async add(connection: Connection, place: StoragePlace, all: readonly PlacedFile[]): Promise<Added> {
    const { clock, locale, report } = this.kernel;
    const title = vscode.l10n.t("Adding recordings to the media library");
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token): Promise<Added> => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const begin = clock.now();
      const outcomes = await this.uploader.upload(connection.id, place, all, abort.signal, (now) => {
        const seconds = (clock.now() - begin) / 1000;
        progress.report({ message: placedProgressText(now, seconds > 1 ? now.sent / seconds : undefined, locale) });
      });
      const explain = (error: VoiceError) =>
        report.explain(report.note(error, "add a recording to the library"), connection).sentence;
      const failures = [...placedFailures(outcomes, explain, locale)];
      const files: MediaFile[] = [];
      for (const outcome of outcomes) {
        if (outcome.kind !== "uploaded") continue;
        const { id: name, file } = outcome.placed;
        if (abort.signal.aborted) break;
        progress.report({ message: vscode.l10n.t("Registering {0}", name) });
        const registered = await this.registrar.register(connection.id, outcome.location, name, abort.signal);
        if (registered.kind === "registered") {
          files.push({ id: registered.id, title: name, size: file.size });
          continue;
        }
        const noted = report.note(registered.error, "register a recording");
        const reason = report.explain(noted, connection, "write").sentence;
        const isUnknown = registered.kind === "unknown";
        failures.push(
          isUnknown
            ? vscode.l10n.t("{0}: whether it is in the library is not known. {1}", name, reason)
            : vscode.l10n.t("{0}: {1}", name, reason),
        );
      }
      return { files, failures: abort.signal.aborted ? [] : failures, isCancelled: abort.signal.aborted };
    });
  }
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
