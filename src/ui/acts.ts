// Does what commands ask for: reads what each is about, asks where it must, and reports what went wrong. Loaded with the first command.
import * as vscode from "vscode";
import type { Cloud } from "../core/cloud.js";
import type { Connection } from "../core/connection.js";
import { asVoiceError } from "../core/errors.js";
import { late } from "../core/late.js";
import type { Clock, KeyValue, Notes } from "../core/ports.js";
import { type CommandName, container, view } from "../ids.js";
import type { Maker } from "../present/doctor.js";
import { escapeModal } from "../present/escape.js";
import { stateInfo } from "../present/phase.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { Demo } from "../services/demo.js";
import type { Practice } from "../services/doctor.js";
import type { JobStore } from "../services/jobStore.js";
import type { Lens } from "../services/lens.js";
import type { OwnActs } from "../services/ownActs.js";
import type { Refresher } from "../services/refresher.js";
import type { Sessions } from "../services/sessions.js";
import { Submitter } from "../services/submitter.js";
import type { Timeline } from "../services/timeline.js";
import type { WatchList } from "../services/watchList.js";
import { ArrangeFlow } from "./arrangeFlow.js";
import { ConnectionFlow } from "./connectionFlow.js";
import { DetailPanels } from "./detailPanels.js";
import type { DiagnosisDocuments } from "./diagnosisDocuments.js";
import { FilterFlow } from "./filterFlow.js";
import type { JsonDocuments } from "./jsonDocument.js";
import { KeyImport, type KeyPlaces } from "./keyImport.js";
import type { Report } from "./report.js";
import { SubmitFlow } from "./submitFlow.js";
import { readTarget, readTargets, type Target, TargetPicker } from "./target.js";
import type { TreeView } from "./treeView.js";
import { WatchActs } from "./watchActs.js";

/** Everything that only a person's act needs. */
export interface Acts {
  readonly panels: DetailPanels;
  readonly submitFlow: SubmitFlow;
  /** `argument` is whatever the command was given, `selected` all rows it was given. */
  run(name: CommandName, argument: unknown, selected?: unknown): Promise<void>;
}

export interface ActWorld {
  readonly clouds: readonly Cloud[];
  readonly book: ConnectionBook;
  readonly sessions: Sessions;
  readonly store: JobStore;
  readonly refresher: Refresher;
  readonly lens: Lens;
  readonly demo: Demo;
  readonly report: Report;
  readonly submits: SubmitWorld;
  readonly places: KeyPlaces;
  readonly documents: JsonDocuments;
  readonly tree: Pick<TreeView, "activate">;
  readonly watchList: WatchList;
  readonly own: OwnActs;
  readonly practice: Practice;
  readonly diagnoses: DiagnosisDocuments;
  readonly maker: Maker;
  readonly timeline: Pick<Timeline, "of">;
  readonly log: vscode.LogOutputChannel;
  readonly extensionUri: vscode.Uri;
  readonly locale: string;
}

/** What a submit leaves behind, and how it is named. */
export interface SubmitWorld {
  readonly notes: Notes;
  readonly state: KeyValue;
  readonly clock: Clock;
  /** A short digest that is a safe file name. */
  readonly digest: (text: string) => string;
  readonly nonce: () => string;
}

export function createActs(world: ActWorld): Acts {
  const { clouds, book, sessions, store, refresher, lens, documents, report, locale, own } = world;
  const picker = new TargetPicker(book, sessions, store, locale);
  const connectionFlow = new ConnectionFlow(clouds, book, sessions, report);
  const filterFlow = new FilterFlow(book, sessions, store, lens, locale);
  const { practice, diagnoses, maker } = world;
  const doctorFlow = late(() =>
    import("./doctorFlow.js").then(({ DoctorFlow }) => new DoctorFlow(practice, diagnoses, report, maker, locale)),
  );
  const { notes, state, clock, digest, nonce } = world.submits;
  const submitter = new Submitter(book, sessions, refresher, notes, state, clock, digest, nonce);
  const submitFlow = new SubmitFlow(book, sessions, refresher, submitter, report, locale);
  const panels = new DetailPanels(world.extensionUri, { book, sessions, store, refresher, report, locale, own });
  const watchActs = new WatchActs({ ...world, state }, picker);

  const refreshConnections = (ids: readonly string[]) =>
    inView(async () => {
      // A person asked: a connection that had stopped may try once more.
      await sessions.resume(ids);
      own.note(ids);
      await Promise.all(ids.map((id) => refresher.refreshConnection(id, never)));
    });

  const refreshItem = async ({ connectionId, jobId }: Target) => {
    if (connectionId === undefined) return;
    if (jobId === undefined) return refreshConnections([connectionId]);
    await sessions.resume([connectionId]);
    own.note([connectionId], jobId);
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

  /** Changes of a person's own connection: asks which, and leaves demo connections as they are. */
  const withConnection = async (target: Target, prompt: string, act: (connection: Connection) => Promise<unknown>) => {
    const connection = await picker.connection(target, prompt);
    if (connection && !connection.isDemo) await act(connection);
  };

  const showAdded = async (connection: Connection | undefined) => {
    if (!connection) return;
    await vscode.commands.executeCommand(`${view}.focus`);
    await refreshConnections([connection.id]);
  };

  const removeAllKeys = async () => {
    const remove = vscode.l10n.t("Remove All Keys");
    const question = vscode.l10n.t("Remove the keys of all connections from this computer?");
    const detail = vscode.l10n.t("The connections stay and ask for their keys when they are used again.");
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, remove)) === remove)
      await book.removeAllCredentials();
  };

  const handlers: Record<CommandName, (target: Target, targets: readonly Target[]) => unknown> = {
    addConnection: async () => showAdded(await connectionFlow.add(vscode.l10n.t("Add Connection"))),
    importKey: async () => showAdded(await new KeyImport(clouds, world.places, connectionFlow).run()),
    tryDemo: addDemo,
    editConnection: (target) =>
      withConnection(target, vscode.l10n.t("Which connection should be edited?"), async (connection) => {
        if (await connectionFlow.edit(connection)) await refreshConnections([connection.id]);
      }),
    renameConnection: (target) =>
      withConnection(target, vscode.l10n.t("Which connection should be renamed?"), (connection) =>
        connectionFlow.rename(connection),
      ),
    duplicateConnection: (target) =>
      withConnection(target, vscode.l10n.t("Which connection should be duplicated?"), async (connection) => {
        await showAdded(await connectionFlow.duplicate(connection));
      }),
    moveConnectionUp: ({ connectionId }) => connectionId !== undefined && book.move(connectionId, -1),
    moveConnectionDown: ({ connectionId }) => connectionId !== undefined && book.move(connectionId, 1),
    removeAllKeys,
    replaceKey: (target) =>
      withConnection(target, vscode.l10n.t("Whose key should be replaced?"), async (connection) => {
        if (await connectionFlow.replaceKey(connection)) await refreshConnections([connection.id]);
      }),
    removeConnection,
    diagnoseConnection: async (target) => {
      const connection = await picker.connection(target, vscode.l10n.t("Which connection should be diagnosed?"));
      if (connection) await (await doctorFlow()).run(connection);
    },
    refreshAll: () => refreshConnections(book.all().map(({ id }) => id)),
    refreshItem,
    activateRow: () => world.tree.activate(),
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
    watchJob: (_target, targets) => watchActs.watch(targets),
    stopWatching: (_target, targets) => watchActs.stop(targets),
    showMutedNotices: () => watchActs.showMuted(),
    loadMore: ({ connectionId, list }) =>
      connectionId !== undefined && list !== undefined && inView(() => refresher.loadMore(connectionId, list, never)),
    stopLoading: ({ connectionId }) => connectionId !== undefined && refresher.stop(connectionId),
    filterJobs: () => filterFlow.run(),
    changeFilter: () => filterFlow.run(),
    clearFilter: () => lens.setFilter({}),
    arrangeJobs: () => new ArrangeFlow(book, sessions, store, lens).run(),
    showLog: () => world.log.show(),
  };

  return {
    panels,
    submitFlow,
    run: async (name, argument, selected) => {
      const target = readTarget(argument);
      try {
        await handlers[name](target, readTargets(argument, selected));
      } catch (thrown) {
        await tell(world, target, thrown, name);
      }
    },
  };
}

const never = new AbortController().signal;
/** How long a short confirmation stays in the status bar. */
const statusMs = 3000;

/** Progress as the thin bar of the view. */
function inView<T>(work: () => Promise<T>): Thenable<T> {
  return vscode.window.withProgress({ location: { viewId: view } }, work);
}

async function tell({ book, report }: ActWorld, target: Target, thrown: unknown, doing: string): Promise<void> {
  const error = report.note(asVoiceError(thrown), doing);
  const connection = target.connectionId === undefined ? undefined : book.find(target.connectionId);
  if (connection)
    await report.showError(error, connection, "read", {
      connectionId: connection.id,
      ...(target.jobId ? { jobId: target.jobId } : {}),
    });
  else if (error.kind !== "cancelled") await report.showBug();
}
