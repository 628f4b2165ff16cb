// How long the jobs of a connection usually stay in each state that does not wait for the person, to find stuck ones.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import { intervalsIn, typicalDurationOf } from "../../core/jobs/history/stateIntervals.js";
import type { ObservedStays } from "../../core/jobs/history/stateObservation.js";
import type { StateObservations } from "../../services/storage/stateLogFile.js";

/** Where a connection's own jobs say too little, those of the other connections to its cloud are asked, too. */
export async function observedStays(
  connection: Connection,
  cloud: Cloud,
  connections: readonly Connection[],
  observations: (connectionId: string) => Promise<StateObservations>,
): Promise<ObservedStays> {
  const none: StateObservations = new Map();
  const read = (id: string) => observations(id).catch(() => none);
  if (connection.isDemo) return { usual: new Map(), last: new Map() };
  const others = connections.filter(({ id, cloud, isDemo }) => id !== connection.id && cloud === connection.cloud && !isDemo);
  const [own = none, ...rest] = await Promise.all([connection, ...others].map(({ id }) => read(id)));
  const usual = new Map<string, number>();
  for (const { state, phase } of cloud.states) {
    if (phase !== "running" && phase !== "waiting") continue;
    const lengths = intervalsIn(state, cloud, own.values());
    const typical =
      typicalDurationOf(lengths) ??
      typicalDurationOf([...lengths, ...rest.flatMap((each) => intervalsIn(state, cloud, each.values()))]);
    if (typical) usual.set(state, typical.median);
  }
  const last = [...own].flatMap(([jobId, log]) => {
    const seen = log.at(-1);
    return seen ? [[jobId, seen] as const] : [];
  });
  return { usual, last: new Map(last) };
}
