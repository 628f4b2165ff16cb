// One overview: painted from the store while it is seen, and what a person can do with it: see the jobs of a mark, load more, save.
import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import type { Disposable } from "../../../core/ports/event.js";
import { type ChartId, type OverviewView, readOverviewRequest } from "../../../protocol/overview.js";
import { isEqualJson } from "../../../services/jobs/equality.js";
import { everything, isWhole } from "../../../services/jobs/snapshot.js";
import type { StateObservations } from "../../../services/storage/stateLogFile.js";
import { escapeNotification } from "../../../text/escape.js";
import { named } from "../../../text/punctuation.js";
import { withViewProgress } from "../../../ui/commands/progress.js";
import { saveFile } from "../../../ui/saveFile.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { overviewOf } from "../overview.js";
import { overviewCsv } from "../text/overviewCsv.js";
import { overviewTitle, type WordedOverview, wordOverview } from "../text/overviewView.js";

type OverviewKernel = Pick<
  UiKernel,
  | "connectionStore"
  | "sessions"
  | "store"
  | "refresher"
  | "refreshConnections"
  | "viewOptions"
  | "clock"
  | "locale"
  | "report"
  | "recall"
  | "observations"
  | "openTable"
  | "environment"
>;

/** Milliseconds: a list that is being loaded changes many times a second, and ten thousand jobs are counted each time. */
const pause = 400;
/** Pages that one press loads of each connection, of a hundred jobs each. */
const pagesAtOnce = 10;

export class OverviewPanel {
  private readonly subscriptions: vscode.Disposable[];
  private readonly closed = new AbortController();
  private observations: ReadonlyMap<string, StateObservations> = new Map();
  /** Something changed, and is counted when the pause is over. */
  private waiting: Disposable | undefined;
  private isRecalling = false;
  /** More is being loaded, until this is aborted. */
  private loading: AbortController | undefined;
  /** What stands before the person's eyes; absent while the page is hidden, and when it has begun again. */
  private shown: OverviewView | undefined;
  private worded: WordedOverview | undefined;

  constructor(
    /** Absent = all connections. */
    private readonly connectionId: string | undefined,
    private readonly panel: vscode.WebviewPanel,
    private readonly kernel: OverviewKernel,
    origin: "opened" | "restored",
  ) {
    const { store, connectionStore } = kernel;
    this.subscriptions = [
      panel.webview.onDidReceiveMessage((message) => this.hear(message)),
      panel.onDidChangeViewState(() => {
        this.shown = undefined;
        if (panel.visible) void this.readLogs();
      }),
      new vscode.Disposable(
        store.onDidChange(({ connectionId, moves }) => {
          if (this.connectionId !== undefined && connectionId !== this.connectionId) return;
          if (moves.size > 0) void this.readLogs();
          else this.paintSoon();
        }).dispose,
      ),
      new vscode.Disposable(connectionStore.onDidChange(() => this.paintSoon()).dispose),
    ];
    void this.begin(origin);
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.closed.abort();
    this.loading?.abort();
    this.waiting?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** One that the editor brings back asks the cloud for nothing. */
  private async begin(origin: "opened" | "restored"): Promise<void> {
    this.isRecalling = true;
    await Promise.all(this.connections().map(({ id }) => this.kernel.recall(id)));
    this.isRecalling = false;
    await this.readLogs();
    this.paint();
    if (origin === "restored") return;
    await Promise.all(this.connections().map(({ id }) => this.kernel.refresher.ensureConnection(id, this.closed.signal)));
  }

  /** Demo jobs would only blur one's own. */
  private connections(): readonly Connection[] {
    const all = this.kernel.connectionStore.all();
    if (this.connectionId !== undefined) return all.filter(({ id }) => id === this.connectionId);
    const own = all.filter(({ isDemo }) => !isDemo);
    return own.length > 0 ? own : all;
  }

  /** What cannot be read was not seen. */
  private async readLogs(): Promise<void> {
    const read = async ({ id }: Connection) =>
      [id, await this.kernel.observations(id).catch((): StateObservations => new Map())] as const;
    if (this.panel.visible) this.observations = new Map(await Promise.all(this.connections().map(read)));
    this.paintSoon();
  }

  private paintSoon(): void {
    if (this.shown === undefined) return this.paint();
    this.waiting ??= this.kernel.clock.after(pause, () => {
      this.waiting = undefined;
      this.paint();
    });
  }

  private word(): WordedOverview {
    const { sessions, store, report, clock, locale } = this.kernel;
    const connections = this.connections();
    const snapshots = connections.map(({ id }) => store.get(id));
    const sources = connections.map((connection) => ({
      connectionId: connection.id,
      cloud: sessions.cloudOf(connection),
      jobs: jobsOf(store.get(connection.id).jobs.values()),
      observations: this.observations.get(connection.id) ?? new Map(),
    }));
    const totals = snapshots.map(({ total }) => total);
    const isTotal = totals.every((total) => total !== undefined);
    const [only] = connections;
    return wordOverview({
      overview: overviewOf(sources, clock.now()),
      clouds: [...new Set(sources.map(({ cloud }) => cloud))],
      ...(this.connectionId !== undefined && only && { connection: only.name }),
      ...(isTotal && { total: totals.reduce((sum: number, total) => sum + (total ?? 0), 0) }),
      isWhole: snapshots.every((snapshot) => isWhole(snapshot) && !snapshot.isRemembered),
      isLoading: snapshots.some((snapshot) => snapshot.isLoading || snapshot.loadingStates.size > 0),
      isLoadingMore: this.loading !== undefined,
      isRemembered: snapshots.some((snapshot) => snapshot.isRemembered),
      errors: snapshots.flatMap(({ error }, at) => {
        const connection = connections[at];
        return error && connection ? [named(connection.name, report.explain(error, connection).sentence)] : [];
      }),
      locale,
    });
  }

  private paint(): void {
    if (this.closed.signal.aborted) return;
    // With its connection its jobs went.
    if (this.connections().length === 0) return this.panel.dispose();
    if (!this.panel.visible || this.isRecalling) return;
    this.worded = this.word();
    const { view } = this.worded;
    if (this.panel.title !== view.heading) this.panel.title = view.heading;
    if (this.shown && isEqualJson(view, this.shown)) return;
    this.shown = view;
    const remember = { isOverview: true, ...(this.connectionId !== undefined && { connectionId: this.connectionId }) } as const;
    void this.panel.webview.postMessage({ type: "show", view, remember });
  }

  private async hear(message: unknown): Promise<void> {
    const request = readOverviewRequest(message);
    switch (request?.type) {
      case undefined:
        return;
      case "ready":
        this.shown = undefined;
        return this.paint();
      case "refresh":
        return void (await this.kernel.refreshConnections(this.connections().map(({ id }) => id)));
      case "load":
        return this.loading ? this.loading.abort() : this.loadMore();
      case "pick": {
        const filter = this.worded?.filterOf(request.mark);
        if (!filter) return;
        await this.kernel.viewOptions.setFilter(filter);
        const { connectionId } = this;
        return this.kernel.openTable({ filter, ...(connectionId !== undefined && { connectionId }) });
      }
      case "saveNumbers": {
        const chart = this.shown?.charts.find(({ id }) => id === request.chart);
        return chart && this.save(request.chart, "csv", new TextEncoder().encode(overviewCsv(chart)));
      }
      case "savePicture":
        return this.save(request.chart, request.format, request.bytes);
    }
  }

  /** A thousand jobs of each connection at a press: a hundred thousand would take an hour. */
  private async loadMore(): Promise<void> {
    const loading = new AbortController();
    this.loading = loading;
    this.paint();
    const { refresher, store, sessions } = this.kernel;
    const load = async (connection: Connection) => {
      const { id } = connection;
      // Rows of an earlier window are read again first, and some clouds give all rows or none.
      const { readAt, isRemembered } = store.get(id);
      if (readAt === undefined || isRemembered) await refresher.refreshConnection(id, loading.signal);
      const pages = sessions.cloudOf(connection).listing.countsByState ? pagesAtOnce : 1;
      for (let page = 0; page < pages && !loading.signal.aborted && !isWhole(store.get(id)); page += 1) {
        const before = store.get(id).jobs.size;
        await refresher.loadMore(id, everything, loading.signal);
        if (store.get(id).error || store.get(id).jobs.size === before) return;
      }
    };
    await sessions.resume(this.connections().map(({ id }) => id));
    await withViewProgress(async () => void (await Promise.all(this.connections().map(load))));
    this.loading = undefined;
    this.paint();
  }

  private async save(chart: ChartId, ending: "csv" | "svg" | "png", bytes: Uint8Array): Promise<void> {
    const file = {
      title: overviewTitle(undefined),
      name: `overview-${chart}.${ending}`,
      filters: { [ending.toUpperCase()]: [ending] },
      bytes,
    };
    const saved = await saveFile(file, this.kernel);
    if (saved) vscode.window.setStatusBarMessage(saved, 5_000);
    else if (saved === false) {
      const text = vscode.l10n.t("The file could not be saved there. Choose another folder, or free disk space.");
      void vscode.window.showErrorMessage(escapeNotification(text));
    }
  }
}

function* jobsOf<Job>(records: Iterable<{ readonly job: Job }>): Iterable<Job> {
  for (const { job } of records) yield job;
}
