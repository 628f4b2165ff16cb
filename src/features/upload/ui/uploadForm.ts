// The list in which a person chooses what is uploaded for a job: a folder of recordings or a ready package, and other files, each looked at.
import * as vscode from "vscode";
import type { UploadPart } from "../../../core/jobs/jobUpload.js";
import type { RecordingsLook, RecordingsPlace, RecordingsPurpose } from "../../../core/ports/recordingPackages.js";
import { escapeInput, escapeLabel } from "../../../text/escape.js";
import { translate } from "../../../text/translate.js";
import { withViewProgress } from "../../../ui/commands/progress.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { type FileProblem, findFileProblem } from "../chosenFile.js";
import type { ChosenFile } from "../jobUploader.js";
import { sizeText } from "../text/storeText.js";
import { fileName, folderText, problemText } from "../text/uploadText.js";

/** What was chosen for a part: a file as it is, or recordings of which a package is made. */
export interface UploadChoice {
  readonly part: UploadPart;
  readonly path: string;
  /** Absent = it is a file, which goes up as it is. */
  readonly place?: RecordingsPlace;
  readonly chosen?: ChosenFile;
  readonly problem?: FileProblem;
  /** Of recordings; of a ready package, too. */
  readonly look?: RecordingsLook;
}

/** By part: the path of a file, or where recordings lie. */
export type ChosenPaths = ReadonlyMap<string, string | RecordingsPlace>;

export interface UploadFormInput {
  readonly name: string;
  readonly parts: readonly UploadPart[];
  readonly purpose: RecordingsPurpose;
  readonly paths: ChosenPaths;
  /** Called with each change, so that nothing has to be chosen again. */
  readonly keep: (paths: ChosenPaths) => void;
}

export type UploadFormKernel = Pick<UiKernel, "openFileSender" | "recordings" | "locale">;

type Row = vscode.QuickPickItem & { readonly part?: UploadPart; readonly isFolder?: boolean; readonly isUpload?: true };

export class UploadForm {
  /** Recordings that were checked once: what follows reads only what has changed. */
  private readonly seen = new Set<string>();

  constructor(private readonly kernel: UploadFormKernel) {}

  /** Until the person uploads or leaves. */
  async choose({ name, parts, purpose, paths: before, keep }: UploadFormInput): Promise<readonly UploadChoice[] | undefined> {
    const paths = new Map(before);
    for (;;) {
      keep(paths);
      const choices = new Map<string, UploadChoice>();
      for (const part of parts) {
        const path = paths.get(part.id);
        const choice = path === undefined ? undefined : await this.lookAt(part, path, purpose);
        // The check was stopped: nothing is known of them.
        if (choice) choices.set(part.id, choice);
        else paths.delete(part.id);
      }
      const row = await this.show(name, parts, choices);
      if (row?.isUpload) return [...choices.values()];
      if (!row?.part) return undefined;
      const picked = await this.pick(row.part, row.isFolder ?? false, paths.get(row.part.id));
      if (picked !== undefined) paths.set(row.part.id, row.isFolder ? { path: picked, leftOut: [] } : picked);
    }
  }

  private async lookAt(
    part: UploadPart,
    path: string | RecordingsPlace,
    purpose: RecordingsPurpose,
  ): Promise<UploadChoice | undefined> {
    if (typeof path !== "string") {
      if (part.isSegmented && path.path.toLowerCase().endsWith(".zip")) {
        const reason = vscode.l10n.t("The recordings of this job are uploaded one by one: choose the folder they are in.");
        return { part, path: path.path, place: path, look: { kind: "unusable", reason } };
      }
      const look = await this.check(path, purpose);
      return look && { part, path: path.path, place: path, look };
    }
    const file = await (await this.kernel.openFileSender()).look(path).catch(() => undefined);
    const problem = findFileProblem(part, file);
    if (problem || !file) return { part, path, ...(problem && { problem }) };
    const look = part.isPackage && (await this.check({ path, leftOut: [] }, purpose));
    return { part, path, chosen: { part, file }, ...(look && { look }) };
  }

  /** The first time takes as long as there are files: it can be stopped. Undefined = it was. */
  private async check(place: RecordingsPlace, purpose: RecordingsPurpose): Promise<RecordingsLook | undefined> {
    const recordings = await this.kernel.recordings();
    const stop = new AbortController();
    const look = () => recordings.look(place, purpose, stop.signal);
    const id = JSON.stringify([place, purpose]);
    try {
      if (this.seen.has(id)) return await withViewProgress(look);
      const title = vscode.l10n.t("Checking recordings in {0}", escapeInput(fileName(place.path), 60));
      const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
      const found = await vscode.window.withProgress(options, (_progress, token) => {
        token.onCancellationRequested(() => stop.abort());
        return look();
      });
      this.seen.add(id);
      return found;
    } catch (thrown) {
      if (stop.signal.aborted) return undefined;
      throw thrown;
    }
  }

  private async show(
    name: string,
    parts: readonly UploadPart[],
    choices: ReadonlyMap<string, UploadChoice>,
  ): Promise<Row | undefined> {
    const given = [...choices.values()];
    const isReady = given.length > 0 && given.every(isUsable);
    const upload: Row = {
      label: vscode.l10n.t("Upload…"),
      description: vscode.l10n.t("asks for confirmation"),
      iconPath: new vscode.ThemeIcon("cloud-upload"),
      alwaysShow: true,
      isUpload: true,
    };
    const rows = parts.flatMap((part): Row[] => {
      const choice = choices.get(part.id);
      const file = this.row(part, choice?.place ? undefined : choice);
      if (!part.isPackage) return [file];
      const folder = this.folderRow(part, choice?.place ? choice : undefined);
      return part.isSegmented ? [folder] : [folder, file];
    });
    return vscode.window.showQuickPick(isReady ? [upload, ...rows] : rows, {
      title: vscode.l10n.t("Upload Files for “{0}”", escapeInput(name, 60)),
      placeHolder: isReady
        ? vscode.l10n.t("Check what is uploaded. Choose a row to change its file.")
        : vscode.l10n.t("Choose the files to upload. One of them is enough."),
      ignoreFocusOut: true,
    });
  }

  private folderRow(part: UploadPart, choice: UploadChoice | undefined): Row {
    return {
      label: vscode.l10n.t("Folder of recordings"),
      description: choice ? escapeLabel(lookText(choice, this.kernel.locale), 300) : vscode.l10n.t("Choose a folder…"),
      detail: choice?.look ? escapeLabel(verdictOf(choice.look), 300) : folderHint(part),
      iconPath: new vscode.ThemeIcon(iconOf(choice)),
      alwaysShow: true,
      part,
      isFolder: true,
    };
  }

  private row(part: UploadPart, choice: UploadChoice | undefined): Row {
    const { locale } = this.kernel;
    const told = choice && [
      escapeLabel(fileName(choice.path)),
      choice.chosen ? sizeText(choice.chosen.file.size, locale) : "",
      choice.problem ? problemText(choice.problem, locale) : "",
    ];
    return {
      label: translate(part.title),
      description: told ? told.filter(Boolean).join(" · ") : vscode.l10n.t("Choose a file…"),
      detail: choice?.look ? escapeLabel(verdictOf(choice.look), 300) : translate(part.hint),
      iconPath: new vscode.ThemeIcon(iconOf(choice)),
      alwaysShow: true,
      part,
    };
  }

  private async pick(
    { title, endings }: UploadPart,
    isFolder: boolean,
    before: string | RecordingsPlace | undefined,
  ): Promise<string | undefined> {
    const path = typeof before === "string" ? before : before?.path;
    const picked = await vscode.window.showOpenDialog({
      title: isFolder ? vscode.l10n.t("Folder of recordings") : translate(title),
      canSelectFolders: isFolder,
      canSelectFiles: !isFolder,
      ...(isFolder ? {} : { filters: { [translate(title)]: [...endings] } }),
      ...(path !== undefined && { defaultUri: vscode.Uri.file(path) }),
    });
    return picked?.[0]?.fsPath;
  }
}

/** What can go up: files that are what they should be, and recordings that can be packed, also where they would be refused. */
function isUsable({ chosen, place, look }: UploadChoice): boolean {
  return place ? look?.kind === "checked" : chosen !== undefined;
}

/** Whether the cloud would refuse it, as far as can be seen here. */
export function isUnfit({ look }: UploadChoice): boolean {
  return look?.kind === "unusable" || (look?.kind === "checked" && look.recordings.refusals.length > 0);
}

function iconOf(choice: UploadChoice | undefined): string {
  if (!choice) return "circle-large-outline";
  return isUsable(choice) && !isUnfit(choice) ? "check" : "warning";
}

/** A list cuts its lines at some eighty characters. */
function folderHint({ isSegmented }: UploadPart): string {
  return isSegmented
    ? vscode.l10n.t("Checked here and uploaded one by one; the cloud compares each with its text.")
    : vscode.l10n.t("Checked here and packed for this kind of job. The folder stays as it is.");
}

function lookText({ path, look }: UploadChoice, locale: string): string {
  return look?.kind === "checked" ? folderText(look.recordings, locale) : fileName(path);
}

function verdictOf(look: RecordingsLook): string {
  return look.kind === "checked" ? look.recordings.verdict : look.reason;
}
