// Reads what the server counts under its part of the person's filter: the first page, and a total for each wanted state.
import type { Cloud } from "../core/cloud.js";
import type { JobQuery } from "../core/query.js";
import { type Ask, inTurns, newestFirst, type Told } from "./harvest.js";
import { countRows, type JobRecord, type Scope, type StateTotal } from "./jobStore.js";

/** Shows nothing of its own: the caller puts rows and scope into the store. */
export async function readScope(
  cloud: Cloud,
  ask: Ask,
  query: JobQuery,
): Promise<{ scope: Scope; records: readonly JobRecord[] }> {
  const first = await ask({ ...query, sort: newestFirst }, 0);
  const { records, total } = first;
  const totals = total <= records.length ? countRows(byId(first), true) : await countStates(cloud, ask, query, first);
  return { scope: { query, totals, total }, records };
}

async function countStates(cloud: Cloud, ask: Ask, query: JobQuery, first: Told): Promise<ReadonlyMap<string, StateTotal>> {
  const found = first.records.map(({ job }) => job.state);
  const states = query.states ?? [...cloud.states.map(({ state }) => state), ...found];
  const totals = new Map<string, StateTotal>();
  await inTurns(new Set(states), cloud.listing.burst, async (state) => {
    const { total } = await ask({ ...query, states: [state], sort: newestFirst }, 0, 1);
    if (total > 0) totals.set(state, { total, isExact: true });
  });
  return totals;
}

function byId({ records }: Told): ReadonlyMap<string, JobRecord> {
  return new Map(records.map((record) => [record.job.id, record]));
}
