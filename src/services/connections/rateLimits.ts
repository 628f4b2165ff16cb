// How many calls may go out with one key: in any second no more than the region documents.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Rate } from "./rateLimiter.js";

/** Calls per second in the long run. */
const sustained = { read: 5, write: 2 } as const;

export interface CallRates {
  readonly read: Rate;
  readonly write: Rate;
  /** The cloud documents limits for this region. */
  readonly isDocumented: boolean;
}

/** In a place that no document names, the strictest documented limits hold. */
export function callRates({ regions, listing }: Pick<Cloud, "regions" | "listing">, regionId: string): CallRates {
  const known = regions.find(({ id }) => id === regionId);
  const limits = (known ? [known] : regions).flatMap(({ callsPerSecond }) => callsPerSecond ?? []);
  const rate = (kind: "read" | "write", most: number): Rate => {
    const perSecond = sustained[kind];
    // A burst and what follows it fall into the same second.
    const room = Math.min(...limits.map((limit) => limit[kind] - perSecond));
    return { perSecond, burst: Math.max(1, Math.min(most, room)) };
  };
  return {
    read: rate("read", listing.burst),
    write: rate("write", sustained.write),
    isDocumented: known?.callsPerSecond !== undefined,
  };
}
