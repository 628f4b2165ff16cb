// Brings recordings of this computer into a cloud's library with the person: files, a place in their storage, one modal, then upload and registering.
import * as vscode from "vscode";
import type { MediaFile } from "../../../../core/cloud/capabilities/mediaLibrary.js";
import { type OwnStorage, type StoragePlace, safeName } from "../../../../core/cloud/capabilities/ownStorage.js";
import type { Cloud } from "../../../../core/cloud/cloud.js";
import type { JobApi } from "../../../../core/cloud/jobApi.js";
import type { Connection } from "../../../../core/connection.js";
import type { CheckedRecordingSet } from "../../../../core/recordings/checkedRecordingSet.js";
import { escapeModal, escapeNotification } from "../../../../text/escape.js";
import { sentences as joined } from "../../../../text/punctuation.js";
import { never } from "../../../../ui/commands/progress.js";
import type { UiKernel } from "../../../../ui/uiKernel.js";
import type { PlacedFile } from "../../recordingsUploader.js";
import { mediaDetail, mediaFindings } from "../../text/mediaText.js";
import { checkLocally } from "../localCheck.js";
import { RecordingsUpload, type RecordingsUploadKernel } from "../sentences/recordingsUpload.js";
import { MediaAdder, type MediaDestination } from "./mediaAdder.js";

export type MediaUploadKernel = RecordingsUploadKernel & Pick<UiKernel, "digest">;

interface Place {
  readonly connection: Connection;
  readonly cloud: Cloud;
  /** What they are for; undefined = nothing that is trained. */
  readonly jobType: string | undefined;
}

export class MediaUpload {
  private readonly adder: MediaAdder;
  /** By connection, for as long as the window is open. */
  private readonly chosen = new Map<string, MediaDestination>();
  private readonly places: RecordingsUpload;
  private folder: vscode.Uri | undefined;

  constructor(private readonly kernel: MediaUploadKernel) {
    this.adder = new MediaAdder(kernel);
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
    let to = await this.destination(at);
    for (;;) {
      if (!to) return [];
      const answer = await this.confirm(at.connection, to, chosen, found);
      if (answer === "upload") break;
      if (answer === "show") {
        const purpose = at.jobType === undefined ? undefined : { cloud: at.cloud.id, jobType: at.jobType };
        await (await this.kernel.recordings()).check(uris, purpose);
      }
      if (answer !== "changePlace") return [];
      to = (await this.changeDestination(at)) ?? to;
    }
    return this.addAll(at.connection, to, chosen);
  }

  /** As it was chosen before; asked for where nothing was. */
  private async destination(at: Place): Promise<MediaDestination | undefined> {
    const place = this.places.placeOf(at.connection);
    return this.chosen.get(at.connection.id) ?? place ?? this.changeDestination(at);
  }

  /** Undefined = the person left. */
  private async changeDestination(at: Place): Promise<MediaDestination | undefined> {
    const { sessions } = this.kernel;
    const hasOwn = await sessions.read(at.connection.id, never, async ({ media }) => media?.uploads !== undefined);
    const items = [
      {
        label: vscode.l10n.t("Storage of the Media Library"),
        detail: vscode.l10n.t(
          "No bucket of your own is needed. What this storage costs is not known here: see the cloud's price list.",
        ),
        to: "library",
      },
      {
        label: vscode.l10n.t("A Bucket of Your Own…"),
        detail: vscode.l10n.t("The library then knows the files by their addresses."),
        to: "bucket",
      },
    ] as const;
    const options = {
      title: vscode.l10n.t("Where Recordings Are Uploaded"),
      placeHolder: vscode.l10n.t("Where should the files be stored?"),
    };
    const picked = hasOwn ? (await vscode.window.showQuickPick(items, options))?.to : "bucket";
    const to = picked === "library" ? picked : picked && (await this.places.changePlace(at));
    if (to) this.chosen.set(at.connection.id, to);
    return to;
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
    to: MediaDestination,
    chosen: readonly PlacedFile[],
    found: CheckedRecordingSet,
  ): Promise<"upload" | "changePlace" | "show" | undefined> {
    const { locale } = this.kernel;
    const order = {
      connection: connection.name,
      ...(to !== "library" && { bucket: { ...to, host: await this.hostOf(connection, to) } }),
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

  private async hostOf(connection: Connection, place: StoragePlace): Promise<string> {
    const sign = async ({ storage }: JobApi) => storage?.targets(place, ["-"]) ?? [];
    const [target] = await this.kernel.sessions.read(connection.id, never, sign);
    return target ? new URL(target.location).host : "";
  }

  /** Again what failed, for as long as the person says so: what is in the library already is found there, and not made again. */
  private async addAll(connection: Connection, to: MediaDestination, all: readonly PlacedFile[]): Promise<readonly MediaFile[]> {
    for (;;) {
      const { files, failures, isCancelled } = await this.adder.add(connection, to, all);
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
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
