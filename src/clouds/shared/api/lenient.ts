// Readers that take what they can from an answer: a field of a wrong type is absent, it never costs the rest.
import { array, boolean, fallback, nullish, number, optional, pipe, string, transform, union, unknown } from "valibot";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { boundedMoment, momentOfNumber } from "../../../core/parsing/timestamp.js";
import { cutId, cutText, largestCount } from "./limits.js";

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text that is not empty, cut where it is too long; numbers and yes/no are shown as text. */
export const text = textBy(cutText);

/** The same for what names a thing: of two long ones that begin alike none is taken for the other. */
export const id = textBy(cutId);

function textBy(cut: (text: string) => string) {
  const shown = transform((value: string | number | boolean) => (value === "" ? undefined : cut(String(value))));
  return fallback(optional(pipe(union([string(), number(), boolean()]), shown)), undefined);
}

/** A text that is not empty, or a number as text. As long as it came. */
export function readWord(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** UTF-16 code units: a signed address is some hundreds long, with a temporary key some thousands. */
const longestAddress = 8_192;

/** An absolute address, whole or not at all: half of one leads nowhere. */
export const address = fallback(
  optional(
    pipe(
      string(),
      transform((value) => (value.length <= longestAddress && URL.canParse(value.trim()) ? value.trim() : undefined)),
    ),
  ),
  undefined,
);

/** Also where it comes as a text. */
export const yesNo = fallback(
  optional(
    pipe(
      union([boolean(), string()]),
      transform((value) => {
        if (typeof value === "boolean") return value;
        return value === "true" ? true : value === "false" ? false : undefined;
      }),
    ),
  ),
  undefined,
);

/** A whole number from 0 up, also when it comes as digits in a text. */
export const count = fallback(optional(pipe(union([number(), string()]), transform(readCount))), undefined);

/** Milliseconds since 1970. */
export const moment = fallback(optional(pipe(union([number(), string()]), transform(readMoment))), undefined);

/** Null and absent are an empty list; anything else that is no list is not this answer. */
export const list = nullish(array(unknown()), []);

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without the properties that are undefined. */
export function present<T extends object>(properties: T): Present<T> {
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined)) as Present<T>;
}

function readCount(value: number | string): number | undefined {
  const whole = numberOf(value);
  return Number.isInteger(whole) && whole >= 0 && whole <= largestCount ? whole : undefined;
}

/** A number may come as a text, from the cloud itself or because it has more digits or another notation than a number here. */
function numberOf(value: number | string): number {
  if (typeof value === "number") return value;
  return value.length <= 40 && /^\d+(?:\.\d+)?(?:[eE]\+?\d+)?$/.test(value) ? Number(value) : Number.NaN;
}

/** ISO without a zone is UTC. */
function readMoment(value: number | string): number | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT/.test(value)) return momentOfNumber(numberOf(value));
  return value.length > 40 ? undefined : boundedMoment(Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : value + "Z"));
}

export function uniqueJobs(jobs: readonly (VoiceJob | undefined)[]): readonly VoiceJob[] {
  const byId = new Map<string, VoiceJob>();
  for (const job of jobs) if (job && !byId.has(job.id)) byId.set(job.id, job);
  return [...byId.values()];
}

/**
 * The fields of `raw` that `read` has no value for, named with `prefix` in front; empty values tell nothing and are left out.
 * A known field of an unreadable kind is among them.
 */
export function restOf(raw: Json, read: Json, prefix = ""): Json {
  const left = Object.entries(raw).filter(([name, value]) => !isRead(read, name) && !isNothing(value));
  return Object.fromEntries(left.map(([name, value]) => [prefix + name, value]));
}

function isRead(read: Json, name: string): boolean {
  return Object.hasOwn(read, name) && read[name] !== undefined;
}

function isNothing(value: unknown): boolean {
  if (value === null || value === undefined || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}
