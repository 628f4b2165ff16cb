// Looks for loaded rows whose jobs the cloud no longer has, where it counts fewer than there should be.
import type { JobRecord } from "../../jobs/jobRecord.js";
import type { SnapshotDraft } from "../../jobs/snapshotDraft.js";
import { forEachLimited, newestFirst, pageSize, readPageRun, timeOf } from "./listPages.js";
import type { ReadContext } from "./readContext.js";
import type { StateCounts } from "./stateCounts.js";

export interface CheckedRows {
  /** How many of those that are gone the cloud was seen to lack. */
  readonly found: number;
  readonly gone: readonly string[];
  /** Rows that go because nothing is known of them any more: their jobs may still be there. */
  readonly unchecked: readonly string[];
  readonly records: readonly JobRecord[];
}

export const nothingChecked: CheckedRows = { found: 0, gone: [], unchecked: [], records: [] };

/** Requests that one look may still make: rows that it does not come to are dropped, and are loaded again with their list. */
interface Allowance {
  left: number;
}

/** `planned`: rows and totals as they should be. `most`: requests. */
export async function checkRows(
  context: ReadContext,
  planned: SnapshotDraft,
  counts: StateCounts,
  most: number,
): Promise<CheckedRows> {
  const allowance: Allowance = { left: most };
  let found = 0;
  const gone: string[] = [];
  const unchecked: string[] = [];
  const records: JobRecord[] = [];
  const { jobs } = planned.finish();
  for (const [state, { total }] of counts) {
    const lost = (planned.totals.get(state)?.total ?? 0) - total;
    const { all, settledAsked } = planned.validity;
    // What went after the last head and before the count is missing in both.
    const isStale = all.isAll || all.states.has(state) || (all.counted.get(state) ?? 0) > settledAsked;
    const rows = [...jobs.values()].filter(({ job }) => job.state === state);
    if (rows.length === 0 || (lost <= 0 && !isStale)) continue;
    const checked = await checkState(context, state, rows, isStale ? Number.POSITIVE_INFINITY : lost, allowance);
    found += checked.found;
    gone.push(...checked.gone);
    unchecked.push(...checked.unchecked);
    records.push(...checked.records);
  }
  return { found, gone, unchecked, records };
}

/** Down the state's list as far as it is loaded without a gap, or until as many are found missing as were lost. */
async function checkState(
  context: ReadContext,
  state: string,
  rows: readonly JobRecord[],
  lost: number,
  allowance: Allowance,
): Promise<CheckedRows> {
  const { ask, ranges } = context;
  const { count } = ranges.of({}, state, rows);
  const query = { states: [state], sort: newestFirst };
  const seen = new Set<string>();
  const missing = (until: number) => rows.filter(({ job }) => timeOf(job) > until && !seen.has(job.id));
  const first = await ask(query, 0);
  const run = await readPageRun(ask, query, first, ({ records }, offset) => {
    allowance.left -= 1;
    for (const { job } of records) seen.add(job.id);
    const last = records.findLast(({ job }) => job.updatedAt !== undefined);
    const isFound = last !== undefined && missing(timeOf(last.job)).length >= lost;
    return offset + pageSize >= count || allowance.left <= 0 || isFound;
  });
  for (const id of run.records.keys()) seen.add(id);
  const gone = missing(run.until).map(({ job }) => job.id);
  ranges.add({}, state, run, true);
  const read = [...run.records.values()];
  const found = { gone, unchecked: [], records: read };
  if (gone.length >= lost) return { ...found, found: gone.length };
  const singles = rows.filter(({ job }) => !(timeOf(job) > run.until) && !seen.has(job.id));
  if (singles.length > allowance.left) return { ...found, found: gone.length, unchecked: singles.map(({ job }) => job.id) };
  allowance.left -= singles.length;
  await forEachLimited(singles, context.cloud.listing.burst, async ({ job }) => {
    const record = await context.get(job.id);
    if (record) read.push(record);
    else gone.push(job.id);
  });
  return { ...found, found: gone.length };
}
