// Reads connections and keys as they were stored: what is not as it should be is left out, never believed.
import type { Connection, Credentials } from "../../core/connection.js";
import { plainOrigin } from "../../core/parsing/origin.js";

/** What lies in the editor's state. What this version cannot read (a newer one's entries and properties) is kept as it is. */
export interface StoredConnections {
  readonly version: number;
  readonly connections: readonly unknown[];
}

/** Where a connection leads, whatever it is called and however its addresses are spelled. */
export function placeText({ cloud, region, endpoint = "", values }: Connection): string {
  const plain = Object.entries(values).map(([name, value]) => [name, plainOrigin(value)] as const);
  return JSON.stringify([cloud, region, plainOrigin(endpoint), plain.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

export function isStoredList(stored: unknown): stored is StoredConnections {
  return typeof stored === "object" && stored !== null && "connections" in stored && Array.isArray(stored.connections);
}

/** Reads one stored entry; undefined = not one this version understands. */
export function readConnection(entry: unknown): Connection | undefined {
  if (typeof entry !== "object" || entry === null) return undefined;
  const { id, cloud, name, region, endpoint, values, credentialKind, isDemo } = entry as Record<string, unknown>;
  if (typeof id !== "string" || typeof cloud !== "string" || typeof name !== "string" || typeof region !== "string")
    return undefined;
  if (typeof credentialKind !== "string") return undefined;
  return {
    id,
    cloud,
    name,
    region,
    credentialKind,
    values: readTexts(values),
    ...(typeof endpoint === "string" ? { endpoint } : {}),
    ...(isDemo === true ? { isDemo } : {}),
  };
}

/** What a newer version wrote into an entry that this one can read. */
export function newerPart(entry: unknown): object {
  const { endpoint, isDemo, ...others } = entry as Record<string, unknown>;
  return others;
}

export function readCredentials(stored: string): Credentials | undefined {
  try {
    const { kind, values } = JSON.parse(stored) as Record<string, unknown>;
    return typeof kind === "string" ? { kind, values: readTexts(values) } : undefined;
  } catch {
    return undefined;
  }
}

function readTexts(values: unknown): Record<string, string> {
  if (typeof values !== "object" || values === null) return {};
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, string] => typeof entry[1] === "string"));
}
