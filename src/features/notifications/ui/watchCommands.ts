// Does what commands about watching and muting ask for.

import * as vscode from "vscode";
import { settings } from "../../../contributions.js";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { JobKey, VoiceJob } from "../../../core/jobs/job.js";
import type { WatchedJob } from "../../../services/jobs/watchList.js";
import type { Kernel } from "../../../services/kernel.js";
import { escapeLabel, escapeNotification } from "../../../text/escape.js";
import { stateTitle } from "../../../text/phases.js";
import { jobsOf, type Target } from "../../../ui/commands/target.js";
import type { TargetPicker } from "../../../ui/commands/targetPicker.js";
import { openSettings } from "../../../ui/editorCommands.js";
import { personal } from "../../../ui/settings.js";
import { type Muted, MutedNotices } from "../mutedNotices.js";
import { intervalOfState } from "../pollInterval.js";
import { muteJobLabel, muteStateLabel } from "../text/noticeText.js";

export type WatchCommandsKernel = Pick<Kernel, "clouds" | "connectionStore" | "sessions" | "store" | "watchList"> & {
  readonly state: ConstructorParameters<typeof MutedNotices>[0];
};

export class WatchCommands {
  private readonly muted: MutedNotices;

  constructor(
    private readonly kernel: WatchCommandsKernel,
    private readonly picker: TargetPicker,
  ) {
    this.muted = new MutedNotices(kernel.state);
  }

  /** Without a row the job is asked for, among those that are not over. */
  async watch(targets: readonly Target[]): Promise<void> {
    const { watchList } = this.kernel;
    const given = jobsOf(targets);
    const prompt = vscode.l10n.t("Which job should be watched?");
    const isOffered = ({ job }: { readonly job: VoiceJob }, cloud: Cloud) => intervalOfState(cloud, job.state) !== undefined;
    const asked = given.length > 0 ? undefined : await this.picker.job({}, prompt, isOffered);
    const records = [...given, ...(asked ? [asked] : [])].flatMap((key) => this.recordOf(key) ?? []);
    const open = records.filter(({ connectionId, job }) => this.canChange(connectionId, job));
    for (const { connectionId, job } of open) await watchList.watch(connectionId, [job]);
    if (open.length > 0) tellIfOff();
    const over = records.filter((record) => !open.includes(record));
    const [first] = over;
    if (!first) return;
    const name = escapeNotification(first.job.name || first.job.id);
    const text =
      over.length === 1
        ? vscode.l10n.t("“{0}” has ended: there is nothing left to watch.", name)
        : vscode.l10n.t("“{0}” and {1} more have ended: there is nothing left to watch.", name, over.length - 1);
    void vscode.window.showInformationMessage(text);
  }

  /** Without a row the job is asked for, also one that is not loaded. */
  async stop(targets: readonly Target[]): Promise<void> {
    const { watchList } = this.kernel;
    const given = jobsOf(targets);
    if (given.length > 0) return watchList.stop(given);
    const items = watchList.all().map((watched) => this.watchedItem(watched));
    if (items.length === 0) return void vscode.window.showInformationMessage(vscode.l10n.t("No job is watched."));
    const placeHolder = vscode.l10n.t("Which jobs should no longer be watched?");
    const picked = await vscode.window.showQuickPick(items, { placeHolder, canPickMany: true, matchOnDescription: true });
    if (picked) await watchList.stop(picked.map(({ watched }) => watched));
  }

  /** Shows what is muted; what the person unticks is told again. */
  async showMuted(): Promise<void> {
    if (tellIfOff()) return;
    const items = this.muted.all().map((each) => ({ ...this.mutedItem(each), picked: true, each }));
    if (items.length === 0) return void vscode.window.showInformationMessage(vscode.l10n.t("No notifications are muted."));
    const placeHolder = vscode.l10n.t("Clear what you want to be notified about again");
    const kept = await vscode.window.showQuickPick(items, { placeHolder, canPickMany: true, matchOnDescription: true });
    if (kept) await this.muted.unmute(items.filter((item) => !kept.includes(item)).map(({ each }) => each));
  }

  private recordOf({ connectionId, jobId }: JobKey) {
    const record = this.kernel.store.record(connectionId, jobId);
    return record && { connectionId, job: record.job };
  }

  private canChange(connectionId: string, job: VoiceJob): boolean {
    const connection = this.kernel.connectionStore.find(connectionId);
    return connection !== undefined && intervalOfState(this.kernel.sessions.cloudOf(connection), job.state) !== undefined;
  }

  private watchedItem(watched: WatchedJob) {
    const connection = this.kernel.connectionStore.find(watched.connectionId);
    const state = connection ? stateTitle(this.kernel.sessions.cloudOf(connection), watched.state) : watched.state;
    const description = [escapeLabel(state), escapeLabel(connection?.name ?? "")].filter(Boolean).join(" · ");
    return { label: escapeLabel(watched.name) || escapeLabel(watched.jobId), description, watched };
  }

  private mutedItem(muted: Muted): { readonly label: string; readonly description: string } {
    if (muted.kind === "state") {
      const cloud = this.kernel.clouds.find(({ id }) => id === muted.cloud);
      return { label: muteStateLabel(muted.state, cloud), description: "" };
    }
    const connection = this.kernel.connectionStore.find(muted.connectionId);
    return { label: muteJobLabel(muted.name || muted.jobId), description: escapeLabel(connection?.name ?? "") };
  }
}

/** A person who waits for a notification learns that a setting holds all of them back. Is not awaited. */
function tellIfOff(): boolean {
  if (personal(settings.notices, true)) return false;
  const open = vscode.l10n.t("Open Settings");
  const text = vscode.l10n.t("Notifications are off: the setting {0} says so.", settings.notices);
  void vscode.window.showInformationMessage(text, open).then((pressed) => {
    if (pressed === open) void openSettings(settings.notices);
  });
  return true;
}
