// Builds Alibaba's requests: one address for every action, parameters in the query, no body, signed by access key.

import type { RequestPreview } from "../../../core/cloud/jobApi.js";
import type { Credentials } from "../../../core/connection.js";
import type { HttpRequest } from "../../../core/ports/ports.js";
import { canonicalQuery, type QueryPairs, sha256 } from "../../shared/api/canonicalRequest.js";
import { acsDate, sign } from "./sign.js";

export interface Call {
  /** As in the vendor's documents, without the prefix `ice:`. */
  readonly action: string;
  /** Of the API; absent = the one that jobs are in. */
  readonly version?: string;
  readonly query: QueryPairs;
}

/** Stands for what a preview must not show, and for what is made again for each request. */
const hidden = "•••";

/** POST as the vendor's SDK does for every action; whether each of them also takes GET is not documented (vendor documentation B2). */
export function prepare(call: Call, origin: URL, credentials: Credentials, now: number, nonce: string): HttpRequest {
  const { accessKeyId = "", secretAccessKey = "", securityToken } = credentials.values;
  const headers = headersOf(call, now, nonce, securityToken);
  const signable = { method: "POST", path: "/", query: call.query, headers: { host: origin.host, ...headers } };
  const { authorization } = sign(signable, { accessKeyId, secretAccessKey });
  return { method: "POST", url: urlOf(call, origin), headers: { accept: "application/json", ...headers, authorization } };
}

/** The same for a person's eyes, without secrets. */
export function preview(call: Call, origin: URL, credentials: Credentials, now: number): RequestPreview {
  const headers = headersOf(call, now, hidden, credentials.values.securityToken && hidden);
  return {
    method: "POST",
    url: urlOf(call, origin),
    headers: { accept: "application/json", ...headers, authorization: hidden },
    body: "",
  };
}

function urlOf({ query }: Call, origin: URL): string {
  return `${origin.origin}/${query.length > 0 ? "?" + canonicalQuery(query) : ""}`;
}

function headersOf(call: Call, now: number, nonce: string, securityToken: string | undefined): Record<string, string> {
  return {
    "x-acs-action": call.action,
    "x-acs-version": call.version ?? "2020-11-09",
    "x-acs-date": acsDate(now),
    "x-acs-signature-nonce": nonce,
    "x-acs-content-sha256": sha256(""),
    ...(securityToken ? { "x-acs-security-token": securityToken } : {}),
  };
}
