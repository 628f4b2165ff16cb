// What commands about jobs do, about one or about many: open, compare, copy, submit, refresh, export, search.
import * as vscode from "vscode";
import type { Cloud } from "../../../core/cloud.js";
import { consolePage } from "../../../core/consolePage.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { isSubmittable } from "../../../core/jobs/submittable.js";
import { late } from "../../../core/ports/lazy.js";
import type { JobRecord } from "../../../services/jobs/jobRecord.js";
import { count } from "../../../text/counts.js";
import { escapeNotification } from "../../../text/escape.js";
import { word } from "../../../text/translate.js";
import { areRead, tellFailure } from "../../../ui/commands/commandFailure.js";
import { inView, never } from "../../../ui/commands/progress.js";
import { loadedOf, scopeOf } from "../../../ui/commands/selectionScope.js";
import { jobsOf, readTargets, selectedRows, type Target } from "../../../ui/commands/target.js";
import type { Family } from "../../index.js";
import { planRefresh } from "../refreshPlan.js";
import { compareJobs } from "./compareJobs.js";
import { uriOf } from "./jobUri.js";

type Names =
  | "refreshAll"
  | "refreshItem"
  | "openJob"
  | "openJobJson"
  | "openJobById"
  | "searchJobs"
  | "compareJobs"
  | "exportJobs"
  | "openConsole"
  | "submitJob"
  | "submitJobs"
  | "createJob"
  | "checkRecordings"
  | "deleteJob"
  | "copyJobId"
  | "copyLink"
  | "copyRequestId";

/** How long a short confirmation stays in the status bar. */
const statusMs = 3000;

/** A document of more jobs than that is read by nobody; an export is for them. */
const mostInDocument = 200;

export const jobActs: Family<Names> = (world, { picker, linking, submitting, submittingMany, refreshConnections, creating }) => {
  const { book, sessions, store, refresher, lens, report, own, locale } = world;
  const exporting = late(() => import("../../export/ui/exportFlow.js"));
  const searching = late(() => import("../../search/ui/searchFlow.js"));
  const deleting = late(() => import("../../delete/ui/deleteFlow.js"));
  const opening = late(() => import("../../search/ui/openById.js"));
  const open = async (key: JobKey) => (await world.panels()).open(key);
  const flowWorld = { book, sessions, store, refresher, report, picker, open };

  /** What goes wrong is told of the job, also where the person named it after the command had begun. */
  const about = async (key: JobKey, doing: string, act: () => Promise<unknown>) => {
    await act().catch((thrown: unknown) => tellFailure(world, key, thrown, doing));
  };

  /** The jobs among the rows; of groups and connections alone, those that are loaded; without rows, the one that the person picks. */
  const jobsMeant = async (targets: readonly Target[], prompt: string): Promise<readonly JobKey[]> => {
    const scope = scopeOf({ book, sessions, lens, locale }, targets);
    if (scope) return scope.portions.flatMap((portion) => loadedOf(store, portion));
    const key = await picker.job({}, prompt);
    return key ? [key] : [];
  };

  /** Rows that are no jobs stand for their whole connection, since its totals are theirs too. */
  const refreshItems = async (targets: readonly Target[]) => {
    const wholes = targets.filter(({ jobId }) => jobId === undefined).flatMap(({ connectionId }) => connectionId ?? []);
    const plan = planRefresh(wholes, jobsOf(targets), (connectionId) => {
      const connection = book.find(connectionId);
      return connection && { cloud: sessions.cloudOf(connection), snapshot: store.get(connectionId) };
    });
    await sessions.resume([...new Set(plan.jobs.map(({ connectionId }) => connectionId))]);
    const single = inView(() => readOneByOne(plan.jobs));
    await Promise.all([plan.connections.length > 0 ? refreshConnections(plan.connections) : undefined, single]);
  };
  /** Each row keeps its own error; the first of them is shown once all have been tried. */
  const readOneByOne = async (keys: readonly JobKey[]) => {
    for (const { connectionId, jobId } of keys) own.note([connectionId], jobId);
    const reads = keys.map(({ connectionId, jobId }) => refresher.refreshJob(connectionId, jobId, never));
    const outcomes = await Promise.allSettled(reads);
    const failed = outcomes.findIndex(({ status }) => status === "rejected");
    const [outcome, key] = [outcomes[failed], keys[failed]];
    const connection = key && book.find(key.connectionId);
    if (outcome?.status !== "rejected" || !key || !connection) return;
    void report.showError(report.note(outcome.reason, "refresh jobs"), connection, "read", key);
  };

  const copyJobIds = async (targets: readonly Target[]) => {
    const keys = await jobsMeant(targets, vscode.l10n.t("Which job?"));
    if (keys.length === 0) return;
    await vscode.env.clipboard.writeText(keys.map(({ jobId }) => jobId).join("\n"));
    const told =
      keys.length === 1 ? vscode.l10n.t("Job ID copied") : vscode.l10n.t("{0} job IDs copied", count(keys.length, locale));
    vscode.window.setStatusBarMessage(told, statusMs);
  };

  const openJson = async (targets: readonly Target[]) => {
    const keys = await jobsMeant(targets, vscode.l10n.t("Which job?"));
    if (keys.length > mostInDocument) {
      const exportThem = vscode.l10n.t("Export…");
      const text = vscode.l10n.t("{0} jobs are too many for one document.", count(keys.length, locale));
      if ((await vscode.window.showInformationMessage(text, exportThem)) === exportThem) await exportRows(targets, undefined);
    } else if (keys.length > 0 && (await areRead(world, keys, "openJobJson"))) {
      const document = await vscode.workspace.openTextDocument(uriOf(keys));
      await vscode.window.showTextDocument(document, { preview: true });
    }
  };

  const exportRows = async (targets: readonly Target[], argument: unknown) => {
    const { openDraft, places } = world;
    const exportWorld = { book, sessions, store, refresher, report, lens, openDraft, environment: places.environment, locale };
    const selection = readTargets(selectedRows, undefined, world.selection);
    return (await exporting()).runExport(exportWorld, targets, selection, argument);
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

  /** Nothing but an address goes to the browser: the person signs in there. */
  const openConsole = async (target: Target) => {
    const connection = await picker.connection(target, vscode.l10n.t("Which connection's console should be opened?"));
    if (!connection) return;
    const cloud = sessions.cloudOf(connection);
    const page = consolePage(cloud, connection, target.jobId);
    if (page !== undefined) return void (await vscode.env.openExternal(vscode.Uri.parse(page, true)));
    const text = connection.isDemo
      ? vscode.l10n.t("Demo data is on this computer only: there is no console for it.")
      : vscode.l10n.t("No console of {0} is known for this endpoint.", word(cloud.title));
    void vscode.window.showInformationMessage(escapeNotification(text));
  };

  const search = async () => {
    const choice = await (await searching()).searchJobs(flowWorld);
    if (!choice) return;
    if ("key" in choice) await open(choice.key);
    else await (await opening()).openById(flowWorld, {}, choice.id);
  };

  const submit = async (target: Target, selected: readonly JobKey[]) => {
    if (selected.length > 1) return submitSeveral(selected);
    const key = await picker.job(target, vscode.l10n.t("Which job should be submitted?"), ({ job }, cloud) =>
      isSubmittable(cloud, job),
    );
    if (key) await about(key, "submitJob", async () => (await submitting()).flow.run(key));
  };
  /** A single one has a flow of its own, wherever it was named. */
  const submitSeveral = async (keys: readonly JobKey[]) => {
    const flow = await submittingMany();
    if (keys.length > 1) return flow.run(keys);
    const selected = keys.length > 0 ? keys : jobsOf(readTargets(selectedRows, undefined, world.selection));
    const one = await flow.pick(selected);
    if (one) await about(one, "submitJob", async () => (await submitting()).flow.run(one));
  };

  /** The key acts on selected jobs alone; elsewhere the job is asked for. */
  const removeJobs = async (given: readonly JobKey[], argument: unknown) => {
    const prompt = vscode.l10n.t("Which job should be deleted?");
    const isAsked = given.length === 0 && argument !== selectedRows;
    const asked = isAsked ? await picker.job({}, prompt, (_record, cloud) => cloud.removal !== undefined) : undefined;
    const keys = asked ? [asked] : given;
    const [first] = keys;
    if (first) await about(first, "deleteJob", async () => (await deleting()).deleteJobs(world, keys));
  };

  return {
    refreshAll: () => refreshConnections(book.all().map(({ id }) => id)),
    refreshItem: (_target, targets, argument) =>
      argument === selectedRows && targets.length === 0
        ? refreshConnections(book.all().map(({ id }) => id))
        : refreshItems(targets),
    openJob: async (target) => {
      const key = await picker.job(target, vscode.l10n.t("Which job?"));
      if (key) await open(key);
    },
    openJobJson: (_target, targets) => openJson(targets),
    openJobById: async (target, _targets, argument) => (await opening()).openById(flowWorld, target, textIn(argument)),
    searchJobs: search,
    compareJobs: (_target, targets) => compareJobs({ book, store, refresher, picker, report }, jobsOf(targets)),
    exportJobs: (_target, targets, argument) => exportRows(targets, argument),
    openConsole,
    submitJob: (target, targets) => submit(target, jobsOf(targets)),
    submitJobs: (_target, targets) => submitSeveral(jobsOf(targets)),
    createJob: async (target) => (await creating()).create(target),
    checkRecordings: async (target) => {
      const prompt = vscode.l10n.t("Which job's recordings should be checked?");
      const asks = ({ job }: JobRecord, cloud: Cloud) => cloud.recordings !== undefined && isSubmittable(cloud, job);
      const key = await picker.job(target, prompt, asks);
      if (key) await about(key, "checkRecordings", async () => (await creating()).recordings.run(key));
    },
    deleteJob: (_target, targets, argument) => removeJobs(jobsOf(targets), argument),
    copyJobId: (_target, targets) => copyJobIds(targets),
    copyLink: async (_target, targets, argument) => {
      // From the title of a page the editor hands over the page's address, from a list that it paints anew nothing at all.
      const isOfPage = argument !== undefined && targets.length === 0;
      const shown = isOfPage ? (await world.panels()).shown() : undefined;
      const keys = shown ? [shown] : await jobsMeant(targets, vscode.l10n.t("Which job?"));
      if (keys.length > 0) await (await linking()).copy(keys);
    },
    copyRequestId,
  };
};

/** `text` of an argument: what was pasted somewhere else. */
function textIn(argument: unknown): string | undefined {
  const text = typeof argument === "object" && argument !== null ? (argument as { readonly text?: unknown }).text : undefined;
  return typeof text === "string" ? text : undefined;
}
