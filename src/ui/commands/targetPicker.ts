// Asks for the connection or the job that a command is about, where nothing says it.
import * as vscode from "vscode";
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import type { JobKey, LocatedJob } from "../../core/jobs/job.js";
import type { ConnectionStore } from "../../services/connections/connectionStore.js";
import type { Sessions } from "../../services/connections/sessions.js";
import type { JobRecord } from "../../services/jobs/jobRecord.js";
import type { JobStore } from "../../services/jobs/jobStore.js";
import { escapeLabel } from "../../text/escape.js";
import { jobLabel, jobRow } from "../../text/jobText.js";
import { looks, stateTitle } from "../../text/phases.js";
import { translate } from "../../text/translate.js";
import type { Target } from "./target.js";

export class TargetPicker {
  constructor(
    private readonly connectionStore: ConnectionStore,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly locale: string,
  ) {}

  /** The connection meant, or the one the person picks. */
  async connection(target: Target, prompt: string): Promise<Connection | undefined> {
    if (target.connectionId !== undefined) return this.connectionStore.find(target.connectionId);
    const all = this.connectionStore.all();
    return all.length <= 1 ? all[0] : this.pickConnection(all, prompt);
  }

  async pickConnection(offered: readonly Connection[], prompt: string): Promise<Connection | undefined> {
    const items = offered.map((connection) => ({
      label: escapeLabel(connection.name),
      description: `${translate(this.sessions.cloudOf(connection).title)} · ${escapeLabel(connection.region)}`,
      connection,
    }));
    return (await vscode.window.showQuickPick(items, { placeHolder: prompt, matchOnDescription: true }))?.connection;
  }

  /** The job meant, or the one the person picks among those that are loaded. */
  async job(
    target: Target,
    prompt: string,
    isOffered: (record: JobRecord, cloud: Cloud, key: JobKey) => boolean = () => true,
    /** What can be done where none of them is meant. */
    otherwise?: { readonly label: string; readonly act: () => unknown },
  ): Promise<JobKey | undefined> {
    const { connectionId, jobId } = target;
    if (connectionId !== undefined && jobId !== undefined) return { connectionId, jobId };
    const jobs = this.jobsOffered(isOffered).map((found) => this.item(found));
    const other = otherwise && { label: otherwise.label, iconPath: new vscode.ThemeIcon("add"), alwaysShow: true };
    const items: (vscode.QuickPickItem & { readonly key?: JobKey })[] = other ? [other, ...jobs] : jobs;
    if (items.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("No loaded job matches. Refresh the Voice Jobs view first."));
      return undefined;
    }
    const options = { placeHolder: prompt, matchOnDescription: true, matchOnDetail: true };
    const picked = await vscode.window.showQuickPick(items, options);
    if (picked && picked === other) await otherwise?.act();
    return picked?.key;
  }

  /** A job as the row of a picker. */
  item({ connectionId, job }: LocatedJob): vscode.QuickPickItem & { readonly key: JobKey } {
    const connection = this.connectionStore.find(connectionId);
    const cloud = connection && this.sessions.cloudOf(connection);
    const state = cloud
      ? `${stateTitle(cloud, job.state)} · ${jobRow(job, cloud, Date.now(), this.locale, false).description}`
      : "";
    return {
      label: jobLabel(job),
      description: escapeLabel(state),
      detail: `${escapeLabel(connection?.name ?? "")} · ${escapeLabel(job.id)}`,
      iconPath: new vscode.ThemeIcon(looks[job.phase].icon),
      key: { connectionId, jobId: job.id },
    };
  }

  /** What changed last is meant most often. */
  private jobsOffered(isOffered: (record: JobRecord, cloud: Cloud, key: JobKey) => boolean): readonly LocatedJob[] {
    const all = this.connectionStore.all().flatMap((connection) => {
      const cloud = this.sessions.cloudOf(connection);
      return [...this.store.get(connection.id).jobs.values()]
        .filter((record) => isOffered(record, cloud, { connectionId: connection.id, jobId: record.job.id }))
        .map(({ job }) => ({ connectionId: connection.id, job }));
    });
    return all.sort((a, b) => changeOf(b) - changeOf(a));
  }
}

function changeOf({ job }: LocatedJob): number {
  return job.updatedAt ?? job.createdAt ?? 0;
}
