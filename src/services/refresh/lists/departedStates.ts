// Finds the states that unknown jobs have left, by counting halves of the possible ones: what is left adds up.
import type { Cloud } from "../../../core/cloud.js";
import type { SnapshotDraft } from "../../jobs/snapshotDraft.js";
import { type Ask, newestFirst } from "./listPages.js";
import type { StateCount, StateCounts } from "./stateCounts.js";

/** More departures than that are counted state by state: halves would take as many questions. */
const mostSought = 3;

export interface Departures {
  /** Of states that were counted, and of those whose total follows from it. */
  readonly counts: StateCounts;
  /** How many questions it took. */
  readonly asked: number;
}

/** How likely a state is to be the one that was left. */
export type Weights = ReadonlyMap<string, number>;

/** A job usually takes a step of its life, so half of the weight lies on those; the rest as the unloaded jobs lie. */
export function weighStates(
  { life }: Pick<Cloud, "life">,
  arrived: readonly string[],
  jobs: ReadonlyMap<string, number>,
): Weights {
  const all = [...jobs.values()].reduce((sum, count) => sum + count, 0);
  const steps = new Set(
    arrived.flatMap((state) => {
      const at = life.findIndex(({ states }) => states.includes(state));
      return at < 0 ? [] : [...(life[at - 1]?.states ?? []), ...life[at]!.states];
    }),
  );
  const near = [...jobs.keys()].filter((state) => steps.has(state));
  return new Map([...jobs].map(([state, count]) => [state, count / all + (near.includes(state) ? 1 / near.length : 0)]));
}

/**
 * `planned`: totals that hold but for the departures. `missing`: how many there are. Undefined = what is counted does not fit to them:
 * something else happened, or the cloud does not count several states at once.
 */
export async function findDepartures(
  ask: Ask,
  planned: Pick<SnapshotDraft, "totals" | "elsewhere">,
  weights: Weights,
  missing: number,
): Promise<Departures | undefined> {
  if (missing <= 0 || missing > mostSought) return undefined;
  const counts = new Map<string, StateCount>();
  let asked = 0;
  let turn = 0;
  const totalOf = (state: string) => planned.totals.get(state)?.total ?? 0;
  const note = (states: readonly string[], left = 0) => {
    for (const state of states) counts.set(state, { total: totalOf(state) - left, asked: turn });
  };
  /** How many jobs have left these states. */
  const count = async (states: readonly string[]) => {
    const page = await ask({ states, sort: newestFirst }, 0, 1);
    asked += 1;
    turn = page.asked;
    return states.reduce((sum, state) => sum + totalOf(state), 0) - page.total;
  };
  /** False = it does not fit. */
  const seek = async (states: readonly string[], left: number): Promise<boolean> => {
    if (left === 0 || states.length === 1) {
      if (left > states.reduce((sum, state) => sum + totalOf(state), 0)) return false;
      note(states, left);
      return true;
    }
    const [first, second] = halve(states, weights);
    const leftFirst = await count(first);
    if (leftFirst < 0 || leftFirst > left) return false;
    return (await seek(first, leftFirst)) && (await seek(second, left - leftFirst));
  };
  const states = [...weights.keys()].sort((a, b) => weights.get(b)! - weights.get(a)!);
  if (states.length === 0) return undefined;
  // Where jobs lie in states that nobody can count, they may have been left too.
  const left = planned.elsewhere > 0 ? await count(states) : missing;
  if (left < 0 || left > missing) return undefined;
  return (await seek(states, left)) ? { counts, asked } : undefined;
}

/** In two of about the same weight, heaviest first; neither is empty. */
function halve(states: readonly string[], weights: Weights): [readonly string[], readonly string[]] {
  const whole = states.reduce((sum, state) => sum + (weights.get(state) ?? 0), 0);
  let weight = 0;
  let end = 0;
  while (end < states.length - 1) {
    const next = weights.get(states.at(end)!) ?? 0;
    if (end > 0 && weight + next / 2 > whole / 2) break;
    weight += next;
    end += 1;
  }
  return [states.slice(0, end), states.slice(end)];
}
