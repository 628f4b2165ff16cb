// Huawei's signature SDK-HMAC-SHA256, step by step as the vendor documentation (A15) numbers them.
import { canonicalHeaders, canonicalQuery, encode, hmacSha256, sha256 } from "../../shared/api/canonicalRequest.js";
import type { Keys, Signable, Signature } from "../../shared/api/signing.js";

/** Signs exactly the headers it is given: `host` and `x-sdk-date` at least. */
export function sign(request: Signable, keys: Keys): Signature {
  const headers = lowerCased(request.headers);
  const encodedPath = request.path.split("/").map(encode).join("/");
  // The canonical path always ends in a slash; the one that is sent need not.
  const canonicalUri = encodedPath.endsWith("/") ? encodedPath : encodedPath + "/";
  const { lines, names } = canonicalHeaders(headers);
  const payloadHash = headers["x-sdk-content-sha256"] ?? sha256(request.body ?? "");
  const canonicalRequest = [
    request.method.toUpperCase(),
    canonicalUri,
    canonicalQuery(request.query),
    lines,
    names,
    payloadHash,
  ].join("\n");
  const stringToSign = ["SDK-HMAC-SHA256", headers["x-sdk-date"], sha256(canonicalRequest)].join("\n");
  const signature = hmacSha256(keys.secretAccessKey, stringToSign);
  const authorization = `SDK-HMAC-SHA256 Access=${keys.accessKeyId}, SignedHeaders=${names}, Signature=${signature}`;
  return { canonicalRequest, stringToSign, signature, authorization };
}

/** YYYYMMDDTHHMMSSZ. */
export function sdkDate(now: number): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d+/g, "");
}

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
