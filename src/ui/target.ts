// What a command is about: read from its argument, which may be a row, an id pair from elsewhere, or nothing.
import * as vscode from "vscode";
import type { Cloud } from "../core/cloud.js";
import type { Connection } from "../core/connection.js";
import { escapeLabel } from "../present/escape.js";
import { looks, stateTitle } from "../present/phase.js";
import { jobLabel, jobRow } from "../present/tree.js";
import { word } from "../present/word.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { JobRecord, JobStore } from "../services/jobStore.js";
import type { Sessions } from "../services/sessions.js";

export interface JobKey {
  readonly connectionId: string;
  readonly jobId: string;
}

/** Any part may be missing: a row of a connection has no job. */
export interface Target {
  readonly connectionId?: string;
  readonly jobId?: string;
  /** A row of a state. */
  readonly state?: string;
  /** A row that stands for what is not loaded. */
  readonly list?: string;
}

/** Anything can be handed to a command, also by other extensions. */
export function readTarget(argument: unknown): Target {
  if (typeof argument !== "object" || argument === null) return {};
  const { connectionId, jobId, state, list } = argument as Record<string, unknown>;
  return {
    ...(typeof connectionId === "string" ? { connectionId } : {}),
    ...(typeof jobId === "string" ? { jobId } : {}),
    ...(typeof state === "string" ? { state } : {}),
    ...(typeof list === "string" ? { list } : {}),
  };
}

/** What a command on rows is about: the editor hands over the row that was pressed, and all that are selected. */
export function readTargets(argument: unknown, selected: unknown): readonly Target[] {
  const rows = Array.isArray(selected) && selected.length > 0 ? selected : [argument];
  return rows.map(readTarget);
}

export class TargetPicker {
  constructor(
    private readonly book: ConnectionBook,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly locale: string,
  ) {}

  /** The connection meant, or the one the person picks. */
  async connection(target: Target, prompt: string): Promise<Connection | undefined> {
    if (target.connectionId !== undefined) return this.book.find(target.connectionId);
    const all = this.book.all();
    if (all.length <= 1) return all[0];
    const items = all.map((connection) => ({
      label: escapeLabel(connection.name),
      description: `${word(this.sessions.cloudOf(connection).title)} · ${escapeLabel(connection.region)}`,
      connection,
    }));
    return (await vscode.window.showQuickPick(items, { placeHolder: prompt, matchOnDescription: true }))?.connection;
  }

  /** The job meant, or the one the person picks among those that are loaded. */
  async job(
    target: Target,
    prompt: string,
    isOffered: (record: JobRecord, cloud: Cloud) => boolean = () => true,
  ): Promise<JobKey | undefined> {
    const { connectionId, jobId } = target;
    if (connectionId !== undefined && jobId !== undefined) return { connectionId, jobId };
    const items = this.book.all().flatMap((connection) => this.jobItems(connection, isOffered));
    if (items.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("No job is loaded that fits. Refresh the Voice Jobs view first."));
      return undefined;
    }
    return (await vscode.window.showQuickPick(items, { placeHolder: prompt, matchOnDescription: true, matchOnDetail: true }))
      ?.key;
  }

  private jobItems(connection: Connection, isOffered: (record: JobRecord, cloud: Cloud) => boolean) {
    const cloud = this.sessions.cloudOf(connection);
    const now = Date.now();
    return [...this.store.get(connection.id).jobs.values()]
      .filter((record) => isOffered(record, cloud))
      .map(({ job }) => ({
        label: jobLabel(job),
        description: `${stateTitle(cloud, job.state)} · ${jobRow(job, cloud, now, this.locale, false).description}`,
        detail: `${escapeLabel(connection.name)} · ${escapeLabel(job.id)}`,
        iconPath: new vscode.ThemeIcon(looks[job.phase].icon),
        key: { connectionId: connection.id, jobId: job.id },
      }));
  }
}
