// Opens a job by its id, however it was pasted: cleans it, asks for the connection only where several could have it.

import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import { saysGone, type VoiceError } from "../../../core/errors.js";
import { clip, escapeInput, escapeLabel, escapeNotification } from "../../../text/escape.js";
import { jobLabel } from "../../../text/jobText.js";
import { list, sentences } from "../../../text/punctuation.js";
import type { Target } from "../../../ui/commands/target.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { readPastedIds, sortIds } from "../pastedIds.js";

export type OpenByIdKernel = Pick<
  UiKernel,
  "connectionStore" | "sessions" | "store" | "refresher" | "report" | "picker" | "open"
>;

/** `text`: what was given instead of typing it. `target`: may name the connection. */
export async function openById(kernel: OpenByIdKernel, target: Target, text?: string): Promise<void> {
  const pasted = text ?? (await askText(kernel));
  if (pasted === undefined) return;
  const { ids, leftOut } = sortOut(kernel, pasted);
  const [only] = leftOut;
  if (ids.length === 0 && only) return void vscode.window.showWarningMessage(escapeNotification(only.reason));
  const id = ids.length > 1 ? await pickId(kernel, ids, leftOut) : ids[0];
  if (id === undefined) return;
  // A list of several says so itself.
  if (ids.length === 1 && leftOut.length > 0) tellLeftOut(leftOut);
  const candidates = candidatesFor(kernel, id).filter((each) => (target.connectionId ?? each.id) === each.id);
  if (candidates.length === 0) return void vscode.window.showWarningMessage(escapeNotification(refusal(kernel, id)));
  const known = candidates.filter((connection) => kernel.store.record(connection.id, id));
  if (known.length === 1 && known[0]) return kernel.open({ connectionId: known[0].id, jobId: id });
  await openIn(kernel, id, known.length > 1 ? known : candidates);
}

/** Reads the job over one of the connections, which the person picks where there are several. */
export async function openIn(kernel: OpenByIdKernel, id: string, candidates: readonly Connection[]): Promise<void> {
  const prompt = vscode.l10n.t("Which connection has the job {0}?", escapeInput(id, 60));
  const connection = candidates.length === 1 ? candidates[0] : await kernel.picker.pickConnection(candidates, prompt);
  if (!connection) return;
  const failure = await read(kernel, connection, id);
  if (failure === undefined) return kernel.open({ connectionId: connection.id, jobId: id });
  if (failure.kind === "cancelled") return;
  const others = candidates.filter((each) => each !== connection);
  const isMissing = saysGone(failure);
  if (!isMissing && others.length === 0)
    return kernel.report.showError(failure, connection, "read", { connectionId: connection.id });
  const sentence = isMissing
    ? vscode.l10n.t("“{0}” has no job {1}.", connection.name, id)
    : kernel.report.explain(failure, connection).sentence;
  const another = vscode.l10n.t("Try Another Connection");
  const buttons = others.length > 0 ? [another] : [];
  const chosen = await vscode.window.showWarningMessage(escapeNotification(sentence), ...buttons);
  if (chosen === another) await openIn(kernel, id, others);
}

/** Why it could not be read; undefined = it is in the store now. */
async function read(kernel: OpenByIdKernel, { id: connectionId, name }: Connection, id: string): Promise<VoiceError | undefined> {
  const title = vscode.l10n.t("Looking for the job in “{0}”", escapeNotification(name));
  const options = { location: vscode.ProgressLocation.Notification, cancellable: true, title };
  return vscode.window.withProgress(options, async (_progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    try {
      await kernel.sessions.resume([connectionId]);
      await kernel.refresher.refreshJob(connectionId, id, abort.signal);
      return undefined;
    } catch (thrown) {
      return kernel.report.note(thrown, "open a job by its id");
    }
  });
}

/** Those whose cloud can have such an id. */
function candidatesFor({ connectionStore, sessions }: OpenByIdKernel, id: string): readonly Connection[] {
  return connectionStore.all().filter((connection) => sessions.cloudOf(connection).jobId.test(id));
}

interface LeftOut {
  readonly id: string;
  /** Finished words. */
  readonly reason: string;
}

/** Ids that some connection can have, and the others with the reason. */
function sortOut(
  kernel: OpenByIdKernel,
  text: string,
): { readonly ids: readonly string[]; readonly leftOut: readonly LeftOut[] } {
  const { possible, unknown, masked } = sortIds(readPastedIds(text), (id) => candidatesFor(kernel, id).length > 0);
  const leftOut = [
    ...unknown.map((id) => ({ id, reason: refusal(kernel, id) })),
    ...masked.map((id) => ({ id, reason: maskedText() })),
  ];
  return { ids: possible, leftOut };
}

function maskedText(): string {
  return vscode.l10n.t("A part of this ID is masked. Copy the whole ID, for example from the cloud's console.");
}

/** So many are named. */
const mostNamed = 3;

function tellLeftOut(leftOut: readonly LeftOut[]): void {
  const names = list(
    leftOut.slice(0, mostNamed).map(({ id }) => clip(id, 60)),
    vscode.env.language,
  );
  const more = leftOut.length - mostNamed;
  const told = more > 0 ? vscode.l10n.t("{0} and {1} more", names, more) : names;
  const reasons = new Set(leftOut.slice(0, mostNamed).map(({ reason }) => reason));
  const text = sentences(vscode.l10n.t("The text has other IDs, which were left out: {0}.", told), ...reasons);
  void vscode.window.showInformationMessage(escapeNotification(text));
}

/** Undefined = the person left. What is typed is checked while the box stays open. */
async function askText(kernel: OpenByIdKernel): Promise<string | undefined> {
  const clipboard = await readClipboard();
  // The box joins lines when it takes them in; the clipboard still has them apart.
  const textOf = (value: string) => (value !== "" && withoutBreaks(clipboard) === withoutBreaks(value) ? clipboard : value);
  const answer = await vscode.window.showInputBox({
    title: vscode.l10n.t("Open Job by ID"),
    prompt: vscode.l10n.t("Paste a job ID, or a text or an address with one in it."),
    value: prefill(kernel, clipboard),
    ignoreFocusOut: true,
    validateInput: (value) => {
      const { ids, leftOut } = sortOut(kernel, textOf(value));
      if (ids.length > 0) return undefined;
      if (leftOut[0]) return escapeInput(leftOut[0].reason);
      return value.trim() === "" ? undefined : vscode.l10n.t("There is no job ID in this text.");
    },
  });
  return answer === undefined ? undefined : textOf(answer);
}

/** In a browser the person may be asked first, or never have been: that is not awaited. */
async function readClipboard(): Promise<string> {
  const timedOut = new Promise<string>((resolve) => setTimeout(resolve, 500, ""));
  return Promise.race([vscode.env.clipboard.readText(), timedOut]).catch(() => "");
}

/** What is on the clipboard, where that is surely ids and little else: keys are copied too, and must not stand on a screen unasked. */
function prefill(kernel: OpenByIdKernel, clipboard: string): string {
  if (clipboard.length > 2000) return "";
  const { ids } = readPastedIds(clipboard);
  const isSure = ids.every((id) => machineMade.test(id) && candidatesFor(kernel, id).length > 0);
  return isSure && ids.join("").length * 2 >= clipboard.trim().length ? ids.join(", ") : "";
}

const machineMade = /^(?:[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

function withoutBreaks(text: string): string {
  return text.replace(/[\r\n]+/g, "").trim();
}

function refusal({ connectionStore }: OpenByIdKernel, id: string): string {
  if (connectionStore.all().length === 0) return vscode.l10n.t("Add a connection first: there is none that could have the job.");
  return vscode.l10n.t("No cloud of your connections has job IDs such as “{0}”.", escapeInput(id, 60));
}

interface IdItem extends vscode.QuickPickItem {
  readonly id?: string;
  readonly reason?: string;
}

async function pickId(
  { connectionStore, store }: OpenByIdKernel,
  ids: readonly string[],
  leftOut: readonly LeftOut[],
): Promise<string | undefined> {
  const divider = { label: vscode.l10n.t("Cannot be used"), kind: vscode.QuickPickItemKind.Separator };
  const items: IdItem[] = [
    ...ids.map((id) => {
      const known = connectionStore.all().flatMap((connection) => store.record(connection.id, id) ?? []);
      return { label: escapeLabel(id), description: known[0] ? jobLabel(known[0].job) : "", id };
    }),
    ...(leftOut.length > 0 ? [divider] : []),
    ...leftOut.map(({ id, reason }) => ({
      label: escapeLabel(id),
      iconPath: new vscode.ThemeIcon("circle-slash"),
      detail: escapeLabel(reason),
      reason,
    })),
  ];
  const placeHolder = vscode.l10n.t("{0} IDs were found. Which job should be opened?", ids.length);
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (chosen?.reason !== undefined) void vscode.window.showInformationMessage(escapeNotification(chosen.reason));
  return chosen?.id;
}
