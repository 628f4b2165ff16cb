// Finds the states that unknown jobs have left, by counting halves of the possible ones: what is left adds up.
import type { Cloud } from "../../../core/cloud/cloud.js";
import { elsewhere } from "../../jobs/snapshot.js";
import type { SnapshotDraft } from "../../jobs/snapshotDraft.js";
import { type Ask, newestFirst, sum } from "./listPages.js";
import type { StateCount, StateCounts } from "./stateCounts.js";

/** More departures than that are counted state by state: halves would take as many questions. */
const mostDepartures = 3;

export interface Departures {
  /** Of states that were counted, and of those whose total follows from it. */
  readonly counts: StateCounts;
  /** How many questions it took. */
  readonly asked: number;
}

/** How likely a state is to be the one that was left. */
export type Weights = ReadonlyMap<string, number>;

/**
 * A job usually takes a step of its life: into the first state of a milestone from the one before, into another one from those above it,
 * too. So half of the weight lies there, the rest on all states, by the number of unloaded jobs.
 */
export function weighStates(
  { life }: Pick<Cloud, "life">,
  arrived: readonly string[],
  jobs: ReadonlyMap<string, number>,
): Weights {
  const before = arrived.flatMap((state) => {
    const at = life.findIndex(({ states }) => states.includes(state));
    const own = life[at]?.states ?? [];
    return [...(life[at - 1]?.states ?? []), ...own.slice(0, own.indexOf(state))];
  });
  const near = new Set(before.filter((state) => jobs.has(state)));
  const [all, close] = [sum(jobs.values()), sum([...near].map((state) => jobs.get(state)!))];
  return new Map([...jobs].map(([state, count]) => [state, count / all + (near.has(state) ? count / close : 0)]));
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
  if (missing <= 0 || missing > mostDepartures || weights.size === 0) return undefined;
  const counts = new Map<string, StateCount>();
  let asked = 0;
  let lastAsked = 0;
  const totalOf = (state: string) => (state === elsewhere ? planned.elsewhere : (planned.totals.get(state)?.total ?? 0));
  const totalOfAll = (states: readonly string[]) => sum(states.map(totalOf));
  const setTotals = (states: readonly string[], left = 0) => {
    for (const state of states) if (state !== elsewhere) counts.set(state, { total: totalOf(state) - left, asked: lastAsked });
  };
  /** How many jobs have left these states. */
  const count = async (states: readonly string[]) => {
    const page = await ask({ states, sort: newestFirst }, 0, 1);
    asked += 1;
    lastAsked = page.asked;
    return totalOfAll(states) - page.total;
  };
  /** False = it does not fit. */
  const bisect = async (states: readonly string[], left: number): Promise<boolean> => {
    if (left === 0 || states.length === 1) {
      if (left > totalOfAll(states)) return false;
      setTotals(states, left);
      return true;
    }
    const [first, second] = halve(states, weights);
    const leftFirst = await count(first);
    if (leftFirst < 0 || leftFirst > left) return false;
    return (await bisect(first, leftFirst)) && (await bisect(second, left - leftFirst));
  };
  const states = [...weights.keys()].sort((a, b) => weights.get(b)! - weights.get(a)!);
  // States that cannot be counted may have been left, too: last, so that they are never asked for.
  if (planned.elsewhere > 0) states.push(elsewhere);
  return (await bisect(states, missing)) ? { counts, asked } : undefined;
}

/** In two of about the same weight, heaviest first; neither is empty. */
function halve(states: readonly string[], weights: Weights): [readonly string[], readonly string[]] {
  const whole = sum(states.map((state) => weights.get(state) ?? 0));
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
