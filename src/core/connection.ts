// A connection: which cloud, where, for whom, and with which kind of key. The key itself is never in here.
import type { Field } from "./forms/field.js";

export interface Connection {
  /** Random, made once. */
  readonly id: string;
  /** Id of a registered cloud. */
  readonly cloud: string;
  /** The person's name for it. */
  readonly name: string;
  /** Id of one of the cloud's regions, or any word beside a typed endpoint. */
  readonly region: string;
  /** Typed by hand; absent = the region's own. */
  readonly endpoint?: string;
  /** The cloud's connectionFields by id, empty ones left out. */
  readonly values: Readonly<Record<string, string>>;
  readonly credentialKind: string;
  /** Served by the local cloud inside the extension; its endpoint is known once that runs. */
  readonly isDemo?: boolean;
}

/** Secrets of one connection: the fields of its credential kind by id. Lives in SecretStorage and in memory only. */
export interface Credentials {
  readonly kind: string;
  readonly values: Readonly<Record<string, string>>;
}

/** The region an address belongs to by its name; else the host itself, so that rows tell where the jobs are. Throws for what is no URL. */
export function regionOfEndpoint(regions: readonly { readonly id: string }[], endpoint: string): string {
  const { host } = new URL(endpoint);
  return regions.find(({ id }) => host.includes(id))?.id ?? host;
}

/** What every connection has, whichever its cloud. */
export const endpointField = {
  id: "endpoint",
  title: "Endpoint",
  hint: "Address of the service, beginning with https://",
  required: true,
  isOrigin: true,
  maxLength: 300,
} as const satisfies Field;

export const nameField = {
  id: "name",
  title: "Name",
  hint: "What should this connection be called?",
  required: true,
  maxLength: 60,
} as const satisfies Field;
