// Readers that take what they can from an answer: a field of a wrong type is absent, it never costs the rest.
import { array, boolean, fallback, nullish, number, optional, pipe, string, transform, union, unknown } from "valibot";

export type Json = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A text that is not empty; numbers and yes/no are shown as text. */
export const text = fallback(
  optional(
    pipe(
      union([string(), number(), boolean()]),
      transform((value) => (value === "" ? undefined : String(value))),
    ),
  ),
  undefined,
);

/** A text that is not empty, or a number as text. */
export function readWord(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value : undefined;
}

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
  const whole = typeof value === "string" && !/^\d+$/.test(value) ? Number.NaN : Number(value);
  return Number.isSafeInteger(whole) && whole >= 0 ? whole : undefined;
}

/** Farther from 1970 no Date can be made. */
const lastMoment = 8.64e15;

/**
 * Seconds or milliseconds since 1970, or ISO 8601. Huawei documents a "Long" with a ceiling of 2147483647, so seconds are most likely but
 * not proven: from 1e11 on it is milliseconds; 0 is "unknown" (vendor documentation A11). ISO without a zone is UTC.
 */
function readMoment(value: number | string): number | undefined {
  if (typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value)) {
    const parsed = Date.parse(/(Z|[+-]\d\d:?\d\d)$/i.test(value) ? value : value + "Z");
    return Number.isNaN(parsed) ? undefined : parsed;
  }
  const amount = typeof value === "string" && !/^\d+$/.test(value) ? Number.NaN : Number(value);
  const milliseconds = amount >= 1e11 ? amount : amount * 1000;
  return milliseconds > 0 && milliseconds <= lastMoment ? Math.floor(milliseconds) : undefined;
}
