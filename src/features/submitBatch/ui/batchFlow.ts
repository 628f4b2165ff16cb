// Submits several jobs with the person: one grid, one modal that lists them all, one after the other, and a result for each.
import * as vscode from "vscode";
import { type JobKey, jobKeyText } from "../../../core/jobs/job.js";
import type { LastValues } from "../../../services/storage/lastValues.js";
import { escapeNotification } from "../../../text/escape.js";
import { duration } from "../../../text/time.js";
import { noteSubmitted } from "../../../ui/contextKeys.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { SubmitRecovery } from "../../submit/submitRecovery.js";
import type { Submitter } from "../../submit/submitter.js";
import { BatchLog } from "../batchLog.js";
import { valuesToSend } from "../batchValues.js";
import { type BatchItemOutcome, isWorthRetrying, submitBatch, verdictOf } from "../submitBatch.js";
import { type BatchResult, batchSummary, outcomeLines } from "../text/batchResultText.js";
import { batchQuestion, titleOf } from "../text/batchText.js";
import { BatchGrid } from "./batchGrid.js";
import { areTooMany, type BatchJobsKernel, gatherJobs, tickJobs } from "./batchJobs.js";
import { type BatchEntry, candidateOf, type Plan } from "./batchPlan.js";
import { showBatchResults } from "./batchResults.js";
import { CutOffBatches } from "./cutOffBatches.js";

/** What became of the jobs of a plan, in the order of its entries. */
interface Ended {
  readonly plan: Plan;
  readonly outcomes: readonly BatchItemOutcome[];
}

export class BatchFlow {
  private readonly gathering: BatchJobsKernel;
  private readonly batches: BatchLog;
  private readonly cutOff: CutOffBatches;
  /** From the first question to the last answer of the cloud: one batch at a time in a window. */
  private isUnderWay = false;
  /** Where they are filled in, while that is open. */
  private grid: BatchGrid | undefined;

  constructor(
    private readonly kernel: UiKernel,
    private readonly submitter: Submitter,
    recovery: Pick<SubmitRecovery, "isUnsettled">,
    private readonly used: Pick<LastValues, "note">,
  ) {
    this.gathering = kernel;
    this.batches = new BatchLog(kernel.state, kernel.clock, kernel.windows);
    this.cutOff = new CutOffBatches(kernel, recovery, (jobs) => this.run(jobs));
  }

  /** `selected`: ticked from the start. Gives back a job that is the only one: that has a flow of its own. */
  async pick(selected: readonly JobKey[]): Promise<JobKey | undefined> {
    if (this.isBusy()) return undefined;
    const keys = await tickJobs(this.gathering, selected, this.kernel.locale);
    if (keys?.length === 1) return keys[0];
    if (keys && keys.length > 0) await this.run(keys);
    return undefined;
  }

  async run(keys: readonly JobKey[]): Promise<void> {
    await this.once(keys, [], { entries: [], shared: new Map() });
  }

  /** Tells of batches that were under way when their window closed. */
  async tellUnfinished(): Promise<void> {
    // Not awaited: a notification may stay for minutes.
    for await (const batch of this.batches.unfinished()) void this.cutOff.tell(batch);
  }

  private isBusy(): boolean {
    if (this.grid) this.grid.reveal();
    else if (this.isUnderWay) {
      void vscode.window.showInformationMessage(vscode.l10n.t("Several jobs are being submitted already. Finish that first."));
    }
    return this.isUnderWay;
  }

  /** `before`: what was filled in the last time. `held`: may have been submitted, and are looked up again. */
  private async once(keys: readonly JobKey[], held: readonly JobKey[], before: Plan): Promise<void> {
    if (this.isBusy()) return;
    if (areTooMany(keys.length, this.kernel.locale)) return;
    this.isUnderWay = true;
    try {
      const ended = await this.ask(keys, held, before);
      // Not awaited: a notification may stay for minutes.
      if (ended)
        this.tell(ended).catch((thrown: unknown) => this.kernel.report.note(thrown, "tell what became of several submits"));
    } finally {
      this.isUnderWay = false;
    }
  }

  private async ask(keys: readonly JobKey[], held: readonly JobKey[], before: Plan): Promise<Ended | undefined> {
    const ready = await gatherJobs(this.gathering, keys, held);
    if (!ready || ready.length === 0) return undefined;
    const order = [...new Set(ready.map(({ connection }) => connection.id))];
    const known = new Map(before.entries.map((entry) => [jobKeyText(entry.key), entry]));
    const entries = ready
      .map((job): BatchEntry => {
        const { typed = {}, lastTime } = known.get(jobKeyText(job.key)) ?? {};
        return { ...job, typed, ...(lastTime === undefined ? {} : { lastTime }) };
      })
      .sort((a, b) => order.indexOf(a.connection.id) - order.indexOf(b.connection.id));
    const plan: Plan = { entries, shared: new Map(before.shared) };
    const grid = new BatchGrid(this.kernel, plan, () => this.confirm(plan));
    this.grid = grid;
    try {
      if (!(await grid.fill())) return undefined;
    } finally {
      this.grid = undefined;
    }
    const ended = { plan, outcomes: await this.send(plan) };
    void this.remember(ended);
    return ended;
  }

  /** What went out, or may have, is what the job was last submitted with. */
  private async remember({ plan, outcomes }: Ended): Promise<void> {
    for (const [index, entry] of plan.entries.entries()) {
      const { kind } = outcomes[index]!;
      if (kind === "accepted") noteSubmitted();
      if (kind !== "accepted" && kind !== "unknown") continue;
      const { connection, key, fields } = entry;
      const values = valuesToSend(fields, candidateOf(plan, entry).layers);
      const noted = this.used.note(connection, key.jobId, fields, values);
      await noted.catch((thrown: unknown) => void this.kernel.report.note(thrown, "remember values"));
    }
  }

  private async confirm(plan: Plan): Promise<boolean> {
    const batch = plan.entries.map((entry) => candidateOf(plan, entry));
    const { question, detail } = batchQuestion(batch, this.kernel.locale);
    const submit = batch.length === 1 ? vscode.l10n.t("Submit") : vscode.l10n.t("Submit {0} Jobs", batch.length);
    return (await vscode.window.showInformationMessage(question, { modal: true, detail }, submit)) === submit;
  }

  private async send(plan: Plan): Promise<readonly BatchItemOutcome[]> {
    const { clock, nonce } = this.kernel;
    const { report, userActivity, locale } = this.kernel;
    const { entries } = plan;
    const errands = entries.map((entry) => ({
      ...entry.key,
      values: valuesToSend(entry.fields, candidateOf(plan, entry).layers),
    }));
    const id = nonce();
    await this.batches.begin(id, errands);
    const options = {
      location: vscode.ProgressLocation.Notification,
      cancellable: true,
      title: vscode.l10n.t("Submitting jobs"),
    };
    try {
      return await vscode.window.withProgress(options, (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        /** Said again with every step: one without a message would take the words away. */
        let message = "";
        const say = (index: number, words: string) => {
          message = `${vscode.l10n.t("{0} of {1}", index + 1, entries.length)} · ${words}`;
          progress.report({ message });
        };
        return submitBatch({ submitter: this.submitter, clock }, errands, abort.signal, {
          onStart: (index) => {
            const { job, key } = entries[index]!;
            userActivity.note([key.connectionId], key.jobId);
            void this.batches.start(id);
            say(index, escapeNotification(titleOf(job), 60));
          },
          onEnd: (_index, outcome) => {
            void this.batches.next(id, verdictOf(outcome));
            if ("error" in outcome && outcome.kind !== "notSent") report.note(outcome.error, "submit several jobs");
            progress.report({ message, increment: 100 / entries.length });
          },
          onWait: (index, ms) => {
            say(index, vscode.l10n.t("the cloud asks for fewer requests, waiting {0}", duration(ms, locale)));
          },
        });
      });
    } finally {
      await this.batches.end(id);
    }
  }

  private async tell({ plan, outcomes }: Ended): Promise<void> {
    const { locale, nonce } = this.kernel;
    const results = plan.entries.map(({ connection, cloud, job }, index): BatchResult => {
      const outcome = outcomes[index]!;
      return { connection, cloud, job, verdict: verdictOf(outcome), outcome };
    });
    const verdicts = results.map(({ verdict }) => verdict);
    const text = vscode.l10n.t("Submit of several jobs: {0}.", batchSummary(verdicts, locale));
    const show = vscode.l10n.t("Show Results");
    const retry = vscode.l10n.t("Retry Failed Only");
    const failed = plan.entries.filter((_entry, index) => isWorthRetrying(outcomes[index]!));
    const isWell = verdicts.every((verdict) => verdict === "submitted");
    const buttons = failed.length > 0 ? [show, retry] : [show];
    const go = () => this.retry({ plan, outcomes }, results);
    const chosen = await (isWell
      ? vscode.window.showInformationMessage(escapeNotification(text), ...buttons)
      : vscode.window.showWarningMessage(escapeNotification(text), ...buttons));
    if (chosen === retry) return go();
    // What failed can be tried again from there.
    const offer = failed.length > 0 ? "retryFailed" : undefined;
    if (chosen === show) await showBatchResults(this.kernel, { id: nonce(), results, orphans: [], offer, go });
  }

  /** Only what is known not to be submitted; what may have been is looked up again, and stays with the person. */
  private async retry({ plan, outcomes }: Ended, results: readonly BatchResult[]): Promise<void> {
    const entries = plan.entries.flatMap((entry, index): BatchEntry[] => {
      if (!isWorthRetrying(outcomes[index]!)) return [];
      const [sentence, ...words] = outcomeLines(results[index]!, this.kernel.locale, Date.now());
      // The cloud's own words first: a row is narrow, and they say what is to be mended.
      return [{ ...entry, lastTime: [...words, sentence].join(" · ") }];
    });
    const held = plan.entries.filter((_entry, index) => verdictOf(outcomes[index]!) === "unknown");
    await this.once(
      entries.map(({ key }) => key),
      held.map(({ key }) => key),
      { entries, shared: plan.shared },
    );
  }
}
