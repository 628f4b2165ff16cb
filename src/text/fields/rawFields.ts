// Finds the fields of a cloud's answer: the described ones by their path, and all others.
import type { JobField } from "../../core/cloud/jobField.js";
import { boundedMoment, momentOfNumber } from "../../core/parsing/timestamp.js";

export interface Leaf {
  readonly path: string;
  readonly value: unknown;
}

type Answer = Readonly<Record<string, unknown>>;

/** Undefined = the cloud did not send it. */
export function valueAt(raw: Answer, path: string): unknown {
  let value: unknown = raw;
  for (const name of path.split(".")) {
    if (!isRecord(value) || !Object.hasOwn(value, name)) return undefined;
    value = value[name];
  }
  return value;
}

/** What no description covers. Objects are opened only where a description leads into them. */
export function undescribed(raw: Answer, fields: readonly JobField[], prefix = ""): Leaf[] {
  return Object.entries(raw).flatMap(([name, value]) => {
    const path = prefix + name;
    if (value === undefined || (fields.some((field) => field.path === path) && !(prefix === "" && name.includes(".")))) return [];
    const leadsInto = fields.some((field) => field.path.startsWith(`${path}.`));
    return leadsInto && isRecord(value) ? undescribed(value, fields, `${path}.`) : [{ path, value }];
  });
}

export function isRecord(value: unknown): value is Answer {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Milliseconds since 1970 of a time as clouds write it; undefined for anything else. No zone means UTC. */
export function timeOf(kind: "seconds" | "iso", value: unknown): number | undefined {
  if (kind === "iso") {
    const text = typeof value === "string" && value.length <= 100 ? value.trim() : "";
    if (!/^\d{4}-\d\d-\d\d/.test(text)) return undefined;
    const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(text) || !text.includes(":");
    return boundedMoment(Date.parse(hasZone ? text : `${text}Z`));
  }
  const number = typeof value === "string" && value.length <= 100 && /^\d+$/.test(value.trim()) ? Number(value) : value;
  return typeof number === "number" ? momentOfNumber(number) : undefined;
}
