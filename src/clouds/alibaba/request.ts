// Builds Alibaba's requests: one address for every action, parameters in the query, no body, signed by access key.
import type { Credentials } from "../../core/connection.js";
import type { HttpRequest } from "../../core/ports.js";
import { canonicalQuery, type QueryPairs, sha256 } from "../shared/canonical.js";
import { acsDate, sign } from "./sign.js";

export interface Call {
  /** As in the vendor's documents, without the prefix `ice:`. */
  readonly action: string;
  readonly query: QueryPairs;
}

/** POST as the vendor's SDK does for every action; whether each of them also takes GET is not documented (vendor documentation B2). */
export function prepare(call: Call, origin: URL, credentials: Credentials, now: number, nonce: string): HttpRequest {
  const { accessKeyId = "", secretAccessKey = "", securityToken } = credentials.values;
  const headers: Record<string, string> = {
    "x-acs-action": call.action,
    "x-acs-version": "2020-11-09",
    "x-acs-date": acsDate(now),
    "x-acs-signature-nonce": nonce,
    "x-acs-content-sha256": sha256(""),
  };
  if (securityToken) headers["x-acs-security-token"] = securityToken;
  const signable = { method: "POST", path: "/", query: call.query, headers: { host: origin.host, ...headers } };
  const { authorization } = sign(signable, { accessKeyId, secretAccessKey });
  const query = call.query.length > 0 ? "?" + canonicalQuery(call.query) : "";
  return { method: "POST", url: `${origin.origin}/${query}`, headers: { accept: "application/json", ...headers, authorization } };
}
