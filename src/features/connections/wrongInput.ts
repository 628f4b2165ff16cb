// Finds the input whose value is wrong, as far as the cloud's answer tells: that is where the person should be told.

import type { VoiceError } from "../../core/errors.js";
import type { Field } from "../../core/forms/field.js";

export interface Inputs {
  /** Of the key, as they were asked for. */
  readonly key: readonly Field[];
  readonly keyId: (field: Field) => string;
  /** Of the project; undefined = the cloud has none. */
  readonly project: string | undefined;
  /** Addresses that were typed, by the id of their input. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** Undefined = the answer does not tell. */
export function wrongInput(error: VoiceError, { key, keyId, project, addresses }: Inputs): string | undefined {
  if (error.reason === "wrongProject") return project;
  if (error.kind === "network" || error.kind === "protocol") return addressAsked(error.host, addresses);
  if (error.kind !== "auth") return undefined;
  const field = error.reason === "unknownKey" ? key.find(({ isKeyId }) => isKeyId) : secretOf(error, key);
  return field && keyId(field);
}

/** The token that goes with a key is told from its secret by the words of the answer alone. */
function secretOf({ reason, code = "", cloudMessage = "" }: VoiceError, key: readonly Field[]): Field | undefined {
  if (reason !== "wrongSecret" && reason !== "expired") return undefined;
  const secrets = key.filter(({ secret }) => secret);
  const isToken = reason === "expired" || /token/i.test(`${code} ${cloudMessage}`);
  return isToken ? secrets.at(-1) : secrets[0];
}

function addressAsked(host: string | undefined, addresses: ReadonlyMap<string, string>): string | undefined {
  if (host === undefined) return undefined;
  return [...addresses].find(([, address]) => URL.canParse(address) && hostsOf(address).includes(host))?.[0];
}

function hostsOf(address: string): readonly string[] {
  const { host, hostname } = new URL(address);
  return [host, hostname];
}
