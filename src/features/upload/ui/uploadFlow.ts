// Uploads the files of a job with the person: one list in which each file is chosen, one modal that names hosts, and progress with Cancel.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import type { JobKey } from "../../../core/jobs/job.js";
import type { UploadPart } from "../../../core/jobs/jobUpload.js";
import { escapeInput, escapeLabel, escapeModal, escapeNotification } from "../../../text/escape.js";
import { sentences } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import { never, withViewProgress } from "../../../ui/commands/progress.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { type FileProblem, findFileProblem } from "../chosenFile.js";
import { type ChosenFile, JobUploader, type UploadOutcome } from "../jobUploader.js";
import { fileName, outcomeText, problemText, progressText, sizeText, uploadDetail } from "../text/uploadText.js";

export type UploadKernel = Pick<
  UiKernel,
  "connectionStore" | "sessions" | "store" | "openFileSender" | "clock" | "report" | "locale"
>;

interface Choice {
  readonly path: string;
  readonly size?: number;
  readonly problem?: FileProblem;
  readonly chosen?: ChosenFile;
}

type Row = vscode.QuickPickItem & { readonly part?: UploadPart; readonly isUpload?: true };

export class UploadFlow {
  private readonly uploader: JobUploader;
  /** Paths that were chosen, by job and part, for as long as the window is open. */
  private readonly before = new Map<string, ReadonlyMap<string, string>>();
  /** Jobs whose upload is going on: a second press changes nothing. */
  private readonly underWay = new Set<string>();

  constructor(private readonly kernel: UploadKernel) {
    this.uploader = new JobUploader(kernel);
  }

  async run(key: JobKey): Promise<void> {
    const { connectionStore, sessions, store } = this.kernel;
    const connection = connectionStore.find(key.connectionId);
    if (!connection) return;
    const name = store.record(key.connectionId, key.jobId)?.job.name || key.jobId;
    const parts = (await sessions.cloudOf(connection).uploadParts?.()) ?? [];
    if (parts.length === 0) {
      const cloud = translate(sessions.cloudOf(connection).title);
      return void vscode.window.showInformationMessage(vscode.l10n.t("Files for jobs of {0} are not uploaded from here.", cloud));
    }
    const id = JSON.stringify(key);
    if (this.underWay.has(id)) return;
    this.underWay.add(id);
    try {
      const files = await this.choose(id, name, parts);
      if (!files) return;
      await sessions.resume([key.connectionId]);
      const hosts = await withViewProgress(() => this.uploader.hostsOf(key, never));
      const homeless = files.filter(({ part }) => !hosts.has(part.id));
      // Of a job whose recordings are uploaded one by one, for example.
      if (homeless.length > 0)
        return await this.tell(
          key,
          name,
          homeless.map((chosen) => ({ chosen, kind: "noAddress" })),
        );
      if (await this.confirm(connection, name, files, hosts)) await this.tell(key, name, await this.upload(key, name, files));
    } finally {
      this.underWay.delete(id);
    }
  }

  /** Until the person uploads or leaves. */
  private async choose(id: string, name: string, parts: readonly UploadPart[]): Promise<readonly ChosenFile[] | undefined> {
    const paths = new Map(this.before.get(id));
    for (;;) {
      this.before.set(id, paths);
      const choices = new Map(
        await Promise.all(parts.map(async (part) => [part.id, await this.lookAt(part, paths.get(part.id))] as const)),
      );
      const row = await this.show(name, parts, choices);
      if (row?.isUpload) return parts.flatMap(({ id: part }) => choices.get(part)?.chosen ?? []);
      if (!row?.part) return undefined;
      const path = await this.pick(row.part, paths.get(row.part.id));
      if (path !== undefined) paths.set(row.part.id, path);
    }
  }

  private async lookAt(part: UploadPart, path: string | undefined): Promise<Choice | undefined> {
    if (path === undefined) return undefined;
    const file = await (await this.kernel.openFileSender()).look(path).catch(() => undefined);
    const problem = findFileProblem(part, file);
    if (problem || !file) return { path, ...(problem && { problem }) };
    return { path, size: file.size, chosen: { part, file } };
  }

  private async show(
    name: string,
    parts: readonly UploadPart[],
    choices: ReadonlyMap<string, Choice | undefined>,
  ): Promise<Row | undefined> {
    const { locale } = this.kernel;
    const given = parts.map(({ id }) => choices.get(id)).filter((choice) => choice !== undefined);
    const isReady = given.length > 0 && given.every(({ problem }) => !problem);
    const upload: Row = {
      label: vscode.l10n.t("Upload…"),
      description: vscode.l10n.t("asks for confirmation"),
      iconPath: new vscode.ThemeIcon("cloud-upload"),
      alwaysShow: true,
      isUpload: true,
    };
    const rows = parts.map((part): Row => {
      const choice = choices.get(part.id);
      const description = choice
        ? [
            escapeLabel(fileName(choice.path)),
            choice.size === undefined ? "" : sizeText(choice.size, locale),
            choice.problem ? problemText(choice.problem, locale) : "",
          ]
            .filter(Boolean)
            .join(" · ")
        : vscode.l10n.t("Choose a file…");
      const icon = choice?.problem ? "warning" : choice ? "check" : "circle-large-outline";
      return {
        label: translate(part.title),
        description,
        detail: translate(part.hint),
        iconPath: new vscode.ThemeIcon(icon),
        alwaysShow: true,
        part,
      };
    });
    return vscode.window.showQuickPick(isReady ? [upload, ...rows] : rows, {
      title: vscode.l10n.t("Upload Files for “{0}”", escapeInput(name, 60)),
      placeHolder: isReady
        ? vscode.l10n.t("Check what is uploaded. Choose a row to change its file.")
        : vscode.l10n.t("Choose the files to upload. One of them is enough."),
      ignoreFocusOut: true,
    });
  }

  private async pick({ title, endings }: UploadPart, path: string | undefined): Promise<string | undefined> {
    const picked = await vscode.window.showOpenDialog({
      title: translate(title),
      filters: { [translate(title)]: [...endings] },
      ...(path !== undefined && { defaultUri: vscode.Uri.file(path) }),
    });
    return picked?.[0]?.fsPath;
  }

  private async confirm(
    connection: Connection,
    name: string,
    files: readonly ChosenFile[],
    hosts: ReadonlyMap<string, string>,
  ): Promise<boolean> {
    const upload = vscode.l10n.t("Upload");
    const question = vscode.l10n.t("Upload these files for “{0}”?", escapeModal(name, 100));
    const detail = uploadDetail(connection.name, files, hosts, this.kernel.locale);
    return (await vscode.window.showInformationMessage(question, { modal: true, detail }, upload)) === upload;
  }

  private async upload(key: JobKey, name: string, files: readonly ChosenFile[]): Promise<readonly UploadOutcome[]> {
    const { clock, locale } = this.kernel;
    const title = vscode.l10n.t("Uploading files for “{0}”", escapeNotification(name, 60));
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const begin = clock.now();
      let shown = 0;
      return this.uploader.upload(key, files, abort.signal, (now) => {
        const seconds = (clock.now() - begin) / 1000;
        const rate = seconds > 1 ? now.sent / seconds : undefined;
        const percent = now.total > 0 ? (now.sent / now.total) * 100 : 0;
        progress.report({ message: progressText(now, rate, locale), increment: Math.max(0, percent - shown) });
        shown = Math.max(shown, percent);
      });
    });
  }

  private async tell(key: JobKey, name: string, outcomes: readonly UploadOutcome[]): Promise<void> {
    const { connectionStore, report } = this.kernel;
    const connection = connectionStore.find(key.connectionId);
    const failed = outcomes.find((outcome) => outcome.kind === "failed");
    if (failed) report.note(failed.error, "upload a file");
    if (failed?.error.kind === "cancelled")
      return void vscode.window.showInformationMessage(
        vscode.l10n.t("The upload for “{0}” was cancelled. What was uploaded completely stays.", escapeNotification(name, 60)),
      );
    const explain = (error: unknown) => (connection ? report.explain(asVoiceError(error), connection).sentence : "");
    const lines = outcomes.map((outcome) => escapeNotification(outcomeText(outcome, explain), 300));
    const isWhole = outcomes.every(({ kind }) => kind === "uploaded");
    const head = isWhole
      ? vscode.l10n.t("The files for “{0}” were uploaded.", escapeNotification(name, 60))
      : vscode.l10n.t("The upload for “{0}” is not complete.", escapeNotification(name, 60));
    const text = sentences(head, ...lines);
    const again = vscode.l10n.t("Upload Again…");
    const submit = vscode.l10n.t("Submit…");
    const chosen = isWhole
      ? await vscode.window.showInformationMessage(text, submit)
      : await vscode.window.showWarningMessage(text, again);
    if (chosen === submit) await vscode.commands.executeCommand(commands.submitJob, key);
    if (chosen === again) await vscode.commands.executeCommand(commands.uploadFiles, key);
  }
}
