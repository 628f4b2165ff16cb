// The public API: what other extensions, automation and end-to-end tests get from `extension.exports`.

import { type Connection, type Credentials, endpointField, nameField, regionOfEndpoint } from "./core/connection.js";
import { asVoiceError, type ErrorKind, VoiceError } from "./core/errors.js";
import type { Field } from "./core/forms/field.js";
import { findProblem, tidy } from "./core/forms/field.js";
import type { VoiceJob } from "./core/jobs/job.js";
import type { Event } from "./core/ports/event.js";
import { maskedJob } from "./core/privacy/mask.js";
import type { Sessions } from "./services/connections/sessions.js";
import type { Kernel } from "./services/kernel.js";

export interface PublicConnection {
  readonly id: string;
  /** A registered cloud: "huawei", "alibaba". */
  readonly cloud: string;
  readonly name: string;
  readonly region: string;
}

export type PublicCredentials =
  | { readonly kind: "aksk"; readonly accessKeyId: string; readonly secretAccessKey: string; readonly securityToken?: string }
  | { readonly kind: "token"; readonly token: string }
  | { readonly kind: "password"; readonly domain: string; readonly user: string; readonly password: string };

export interface NewConnection {
  readonly cloud: string;
  readonly name: string;
  readonly region: string;
  readonly projectId?: string;
  /** Origin, https (http for loopback only); absent = the region's own. */
  readonly endpoint?: string;
  readonly iamEndpoint?: string;
  readonly appUserId?: string;
  readonly credentials: PublicCredentials;
}

/**
 * What the cloud itself cannot find is found here, which takes as many requests as it takes to read all jobs: `total` counts what fits
 * either way.
 */
export interface PublicQuery {
  readonly states?: string[];
  /** Part of the voice name, as the cloud understands it; where it does not look for names: part of the name or of the id. */
  readonly text?: string;
  readonly types?: string[];
  readonly tags?: string[];
  /** Items; 0 when absent. */
  readonly offset?: number;
  /** 1..100; 100 when absent. */
  readonly limit?: number;
}

/** What calls reject with. `code` and `requestId` are the cloud's own. */
export interface PublicError extends Error {
  readonly kind: ErrorKind;
  readonly code?: string;
  readonly requestId?: string;
}

/** Rejections are `PublicError`s. No call returns a credential; phone numbers and signed links are masked. */
export interface VoiceJobsApi {
  readonly apiVersion: 1;
  connections(): readonly PublicConnection[];
  /** Saves without trying the key; the first call tells whether it fits. */
  addConnection(connection: NewConnection): Promise<{ readonly id: string }>;
  removeConnection(id: string): Promise<void>;
  listJobs(connectionId: string, query?: PublicQuery): Promise<{ readonly jobs: VoiceJob[]; readonly total: number }>;
  getJob(connectionId: string, jobId: string): Promise<VoiceJob>;
  /** Always asks the person first, in a modal; `cancelled` when they say no. */
  submitJob(connectionId: string, jobId: string, values: Readonly<Record<string, string>>): Promise<void>;
  readonly onDidChangeJobs: Event<{ readonly connectionId: string }>;
}

export type ApiKernel = Pick<Kernel, "connectionStore" | "sessions" | "store" | "refresher" | "nonce"> & {
  readonly submit: (
    key: { readonly connectionId: string; readonly jobId: string },
    values: Readonly<Record<string, string>>,
  ) => Promise<void>;
};

export function createApi({ connectionStore, sessions, store, refresher, nonce, submit }: ApiKernel): VoiceJobsApi {
  const find = (id: string): Connection => {
    const connection = connectionStore.find(id);
    if (!connection) throw new VoiceError("notFound", "no such connection");
    return connection;
  };
  const masked = (connection: Connection, job: VoiceJob) => maskedJob(job, sessions.cloudOf(connection).jobFields);
  return {
    apiVersion: 1,
    connections: () => connectionStore.all().map(({ id, cloud, name, region }) => ({ id, cloud, name, region })),
    async addConnection(asked) {
      const { connection, credentials } = readNewConnection(asked, sessions, nonce());
      await connectionStore.add(connection, credentials);
      return { id: connection.id };
    },
    async removeConnection(id) {
      await connectionStore.remove(find(id).id);
    },
    async listJobs(connectionId, { offset = 0, limit = 100, ...query } = {}) {
      const connection = find(connectionId);
      const { signal } = new AbortController();
      const { filteredPage } = await import("./services/refresh/filteredPage.js");
      const page = await filteredPage({ connectionStore, sessions }, connectionId, query, { offset, limit }, signal);
      return { jobs: page.jobs.map((job) => masked(connection, job)), total: page.total };
    },
    async getJob(connectionId, jobId) {
      const connection = find(connectionId);
      const { job } = await refresher.refreshJob(connectionId, jobId, new AbortController().signal);
      return masked(connection, job);
    },
    async submitJob(connectionId, jobId, values) {
      find(connectionId);
      await submit({ connectionId, jobId }, values).catch((thrown: unknown) => {
        throw asVoiceError(thrown);
      });
    },
    onDidChangeJobs: (listener) => store.onDidChange(({ connectionId }) => listener({ connectionId })),
  };
}

/** Another extension's input is checked like a person's. */
function readNewConnection(
  asked: NewConnection,
  sessions: Sessions,
  id: string,
): { connection: Connection; credentials: Credentials } {
  const { cloud: cloudId, name, region: typedRegion, endpoint, credentials, ...others } = asked;
  const refuse = (part: string): never => {
    throw new VoiceError("refused", `"${part}" of the connection is missing or not allowed`);
  };
  const region = typeof typedRegion === "string" ? typedRegion.trim() : typedRegion;
  const shell = {
    id,
    cloud: cloudId,
    region,
    values: {},
    credentialKind: typeof credentials?.kind === "string" ? credentials.kind : "",
  };
  if (typeof cloudId !== "string" || !sessions.isKnownCloud(cloudId)) refuse("cloud");
  const cloud = sessions.cloudOf({ ...shell, name });
  const text = (field: Field, value: unknown): string => {
    if (typeof value !== "string") return refuse(field.id);
    const tidied = tidy(field, value);
    if (findProblem(field, tidied)) refuse(field.id);
    return tidied;
  };
  const known = typeof region === "string" ? cloud.regions.find((each) => each.id === region.toLowerCase()) : undefined;
  if (endpoint === undefined ? !known : typeof region !== "string") refuse("region");
  const kind = cloud.credentialKinds.find((each) => each.id === credentials?.kind) ?? refuse("credentials.kind");
  const read = (fields: readonly Field[], from: Readonly<Record<string, unknown>>) =>
    Object.fromEntries(
      fields.flatMap((field) => {
        const value = text(field, from[field.id] ?? "");
        return value === "" ? [] : [[field.id, value]];
      }),
    );
  const origin = endpoint === undefined ? undefined : text(endpointField, endpoint);
  const connection: Connection = {
    ...shell,
    region: known?.id ?? (region === "" && origin !== undefined ? regionOfEndpoint(cloud.regions, origin) : region),
    name: text(nameField, name),
    values: read(cloud.connectionFields, others),
    ...(origin !== undefined && { endpoint: origin }),
  };
  return {
    connection,
    credentials: { kind: kind.id, values: read(kind.fields, credentials as unknown as Record<string, unknown>) },
  };
}
