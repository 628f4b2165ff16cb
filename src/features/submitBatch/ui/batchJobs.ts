// Which jobs are submitted together: lets the person tick them, reads each again, and sets aside with its reason what cannot be submitted.

import * as vscode from "vscode";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError } from "../../../core/errors.js";
import type { Field } from "../../../core/forms/field.js";
import { type Values, valuesOf } from "../../../core/forms/formValues.js";
import { isSubmittable } from "../../../core/jobs/allowedActions.js";
import { type JobKey, jobKeyText, type VoiceJob } from "../../../core/jobs/job.js";
import { count } from "../../../text/counts.js";
import { escapeLabel } from "../../../text/escape.js";
import { stateTitle } from "../../../text/phases.js";
import { translate } from "../../../text/translate.js";
import { pickOne } from "../../../ui/quickInput/quickPicks.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

export type BatchJobsKernel = Pick<
  UiKernel,
  "connectionStore" | "sessions" | "store" | "refresher" | "userActivity" | "report" | "picker"
>;

/** True = the person was told. */
export function areTooMany(jobs: number, locale: string): boolean {
  if (jobs <= mostAtOnce) return false;
  const [most, these] = [count(mostAtOnce, locale), count(jobs, locale)];
  const text = vscode.l10n.t("At most {0} jobs are submitted at once; these are {1}. Select fewer.", most, these);
  void vscode.window.showWarningMessage(text);
  return true;
}

/** A job that can be submitted, with the form of its cloud and what it has itself. */
export interface ReadyJob {
  readonly key: JobKey;
  readonly connection: Connection;
  readonly cloud: Cloud;
  readonly fields: readonly Field[];
  readonly job: VoiceJob;
  readonly own: Values;
}

interface LeftOut {
  readonly name: string;
  readonly place: string;
  /** Finished words. */
  readonly reason: string;
}

/** More are a day's work of the reviewers, and are not read through before. */
const mostAtOnce = 100;

/** So many are read within a second or two, which needs no *Cancel*. */
const mostAtOnceRead = 10;

/** The form of a job in its state; undefined = it is not submitted from here, or not now. */
function formOf(cloud: Cloud, job: VoiceJob): readonly Field[] | undefined {
  return isSubmittable(cloud, job) ? cloud.submitFields : undefined;
}

/** Those of all loaded ones that the person leaves ticked. Undefined = they left, or there are none. */
export async function tickJobs(
  { connectionStore, sessions, store, picker }: BatchJobsKernel,
  ticked: readonly JobKey[],
  locale: string,
): Promise<readonly JobKey[] | undefined> {
  const items = connectionStore.all().flatMap((connection) => {
    const cloud = sessions.cloudOf(connection);
    const jobs = [...store.get(connection.id).jobs.values()].filter(({ job }) => formOf(cloud, job));
    return jobs.map(({ job }) => picker.item({ connectionId: connection.id, job }));
  });
  if (items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t("No loaded job matches. Refresh the Voice Jobs view first."));
    return undefined;
  }
  const names = new Set(ticked.map(jobKeyText));
  const input = vscode.window.createQuickPick<(typeof items)[number]>();
  input.title = vscode.l10n.t("Submit Several Jobs");
  const offered = new Set(items.map(({ key }) => jobKeyText(key)));
  const unfit = ticked.filter((key) => !offered.has(jobKeyText(key))).length;
  input.placeholder =
    unfit === 0
      ? vscode.l10n.t("Which jobs should be submitted?")
      : vscode.l10n.t("Which jobs should be submitted? Selected jobs that cannot be submitted now: {0}", count(unfit, locale));
  input.canSelectMany = true;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.ignoreFocusOut = true;
  input.items = items;
  input.selectedItems = items.filter(({ key }) => names.has(jobKeyText(key)));
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      // What was ticked stays, to be made fewer.
      if (areTooMany(input.selectedItems.length, locale)) return;
      resolve(input.selectedItems.map(({ key }) => key));
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

/**
 * Reads each job again and tells which are left out, and why, before anything is asked.
 * `held`: may have been submitted already; looked up again, and left out in any case. Undefined = the person left, or none is left.
 */
export async function gatherJobs(
  kernel: BatchJobsKernel,
  keys: readonly JobKey[],
  held: readonly JobKey[] = [],
): Promise<readonly ReadyJob[] | undefined> {
  const found = await readAll(kernel, [...keys, ...held]);
  if (!found) return undefined;
  const ready: ReadyJob[] = [];
  const leftOut: LeftOut[] = [];
  for (const [index, reading] of found.entries()) {
    if (!("ready" in reading)) leftOut.push(reading);
    else if (index < keys.length) ready.push(reading.ready);
    else
      leftOut.push({
        ...namesOf(reading.ready.connection, reading.ready.job),
        reason: vscode.l10n.t("may have been submitted already: submit it alone to decide"),
      });
  }
  if (leftOut.length === 0) return ready;
  return (await tellLeftOut(ready, leftOut)) ? ready : undefined;
}

type Reading = { readonly ready: ReadyJob } | LeftOut;

async function readAll(kernel: BatchJobsKernel, keys: readonly JobKey[]): Promise<readonly Reading[] | undefined> {
  const { sessions, userActivity } = kernel;
  const options = {
    // The editor swallows notifications that follow fast on each other, and the result must not be among these.
    location: keys.length > mostAtOnceRead ? vscode.ProgressLocation.Notification : vscode.ProgressLocation.Window,
    cancellable: true,
    title: vscode.l10n.t("Reading the jobs…"),
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    token.onCancellationRequested(() => abort.abort());
    // The keys may have been replaced in another window.
    await sessions.resume([...new Set(keys.map(({ connectionId }) => connectionId))]);
    for (const { connectionId, jobId } of keys) userActivity.note([connectionId], jobId);
    const readings = keys.map(async (key) => {
      const reading = await readOne(kernel, key, abort.signal);
      progress.report({ increment: 100 / keys.length });
      return reading;
    });
    const all = await Promise.all(readings);
    return token.isCancellationRequested ? undefined : all;
  });
}

async function readOne(
  { connectionStore, sessions, store, refresher, report }: BatchJobsKernel,
  key: JobKey,
  signal: AbortSignal,
): Promise<Reading> {
  const { connectionId, jobId } = key;
  const connection = connectionStore.find(connectionId);
  if (!connection) return { name: jobId, place: "", reason: vscode.l10n.t("its connection was removed") };
  const cloud = sessions.cloudOf(connection);
  const known = store.record(connectionId, jobId)?.job ?? { id: jobId, name: "" };
  if (!cloud.submitFields) {
    return {
      ...namesOf(connection, known),
      reason: vscode.l10n.t("jobs of {0} cannot be submitted from here", translate(cloud.shortTitle)),
    };
  }
  try {
    const { job } = await refresher.refreshJob(connectionId, jobId, signal);
    const fields = formOf(cloud, job);
    if (fields) return { ready: { key, connection, cloud, fields, job, own: valuesOf(fields, job) } };
    const state = stateTitle(cloud, job.state);
    return { ...namesOf(connection, job), reason: vscode.l10n.t("its state does not allow it: {0}", state) };
  } catch (thrown) {
    const error = report.note(asVoiceError(thrown), "read a job to submit");
    return { ...namesOf(connection, known), reason: report.explain(error, connection).sentence };
  }
}

async function tellLeftOut(ready: readonly ReadyJob[], leftOut: readonly LeftOut[]): Promise<boolean> {
  const go = {
    label: ready.length === 1 ? vscode.l10n.t("Continue with One Job") : vscode.l10n.t("Continue with {0} Jobs", ready.length),
    iconPath: new vscode.ThemeIcon("arrow-right"),
    value: "go",
  };
  const rows = leftOut.map(({ name, place, reason }) => ({
    label: escapeLabel(name, 60),
    description: escapeLabel(place, 60),
    detail: escapeLabel(reason, 300),
    iconPath: new vscode.ThemeIcon("circle-slash"),
  }));
  const heading = { label: vscode.l10n.t("Left out: {0}", leftOut.length), kind: vscode.QuickPickItemKind.Separator };
  const prompt =
    ready.length > 0 ? vscode.l10n.t("These jobs cannot be submitted") : vscode.l10n.t("None of these jobs can be submitted now");
  const asking = { title: vscode.l10n.t("Submit Several Jobs"), prompt, hasBack: false, stays: true };
  // A row that is left out is there to be read; picking one leads nowhere.
  return (await pickOne<string>(asking, [...(ready.length > 0 ? [go] : []), heading, ...rows])) === "go";
}

function namesOf({ name: place }: Connection, { name, id }: Pick<VoiceJob, "id" | "name">) {
  return { name: name || id, place };
}
