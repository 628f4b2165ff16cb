// Exports jobs into a file: asks for format, privacy and place, shows how far it is, and leaves a whole file or none.

import * as vscode from "vscode";
import { asVoiceError } from "../../../core/errors.js";
import type { AtomicFile } from "../../../core/ports/ports.js";
import type { ViewOptions } from "../../../services/view/viewOptions.js";
import { escapeNotification } from "../../../text/escape.js";
import { sentences } from "../../../text/punctuation.js";
import { type SelectionScope, scopeOf } from "../../../ui/commands/selectionScope.js";
import type { Target } from "../../../ui/commands/target.js";
import { openFile, revealFile } from "../../../ui/editorCommands.js";
import { askSteps } from "../../../ui/quickInput/multiStep.js";
import type { ChoiceQuestion } from "../../../ui/quickInput/stepInput.js";
import { placeFor } from "../../../ui/saveFile.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { type ExportProgress, exportJobs } from "../exportJobs.js";
import { type ExportFormat, exportFormats, exportWriter, fileEndings } from "../text/exportFormat.js";
import { fileTrouble } from "../text/fileErrorText.js";
import { askScope } from "./exportScope.js";

export type ExportKernel = Pick<
  UiKernel,
  "connectionStore" | "sessions" | "store" | "refresher" | "openDraft" | "environment" | "locale" | "report"
> & {
  readonly viewOptions: Pick<ViewOptions, "chosen">;
};

interface ExportRequest {
  readonly to: vscode.Uri;
  readonly format: ExportFormat;
  /** With phone numbers and links. */
  readonly isOpen: boolean;
  /** Of the command's caller. */
  readonly token?: vscode.CancellationToken;
}

/**
 * `argument`: may say where to (`to`, a URI), in which format, and bring a token that stops it; then nothing is asked, and phone numbers
 * and links stay masked. Gives what was written; undefined = nothing was.
 */
export async function runExport(
  kernel: ExportKernel,
  targets: readonly Target[],
  selection: readonly Target[],
  argument: unknown,
): Promise<ExportProgress | undefined> {
  const scope = scopeOf(kernel, targets) ?? (await askScope(kernel, selection));
  if (!scope) return undefined;
  const request = readRequest(argument) ?? (await askRequest(kernel, scope));
  if (!request) return undefined;
  /** Whose jobs are being read. */
  let connectionId = "";
  try {
    const tally = await write(kernel, scope, request, (id) => {
      connectionId = id;
    });
    void tell(kernel, tally, request, scope.hidesStates === true);
    return tally;
  } catch (thrown) {
    void tellFailure(kernel, connectionId, thrown);
    return undefined;
  }
}

/** Other extensions cannot ask for what is private: only a person can. */
function readRequest(argument: unknown): ExportRequest | undefined {
  if (typeof argument !== "object" || argument === null) return undefined;
  const { to, format, token } = argument as { readonly to?: unknown; readonly format?: unknown; readonly token?: unknown };
  if (!(to instanceof vscode.Uri)) return undefined;
  const byName = exportFormats.find((each) => to.path.toLowerCase().endsWith(`.${fileEndings[each]}`));
  const chosen = exportFormats.find((each) => each === format) ?? byName ?? "json";
  return { to, format: chosen, isOpen: false, ...(isToken(token) ? { token } : {}) };
}

function isToken(token: unknown): token is vscode.CancellationToken {
  return typeof token === "object" && token !== null && "onCancellationRequested" in token;
}

async function askRequest(kernel: ExportKernel, scope: SelectionScope): Promise<ExportRequest | undefined> {
  const formats: ChoiceQuestion = {
    kind: "choice",
    id: "format",
    prompt: vscode.l10n.t("In which format?"),
    choices: [
      {
        value: "csv",
        label: vscode.l10n.t("CSV"),
        detail: vscode.l10n.t("For spreadsheets. What could be taken for a formula is made text."),
      },
      {
        value: "json",
        label: vscode.l10n.t("JSON"),
        detail: vscode.l10n.t("For scripts: a list of jobs, with everything the cloud sent."),
      },
      { value: "markdown", label: vscode.l10n.t("Markdown"), detail: vscode.l10n.t("For documents: one table.") },
    ],
  };
  const privacy: ChoiceQuestion = {
    kind: "choice",
    id: "privacy",
    prompt: vscode.l10n.t("With phone numbers and links?"),
    choices: [
      { value: "masked", label: vscode.l10n.t("Mask phone numbers and links") },
      {
        value: "open",
        label: vscode.l10n.t("Include phone numbers and links"),
        detail: vscode.l10n.t(
          "Anyone who gets the file can read the phone numbers and, while the links are valid, open the recordings and letters of real people.",
        ),
      },
    ],
  };
  const answers = await askSteps(vscode.l10n.t("Export Jobs"), () => [formats, privacy]);
  const format = exportFormats.find((each) => each === answers?.format);
  if (!answers || !format) return undefined;
  const ending = fileEndings[format];
  const to = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Jobs"),
    saveLabel: vscode.l10n.t("Export"),
    defaultUri: placeFor(kernel, `${nameFor(scope)}.${ending}`),
    filters: { [ending.toUpperCase()]: [ending] },
  });
  return to && { to, format, isOpen: answers.privacy === "open" };
}

function nameFor({ connection }: SelectionScope): string {
  const part = (connection?.name ?? "").replace(/[\\/:*?"<>|\s\u0000-\u001f]+/g, "-").slice(0, 60);
  const day = new Date(Date.now() - new Date().getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
  return ["voice-jobs", part, day].filter(Boolean).join("-");
}

async function write(
  kernel: ExportKernel,
  { portions }: SelectionScope,
  { to, format, isOpen, token: other }: ExportRequest,
  reading: (connectionId: string) => void,
): Promise<ExportProgress> {
  const clouds = new Set(
    portions.flatMap(({ connectionId }) => {
      const connection = kernel.connectionStore.find(connectionId);
      return connection ? [kernel.sessions.cloudOf(connection)] : [];
    }),
  );
  const rows = exportWriter(format, [...clouds], isOpen);
  const title = vscode.l10n.t("Exporting jobs");
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    other?.onCancellationRequested(() => abort.abort());
    if (other?.isCancellationRequested) abort.abort();
    const count = new Intl.NumberFormat(kernel.locale);
    let reported = 0;
    const onProgress = ({ read, total }: ExportProgress, connectionId: string) => {
      reading(connectionId);
      const share = total === 0 ? 0 : Math.min(100, (100 * read) / total);
      // Of several connections the later ones are counted when it is their turn.
      const increment = portions.length === 1 ? { increment: Math.max(0, share - reported) } : {};
      // Before the first answer it is not known how many there are.
      if (total > 0)
        progress.report({ message: vscode.l10n.t("{0} of {1}", count.format(read), count.format(total)), ...increment });
      reported = Math.max(reported, share);
    };
    await kernel.sessions.resume(portions.map(({ connectionId }) => connectionId));
    const draft = to.scheme === "file" ? await kernel.openDraft(to.fsPath) : elsewhereDraft(to);
    return exportJobs(kernel, portions, rows, draft, abort.signal, onProgress);
  });
}

/** Other file systems know no drafts: the text is kept until it is whole and then written at once, so here too there is no half file. */
function elsewhereDraft(to: vscode.Uri): AtomicFile {
  const texts: string[] = [];
  return {
    write: async (text) => void texts.push(text),
    finish: async () => vscode.workspace.fs.writeFile(to, new TextEncoder().encode(texts.join(""))),
    discard: async () => void texts.splice(0),
  };
}

/** Waits for a person, so it is not awaited. */
async function tell(
  { locale }: ExportKernel,
  { written, hasMoved, missing }: ExportProgress,
  { to }: ExportRequest,
  hidesStates: boolean,
): Promise<void> {
  const count = new Intl.NumberFormat(locale);
  const name = to.path.split("/").at(-1) ?? "";
  const reported = [
    written === 1
      ? vscode.l10n.t("One job was written to {0}.", name)
      : vscode.l10n.t("{0} jobs were written to {1}.", count.format(written), name),
    ...(hasMoved
      ? [vscode.l10n.t("The list changed meanwhile: jobs that came or went while it was read may be missing or still be there.")]
      : []),
    ...(hidesStates ? [vscode.l10n.t("Jobs in hidden states were left out.")] : []),
    ...(missing > 0 ? [vscode.l10n.t("Selected jobs that no longer exist: {0}.", count.format(missing))] : []),
    ...(to.scheme === "file"
      ? []
      : [vscode.l10n.t("The place is not a folder on this computer, so the file was written in one go at the end.")]),
  ];
  const open = vscode.l10n.t("Open");
  const reveal = vscode.l10n.t("Reveal");
  const canReveal = vscode.workspace.getWorkspaceFolder(to) !== undefined || isOnThisDesktop(to);
  const text = escapeNotification(sentences(...reported));
  const chosen = await vscode.window.showInformationMessage(text, open, ...(canReveal ? [reveal] : []));
  if (chosen === open) await openFile(to);
  if (chosen === reveal) await revealFile(to, isOnThisDesktop(to));
}

function isOnThisDesktop({ scheme }: vscode.Uri): boolean {
  return scheme === "file" && vscode.env.uiKind === vscode.UIKind.Desktop && vscode.env.remoteName === undefined;
}

async function tellFailure({ connectionStore, report }: ExportKernel, connectionId: string, thrown: unknown): Promise<void> {
  const trouble = fileTrouble(thrown);
  if (trouble !== undefined) {
    report.note(thrown, "export");
    return void vscode.window.showErrorMessage(escapeNotification(trouble));
  }
  const error = report.note(asVoiceError(thrown), "export");
  if (error.kind === "cancelled") {
    vscode.window.setStatusBarMessage(vscode.l10n.t("Export cancelled, nothing was written"), 3000);
    return;
  }
  const connection = connectionStore.find(connectionId);
  if (connection) await report.showError(error, connection, "read", { connectionId: connection.id });
  else await report.showBug();
}
