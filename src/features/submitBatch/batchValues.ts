// Values of several jobs submitted together: each job's own, those that all share, and those that one of them gets instead.
import type { Field } from "../../core/forms/field.js";
import { findProblems, tidyValues, type ValueProblem, type Values } from "../../core/forms/formValues.js";

/** From the lowest to the highest: a value of a later layer takes the place of the one before. */
export interface Layers {
  /** What the job has, as the cloud told it. */
  readonly own: Values;
  /** For all jobs; a value that is not there leaves each job what it has. */
  readonly shared: Values;
  /** For this job alone. An empty one: nothing is sent. */
  readonly typed: Readonly<Record<string, string>>;
}

/** May be one for all jobs. What is personal may, as long as it is not kept. */
export function isForAll(field: Field): boolean {
  return !field.isUnique && !field.isFixed && !field.secret;
}

/** What is sent. */
export function valuesToSend(fields: readonly Field[], layers: Layers): Values {
  const { own, shared, typed } = layers;
  return tidyValues(fields, Object.fromEntries(fields.map(({ id }) => [id, typed[id] ?? valueForAll(id, own, shared)])));
}

/** Puts a value in the place of what the job would get with all others; the same one is no difference. */
export function withTyped(field: Field, layers: Layers, value: string): Layers["typed"] {
  const { [field.id]: _, ...others } = layers.typed;
  return value === valueForAll(field.id, layers.own, layers.shared) ? others : { ...others, [field.id]: value };
}

/** Fields of which this job gets something else than the others. */
export function differingFields(fields: readonly Field[], { own, shared, typed }: Layers): readonly Field[] {
  return fields.filter(({ id }) => typed[id] !== undefined && typed[id] !== valueForAll(id, own, shared));
}

/** What the cloud itself calls a value is one, whether it is documented or not. */
export function problemsToSend(fields: readonly Field[], layers: Layers): readonly ValueProblem[] {
  const values = valuesToSend(fields, layers);
  const isOwn = (id: string) => values[id] !== undefined && values[id] === layers.own[id];
  return findProblems(fields, values).filter(
    ({ id, problem }) => !(typeof problem === "object" && problem.kind === "notAChoice" && isOwn(id)),
  );
}

/** The values that all of them have, word for word. */
export function commonValues(fields: readonly Field[], all: readonly Values[]): Values {
  const [first = {}, ...others] = all;
  const ids = fields
    .map(({ id }) => id)
    .filter((id) => first[id] !== undefined && others.every((each) => each[id] === first[id]));
  return Object.fromEntries(ids.map((id) => [id, first[id]!]));
}

function valueForAll(id: string, own: Values, shared: Values): string {
  return shared[id] ?? own[id] ?? "";
}
