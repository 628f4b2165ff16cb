// Builds Huawei's requests: signed by access key or carrying a token; and the same for a person's eyes, without secrets.
import type { RequestPreview } from "../../../core/cloud/jobApi.js";
import type { Credentials } from "../../../core/connection.js";
import type { HttpRequest } from "../../../core/ports/ports.js";
import { canonicalQuery, type QueryPairs } from "../../shared/api/canonicalRequest.js";
import { sdkDate, sign } from "./sign.js";

export interface Call {
  /** As the vendor's SDK names it. */
  readonly action: string;
  readonly method: "GET" | "POST" | "DELETE";
  /** Below the project; absent = where the jobs are. */
  readonly base?: string;
  /** Follows the base; needs no encoding. */
  readonly rest: string;
  readonly query?: QueryPairs;
  /** JSON. */
  readonly body?: string;
}

/** Where and for whom: an origin and the connection's values, both checked. */
export interface Place {
  readonly origin: URL;
  readonly values: Readonly<Record<string, string>>;
}

/** Stands for what a preview must not show. */
const hidden = "•••";

/** A request before it is signed. */
export interface Outline {
  readonly method: "GET" | "POST" | "DELETE";
  /** Decoded; needs no encoding. */
  readonly path: string;
  readonly query?: QueryPairs;
  /** Never signed. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sent, and signed where there is a signature. */
  readonly names?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export function prepare(call: Call, place: Place, credentials: Credentials, now: number): HttpRequest {
  return vouchFor({ ...call, ...frame(call, place), names: namesOf(place) }, place.origin, credentials, now);
}

/** Signs, or sends the token along. */
export function vouchFor(outline: Outline, origin: URL, credentials: Credentials, now: number): HttpRequest {
  const { method, path, headers, query = [] } = outline;
  const url = urlOf(outline, origin);
  const body = outline.body === undefined ? {} : { body: new TextEncoder().encode(outline.body) };
  const { accessKeyId = "", secretAccessKey = "", securityToken, token = "" } = credentials.values;
  if (credentials.kind === "token") return { method, url, headers: { ...headers, "X-Auth-Token": token }, ...body };

  const signed = signedHeaders(outline.names ?? {}, now, securityToken);
  const signable = { method, path, query, headers: { Host: origin.host, ...signed }, ...body };
  const { authorization } = sign(signable, { accessKeyId, secretAccessKey });
  return { method, url, headers: { ...headers, ...signed, Authorization: authorization }, ...body };
}

/** As it is sent. */
export function urlOf({ path, query = [] }: Pick<Outline, "path" | "query">, origin: URL): string {
  return origin.origin + path + (query.length > 0 ? "?" + canonicalQuery(query) : "");
}

/** Only for calls without a query. */
export function preview(call: Call, place: Place, credentials: Credentials, now: number): RequestPreview {
  const { method, path, headers } = frame(call, place);
  const proof =
    credentials.kind === "token"
      ? { "X-Auth-Token": hidden }
      : {
          ...signedHeaders(namesOf(place), now, credentials.values.securityToken && hidden),
          Authorization: hidden,
        };
  return { method, url: place.origin.origin + path, headers: { ...headers, ...proof }, body: call.body ?? "" };
}

function frame(call: Call, { values }: Place) {
  const path = `/v1/${values.projectId}${call.base ?? "/voice-training-manage/user/jobs"}${call.rest}`;
  const headers: Record<string, string> = { Accept: "application/json" };
  // Never signed: a proxy may add a charset to it (vendor documentation A15).
  if (call.body !== undefined) headers["Content-Type"] = "application/json";
  if (values.appUserId) headers["X-App-UserId"] = values.appUserId;
  return { method: call.method, path, headers };
}

/** Whose project and whose user it is for. */
function namesOf({ values }: Place): Readonly<Record<string, string>> {
  return { "X-Project-Id": values.projectId ?? "", ...(values.appUserId ? { "X-App-UserId": values.appUserId } : {}) };
}

/** Signed beside `host` (vendor documentation A15). */
function signedHeaders(
  names: Readonly<Record<string, string>>,
  now: number,
  securityToken: string | undefined,
): Readonly<Record<string, string>> {
  return { "X-Sdk-Date": sdkDate(now), ...names, ...(securityToken ? { "X-Security-Token": securityToken } : {}) };
}
