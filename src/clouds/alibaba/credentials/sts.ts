// Takes on a RAM role: one signed AssumeRole to the vendor's STS, whose answer is a temporary key.
import type { Exchanged } from "../../../core/cloud/credentialKind.js";
import type { Connection, Credentials } from "../../../core/connection.js";
import { VoiceError } from "../../../core/errors.js";
import { findProblem, isLoopback } from "../../../core/forms/field.js";
import { plainOrigin } from "../../../core/parsing/origin.js";
import type { Machine } from "../../../core/ports/ports.js";
import type { QueryPairs } from "../../shared/api/canonicalRequest.js";
import { callApi, type Dialect, type Success } from "../../shared/api/exchange.js";
import { isObject, readWord } from "../../shared/api/lenient.js";
import { requireOrigin, requireValues } from "../../shared/api/validate.js";
import { dialect } from "../api/errors.js";
import { prepare } from "../api/request.js";
import { accessKey, connectionFields, regions, stsOrigin } from "../description/forms.js";

/** As a profile of the CLI describes it; what is not there is left to the vendor's defaults. */
export interface Role {
  readonly arn: string;
  readonly sessionName?: string | undefined;
  readonly externalId?: string | undefined;
  /** How long the key shall live; 0 = as long as usual. */
  readonly seconds: number;
  /** Where STS is asked. */
  readonly region?: string | undefined;
}

/** Documented: 15 minutes to 12 hours, an hour unless something else is asked for (vendor's API reference, AssumeRole). */
const life = { shortest: 900, usual: 3600, longest: 43_200 };

/** Nothing is changed by it, so the call is a read; a key that is not received does no harm. */
export async function assumeRole(
  connection: Connection,
  key: Credentials,
  role: Role,
  machine: Machine,
  signal: AbortSignal,
): Promise<Exchanged> {
  const origin = originFor(connection, role);
  const seconds = Number.isInteger(role.seconds) && role.seconds > 0 ? role.seconds : life.usual;
  const query: QueryPairs = [
    ["DurationSeconds", String(Math.min(life.longest, Math.max(life.shortest, seconds)))],
    ...(role.externalId === undefined ? [] : ([["ExternalId", role.externalId]] as const)),
    ["RoleArn", role.arn],
    ["RoleSessionName", role.sessionName ?? "voice-training-jobs"],
  ];
  const call = { action: "AssumeRole", version: "2015-04-01", query };
  const { accessKeyId = "", secretAccessKey = "", securityToken = "" } = key.values;
  const answer = await callApi(stsDialect, machine, {
    action: call.action,
    effect: "read",
    signal,
    host: origin.host,
    secrets: [secretAccessKey, securityToken, accessKeyId],
    prepare: () => prepare(call, origin, key, machine.now(), machine.nonce()),
  });
  return readKey(answer, machine.now());
}

/** A role that is not there is no job that is not there. */
const stsDialect: Dialect = {
  ...dialect,
  judge(reply, words, action, now) {
    const verdict = dialect.judge(reply, words, action, now);
    if (verdict?.kind === "notFound") return { ...verdict, kind: "refused" };
    return verdict?.missingRight === `ice:${action}` ? { ...verdict, missingRight: `sts:${action}` } : verdict;
  },
};

function readKey(answer: Success, now: number): Exchanged {
  const given = isObject(answer.json) && isObject(answer.json.Credentials) ? answer.json.Credentials : {};
  const values = {
    accessKeyId: readWord(given.AccessKeyId) ?? "",
    secretAccessKey: readWord(given.AccessKeySecret) ?? "",
    securityToken: readWord(given.SecurityToken) ?? "",
  };
  const isWhole = accessKey.fields.every((field) => {
    const value = values[field.id as keyof typeof values];
    return value !== "" && findProblem(field, value) === undefined;
  });
  if (!isWhole) throw answer.unexpectedShape();
  return { credentials: { kind: accessKey.id, values }, expiresAt: now + lifeOf(answer, readWord(given.Expiration), now) };
}

/** By the cloud's own clock, since this computer's may differ. Milliseconds. */
function lifeOf(answer: Success, expiration: string | undefined, now: number): number {
  const ends = Date.parse(expiration ?? "");
  const began = Date.parse(answer.headers.date ?? "");
  const given = ends - (Number.isNaN(began) ? now : began);
  return given > 0 ? Math.min(given, life.longest * 1000) : life.shortest * 1000;
}

/** The vendor's own, in the region that the profile names. A key is never taken from an endpoint of one's own to the vendor's. */
function originFor(connection: Connection, { region }: Role): URL {
  // The whole connection is checked first: a damaged one signs nothing.
  const service = requireOrigin(regions, connection);
  requireValues(connectionFields, connection.values);
  const { endpoint, values } = connection;
  if (values.stsEndpoint) return new URL(plainOrigin(values.stsEndpoint));
  if (isLoopback(service.hostname)) return service;
  if (endpoint === undefined || /^ice(?:-vpc)?\.[a-z0-9-]+\.aliyuncs\.com$/.test(service.hostname)) {
    return new URL(stsOrigin(region?.trim().toLowerCase()));
  }
  const details = { wasSent: false, code: "Connection.StsEndpointMissing" };
  throw new VoiceError("refused", "The connection has an endpoint of its own and no STS endpoint", details);
}
