// One page that compares two to five jobs: painted from the store, alive while it is seen.
//
// ../text/comparedFields.ts finds which fields belong into one row and whether they say the same: by their path in jobs of one
// cloud, by the meaning that the descriptions give them in jobs of two. ../text/compareView.ts makes the whole view in finished
// words, with the rows of the page of a job; ../text/measures.ts lays the assessments over each other. comparePanels.ts keeps the
// pages. One that the editor brings back after a reload asks for remembered rows alone, and the cloud for nothing. media/compare
// paints what is sent and knows no words.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import { type JobKey, jobKeyText } from "../../../core/jobs/job.js";
import { type CompareMessage, type CompareView, readCompareRequest } from "../../../protocol/compare.js";
import { placeOf } from "../../../services/connections/place.js";
import type { JobRecord } from "../../../services/jobs/jobRecord.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { PagePainter } from "../../../ui/webview/pagePainter.js";
import {
  type ComparedColumn,
  type CompareInput,
  columnAct,
  comparedText,
  compareView,
  isLeftOutOf,
} from "../text/compareView.js";

type CompareKernel = Pick<
  UiKernel,
  "connectionStore" | "sessions" | "store" | "refresher" | "userActivity" | "clock" | "locale" | "report" | "open" | "recall"
>;

/** What the page knows of one job besides the store. */
interface KnownJob {
  readonly key: JobKey;
  /** Ids of rows. */
  readonly revealed: Set<string>;
  /** Asked for here: what others have read is no work of this page. */
  isAsked: boolean;
  /** The store drops rows that a long list no longer reaches; the page goes on showing what it last knew. */
  last?: JobRecord | undefined;
  /** Where that record is from. */
  place?: string | undefined;
}

export class ComparePanel {
  private readonly jobs: readonly KnownJob[];
  private readonly subscriptions: vscode.Disposable[];
  /** Ends reads whose answers are not seen any more. */
  private readonly closed = new AbortController();
  /** Until the rows of an earlier window were looked for, there is nothing true to say. */
  private isRecalling = false;
  private readonly painter = new PagePainter<CompareView>(
    () => this.view(),
    (view) => this.show(view),
  );

  constructor(
    private readonly keys: readonly JobKey[],
    private readonly panel: vscode.WebviewPanel,
    private readonly kernel: CompareKernel,
    origin: "opened" | "restored",
  ) {
    this.jobs = keys.map((key) => ({ key, revealed: new Set<string>(), isAsked: false }));
    const names = new Set(keys.map(jobKeyText));
    this.subscriptions = [
      panel.webview.onDidReceiveMessage((message) => this.hear(message)),
      panel.onDidChangeViewState(() => this.beSeen(panel.visible)),
      new vscode.Disposable(
        kernel.store.onDidChange(({ connectionId, jobs }) => {
          if ([...jobs].some((jobId) => names.has(jobKeyText({ connectionId, jobId })))) this.painter.changed();
        }).dispose,
      ),
      new vscode.Disposable(
        kernel.store.reads.onDidChange((key) => {
          if (names.has(jobKeyText(key))) this.painter.changed();
        }).dispose,
      ),
      new vscode.Disposable(kernel.connectionStore.onDidChange(() => this.painter.changed()).dispose),
    ];
    this.beSeen(panel.visible);
    if (origin === "opened") this.read(this.unread());
    else void this.recall();
  }

  reveal(): void {
    this.panel.reveal();
    this.read(this.unread());
  }

  dispose(): void {
    this.closed.abort();
    this.painter.dispose();
    this.beSeen(false);
    for (const subscription of this.subscriptions) subscription.dispose();
  }

  /** What stands before the person's eyes is no news to them, and is kept up to date. */
  private beSeen(isVisible: boolean): void {
    for (const { connectionId, jobId } of this.keys) this.kernel.userActivity.look(connectionId, jobId, isVisible);
    this.painter.begin();
  }

  /** Jobs that this window has not read. */
  private unread(): readonly KnownJob[] {
    return this.jobs.filter((known) => {
      const { key } = known;
      const record = this.kernel.store.record(key.connectionId, key.jobId);
      return !this.isLoading(known) && (!record || record.isRemembered) && !this.kernel.store.isGone(key.connectionId, key.jobId);
    });
  }

  private async recall(): Promise<void> {
    this.isRecalling = true;
    await Promise.all([...new Set(this.keys.map(({ connectionId }) => connectionId))].map((id) => this.kernel.recall(id)));
    this.isRecalling = false;
    this.painter.changed();
  }

  /** Each by itself: one that fails leaves the others as they come. What becomes of them is in the store. */
  private read(jobs: readonly KnownJob[]): void {
    const { refresher, report } = this.kernel;
    for (const known of jobs) {
      const { connectionId, jobId } = known.key;
      known.isAsked = true;
      refresher
        .refreshJob(connectionId, jobId, this.closed.signal)
        .catch((thrown: unknown) => report.note(thrown, "compare jobs"));
    }
    this.painter.changed();
  }

  private isLoading({ key, isAsked }: KnownJob): boolean {
    return isAsked && this.kernel.store.reads.of(key)?.isUnderWay === true;
  }

  /** A person asked: keys may have been replaced in another window. */
  private async refresh(jobs: readonly KnownJob[]): Promise<void> {
    await this.kernel.sessions.resume([...new Set(jobs.map(({ key }) => key.connectionId))]);
    for (const { key } of jobs) this.kernel.userActivity.note([key.connectionId], key.jobId);
    this.read(jobs);
  }

  private column(known: KnownJob): ComparedColumn | undefined {
    const { connectionId, jobId } = known.key;
    const { connectionStore, sessions, store } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) return undefined;
    const place = placeOf(connection);
    // The connection leads somewhere else now: what was read there is no job of this place.
    if (known.place !== place) known.last = undefined;
    known.place = place;
    const stored = store.record(connectionId, jobId);
    known.last = stored ?? known.last;
    const record = known.last;
    const isLoading = this.isLoading(known);
    if (!isLoading) known.isAsked = false;
    return {
      jobId,
      job: record?.job,
      cloud: sessions.cloudOf(connection),
      connection,
      leftOut: record?.isRemembered ? (record.leftOut ?? []) : [],
      readAt: record?.readAt,
      isRemembered: record?.isRemembered ?? false,
      isLoading,
      isGone: store.isGone(connectionId, jobId),
      error: stored ? stored.error : isLoading ? undefined : store.reads.of(known.key)?.error,
      revealed: known.revealed,
    };
  }

  private input(): CompareInput | undefined {
    const columns = this.jobs.flatMap((known) => this.column(known) ?? []);
    if (columns.length < this.jobs.length) return undefined;
    return { columns, now: this.kernel.clock.now(), locale: this.kernel.locale };
  }

  private view(): CompareView | undefined {
    const input = this.input();
    // With a connection its jobs went: there is nothing left to compare.
    if (!input) return void this.panel.dispose();
    return this.panel.visible && !this.isRecalling ? compareView(input) : undefined;
  }

  private show(view: CompareView): void {
    if (this.panel.title !== view.heading) this.panel.title = view.heading;
    const jobs = this.keys.map(({ connectionId, jobId }) => [connectionId, jobId] as const);
    this.send({ type: "show", view, remember: { jobs } });
  }

  private send(message: CompareMessage): void {
    void this.panel.webview.postMessage(message);
  }

  private async hear(message: unknown): Promise<void> {
    const request = readCompareRequest(message);
    const input = this.input();
    if (!request || !input) return;
    if (request.type === "ready") {
      return this.painter.begin();
    }
    if (request.type === "refresh") return this.refresh(this.jobs);
    if (request.type === "json") {
      const command = this.keys.length === 2 ? commands.compareJobsJson : commands.openJobJson;
      return void (await vscode.commands.executeCommand(command, this.keys[0], this.keys));
    }
    const known = this.jobs[request.column];
    const column = input.columns[request.column];
    if (!known || !column) return;
    switch (request.type) {
      case "open":
        return this.kernel.open(known.key);
      case "nextAct": {
        const act = columnAct(column, input.locale);
        if (act === "retry") return this.refresh([known]);
        return act === undefined ? undefined : this.kernel.report.act(act, known.key);
      }
      case "reveal":
        known.revealed.add(request.field);
        return isLeftOutOf(input, request.column, request.field) ? this.refresh([known]) : this.painter.changed();
      case "hide":
        known.revealed.delete(request.field);
        return this.painter.changed();
      case "copy": {
        const text = comparedText(input, request.column, request.field);
        if (text === undefined) return;
        await vscode.env.clipboard.writeText(text);
        return this.send({ type: "copied", id: `${request.column} ${request.field}` });
      }
    }
  }
}
