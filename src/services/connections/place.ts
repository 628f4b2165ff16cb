// Where the jobs of a connection live: two connections to one place see the same jobs.
import type { Cloud } from "../../core/cloud.js";
import type { Connection } from "../../core/connection.js";
import { originFrom } from "../../core/parsing/origin.js";

/** Origin of its endpoint; the endpoint or region in small letters where that is no URL. */
export function originOf({ regions }: Pick<Cloud, "regions">, { region, endpoint }: Connection): string {
  const place = endpoint ?? regions.find(({ id }) => id === region)?.endpoint ?? region;
  return originFrom(place) ?? place.toLowerCase();
}
