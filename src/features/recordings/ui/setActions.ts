// What can be done with a whole set: choosing what it is for, a package, a report, ffmpeg commands. Originals are never changed.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { JobKey } from "../../../core/jobs/job.js";
import type { SetActionId } from "../../../protocol/recordings.js";
import { escapeModal, escapeNotification } from "../../../text/escape.js";
import { purposeText, type UploadArgument } from "../../../ui/commands/uploadArgument.js";
import { revealFile } from "../../../ui/editorCommands.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { RecordingsChecker } from "../checkRecordings.js";
import type { ChosenKinds } from "../chosenKinds.js";
import { ffmpegScript } from "../ffmpeg/ffmpegScript.js";
import { anyKind, kindName } from "../kinds.js";
import type { MadePackage } from "../package/makePackage.js";
import { PackageError } from "../package/packageError.js";
import type { CheckedKind, RecordingReport, RecordingsReport } from "../report.js";
import { packageProblemText } from "../text/checkProblemText.js";
import { number } from "../text/findings/units.js";
import { copiedText } from "../text/recordingDetail.js";
import { targetName } from "../text/recordingsView.js";
import { namesTable, type ReportFormat, reportText } from "../text/reportText.js";
import { verdictText } from "../text/verdictText.js";
import { askKind } from "./kindQuestion.js";

export type SetActionsKernel = Pick<UiKernel, "locale" | "report" | "openDraft" | "versions" | "nonce"> & {
  readonly checker: RecordingsChecker;
  readonly kinds: () => Promise<readonly CheckedKind[]>;
  readonly chosen: ChosenKinds;
  /** Opens the page of a package that was made. */
  readonly checkPackage: (uri: vscode.Uri, kind: CheckedKind) => Promise<void>;
};

const endings: Readonly<Record<ReportFormat, string>> = { markdown: "md", csv: "csv", json: "json" };

export class SetActions {
  constructor(private readonly kernel: SetActionsKernel) {}

  async act(
    action: Exclude<SetActionId, "checkAgain">,
    report: RecordingsReport,
    job: JobKey | undefined,
  ): Promise<{ readonly kind: CheckedKind | undefined } | undefined> {
    switch (action) {
      case "chooseKind":
        return this.chooseKind(report);
      case "makePackage":
        return void (await this.makePackage(report));
      case "uploadToJob":
        return void (await uploadToJob(report, job));
      case "checkSound":
        return void (await uploadToJob(report, undefined, true));
      case "saveReport":
        return void (await this.saveReport(report));
      case "copyFfmpeg":
        return void (await this.copyFfmpeg(
          report,
          report.recordings.filter((recording) => recording.number !== undefined),
        ));
    }
  }

  async copyFfmpeg(report: RecordingsReport, recordings: readonly RecordingReport[]): Promise<void> {
    const shell = this.kernel.versions.system === "win32" ? "windows" : "posix";
    const { text, commands } = ffmpegScript(report, recordings, shell);
    if (commands > 0) await vscode.env.clipboard.writeText(text);
    void vscode.window.showInformationMessage(copiedText(commands, this.kernel.locale));
  }

  private async chooseKind({ kind, target }: RecordingsReport) {
    const kinds = await this.kernel.kinds();
    const now = { name: kind ? kindName(kind) : anyKind, remark: vscode.l10n.t("Now") };
    const name = await askKind(kinds, now);
    if (name === undefined) return undefined;
    await this.kernel.chosen.set(target, name);
    return { kind: kinds.find((each) => kindName(each) === name) };
  }

  private async makePackage(report: RecordingsReport): Promise<void> {
    const { kind, verdict } = report;
    if (!kind || (verdict.counts.refuse > 0 && !(await this.isWanted(report)))) return;
    const isFolder = kind.requirements.package === "files";
    const to = await vscode.window.showSaveDialog({
      title: isFolder ? vscode.l10n.t("Folder for the Package") : vscode.l10n.t("Make Package"),
      saveLabel: vscode.l10n.t("Make Package"),
      defaultUri: this.placeFor(report, `-${kind.requirements.id}${isFolder ? "" : ".zip"}`),
      ...(!isFolder && { filters: { ZIP: ["zip"] } }),
    });
    if (!to) return;
    try {
      const made = await this.write(report, to);
      await this.writeText(tableBeside(to), namesTable(made.files));
      void this.tellMade(made, to, kind);
    } catch (thrown) {
      const text =
        thrown instanceof PackageError
          ? packageProblemText(thrown.reason, thrown.id)
          : this.fileProblem(thrown, "make a package");
      if (text !== undefined) void vscode.window.showErrorMessage(escapeNotification(text));
    }
  }

  /** It can be made of what would be refused, but not by accident. */
  private async isWanted(report: RecordingsReport): Promise<boolean> {
    const make = vscode.l10n.t("Make Anyway");
    const options = {
      modal: true,
      detail: escapeModal(vscode.l10n.t("The page names the reasons. Originals are never changed.")),
    };
    return (await vscode.window.showWarningMessage(escapeModal(verdictText(report, this.kernel.locale)), options, make)) === make;
  }

  private write(report: RecordingsReport, to: vscode.Uri): Thenable<MadePackage> {
    const draft = `${to.fsPath}.${this.kernel.nonce().slice(0, 8)}.part`;
    const options = {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t("Making the package"),
      cancellable: true,
    };
    return vscode.window.withProgress(options, async (progress, token) => {
      const stop = new AbortController();
      const heard = token.onCancellationRequested(() => stop.abort());
      let before = 0;
      try {
        return await this.kernel.checker.makePackage(
          report,
          { draft, to: to.fsPath },
          {
            signal: stop.signal,
            onProgress: (part) => {
              progress.report({ increment: (part - before) * 100 });
              before = part;
            },
          },
        );
      } catch (thrown) {
        // A thread that was ended in the middle of it could not tidy up.
        if (stop.signal.aborted)
          await vscode.workspace.fs.delete(vscode.Uri.file(draft), { recursive: true }).then(undefined, () => undefined);
        throw thrown;
      } finally {
        heard.dispose();
      }
    });
  }

  private async tellMade({ files }: MadePackage, to: vscode.Uri, kind: CheckedKind): Promise<void> {
    const [check, reveal] = [vscode.l10n.t("Check Package"), vscode.l10n.t("Show File")];
    const said = vscode.l10n.t("Package made. Files in it: {0}", number(files.length, this.kernel.locale));
    const pressed = await vscode.window.showInformationMessage(said, check, reveal);
    if (pressed === check) await this.kernel.checkPackage(vscode.Uri.file(to.fsPath), kind);
    if (pressed === reveal) await revealFile(to, vscode.env.remoteName === undefined);
  }

  private async saveReport(report: RecordingsReport): Promise<void> {
    const items = [
      { label: vscode.l10n.t("Markdown"), detail: vscode.l10n.t("For people: the verdict, and one table."), format: "markdown" },
      {
        label: vscode.l10n.t("CSV"),
        detail: vscode.l10n.t("For spreadsheets. What could be taken for a formula is made text."),
        format: "csv",
      },
      { label: vscode.l10n.t("JSON"), detail: vscode.l10n.t("For programs: all figures and codes."), format: "json" },
    ] as const;
    const picked = await vscode.window.showQuickPick(items, {
      title: vscode.l10n.t("Save Report"),
      placeHolder: vscode.l10n.t("In which format?"),
    });
    if (!picked) return;
    const ending = endings[picked.format];
    const to = await vscode.window.showSaveDialog({
      title: vscode.l10n.t("Save Report"),
      defaultUri: this.placeFor(report, `-report.${ending}`),
      filters: { [ending.toUpperCase()]: [ending] },
    });
    if (!to) return;
    try {
      await this.writeText(to.fsPath, reportText(report, picked.format, this.kernel.locale));
    } catch (thrown) {
      return void vscode.window.showErrorMessage(escapeNotification(this.fileProblem(thrown, "save a report")));
    }
    const reveal = vscode.l10n.t("Show File");
    if ((await vscode.window.showInformationMessage(vscode.l10n.t("Report saved."), reveal)) === reveal)
      await revealFile(to, vscode.env.remoteName === undefined);
  }

  private async writeText(path: string, text: string): Promise<void> {
    const file = await this.kernel.openDraft(path);
    try {
      await file.write(text);
    } catch (thrown) {
      await file.discard();
      throw thrown;
    }
    await file.finish();
  }

  private fileProblem(thrown: unknown, doing: string): string {
    const code = (thrown as { readonly code?: unknown } | undefined)?.code;
    if (typeof code === "string" && /^E[A-Z0-9]+$/.test(code)) return vscode.l10n.t("The file could not be written ({0}).", code);
    this.kernel.report.note(thrown, doing);
    return vscode.l10n.t("The file could not be written.");
  }

  /** Beside the folder, not in it: what lies in it is what is checked. */
  private placeFor({ target }: RecordingsReport, suffix: string): vscode.Uri {
    const path = vscode.Uri.file(target.kind === "files" ? target.folder : target.path);
    const name = targetName(target).replace(/\.zip$/i, "");
    return vscode.Uri.joinPath(path, "..", `${name}${suffix}`);
  }
}

/** To the job that was refused; else to one of the kind that the recordings were checked for, which the person is asked for. */
async function uploadToJob(
  { target, kind, recordings }: RecordingsReport,
  job: JobKey | undefined,
  isSoundCheck = false,
): Promise<void> {
  if (target.kind === "files" || !kind) return;
  const leftOut = recordings.filter(({ number }) => number === undefined).map(({ id }) => id);
  const purposes = kind.requirements.jobTypes.map((jobType) => purposeText({ cloud: kind.cloud, jobType }));
  const given: UploadArgument = {
    ...job,
    place: { path: target.path, leftOut },
    purposes,
    isCorrection: job !== undefined,
    isSoundCheck,
  };
  await vscode.commands.executeCommand(commands.uploadFiles, given);
}

function tableBeside(to: vscode.Uri): string {
  return `${to.fsPath.replace(/\.zip$/i, "")}-names.csv`;
}
