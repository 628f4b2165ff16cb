// Checks a connection, its credentials and a question against the cloud's own description, before anything is sent.

import type { SpeechDescription, SpeechOrder } from "../../../core/cloud/capabilities/speech.js";
import type { Region } from "../../../core/cloud/cloud.js";
import type { CredentialKind } from "../../../core/cloud/credentialKind.js";
import type { KeyFlaw } from "../../../core/cloud/keySource.js";
import type { Connection, Credentials } from "../../../core/connection.js";
import { VoiceError } from "../../../core/errors.js";
import { type Field, findOriginProblem, findProblem } from "../../../core/forms/field.js";
import type { JobQuery, Page } from "../../../core/jobs/filter/jobQuery.js";
import { plainOrigin } from "../../../core/parsing/origin.js";

/** A kind of credentials as far as its fields go. */
export type CredentialFields = Pick<CredentialKind, "id" | "fields">;

/** Nothing went out. */
export function refuse(message: string): VoiceError {
  return new VoiceError("refused", message, { wasSent: false });
}

/** No usable key, so nothing went out. `code`: ours, where the reason alone does not tell what to do. */
export function refuseCredentials(
  reason: "missingCredentials" | "wrongSecret",
  message: string,
  code?: string,
  keyFlaw?: KeyFlaw,
): VoiceError {
  return new VoiceError("auth", message, { reason, wasSent: false, ...(code && { code }), ...(keyFlaw && { keyFlaw }) });
}

/** The typed endpoint, else the region's. */
export function requireOrigin(regions: readonly Region[], connection: Connection): URL {
  const origin = connection.endpoint ?? regions.find((region) => region.id === connection.region)?.endpoint;
  if (origin === undefined) throw refuse("The connection has an unknown region and no endpoint");
  if (findOriginProblem(origin)) throw refuse("The connection's endpoint is not an https origin");
  return new URL(plainOrigin(origin));
}

/** The connection's values, each as its field demands. */
export function requireValues(
  fields: readonly Field[],
  values: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const flawed = fields.find((field) => findProblem(field, values[field.id] ?? ""));
  if (flawed) throw refuse(`The value of ${flawed.id} is missing or malformed`);
  return values;
}

/** The credential's values, each as its field demands: what would break a header never gets there. */
export function requireCredentials(
  kinds: readonly CredentialFields[],
  credentials: Credentials,
): Readonly<Record<string, string>> {
  const kind = kinds.find(({ id }) => id === credentials.kind);
  if (!kind) throw refuseCredentials("missingCredentials", "Unknown kind of credentials");
  for (const field of kind.fields) {
    const problem = findProblem(field, credentials.values[field.id] ?? "");
    if (!problem) continue;
    const given = `The credential's ${field.id} is missing or malformed`;
    if (problem.kind === "required") throw refuseCredentials("missingCredentials", given);
    throw refuseCredentials("wrongSecret", given, "Key.Malformed", { kind: "malformed", part: field.title, problem });
  }
  return credentials.values;
}

/** The values a cloud must keep to itself. */
export function secretsOf(kinds: readonly CredentialFields[], credentials: Credentials): readonly string[] {
  const fields = kinds.find(({ id }) => id === credentials.kind)?.fields ?? [];
  return fields.filter((field) => field.secret).map((field) => credentials.values[field.id] ?? "");
}

export function requireJobId(pattern: RegExp, jobId: string): string {
  if (!pattern.test(jobId)) throw refuse("No job of this cloud can have this id");
  return jobId;
}

export function requirePage({ offset, limit }: Page): void {
  if (Number.isSafeInteger(offset) && offset >= 0 && Number.isSafeInteger(limit) && limit >= 1 && limit <= 100) return;
  throw new VoiceError("bug", `No such page: offset ${offset}, limit ${limit}`, { wasSent: false });
}

/** A text that is not empty and not too long, settings within what is documented, values as their fields demand. */
export function requireSpeech(
  { longestText, settings, fields }: SpeechDescription,
  order: Omit<SpeechOrder, "voiceId">,
): Pick<SpeechOrder, "settings" | "values"> {
  const { text } = order;
  if (text.trim() === "") throw refuse("There is no text to say");
  if (longestText !== undefined && [...text].length > longestText) throw refuse("The text is too long");
  for (const [id, value] of Object.entries(order.settings)) {
    const known = settings.find((each) => each.id === id);
    if (!known || !Number.isInteger(value) || value < known.from || value > known.to)
      throw refuse(`The setting ${id} is out of range`);
  }
  if (Object.keys(order.values).some((id) => !fields.some((field) => field.id === id)))
    throw refuse("There is no field of this name");
  const values = Object.entries(requireValues(fields, order.values)).filter(([, value]) => value !== "");
  return { settings: order.settings, values: Object.fromEntries(values) };
}

/** A filter that the cloud cannot apply must not be dropped in silence: the rows and the total would be wrong. */
export function requireFilters(query: JobQuery, known: readonly (keyof JobQuery)[]): void {
  for (const [name, value] of Object.entries(query)) {
    const isSet = value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0);
    if (isSet && !known.includes(name as keyof JobQuery)) throw refuse(`This cloud cannot filter by ${name}`);
  }
}
