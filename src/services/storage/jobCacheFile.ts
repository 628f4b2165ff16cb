// The file of a connection's last rows: what goes into it, how large it may be, and what is read back out of it.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import { type PersistableJob, toPersistable } from "../../core/privacy/persistableJob.js";
import { isSamePlace } from "../connections/place.js";
import type { JobRecord } from "../jobs/jobRecord.js";
import type { Remembered, Snapshot, StateTotal } from "../jobs/snapshot.js";

/** As many as a small account has, which is read whole: it comes back whole. Larger ones have seldom more rows loaded. */
export const mostRows = 500;

/** UTF-16 code units: twice what 500 jobs with every field take; read and parsed within some ten milliseconds. */
export const mostText = 1_000_000;

/** Bytes; a character takes three at most. What is larger was not written by us. */
export const rowFileLimit = 3 * mostText;

const version = 1;

/** `readAt`: when the connection was last read completely; if never, when its oldest row was. */
export interface RememberedRows extends Remembered {
  readonly records: readonly JobRecord[];
}

/** Equal jobs are the same object for as long as they live, so each is examined once. */
export type Keep = (job: VoiceJob) => PersistableJob | undefined;

export function keeper({ jobFields }: Cloud): Keep {
  const known = new WeakMap<VoiceJob, { readonly persistable: PersistableJob | undefined }>();
  return (job) => {
    const { persistable } = known.get(job) ?? { persistable: toPersistable(job, jobFields) };
    known.set(job, { persistable });
    return persistable;
  };
}

/** `place`: where the rows came from. Newest rows first, as many as there is room for. */
export function writeCachedRows({ jobs, totals, total, readAt }: Snapshot, place: string, cloud: Cloud, keep: Keep): string {
  const at = ({ job }: JobRecord) => job.updatedAt ?? job.createdAt ?? 0;
  const newest = [...jobs.values()].sort((a, b) => at(b) - at(a)).slice(0, mostRows);
  const states = new Set(cloud.states.map(({ state }) => state));
  const rows: string[] = [];
  let length = 0;
  for (const record of newest) {
    const persistable = keep(record.job);
    if (!persistable) continue;
    const { phase: _, ...job } = persistable.job;
    const leftOut = record.leftOut ?? persistable.leftOut;
    const row = JSON.stringify({ job, readAt: record.readAt, ...(leftOut.length > 0 ? { leftOut } : {}) });
    if (length + row.length > mostText) break;
    length += row.length;
    rows.push(row);
    states.add(job.state);
  }
  const oldest = Math.min(...newest.map((record) => record.readAt));
  // An undocumented state that no kept row has may be anything.
  const known = [...totals].filter(([state]) => states.has(state)).map(([state, each]) => [state, each.total, each.isExact]);
  const head = JSON.stringify({ version, place, readAt: readAt ?? oldest, total, totals: known });
  return `${head.slice(0, -1)},"rows":[\n${rows.join(",\n")}]}\n`;
}

/** Nothing = no such file, or not one that this version understands, or rows of another place. */
export function readCachedRows(text: string, place: string, cloud: Cloud): RememberedRows | undefined {
  const file = parse(text);
  if (!isObject(file) || file.version !== version || !isSamePlace(file.place, place) || typeof file.readAt !== "number")
    return undefined;
  const readAt = file.readAt;
  const phases = new Map(cloud.states.map(({ state, phase }) => [state, phase]));
  const records = (Array.isArray(file.rows) ? file.rows : []).flatMap((row: unknown): JobRecord[] => {
    if (!isObject(row) || !isObject(row.job)) return [];
    const { id, name, state, raw } = row.job;
    if (typeof id !== "string" || id === "" || typeof name !== "string" || typeof state !== "string" || !isObject(raw)) return [];
    const job = { ...readTimes(row.job), id, name, state, phase: phases.get(state) ?? "unknown", raw } as VoiceJob;
    const leftOut = Array.isArray(row.leftOut) ? row.leftOut.filter((path) => typeof path === "string") : [];
    const seenAt = typeof row.readAt === "number" ? row.readAt : readAt;
    return [{ job, readAt: seenAt, asked: 0, isRemembered: true, leftOut }];
  });
  const totals = (Array.isArray(file.totals) ? file.totals : []).flatMap((each: unknown): [string, StateTotal][] => {
    const [state, total, isExact] = Array.isArray(each) ? each : [];
    return typeof state === "string" && isCount(total) ? [[state, { total, isExact: isExact === true }]] : [];
  });
  return { records, readAt, totals: new Map(totals), ...(isCount(file.total) ? { total: file.total } : {}) };
}

/** Properties of a job by the type they have. */
const texts = ["type", "language", "sex", "tag", "batch", "customer", "onDemand", "voiceId"] as const;
const times = ["createdAt", "updatedAt"] as const;

function readTimes(given: Readonly<Record<string, unknown>>): Partial<VoiceJob> {
  const kept = [
    ...texts.filter((name) => typeof given[name] === "string"),
    ...times.filter((name) => Number.isFinite(given[name])),
  ].map((name) => [name, given[name]]);
  const failure = isObject(given.failure) ? given.failure : {};
  const words = (["code", "message"] as const).filter((name) => typeof failure[name] === "string");
  const failed = words.length > 0 ? { failure: Object.fromEntries(words.map((name) => [name, failure[name]])) } : {};
  return { ...Object.fromEntries(kept), ...failed };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
