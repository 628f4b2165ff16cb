// Looks for loaded rows whose jobs the cloud no longer has, where it counts fewer than there should be.
import type { JobRecord } from "../../jobs/jobRecord.js";
import type { SnapshotDraft } from "../../jobs/snapshotDraft.js";
import { inTurns, newestFirst, pageSize, readPageRun, timeOf } from "./listPages.js";
import type { ReadContext } from "./readContext.js";
import type { StateCounts } from "./stateCounts.js";

export interface CheckedRows {
  /** How many of those that are gone the cloud was seen to lack. */
  readonly found: number;
  readonly gone: readonly string[];
  readonly records: readonly JobRecord[];
}

/** Requests that one look may still make: rows that it does not come to are dropped, and come again when they are looked for. */
interface Allowance {
  left: number;
}

/** `planned`: rows and totals as they should be. `most`: requests. */
export async function checkRows(
  field: ReadContext,
  planned: SnapshotDraft,
  counts: StateCounts,
  most: number,
): Promise<CheckedRows> {
  const allowance: Allowance = { left: most };
  let found = 0;
  const gone: string[] = [];
  const records: JobRecord[] = [];
  const { jobs } = planned.finish();
  for (const [state, { total }] of counts) {
    const lost = (planned.totals.get(state)?.total ?? 0) - total;
    const { all, settledTurn } = planned.trust;
    // What went after the last head and before the count is missing in both.
    const isDoubted = all.isAll || all.states.has(state) || (all.counted.get(state) ?? 0) > settledTurn;
    const rows = [...jobs.values()].filter(({ job }) => job.state === state);
    if (rows.length === 0 || (lost <= 0 && !isDoubted)) continue;
    const checked = await checkState(field, state, rows, isDoubted ? Number.POSITIVE_INFINITY : lost, allowance);
    found += checked.found;
    gone.push(...checked.gone);
    records.push(...checked.records);
  }
  return { found, gone, records };
}

/** Down the state's list as far as it is loaded without a gap, or until as many are found missing as were lost. */
async function checkState(
  field: ReadContext,
  state: string,
  rows: readonly JobRecord[],
  lost: number,
  allowance: Allowance,
): Promise<CheckedRows> {
  const { ask, reaches } = field;
  const { count } = reaches.of({}, state, rows);
  const query = { states: [state], sort: newestFirst };
  const seen = new Set<string>();
  const missing = (until: number) => rows.filter(({ job }) => timeOf(job) > until && !seen.has(job.id));
  const first = await ask(query, 0);
  const stretch = await readPageRun(ask, query, first, ({ records }, offset) => {
    allowance.left -= 1;
    for (const { job } of records) seen.add(job.id);
    const last = records.findLast(({ job }) => job.updatedAt !== undefined);
    const isFound = last !== undefined && missing(timeOf(last.job)).length >= lost;
    return offset + pageSize >= count || allowance.left <= 0 || isFound;
  });
  for (const id of stretch.records.keys()) seen.add(id);
  const gone = missing(stretch.until).map(({ job }) => job.id);
  reaches.note({}, state, stretch, true);
  const read = [...stretch.records.values()];
  if (gone.length >= lost) return { found: gone.length, gone, records: read };
  const singles = rows.filter(({ job }) => !(timeOf(job) > stretch.until) && !seen.has(job.id));
  if (singles.length > allowance.left)
    return { found: gone.length, gone: [...gone, ...singles.map(({ job }) => job.id)], records: read };
  allowance.left -= singles.length;
  await inTurns(singles, field.cloud.listing.burst, async ({ job }) => {
    const record = await field.get(job.id);
    if (record) read.push(record);
    else gone.push(job.id);
  });
  return { found: gone.length, gone, records: read };
}
