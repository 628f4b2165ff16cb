// Where the jobs of a connection live: two connections to one place see the same jobs.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import { originFrom, plainOrigin } from "../../core/parsing/origin.js";
import { placeText } from "../../core/storedNames.js";

/** Origin of its endpoint; the endpoint or region in small letters where that is no URL. */
export function originOf({ regions }: Pick<Cloud, "regions">, { region, endpoint }: Connection): string {
  const place = endpoint ?? regions.find(({ id }) => id === region)?.endpoint ?? region;
  return originFrom(place) ?? place.toLowerCase();
}

/** Without the values: who mistypes a project keeps the last rows, as after any refresh that fails. */
export function placeOf({ cloud, region, endpoint }: Connection): string {
  return placeText(cloud, region, endpoint);
}

/** Whether two texts of places (see `placeText`) mean one, whose endpoint may be spelled in several ways. */
export function isSamePlace(one: unknown, other: unknown): boolean {
  return one === other || plainPlace(one) === plainPlace(other);
}

function plainPlace(stored: unknown): unknown {
  if (typeof stored !== "string") return stored;
  try {
    const [cloud, region, endpoint] = JSON.parse(stored) as unknown[];
    const isPlace = typeof cloud === "string" && typeof region === "string" && typeof endpoint === "string";
    return isPlace ? placeText(cloud, region, plainOrigin(endpoint)) : stored;
  } catch {
    return stored;
  }
}

/** What versions that kept the dot at the end of a host's name made names on disk of, where the endpoint has one. */
function formerOriginsOf(cloud: Pick<Cloud, "regions">, connection: Connection): readonly string[] {
  const [, host, port = ""] = /^(https?:\/\/[^/:[\]]+)(:\d+)?$/.exec(originOf(cloud, connection)) ?? [];
  return host === undefined ? [] : [`${host}.${port}`];
}

/** What files about its jobs are named after: where they live, and as versions before wrote that. Demo jobs live in their window. */
export function placesOnDisk(cloud: Pick<Cloud, "regions">, connection: Connection): readonly [string | true, ...string[]] {
  return connection.isDemo ? [true] : [originOf(cloud, connection), ...formerOriginsOf(cloud, connection)];
}
