// Registers the commands: reads what each is about, asks where it must, and reports what went wrong.
import * as vscode from "vscode";
import { asVoiceError } from "../core/errors.js";
import { commands, container, contextKeys, view } from "../ids.js";
import { escapeModal } from "../present/escape.js";
import { stateInfo } from "../present/phase.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { Demo } from "../services/demo.js";
import type { JobStore } from "../services/jobStore.js";
import type { Refresher } from "../services/refresher.js";
import type { Sessions } from "../services/sessions.js";
import type { ConnectionFlow } from "./connectionFlow.js";
import type { DetailPanels } from "./detailPanels.js";
import type { JsonDocuments } from "./jsonDocument.js";
import type { Report } from "./report.js";
import type { SubmitFlow } from "./submitFlow.js";
import { readTarget, type Target, type TargetPicker } from "./target.js";

export interface CommandWorld {
  readonly book: ConnectionBook;
  readonly sessions: Sessions;
  readonly store: JobStore;
  readonly refresher: Refresher;
  readonly demo: Demo;
  readonly report: Report;
  readonly picker: TargetPicker;
  readonly connectionFlow: ConnectionFlow;
  readonly submitFlow: SubmitFlow;
  readonly panels: DetailPanels;
  readonly documents: JsonDocuments;
  readonly log: vscode.LogOutputChannel;
}

export function registerCommands(world: CommandWorld): vscode.Disposable {
  const { book, sessions, store, refresher, picker, panels, documents, submitFlow, connectionFlow } = world;

  const refreshConnections = (ids: readonly string[]) =>
    inView(async () => {
      // A person asked: a connection that had stopped may try once more.
      for (const id of ids) sessions.resume(id);
      await Promise.all(ids.map((id) => refresher.refreshConnection(id, never)));
    });

  const refreshItem = async ({ connectionId, jobId }: Target) => {
    if (connectionId === undefined) return;
    if (jobId === undefined) return refreshConnections([connectionId]);
    sessions.resume(connectionId);
    await inView(() => refresher.refreshJob(connectionId, jobId, never));
  };

  const addDemo = async () => {
    const added = await world.demo.add();
    await vscode.commands.executeCommand(`workbench.view.extension.${container}`);
    await refreshConnections(added);
  };

  const removeConnection = async (target: Target) => {
    const connection = await picker.connection(target, vscode.l10n.t("Which connection should be removed?"));
    if (!connection) return;
    const remove = vscode.l10n.t("Remove");
    const question = vscode.l10n.t("Remove the connection “{0}”?", escapeModal(connection.name));
    const detail = connection.isDemo
      ? vscode.l10n.t("Its demo data can be added again at any time.")
      : vscode.l10n.t("Its key is deleted from this computer. Nothing changes in the cloud.");
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) === remove)
      await book.remove(connection.id);
  };

  const copyRequestId = async ({ connectionId, jobId }: Target) => {
    if (connectionId === undefined) return;
    const snapshot = store.get(connectionId);
    const record = jobId === undefined ? undefined : store.record(connectionId, jobId);
    const id =
      jobId === undefined ? (snapshot.error?.requestId ?? snapshot.requestId) : (record?.error?.requestId ?? record?.requestId);
    if (id === undefined)
      return void vscode.window.showInformationMessage(vscode.l10n.t("The cloud sent no request ID with its last answer."));
    await vscode.env.clipboard.writeText(id);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Request ID copied"), statusMs);
  };

  const handlers: Record<keyof typeof commands, (target: Target) => unknown> = {
    addConnection: async () => {
      const connection = await connectionFlow.add();
      if (!connection) return;
      await vscode.commands.executeCommand(`${view}.focus`);
      await refreshConnections([connection.id]);
    },
    tryDemo: addDemo,
    editConnection: async (target) => {
      const connection = await picker.connection(target, vscode.l10n.t("Which connection should be edited?"));
      if (!connection || connection.isDemo) return;
      await connectionFlow.edit(connection);
      await refreshConnections([connection.id]);
    },
    replaceKey: async (target) => {
      const connection = await picker.connection(target, vscode.l10n.t("Whose key should be replaced?"));
      if (!connection || connection.isDemo) return;
      if (await connectionFlow.replaceKey(connection)) await refreshConnections([connection.id]);
    },
    removeConnection,
    refreshAll: () => refreshConnections(book.all().map(({ id }) => id)),
    refreshItem,
    openJob: async (target) => {
      const key = await picker.job(target, vscode.l10n.t("Which job?"));
      if (key) panels.open(key);
    },
    openJobJson: async (target) => {
      const key = await picker.job(target, vscode.l10n.t("Which job?"));
      if (key) await documents.open(key);
    },
    submitJob: async (target) => {
      const key = await picker.job(target, vscode.l10n.t("Which job should be submitted?"), ({ job }, cloud) => {
        return cloud.submitFields !== undefined && stateInfo(cloud, job.state)?.isSubmittable === true;
      });
      if (key) await submitFlow.run(key);
    },
    copyJobId: async (target) => {
      const key = await picker.job(target, vscode.l10n.t("Which job?"));
      if (!key) return;
      await vscode.env.clipboard.writeText(key.jobId);
      vscode.window.setStatusBarMessage(vscode.l10n.t("Job ID copied"), statusMs);
    },
    copyRequestId,
    loadMore: ({ connectionId, state }) =>
      connectionId !== undefined && state !== undefined && inView(() => refresher.loadMore(connectionId, state, never)),
    showLog: () => world.log.show(),
  };

  const registered = Object.entries(handlers).map(([name, handle]) =>
    vscode.commands.registerCommand(commands[name as keyof typeof commands], async (argument: unknown) => {
      const target = readTarget(argument);
      try {
        await handle(target);
      } catch (thrown) {
        await tell(world, target, thrown, name);
      }
    }),
  );
  const setContext = () => vscode.commands.executeCommand("setContext", contextKeys.hasConnections, book.all().length > 0);
  void setContext();
  const watched = book.onDidChange(setContext);
  return vscode.Disposable.from(...registered, watched);
}

const never = new AbortController().signal;
/** How long a short confirmation stays in the status bar. */
const statusMs = 3000;

/** Progress as the thin bar of the view. */
function inView<T>(work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: view } }, work);
}

async function tell({ book, report }: CommandWorld, target: Target, thrown: unknown, doing: string): Promise<void> {
  const error = report.note(asVoiceError(thrown), doing);
  const connection = target.connectionId === undefined ? undefined : book.find(target.connectionId);
  if (connection)
    await report.showError(error, connection, "read", {
      connectionId: connection.id,
      ...(target.jobId ? { jobId: target.jobId } : {}),
    });
  else if (error.kind !== "cancelled") await report.showBug();
}
