// Made-up connections and credentials that any cloud's own description finds well formed.
import type { Cloud } from "../../../src/core/cloud/cloud.js";
import type { CredentialKind } from "../../../src/core/cloud/credentialKind.js";
import type { Connection, Credentials } from "../../../src/core/connection.js";
import { type Field, findProblem } from "../../../src/core/forms/field.js";

/** Values for these fields, each unlike the others and long enough to be searched for. */
export function fakeValues(fields: readonly Field[]): Readonly<Record<string, string>> {
  return Object.fromEntries(fields.map((field) => [field.id, fakeValue(field)]));
}

function fakeValue(field: Field): string {
  const candidates = [
    field.choices?.[0]?.value,
    `fake-${field.id}-0123456789`,
    "https://127.0.0.1:1234",
    "0123456789",
    "a@b.example",
    field.placeholder,
  ];
  const fitting = candidates.find((candidate) => candidate !== undefined && findProblem(field, candidate) === undefined);
  if (fitting === undefined) throw new Error(`No made-up value fits the field ${field.id}`);
  return fitting;
}

export function fakeConnection(cloud: Cloud, changes: Partial<Connection> = {}): Connection {
  return {
    id: `fake-${cloud.id}`,
    cloud: cloud.id,
    name: `Fake ${cloud.shortTitle}`,
    region: cloud.regions[0]!.id,
    values: fakeValues(cloud.connectionFields),
    credentialKind: cloud.credentialKinds[0]!.id,
    ...changes,
  };
}

/** With every field of the kind filled in, optional ones too. */
export function fakeCredentials(kind: CredentialKind): Credentials {
  return { kind: kind.id, values: fakeValues(kind.fields) };
}
