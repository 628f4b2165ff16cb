// The public API: what other extensions, automation and end-to-end tests get from `extension.exports`.

import type { NewConnection } from "./api/newConnection.js";
import type { Connection } from "./core/connection.js";
import { asVoiceError, type ErrorKind, VoiceError } from "./core/errors.js";
import type { VoiceJob } from "./core/jobs/job.js";
import type { Event } from "./core/ports/event.js";
import { maskedJob } from "./core/privacy/mask.js";
import type { CheckedRecordingSet } from "./core/recordings/checkedRecordingSet.js";
import type { Kernel } from "./services/kernel.js";

export interface PublicConnection {
  readonly id: string;
  /** A registered cloud: "huawei", "alibaba". */
  readonly cloud: string;
  readonly name: string;
  readonly region: string;
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
  /**
   * Checks a folder, a ZIP or a WAV of the computer that the extension runs on, before it is uploaded; changes nothing. `kind`: what the
   * recordings are for, such as "huawei/basic"; absent = common advice alone.
   */
  checkRecordings(uri: FileUri, kind?: string): Promise<CheckedRecordingSet>;
  readonly onDidChangeJobs: Event<{ readonly connectionId: string }>;
}

/** What is needed of the editor's Uri. */
export interface FileUri {
  readonly scheme: string;
  readonly path: string;
}

export type ApiKernel = Pick<Kernel, "connectionStore" | "sessions" | "store" | "refresher" | "nonce"> & {
  readonly submit: (
    key: { readonly connectionId: string; readonly jobId: string },
    values: Readonly<Record<string, string>>,
  ) => Promise<void>;
  readonly checkRecordings: VoiceJobsApi["checkRecordings"];
};

export function createApi({
  checkRecordings,
  connectionStore,
  sessions,
  store,
  refresher,
  nonce,
  submit,
}: ApiKernel): VoiceJobsApi {
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
      const { readNewConnection } = await import("./api/newConnection.js");
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
    checkRecordings,
    onDidChangeJobs: (listener) => store.onDidChange(({ connectionId }) => listener({ connectionId })),
  };
}
