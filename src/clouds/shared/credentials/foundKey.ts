// Makes keys that were found somewhere fit a kind of credentials, or says why they do not: nothing is offered that could not be used.
import type { Region } from "../../../core/cloud/cloud.js";
import { type FoundKey, type KeySearch, nothingFound, type UnusableKey } from "../../../core/cloud/keySource.js";
import { type Field, findProblem, tidy } from "../../../core/forms/field.js";
import type { CredentialFields } from "../api/validate.js";
import { cellOf, readCsv } from "./csv.js";
import type { VariableSet } from "./variables.js";

/** What a place says about where the key is used, as far as it says it. */
export interface Whereabouts {
  readonly region?: string | undefined;
  readonly values?: Readonly<Record<string, string>>;
}

/** A key, or why there is none. */
export type SearchedKey = { readonly key: FoundKey } | { readonly unusable: UnusableKey };

/**
 * Values by field of the kind; undefined and empty ones are left out.
 * `parts`: what the place calls the values of the fields, for a person who has to complete or correct them there.
 */
export function foundKey(
  way: CredentialFields,
  name: string,
  values: Readonly<Record<string, string | undefined>>,
  parts: Readonly<Record<string, string>>,
  { region, values: others = {} }: Whereabouts = {},
): SearchedKey {
  const tidied = way.fields.map((field) => [field, tidy(field, values[field.id] ?? "")] as const);
  const partOf = ({ id, title }: Field) => parts[id] ?? title;
  const missing = tidied.filter(([field, value]) => value === "" && field.required).map(([field]) => partOf(field));
  if (missing.length > 0) return { unusable: { name, flaw: { kind: "incomplete", missing } } };
  for (const [field, value] of tidied) {
    const problem = findProblem(field, value);
    if (problem) return { unusable: { name, flaw: { kind: "malformed", part: partOf(field), problem } } };
  }
  const kept = tidied.filter(([, value]) => value !== "").map(([field, value]) => [field.id, value]);
  return {
    key: {
      name,
      credentials: { kind: way.id, values: Object.fromEntries(kept) },
      ...(region === undefined ? {} : { region }),
      ...(Object.keys(others).length === 0 ? {} : { values: others }),
    },
  };
}

/** What was found one by one, the same key once, with all its names. */
export function searchOf(found: readonly SearchedKey[]): KeySearch {
  const keys = new Map<string, FoundKey>();
  for (const each of found) {
    if (!("key" in each)) continue;
    const { credentials, region, values, name } = each.key;
    const same = JSON.stringify([credentials, region, values]);
    const known = keys.get(same);
    const names = new Set(known && [known.name, ...(known.otherNames ?? []), name]);
    if (known) names.delete(known.name);
    keys.set(same, known && names.size > 0 ? { ...known, otherNames: [...names] } : (known ?? each.key));
  }
  return {
    keys: [...keys.values()],
    unusable: found.flatMap((each) => ("unusable" in each ? [each.unusable] : [])),
  };
}

/** The region where the service is offered, by its id, however that is written. */
export function knownRegion(regions: readonly Region[], id: string | undefined): string | undefined {
  const plain = id?.trim().toLowerCase();
  return regions.find((region) => region.id === plain)?.id;
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

/** What each set of which something is there gives. */
export function keysInVariables(
  way: CredentialFields,
  sets: readonly VariableSet[],
  environment: Readonly<Record<string, string | undefined>>,
  connectionFields: readonly Field[] = [],
): KeySearch {
  const pick = (names: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(names).map(([field, variable]) => [field, environment[variable]]));
  const isThere = ({ key: { accessKeyId = "", secretAccessKey = "" } }: VariableSet) =>
    Boolean(environment[accessKeyId]?.trim() || environment[secretAccessKey]?.trim());
  return searchOf(
    sets
      .filter(isThere)
      .map(({ name, key, values = {} }) =>
        foundKey(way, name, pick(key), key, { values: fitting(connectionFields, pick(values)) }),
      ),
  );
}

/** What each row of a downloaded table gives. `columns`: by field of the kind, the titles that a column may have. */
export function keysInTable(
  way: CredentialFields,
  text: string,
  columns: Readonly<Record<"name" | "accessKeyId" | "secretAccessKey", readonly string[]>>,
  fileName: string,
): KeySearch {
  const parts = { accessKeyId: columns.accessKeyId[0]!, secretAccessKey: columns.secretAccessKey[0]! };
  const rows = readCsv(text, [columns.accessKeyId, columns.secretAccessKey]);
  if (!rows) return { ...nothingFound, flaw: { kind: "noHeader", columns: Object.values(parts) } };
  return searchOf(
    rows.map((row) => {
      const accessKeyId = cellOf(row, columns.accessKeyId);
      const secretAccessKey = cellOf(row, columns.secretAccessKey);
      return foundKey(way, cellOf(row, columns.name) ?? fileName, { accessKeyId, secretAccessKey }, parts);
    }),
  );
}
