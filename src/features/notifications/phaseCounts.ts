// How many jobs of a connection are in each phase, as far as the cloud has counted them.
import type { Cloud } from "../../core/cloud/cloud.js";
import { type Phase, phases } from "../../core/jobs/job.js";
import type { Snapshot } from "../../services/jobs/snapshot.js";

export type PhaseCounts = Readonly<Record<Phase, number>>;

export function countByPhase(
  { totals, elsewhere }: Pick<Snapshot, "totals" | "elsewhere">,
  cloud: Pick<Cloud, "states">,
): PhaseCounts {
  const tally = Object.fromEntries(phases.map((phase) => [phase, 0])) as Record<Phase, number>;
  const phaseOf = (state: string): Phase => cloud.states.find((each) => each.state === state)?.phase ?? "unknown";
  for (const [state, { total }] of totals) tally[phaseOf(state)] += total;
  tally.unknown += elsewhere;
  return tally;
}
