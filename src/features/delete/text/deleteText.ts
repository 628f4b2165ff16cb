// Words the question that is asked before jobs are deleted: which ones, what is lost with them, and what is not documented.
import * as l10n from "@vscode/l10n";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { isSubmittable } from "../../../core/jobs/allowedActions.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { escapeModal } from "../../../text/escape.js";
import { stateInfo, stateTitle } from "../../../text/phases.js";
import { placed, sentences } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";

/** A job that is to be deleted. */
export interface Doomed {
  readonly connection: Connection;
  readonly cloud: Cloud;
  /** Of one that was never read nothing but its id is known. */
  readonly job: Pick<VoiceJob, "id" | "name"> & Partial<Pick<VoiceJob, "state" | "type">>;
}

export function removalQuestion(doomed: readonly Doomed[]): string {
  const [first] = doomed;
  return doomed.length === 1 && first
    ? l10n.t("Delete the job “{0}” for good?", escapeModal(first.job.name || first.job.id, 100))
    : l10n.t("Delete these {0} jobs for good?", doomed.length);
}

/** One line for each job, under the name of its connection. */
export function removalDetail(doomed: readonly Doomed[]): string {
  const connections = new Map(doomed.map(({ connection, cloud }) => [connection.id, { connection, cloud }]));
  const blocks = [...connections.values()].map(({ connection, cloud }) => {
    const place = placed(escapeModal(connection.name), translate(cloud.title), escapeModal(connection.region));
    const jobs = doomed.filter((each) => each.connection.id === connection.id);
    return [l10n.t("Connection: {0}", place), ...jobs.map(jobLine)].join("\n");
  });
  const clouds = [...new Set(doomed.flatMap(({ cloud }) => cloud.removal ?? []))];
  const warnings = clouds.map(({ loss, unclear }) => sentences(translate(loss), translate(unclear)));
  const underWay = doomed.filter(isUnderWay).length;
  const alarm = underWay === 0 ? [] : [underWay === doomed.length ? allUnderWay(underWay) : someUnderWay(underWay)];
  return [...blocks, ...alarm, ...warnings].join("\n\n");
}

/** Of jobs that the cloud deletes in no such state: nothing was sent. */
export function keptText(kept: readonly Doomed[]): string {
  const [{ job, cloud }] = kept as [Doomed];
  const state = stateTitle(cloud, job.state ?? "");
  const title = translate(cloud.title);
  const first =
    kept.length === 1
      ? l10n.t("{0} does not delete jobs in the state “{1}”: “{2}” stays.", title, state, job.name || job.id)
      : l10n.t(
          "{0} of the jobs are in a state in which their cloud does not delete jobs, for example “{1}”.",
          kept.length,
          state,
        );
  return sentences(first, l10n.t("Nothing was deleted."));
}

/** The cloud is at work on it, or about to be: not one that waits to be submitted. */
export function isUnderWay({ job, cloud }: Doomed): boolean {
  if (job.state !== undefined && isSubmittable(cloud, { ...job, state: job.state })) return false;
  const phase = job.state === undefined ? undefined : stateInfo(cloud, job.state)?.phase;
  return phase === "running" || phase === "waiting";
}

function jobLine({ job, cloud }: Doomed): string {
  const state = job.state ? escapeModal(stateTitle(cloud, job.state), 60) : undefined;
  const named = job.name ? `${escapeModal(job.name, 60)} · ${escapeModal(job.id)}` : escapeModal(job.id);
  return `• ${state ? `${named} · ${state}` : named}`;
}

function allUnderWay(count: number): string {
  return count === 1 ? l10n.t("Note: the job is in progress.") : l10n.t("Note: all of them are in progress.");
}

function someUnderWay(count: number): string {
  return count === 1 ? l10n.t("Note: one of them is in progress.") : l10n.t("Note: {0} of them are in progress.", count);
}
