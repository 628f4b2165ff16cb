// The texts of documents about jobs: everything the cloud sent, personal data and signed links masked. Loaded with the first of them.
import type * as vscode from "vscode";
import type { JobKey, VoiceJob } from "../../../core/jobs/job.js";
import { maskJob } from "../../../core/privacy/mask.js";
import { documentForms } from "../../../core/storedNames.js";
import type { Kernel } from "../../../services/kernel.js";
import { type JobPlace, normalJob, withSortedKeys } from "../../../text/commonJob.js";
import { keysOf } from "./jobUri.js";

type DocumentKernel = Pick<Kernel, "connectionStore" | "sessions" | "store" | "refresher">;
type Placed = readonly [VoiceJob, JobPlace];

/** Empty = it names no job of a connection that is known. Reads what is not in the store. */
export async function textOf(kernel: DocumentKernel, uri: vscode.Uri): Promise<string> {
  const keys = keysOf(uri);
  const found = await Promise.all(keys.map((key) => find(kernel, key)));
  const jobs = found.filter((each) => each !== undefined);
  const [first] = jobs;
  if (!first) return "";
  if (keys.length > 1) return layOut(jobs.map(([job, place]) => normalJob(job, place)));
  const [job, place] = first;
  // Keys in order, and the form that all clouds share: what differs then differs.
  return uri.fragment === documentForms.compared
    ? layOut(withSortedKeys(normalJob(job, place)))
    : layOut(maskJob(job.raw, place.cloud.jobFields));
}

async function find({ connectionStore, sessions, store, refresher }: DocumentKernel, { connectionId, jobId }: JobKey) {
  const connection = connectionStore.find(connectionId);
  if (!connection) return undefined;
  const known = store.record(connectionId, jobId);
  // What an earlier window kept of a job is not what the cloud sent.
  const { job } =
    known && !known.isRemembered ? known : await refresher.refreshJob(connectionId, jobId, new AbortController().signal);
  return [job, { connection, cloud: sessions.cloudOf(connection) }] as const satisfies Placed;
}

function layOut(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
