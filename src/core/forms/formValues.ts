// What is filled into a form: the values that a job brings along, tidied and checked as a whole.

import type { VoiceJob } from "../jobs/job.js";
import { type Field, findProblem, type Problem, tidy } from "./field.js";

/** Values by the id of their field, tidied; empty ones are left out, since they are not sent. */
export type Values = Readonly<Record<string, string>>;

export interface ValueProblem {
  readonly id: string;
  /** `unknown`: the form has no such field, or the value is no text. */
  readonly problem: Problem | "unknown";
}

/** What the job itself has, as the cloud told it. */
export function valuesOf(fields: readonly Field[], job: Pick<VoiceJob, "raw">): Values {
  return pick(fields, (field) => {
    const value = field.from === undefined || !Object.hasOwn(job.raw, field.from) ? undefined : job.raw[field.from];
    return typeof value === "string" ? value : undefined;
  });
}

/** The fields that a person fills in; the others are the job's own, whatever is typed. */
export function askedFields(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ isFixed }) => !isFixed);
}

/** The same with the job's own values where nothing else may be sent. */
export function withFixed(fields: readonly Field[], values: Values, job: Pick<VoiceJob, "raw">): Values {
  const fixed = fields.filter(({ isFixed }) => isFixed);
  const kept = Object.entries(values).filter(([id]) => !fixed.some((field) => field.id === id));
  return { ...Object.fromEntries(kept), ...valuesOf(fixed, job) };
}

/**
 * With what a form begins: the job's own values, and where it has none, those used before for other jobs, unless they belong to one job
 * or one person, or are allowed no more.
 */
export function prefill(fields: readonly Field[], own: Values, before: Values = {}): Values {
  return pick(fields, (field) => {
    const used = isShareable(field) ? before[field.id] : undefined;
    return own[field.id] ?? (used !== undefined && findProblem(field, used) ? undefined : used);
  });
}

/** What was sent with the last submit of a job, as far as it may be kept. */
export interface LastSubmit {
  readonly values: Values;
  /** Fields whose value was sent but not kept. */
  readonly leftOut: readonly string[];
}

/**
 * With what the values of a form are compared, by the id of the field: the last submit of the job, else what the job itself has. "" = it
 * had no value; a field that is missing = not known.
 */
export function valuesBefore(fields: readonly Field[], own: Values, last?: LastSubmit): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.flatMap((field) => {
      const isKnown = field.from !== undefined || (last !== undefined && !last.leftOut.includes(field.id));
      const value = last?.values[field.id] ?? own[field.id] ?? (isKnown ? "" : undefined);
      return value === undefined ? [] : [[field.id, value]];
    }),
  );
}

/** As they are checked, kept and sent. What no field asks for is dropped. */
export function tidyValues(fields: readonly Field[], typed: Values): Values {
  return pick(fields, (field) => {
    const value = typed[field.id];
    return value === undefined ? undefined : tidy(field, value);
  });
}

/** Everything that is wrong with values of whatever origin, in the order of the form; required ones that are missing too. */
export function findProblems(fields: readonly Field[], values: Readonly<Record<string, unknown>>): readonly ValueProblem[] {
  const unknown = Object.keys(values).filter((id) => typeof values[id] !== "string" || !fields.some((field) => field.id === id));
  const wrong = fields.flatMap((field): ValueProblem[] => {
    const value = values[field.id] ?? "";
    const problem = typeof value === "string" ? findProblem(field, tidy(field, value)) : undefined;
    return problem ? [{ id: field.id, problem }] : [];
  });
  return [...unknown.map((id) => ({ id, problem: "unknown" as const })), ...wrong];
}

/** May be offered for another job. */
export function isShareable(field: Field): boolean {
  return !field.personal && !field.secret && !field.isUnique;
}

function pick(fields: readonly Field[], find: (field: Field) => string | undefined): Values {
  return Object.fromEntries(fields.flatMap((field) => [[field.id, find(field) ?? ""] as const]).filter(([, value]) => value));
}
