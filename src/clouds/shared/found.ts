// Makes keys that were found somewhere fit a kind of credentials, or leaves them out: nothing is offered that could not be used.
import type { FoundKey, Region } from "../../core/cloud.js";
import { type Field, findProblem, tidy } from "../../core/field.js";
import type { Way } from "./opening.js";
import type { VariableSet } from "./variables.js";

/** What a place says about where the key is used, as far as it says it. */
export interface Whereabouts {
  readonly region?: string | undefined;
  readonly values?: Readonly<Record<string, string>>;
}

/** One key or none. Values by field of the kind; undefined and empty ones are left out. */
export function foundKey(
  way: Way,
  name: string,
  values: Readonly<Record<string, string | undefined>>,
  { region, values: others = {} }: Whereabouts = {},
): readonly FoundKey[] {
  const tidied = way.fields.map((field) => [field, tidy(field, values[field.id] ?? "")] as const);
  if (tidied.some(([field, value]) => findProblem(field, value))) return [];
  const kept = tidied.filter(([, value]) => value !== "").map(([field, value]) => [field.id, value]);
  return [
    {
      name,
      credentials: { kind: way.id, values: Object.fromEntries(kept) },
      ...(region === undefined ? {} : { region }),
      ...(Object.keys(others).length === 0 ? {} : { values: others }),
    },
  ];
}

/** The region where the service is offered, by its id. */
export function knownRegion(regions: readonly Region[], id: string | undefined): string | undefined {
  return regions.find((region) => region.id === id)?.id;
}

/** The values that their fields take; the others are left out. */
export function fitting(
  fields: readonly Field[],
  values: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const kept = fields.flatMap((field) => {
    const value = tidy(field, values[field.id] ?? "");
    return value === "" || findProblem(field, value) ? [] : [[field.id, value] as const];
  });
  return Object.fromEntries(kept);
}

/** One key for each set of which enough is there. */
export function keysInVariables(
  way: Way,
  sets: readonly VariableSet[],
  environment: Readonly<Record<string, string | undefined>>,
  connectionFields: readonly Field[] = [],
): readonly FoundKey[] {
  const pick = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(names).map(([field, variable]) => [field, environment[variable]]));
  return sets.flatMap(({ name, key, values = {} }) =>
    foundKey(way, name, pick(key), { values: fitting(connectionFields, pick(values)) }),
  );
}
