// Finds which fields of several jobs belong into one row, and whether what they tell is the same.
import type { Cloud } from "../../../core/cloud/cloud.js";
import { type JobField, type Section, sections } from "../../../core/cloud/jobField.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { CompareStatus } from "../../../protocol/compare.js";
import { withSortedKeys } from "../../../text/commonJob.js";
import { isEmpty } from "../../../text/fields/fieldRows.js";
import { timeOf, undescribed, valueAt } from "../../../text/fields/rawFields.js";

export interface ComparedJob {
  /** Absent = not read yet. */
  readonly job?: VoiceJob | undefined;
  readonly cloud: Cloud;
  /** Fields that an earlier window saw and did not keep. */
  readonly leftOut: readonly string[];
}

/** What one job has in a row. */
export interface ComparedValue {
  /** Of the job's own cloud; absent = nothing describes the field. */
  readonly field?: JobField;
  readonly path: string;
  readonly value: unknown;
  readonly isLeftOut: boolean;
}

export interface ComparedField {
  /** Fields of one meaning have the same in all clouds. */
  readonly id: string;
  readonly section: Section;
  /** By column; null = the job's cloud has no such field. */
  readonly values: readonly (ComparedValue | null)[];
}

/** Fields without a description that are compared, of each job: what a page can show. */
const mostUndescribed = 300;

/** In the order of the sections. `hasMore`: some fields without a description are not among them. */
export function comparedFields(jobs: readonly ComparedJob[]): {
  readonly fields: readonly ComparedField[];
  readonly hasMore: boolean;
} {
  const found = new Map<string, { readonly section: Section; readonly paths: Map<string, JobField | undefined> }>();
  const note = (cloud: Cloud, section: Section, path: string, field?: JobField) => {
    const id = field?.meaning ? `=${field.meaning}` : `${cloud.id}:${path}`;
    const row = found.get(id) ?? { section, paths: new Map<string, JobField | undefined>() };
    found.set(id, row);
    // A name of a field is the cloud's own: the same in two clouds need not mean the same.
    row.paths.set(`${cloud.id}:${path}`, field);
  };
  let hasMore = false;
  for (const section of sections)
    for (const { cloud, job, leftOut } of jobs) {
      for (const field of cloud.jobFields.filter((each) => each.section === section)) note(cloud, section, field.path, field);
      if (section !== "other") continue;
      const others = job ? undescribed(job.raw, cloud.jobFields).map(({ path }) => path) : [];
      const isDescribed = (name: string) => cloud.jobFields.some(({ path }) => path === name || path.startsWith(`${name}.`));
      const all = [...others, ...leftOut.filter((name) => !isDescribed(name))];
      hasMore ||= all.length > mostUndescribed;
      for (const path of all.slice(0, mostUndescribed)) note(cloud, section, path);
    }
  const fields = [...found].map(([id, { section, paths }]) => ({
    id,
    section,
    values: jobs.map(({ cloud, job, leftOut }): ComparedValue | null => {
      const own = [...paths].find(([name]) => name.startsWith(`${cloud.id}:`));
      if (!own) return null;
      const [path, field] = [own[0].slice(cloud.id.length + 1), own[1]];
      const value = job && (Object.hasOwn(job.raw, path) ? job.raw[path] : valueAt(job.raw, path));
      return { path, value, ...(field && { field }), isLeftOut: isLeftOut(leftOut, path, field) && value === undefined };
    }),
  }));
  return {
    fields: fields.filter(({ values }) => values.some((each) => each && (each.value !== undefined || each.isLeftOut))),
    hasMore,
  };
}

/** Of an object only its private parts are sure to be among what was left out. */
function isLeftOut(leftOut: readonly string[], path: string, field: JobField | undefined): boolean {
  const isPrivate = field?.kind === "phone" || field?.kind === "link";
  return leftOut.some((name) => name === path || (isPrivate && path.startsWith(`${name}.`)));
}

/** What is the same has the same: undefined = nothing was sent, or it was sent empty. */
export function comparable({ field, value }: Pick<ComparedValue, "field" | "value">): string | undefined {
  if (value === undefined || isEmpty(value)) return undefined;
  const at = field?.kind === "seconds" || field?.kind === "iso" ? timeOf(field.kind, value) : undefined;
  if (at !== undefined) return `at ${at}`;
  if (typeof value === "object") return JSON.stringify(withSortedKeys(value));
  const text = String(value).trim();
  const choice = field?.choices?.find((each) => each.value === text);
  // Clouds have words of their own for what people call the same; what is explained in another way is not the same.
  return choice ? [choice.title, choice.hint ?? ""].join(" ").trim() : text;
}

/** `keys`: of each job what it can be compared by; null = its cloud has no such field, "unknown" = it is not known. */
export function statusOf(keys: readonly (string | undefined | null | { readonly isUnknown: true })[]): CompareStatus {
  const own = keys.filter((key) => key !== null);
  const known = own.filter((key) => typeof key !== "object");
  if (new Set(known).size > 1) return "different";
  if (known.length < own.length) return "unknown";
  return own.length < 2 ? "single" : "equal";
}

/** Which of three or more say something else than most of them. */
export function oddOnes(keys: readonly unknown[]): readonly boolean[] {
  const counts = new Map<unknown, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const [most, many] = [...counts].reduce((one, other) => (other[1] > one[1] ? other : one), [undefined, 0]);
  return keys.map((key) => keys.length > 2 && many > keys.length / 2 && key !== most);
}
