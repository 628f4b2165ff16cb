// Shows notices: one for what happened within a breath, with a way to it and a way to hear of it no more.

import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Kernel } from "../../../services/kernel.js";
import { showView } from "../../../ui/editorCommands.js";
import type { JobNotice } from "../jobNotifier.js";
import type { Muted, MutedNotices } from "../mutedNotices.js";
import { isWarning, muteJobLabel, muteStateLabel, type NoticeText, noticeText, toldRow } from "../text/noticeText.js";

export type NoticeKernel = Pick<Kernel, "connectionStore" | "sessions" | "locale"> & {
  readonly muted: MutedNotices;
};

type ToldJob = NoticeText & { readonly connectionId: string };

export async function showNotice(kernel: NoticeKernel, news: readonly JobNotice[]): Promise<void> {
  const told = news.flatMap((each): ToldJob[] => {
    const connection = kernel.connectionStore.find(each.connectionId);
    return connection ? [{ ...each, connection, cloud: kernel.sessions.cloudOf(connection) }] : [];
  });
  const [first] = told;
  if (!first) return;
  const open = vscode.l10n.t("Open");
  const show = vscode.l10n.t("Show");
  const mute = vscode.l10n.t("Mute…");
  const text = noticeText(told, kernel.locale);
  const way = told.length > 1 ? [show] : first.happening === "gone" ? [] : [open];
  const tell = isWarning(told) ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const chosen = await tell(text, ...way, mute);
  if (chosen === open) await vscode.commands.executeCommand(commands.openJob, first);
  else if (chosen === show) await showJobs(told);
  else if (chosen === mute) await askMute(kernel.muted, told);
}

/** The view may show other jobs than those: they are named, and one of them may be opened. */
async function showJobs(told: readonly ToldJob[]): Promise<void> {
  await showView();
  const items = told.map((each) => ({ ...toldRow(each), each }));
  const picked = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t("Which job?"),
    matchOnDescription: true,
  });
  if (picked && picked.each.happening !== "gone") await vscode.commands.executeCommand(commands.openJob, picked.each);
}

async function askMute(muted: MutedNotices, told: readonly ToldJob[]): Promise<void> {
  const states = new Map(
    told.flatMap(({ cloud, state, happening }) =>
      happening === "gone" ? [] : [[`${cloud.id} ${state}`, { cloud, state }] as const],
    ),
  );
  const items: (vscode.QuickPickItem & { readonly mute: Muted })[] = [
    ...told.map(({ connectionId, jobId, name }) => {
      const mute: Muted = { kind: "job", connectionId, jobId, name };
      return { label: muteJobLabel(name || jobId), mute };
    }),
    ...[...states.values()].map(({ cloud, state }) => {
      const mute: Muted = { kind: "state", cloud: cloud.id, state };
      return { label: muteStateLabel(state, cloud), mute };
    }),
  ];
  const placeHolder = vscode.l10n.t("What do you no longer want to be told?");
  const picked = await vscode.window.showQuickPick(items, { placeHolder });
  if (picked) await muted.mute(picked.mute);
}
