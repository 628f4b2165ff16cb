// One page with a table of jobs: sends what it shows and the rows that are seen, and hears what a person does there.
//
// ../tableModel.ts has the rows in order, ../tableSelection.ts which are selected; protocol/jobsTable.ts reads what the page asks
// for; text/tableView.ts words everything. The page asks for the rows that it sees, by their places, and gets them again with each
// change: a change of the store is one paint, and a hidden page costs nothing. The keyboard's place is known to both sides: the
// page goes ahead, and takes the extension's word for it once that has heard of its last step (`turn`).
import type * as vscode from "vscode";
import { fitting } from "../../../core/jobs/filter/jobFilter.js";
import type { Disposable } from "../../../core/ports/event.js";
import { looksPrivate } from "../../../core/privacy/persistableJob.js";
import { type JobsTableMessage, type JobsTableRequest, readJobsTableRequest } from "../../../protocol/jobsTable.js";
import type { JobsTableLayout } from "../../../protocol/tableLayout.js";
import type { StoreChange } from "../../../services/jobs/snapshot.js";
import { Slices } from "../slicedSort.js";
import { type TableEntry, TableModel } from "../tableModel.js";
import { TableSelection } from "../tableSelection.js";
import { cellKey } from "../text/cellText.js";
import { tableRow, tableTitle, tableView } from "../text/tableView.js";
import { TableActions, type TableKernel } from "./tableActions.js";
import { moved, resized, sortedBy } from "./tableChanges.js";
import { TableConnections } from "./tableConnections.js";
import { knownOf } from "./tableCoverage.js";
import { TableFilter } from "./tableFilter.js";

/** Milliseconds between two paints while many changes come. */
const paintMs = 100;
/** Before the page has said what it sees. */
const firstRows = 60;

export class JobsTablePanel {
  private readonly subscriptions: Disposable[] = [];
  private readonly model: TableModel;
  private readonly selection = new TableSelection();
  private readonly actions: TableActions;
  private readonly filter: TableFilter;
  private readonly connections: TableConnections;
  private seen: readonly [from: number, to: number] = [0, firstRows];
  /** Of the last step of the keyboard that was heard. */
  private turn = 0;
  private changes = new Map<string, Set<string>>();
  private waiting: Disposable | undefined;
  private lastPaint = 0;
  /** What the box is to hold, where that is not what was typed there. */
  private boxText: string | undefined;

  constructor(
    /** Absent = all connections. */
    readonly connectionId: string | undefined,
    private readonly panel: vscode.WebviewPanel,
    private readonly kernel: TableKernel,
    private layout: JobsTableLayout,
  ) {
    const { store, connectionStore, clock, locale } = kernel;
    const collator = new Intl.Collator(locale, { numeric: true });
    this.model = new TableModel(store, new Slices(clock), collator.compare, () => this.takeRows());
    this.connections = new TableConnections(kernel, connectionId);
    this.filter = new TableFilter(
      () => this.connections.clouds(),
      () => this.connections.jobs(),
      locale,
    );
    this.actions = new TableActions(kernel, this.model, this.selection, {
      layout: () => this.layout,
      setLayout: (next) => this.setLayout(next),
      connections: () => this.connections.all(),
      placeOf: (id) => this.connections.placeOf(id),
    });
    panel.title = tableTitle(this.connections.only?.name);
    this.subscriptions.push(
      panel.webview.onDidReceiveMessage((message) => this.hear(readJobsTableRequest(message))),
      panel.onDidChangeViewState(() => this.paintSoon()),
      store.onDidChange((change) => this.follow(change)),
      connectionStore.onDidChange(() => this.readAgain()),
    );
    this.readAgain();
  }

  /** A person asked for it once more, maybe for other jobs. */
  reveal(filter: string | undefined): void {
    this.panel.reveal();
    if (filter !== undefined) this.setLayout({ ...this.layout, filter });
  }

  dispose(): void {
    this.waiting?.dispose();
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** Connections came, went or are others. */
  private readAgain(): void {
    if (this.connectionId !== undefined && !this.connections.only) return this.panel.dispose();
    this.panel.title = tableTitle(this.connections.only?.name);
    this.filter.forget();
    void this.model.showConnections(this.connections.all().map(({ id }) => id));
    this.arrange();
  }

  private arrange(): void {
    const { column, isDescending } = this.layout.sort;
    const places = new Map(this.connections.all().map(({ id }) => [id, this.connections.placeOf(id)]));
    const keyOf = ({ connectionId, record }: TableEntry) => {
      const place = places.get(connectionId);
      return place && cellKey(column, record.job, place, this.kernel.locale);
    };
    void this.model.sortBy({ keyOf, isDescending });
    this.applyFilter();
  }

  private applyFilter(): void {
    void this.model.filterBy(fitting(this.filter.read(this.layout.filter, this.kernel.clock.now())));
  }

  private setLayout(next: JobsTableLayout): void {
    const last = this.layout;
    this.layout = next;
    if (next.filter !== last.filter) this.boxText = next.filter;
    if (next.sort !== last.sort) this.arrange();
    else if (next.filter !== last.filter) this.applyFilter();
    else this.paint();
  }

  private takeRows(): void {
    this.selection.keepOnly(this.model.shown);
    this.paint();
  }

  /** All changes of a moment are one paint, and so are those of a hidden page once it is seen. */
  private follow({ connectionId, jobs }: StoreChange): void {
    if (!this.connections.all().some(({ id }) => id === connectionId)) return;
    const known = this.changes.get(connectionId) ?? new Set<string>();
    this.changes.set(connectionId, known);
    for (const id of jobs) known.add(id);
    if (jobs.size > 0) this.filter.forget();
    this.paintSoon();
  }

  private paintSoon(): void {
    if (!this.panel.visible || this.waiting) return;
    const { clock } = this.kernel;
    const wait = Math.max(0, Math.min(paintMs, this.lastPaint + paintMs - clock.now()));
    this.waiting = clock.after(wait, () => {
      this.waiting = undefined;
      this.lastPaint = clock.now();
      const { changes } = this;
      this.changes = new Map();
      if ([...changes.values()].some(({ size }) => size > 0)) void this.model.take(changes);
      else this.paint();
    });
  }

  private paint(): void {
    this.show();
    this.sendRows();
  }

  private show(): void {
    const { kernel, layout, connectionId } = this;
    const { coverage, age, failed } = knownOf(this.connections.all(), (id) => kernel.store.get(id));
    const connection = this.connections.only;
    const view = tableView({
      layout,
      filter: this.filter.filter,
      problems: this.filter.problems,
      ...(connection && { connection: connection.name }),
      hasConnections: kernel.connectionStore.all().length > 0,
      clouds: this.connections.clouds(),
      shown: this.model.shown.length,
      selected: this.selection.size,
      coverage,
      ...(age !== undefined && { age }),
      errors: failed.map(({ connection, snapshot }) => kernel.report.explain(snapshot.error!, connection).sentence),
      now: kernel.clock.now(),
      locale: kernel.locale,
    });
    const kept = looksPrivate(layout.filter) ? { ...layout, filter: "" } : layout;
    const remember = { ...(connectionId !== undefined && { connectionId }), layout: kept };
    this.send({ type: "show", view, ...(this.boxText !== undefined && { filter: this.boxText }), remember });
    this.boxText = undefined;
  }

  private sendRows(): void {
    const { shown } = this.model;
    const [from, to] = this.seen;
    const start = Math.min(from, Math.max(0, shown.length - (to - from)));
    const rows = shown.slice(start, start + (to - from)).flatMap((entry) => {
      const place = this.connections.placeOf(entry.connectionId);
      return place ? [tableRow(entry, this.layout.columns, place, this.selection.has(entry.id), this.kernel.locale)] : [];
    });
    const active = this.selection.activeIn(shown);
    this.send({ type: "rows", turn: this.turn, count: shown.length, active, from: start, rows });
  }

  private suggest(text: string): void {
    this.send({ type: "suggest", text, suggestions: this.filter.suggestions(text) });
  }

  private send(message: JobsTableMessage): void {
    if (this.panel.visible) void this.panel.webview.postMessage(message);
  }

  private hear(request: JobsTableRequest | undefined): unknown {
    switch (request?.type) {
      case "ready":
        this.turn = 0;
        this.boxText = this.layout.filter;
        this.paint();
        return this.paintSoon();
      case "look":
        this.seen = [request.from, request.to];
        return this.sendRows();
      case "filter":
        this.layout = { ...this.layout, filter: request.text };
        this.applyFilter();
        return this.suggest(request.text);
      case "suggest":
        return this.suggest(request.text);
      case "sort":
        return this.setLayout(sortedBy(this.layout, request.column));
      case "resize":
        return this.setLayout(resized(this.layout, request.column, request.width));
      case "move":
        return this.setLayout(moved(this.layout, request.column, request.to));
      case "go":
        return this.choose(this.model.shown[request.index], request.how, request.turn);
      case "choose":
        return this.choose(this.model.find(request.id), request.how, request.turn);
      case "chooseAll":
        this.selection.all(this.model.shown);
        return this.paint();
      case "open":
        return this.actions.open(this.model.find(request.id));
      case "act":
        return this.actions.act(request.action);
    }
  }

  private choose(entry: TableEntry | undefined, how: "only" | "extend" | "toggle" | "keep", turn: number): void {
    this.turn = turn;
    // What left the table meanwhile is not seen, and so not meant.
    if (entry && !this.model.shown.includes(entry)) return this.paint();
    if (entry && how === "only") this.selection.only(entry);
    else if (entry && how === "toggle") this.selection.toggle(entry);
    else if (entry && how === "keep") this.selection.go(entry);
    else if (entry) this.selection.extend(entry, this.model.shown);
    this.paint();
  }
}
