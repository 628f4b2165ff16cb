// What of a job may lie on the disk: what its cloud's fields describe, without phones, links and whatever looks like one.
import type { JobField } from "../cloud/jobField.js";
import type { VoiceJob } from "../jobs/job.js";
import { maskPhone } from "./mask.js";

export interface PersistableJob {
  /** `raw` holds described fields only. */
  readonly job: VoiceJob;
  /** Properties of the raw answer that were left out, in whole or in part. */
  readonly leftOut: readonly string[];
}

/** Any link, plain or encoded: also one without a signature may be private. Of its scheme one character is enough. */
const link = /[a-z0-9+.-](?::|%(?:25)*3a|\\u003a|&#(?:x3a|58);)(?:\\*\/|%(?:25)*2f|\\u002f|&#(?:x2f|47);){2}/i;
const secret = /(?:token|secret|password|passwd|signature|credential|authorization)["']?\s*(?:[=:]|%3[ad])/i;
/** Characters: a shorter private value may stand in any word by chance. */
const shortest = 4;
/** UTF-16 code units: a longer text is left out, so that no job takes the place of a hundred others. */
const longest = 4000;
/** Private values of one job: where there are more, everything in it counts as private. */
const mostPrivate = 200;

/** Tells whether a text may not be kept. */
export type Guard = (text: string) => boolean;

/** Whether a text that stands by itself holds a phone number, a link or the like. */
export function looksPrivate(text: string): boolean {
  return link.test(text) || secret.test(text) || maskPhone(text, "") !== text;
}

/** Nothing = the job cannot be told without what is private. */
export function toPersistable(job: VoiceJob, fields: readonly JobField[]): PersistableJob | undefined {
  const isPrivate = guardOf(job.raw, fields);
  const { raw, ...given } = job;
  if (isPrivate(job.id) || isPrivate(job.state)) return undefined;
  const kept = keepValue(given, isPrivate) as Omit<VoiceJob, "raw">;
  const paths = fields.filter(({ kind }) => !isPrivateKind(kind)).map(({ path }) => path);
  const open = { fields: new Set(paths), branches: new Set(paths.flatMap(pathsAbove)) };
  const keptRaw = keepFields(raw, "", open, isPrivate);
  const leftOut = Object.keys(raw).filter((name) => !isSame(raw[name], keptRaw[name]) && !isPrivate(name));
  return { job: { ...kept, name: kept.name ?? "", raw: keptRaw }, leftOut };
}

/** The name of a job as it may be kept where nothing else of the job is; empty where it says what is private. */
export function keepableName(
  { name, raw = {} }: Pick<VoiceJob, "name"> & Partial<VoiceJob>,
  fields: readonly JobField[],
): string {
  return name.length > longest || guardOf(raw, fields)(name) ? "" : name;
}

/** Whether a cloud's word (an id, a state) may be kept by itself. */
export function isKeepable(job: VoiceJob, fields: readonly JobField[]): boolean {
  const isPrivate = guardOf(job.raw, fields);
  return !isPrivate(job.id) && !isPrivate(job.state);
}

/** Of what is told about a job beside it: its private values, and whatever looks private by itself or is too long. */
export function privateTexts(job: VoiceJob, fields: readonly JobField[]): Guard {
  const isPrivate = guardOf(job.raw, fields);
  return (text) => text.length > longest || isPrivate(text);
}

function isPrivateKind(kind: JobField["kind"]): boolean {
  return kind === "phone" || kind === "link";
}

function guardOf(raw: VoiceJob["raw"], fields: readonly JobField[]): Guard {
  const values = fields
    .filter(({ kind }) => isPrivateKind(kind))
    .flatMap(({ path }) => textsIn(valueAt(raw, path)))
    .filter((text) => text.length >= shortest);
  if (values.length > mostPrivate) return () => true;
  return (text) => looksPrivate(text) || values.some((value) => text.includes(value));
}

function valueAt(raw: VoiceJob["raw"], path: string): unknown {
  let found: unknown = raw;
  for (const name of path.split("."))
    found = typeof found === "object" && found !== null && Object.hasOwn(found, name) ? found[name as keyof object] : undefined;
  return found;
}

/** Every text in a value, names of properties too; as it is and trimmed. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string" || typeof value === "number") return [String(value), String(value).trim()];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => [...(Array.isArray(value) ? [] : [name]), ...textsIn(inner)]);
}

/** Of `a.b.c` the paths `a` and `a.b`. */
function pathsAbove(path: string): string[] {
  const names = path.split(".").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("."));
}

/** What is described: whole values, and objects that hold some. */
interface Open {
  readonly fields: ReadonlySet<string>;
  readonly branches: ReadonlySet<string>;
}

/** `path` ends with a dot, or is empty for the whole. */
function keepFields(object: object, path: string, open: Open, isPrivate: Guard): Record<string, unknown> {
  const kept = Object.entries(object).flatMap(([name, value]): [string, unknown][] => {
    const place = path + name;
    const isBranch = open.branches.has(place) && typeof value === "object" && value !== null && !Array.isArray(value);
    const found = isBranch
      ? keepFields(value, `${place}.`, open, isPrivate)
      : open.fields.has(place)
        ? keepValue(value, isPrivate)
        : undefined;
    return found === undefined ? [] : [[name, found]];
  });
  return Object.fromEntries(kept);
}

/** `undefined` in the place of what is private, alone or in an object; in a list it is left out. */
function keepValue(value: unknown, isPrivate: Guard): unknown {
  if (typeof value === "string" || typeof value === "number")
    return String(value).length > longest || isPrivate(String(value)) ? undefined : value;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => keepValue(item, isPrivate)).filter((item) => item !== undefined);
  const kept = Object.entries(value).map(([name, inner]) => [name, isPrivate(name) ? undefined : keepValue(inner, isPrivate)]);
  return Object.fromEntries(kept.filter(([, inner]) => inner !== undefined));
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
