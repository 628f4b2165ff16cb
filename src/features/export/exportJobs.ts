// Writes jobs into a file as they are read: the chosen ones, or all that fit a filter; nothing is kept but ids.
//
// How an export goes: pages come from services/refresh/readAllJobs.ts and go into a file that appears only when it is whole
// (platform/files/atomicWriter.ts). text/exportColumns.ts has the columns, text/exportFormat.ts makes each row's text as CSV,
// JSON or Markdown; src/text/cells/cellEscape.ts and spreadsheetValue.ts beside it keep spreadsheets from reading formulas and numbers
// where there are none. ui/exportScope.ts asks which jobs, ui/exportFlow.ts where to.

import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import { asVoiceError, saysGone, VoiceError } from "../../core/errors.js";
import { serve } from "../../core/jobs/filter/jobFilter.js";
import type { JobSelection } from "../../core/jobs/filter/jobSelection.js";
import { servedTimes } from "../../core/jobs/filter/servedTimes.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { AtomicFile } from "../../core/ports/ports.js";
import type { Kernel } from "../../services/kernel.js";
import { readAll } from "../../services/refresh/readAllJobs.js";

/** Words jobs; made by `text/`. */
export interface Rows {
  readonly begin: string;
  row(job: VoiceJob, place: { readonly connection: Connection; readonly cloud: Cloud }, index: number): string;
  readonly end: string;
}

export interface ExportProgress {
  readonly written: number;
  /** Jobs looked at, and all that there are to look at, as far as is known. */
  readonly read: number;
  readonly total: number;
  /** A list changed while it was read. */
  readonly hasMoved: boolean;
  /** Chosen jobs that the cloud no longer has. */
  readonly missing: number;
}

type Dependencies = Pick<Kernel, "connectionStore" | "sessions" | "store" | "refresher">;

/** Jobs of one step, and how far the portion has come with them. */
interface Step {
  readonly jobs: readonly VoiceJob[];
  readonly read: number;
  readonly total: number;
  readonly hasMoved: boolean;
  readonly missing: number;
}

/** `tell`: how far it is, and whose jobs are read now. Throws VoiceError, or what the file system says; then the file is as it was before. */
export async function exportJobs(
  kernel: Dependencies,
  portions: readonly JobSelection[],
  rows: Rows,
  draft: AtomicFile,
  signal: AbortSignal,
  tell: (tally: ExportProgress, connectionId: string) => void,
): Promise<ExportProgress> {
  try {
    let done: ExportProgress = { written: 0, read: 0, total: 0, hasMoved: false, missing: 0 };
    const overlaps = new Overlaps(portions);
    await draft.write(rows.begin);
    for (const portion of portions) {
      const place = placeOf(kernel, portion.connectionId);
      const before = done;
      tell(done, portion.connectionId);
      for await (const step of stepsOf(kernel, portion, signal)) {
        const fresh = step.jobs.filter((job) => overlaps.isNew(portion.connectionId, job.id));
        const text = fresh.map((job, index) => rows.row(job, place, done.written + index)).join("");
        if (text !== "") await draft.write(text);
        done = {
          written: done.written + fresh.length,
          read: before.read + step.read,
          total: before.total + step.total,
          hasMoved: before.hasMoved || step.hasMoved,
          missing: before.missing + step.missing,
        };
        tell(done, portion.connectionId);
        if (signal.aborted) throw new VoiceError("cancelled", "cancelled");
      }
    }
    await draft.write(rows.end);
    if (signal.aborted) throw new VoiceError("cancelled", "cancelled");
    await draft.finish();
    return done;
  } catch (thrown) {
    await draft.discard();
    throw thrown;
  }
}

function placeOf({ connectionStore, sessions }: Dependencies, connectionId: string): { connection: Connection; cloud: Cloud } {
  const connection = connectionStore.find(connectionId);
  if (!connection) throw new VoiceError("notFound", "no such connection");
  return { connection, cloud: sessions.cloudOf(connection) };
}

async function* stepsOf(kernel: Dependencies, portion: JobSelection, signal: AbortSignal): AsyncGenerator<Step> {
  if ("jobIds" in portion) return yield* chosen(kernel, portion.connectionId, portion.jobIds, signal);
  const { connectionId, filter, keeps = () => true } = portion;
  const times = servedTimes(kernel.store.get(connectionId).scope?.query);
  const { query } = serve(filter, placeOf(kernel, connectionId).cloud.listing.serves, times);
  for await (const page of readAll(kernel, connectionId, query, filter, signal))
    yield { ...page, jobs: page.jobs.filter(keeps), missing: 0 };
}

/** Chosen jobs that are written at a time. */
const batch = 100;

/** As they are on the screen; only what is not is read. */
async function* chosen(
  { store, refresher }: Dependencies,
  connectionId: string,
  jobIds: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<Step> {
  let missing = 0;
  let jobs: VoiceJob[] = [];
  for (const [index, jobId] of jobIds.entries()) {
    try {
      const known = store.record(connectionId, jobId);
      // A row of an earlier window lacks what was masked.
      const record = known && !known.isRemembered ? known : await refresher.refreshJob(connectionId, jobId, signal);
      jobs.push(record.job);
    } catch (thrown) {
      const error = asVoiceError(thrown);
      if (!saysGone(error)) throw error;
      missing += 1;
    }
    const read = index + 1;
    if (jobs.length < batch && read < jobIds.length) continue;
    yield { jobs, read, total: jobIds.length, hasMoved: false, missing };
    jobs = [];
  }
}

/** Two portions of one connection may have the same jobs; a connection with one portion needs no memory of its ids. */
class Overlaps {
  private readonly seen = new Map<string, Set<string>>();

  constructor(portions: readonly JobSelection[]) {
    const ids = portions.map(({ connectionId }) => connectionId);
    for (const id of ids) if (ids.indexOf(id) !== ids.lastIndexOf(id)) this.seen.set(id, new Set());
  }

  isNew(connectionId: string, jobId: string): boolean {
    const seen = this.seen.get(connectionId);
    const isNew = !seen?.has(jobId);
    seen?.add(jobId);
    return isNew;
  }
}
