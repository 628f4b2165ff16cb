// A job in one form, the same for every cloud, with what is private in it masked: for documents, exports and comparisons.
import type { Cloud } from "../core/cloud/cloud.js";
import type { Connection } from "../core/connection.js";
import type { VoiceJob } from "../core/jobs/job.js";
import { maskedJob } from "../core/privacy/mask.js";

/** Where a job is. */
export interface JobPlace {
  readonly connection: Connection;
  readonly cloud: Cloud;
}

/** Keys that stay the same in every language. Times as ISO 8601. What the cloud does not tell is left out. */
export interface NormalJob {
  readonly connection: string;
  readonly cloud: string;
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly phase: string;
  readonly type?: string;
  readonly language?: string;
  readonly sex?: string;
  readonly tag?: string;
  readonly batch?: string;
  readonly customer?: string;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  readonly voiceId?: string;
  readonly failureCode?: string;
  readonly failureMessage?: string;
  /** As the cloud sent it. */
  readonly raw: Readonly<Record<string, unknown>>;
}

/** `isOpen`: the person asked for phone numbers and links. */
export function normalJob(job: VoiceJob, { connection, cloud }: JobPlace, isOpen = false): NormalJob {
  const shown = isOpen ? job : maskedJob(job, cloud.jobFields);
  const { id, name, state, phase, type, language, sex, tag, batch, customer, voiceId, failure, raw } = shown;
  const given = {
    type,
    language,
    sex,
    tag,
    batch,
    customer,
    createdAt: isoTime(job.createdAt),
    updatedAt: isoTime(job.updatedAt),
    voiceId,
    failureCode: failure?.code,
    failureMessage: failure?.message,
  };
  return {
    connection: connection.name,
    cloud: cloud.id,
    id,
    name,
    state,
    phase,
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    raw,
  };
}

/** The same value with the keys of all objects in order, so that two of them can be compared line by line. */
export function withSortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withSortedKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  // fromEntries, so that a field named __proto__ stays a field.
  return Object.fromEntries(entries.map(([name, part]) => [name, withSortedKeys(part)]));
}

function isoTime(at: number | undefined): string | undefined {
  return at === undefined || Number.isNaN(new Date(at).getTime()) ? undefined : new Date(at).toISOString().replace(".000Z", "Z");
}
