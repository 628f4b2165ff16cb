// Shows notices: one for what happened within a breath, with a way to it and a way to hear of it no more.

import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Kernel } from "../../../services/kernel.js";
import { showView } from "../../../ui/editorCommands.js";
import type { JobNotice } from "../jobNotifier.js";
import type { Muted, MutedNotices } from "../mutedNotices.js";
import { isWarning, muteJobLabel, muteStateLabel, type NoticeText, noticeRow, noticeText } from "../text/noticeText.js";

export type NoticeKernel = Pick<Kernel, "connectionStore" | "sessions" | "locale"> & {
  readonly muted: MutedNotices;
};

type NotifiedJob = NoticeText & { readonly connectionId: string };

export async function showNotice(kernel: NoticeKernel, notices: readonly JobNotice[]): Promise<void> {
  const shown = notices.flatMap((each): NotifiedJob[] => {
    const connection = kernel.connectionStore.find(each.connectionId);
    return connection ? [{ ...each, connection, cloud: kernel.sessions.cloudOf(connection) }] : [];
  });
  const [first] = shown;
  if (!first) return;
  const open = vscode.l10n.t("Open");
  const show = vscode.l10n.t("Show");
  const mute = vscode.l10n.t("Mute…");
  const text = noticeText(shown, kernel.locale);
  const way = shown.length > 1 ? [show] : first.happening === "gone" ? [] : [open];
  const notify = isWarning(shown) ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const chosen = await notify(text, ...way, mute);
  if (chosen === open) await vscode.commands.executeCommand(commands.openJob, first);
  else if (chosen === show) await showJobs(shown);
  else if (chosen === mute) await askMute(kernel.muted, shown);
}

/** The view may show other jobs than those: they are named, and one of them may be opened. */
async function showJobs(shown: readonly NotifiedJob[]): Promise<void> {
  await showView();
  const items = shown.map((each) => ({ ...noticeRow(each), each }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Which job?"),
    matchOnDescription: true,
  });
  if (picked && picked.each.happening !== "gone") await vscode.commands.executeCommand(commands.openJob, picked.each);
}

async function askMute(muted: MutedNotices, shown: readonly NotifiedJob[]): Promise<void> {
  const states = new Map(
    shown.flatMap(({ cloud, state, happening }) =>
      happening === "gone" ? [] : [[`${cloud.id} ${state}`, { cloud, state }] as const],
    ),
  );
  const items: (vscode.QuickPickItem & { readonly mute: Muted })[] = [
    ...shown.map(({ connectionId, jobId, name }) => {
      const mute: Muted = { kind: "job", connectionId, jobId, name };
      return { label: muteJobLabel(name || jobId), mute };
    }),
    ...[...states.values()].map(({ cloud, state }) => {
      const mute: Muted = { kind: "state", cloud: cloud.id, state };
      return { label: muteStateLabel(state, cloud), mute };
    }),
  ];
  const placeHolder = vscode.l10n.t("What should be muted?");
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  if (picked) await muted.mute(picked.mute);
}
