// Links that lead to a job in another person's editor: a place by name, and an id. The place is compared with connections, never called.
//
// Written, read, and decided where one leads: the names of a place (cloud, region, project) and an ID; no key and no endpoint.
// ui/jobLinks.ts follows one only over a connection that the person has, shows what is in the store at once, and asks before
// anything is requested from a connection that the link does not mean.

import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import { linkPath } from "../../core/storedNames.js";

export interface JobLink {
  /** Id of a cloud, maybe one that this version does not know. */
  readonly cloud: string;
  /** Id of one of the cloud's regions, or `ownPlace`. */
  readonly region: string;
  readonly project?: string;
  readonly jobId: string;
  /** Of the local cloud. */
  readonly isDemo?: boolean;
}

/** Stands for every endpoint that a person has typed: which one it is, is their own business. */
const ownPlace = "own";

/** Of the path and query of an address. */
const longest = { whole: 1000, part: 128 };

export function linkTo({ region, values, isDemo = false }: Connection, cloud: Cloud, jobId: string): JobLink {
  const project = cloud.projects && values[cloud.projects.field];
  const place = cloud.regions.some(({ id }) => id === region) ? region : ownPlace;
  return { cloud: cloud.id, region: place, jobId, ...(project !== undefined && { project }), ...(isDemo && { isDemo }) };
}

/** The query of a link, as it stands in an address. */
export function writeLink({ cloud, region, project, jobId, isDemo }: JobLink): string {
  const parts = { cloud, region, ...(project !== undefined && { project }), ...(isDemo && { demo: "1" }), id: jobId };
  // Twice: the editor decodes the whole query before it hands it over, and then an encoded `&` would part values.
  return Object.entries(parts)
    .map(([name, value]) => `${name}=${encodeURIComponent(encodeURIComponent(value))}`)
    .join("&");
}

/** `query`: decoded once, as the editor hands it over. Undefined = that is no link of ours. */
export function readLink(path: string, query: string): JobLink | undefined {
  if (path !== linkPath || query.length > longest.whole) return undefined;
  const given = new URLSearchParams(query);
  const one = (name: string) => {
    const [value, ...others] = given.getAll(name);
    return value !== undefined && others.length === 0 && isPlain(value) ? value : undefined;
  };
  const [cloud, region, jobId, project, demo] = [one("cloud"), one("region"), one("id"), one("project"), one("demo")];
  if (cloud === undefined || region === undefined || jobId === undefined) return undefined;
  if ((given.has("project") && project === undefined) || (given.has("demo") && demo !== "1")) return undefined;
  return { cloud, region, jobId, ...(project !== undefined && { project }), ...(demo !== undefined && { isDemo: true }) };
}

/** Where a link leads, for a person who has these connections. */
export type Destination =
  /** It is no link of ours, or its id is none of its cloud. */
  | { readonly kind: "nowhere" }
  | { readonly kind: "unknownCloud" }
  /** One or more connections lead there. */
  | { readonly kind: "there"; readonly jobId: string; readonly connections: readonly Connection[] }
  /** `others`: connections to the same cloud that lead elsewhere. */
  | { readonly kind: "elsewhere"; readonly link: JobLink; readonly cloud: Cloud; readonly others: readonly Connection[] };

export function destinationOf(
  { path, query }: { readonly path: string; readonly query: string },
  clouds: readonly Cloud[],
  connections: readonly Connection[],
): Destination {
  const link = readLink(path, query);
  if (!link) return { kind: "nowhere" };
  const cloud = clouds.find(({ id }) => id === link.cloud);
  if (!cloud) return { kind: "unknownCloud" };
  if (!cloud.jobId.test(link.jobId)) return { kind: "nowhere" };
  const there = connections.filter((connection) => leadsTo(link, connection, cloud));
  if (there.length > 0) return { kind: "there", jobId: link.jobId, connections: there };
  const others = connections.filter((connection) => connection.cloud === cloud.id && !connection.isDemo);
  return { kind: "elsewhere", link, cloud, others };
}

/** Whether the job can be where the connection leads. A project that one of both does not name may be the same. */
export function leadsTo(link: JobLink, connection: Connection, cloud: Cloud): boolean {
  if (connection.cloud !== cloud.id) return false;
  const own = linkTo(connection, cloud, link.jobId);
  if (own.cloud !== link.cloud || own.region !== link.region || own.isDemo !== link.isDemo) return false;
  return own.project === undefined || link.project === undefined || own.project === link.project;
}

/** Something a person can be shown and a connection can have. */
function isPlain(value: string): boolean {
  return value.trim() === value && value !== "" && value.length <= longest.part && !/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/u.test(value);
}
