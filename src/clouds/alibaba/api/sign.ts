// Alibaba's signature V3, ACS3-HMAC-SHA256, step by step as the vendor documentation (B6) numbers them.
import { canonicalHeaders, canonicalQuery, encode, hmacSha256, sha256 } from "../../shared/api/canonicalRequest.js";
import type { Keys, Signable, Signature } from "../../shared/api/signing.js";

/** Signs `host`, `content-type` and every `x-acs-` header that is present; others are sent unsigned. */
export function sign(request: Signable, keys: Keys): Signature {
  const signed = Object.entries(request.headers).filter(([name]) => /^(host|content-type|x-acs-.*)$/i.test(name));
  const { lines, names } = canonicalHeaders(Object.fromEntries(signed));
  // No slash is added at the end, unlike Huawei's.
  const canonicalUri = request.path.split("/").map(encode).join("/");
  const payloadHash = sha256(request.body ?? "");
  const canonicalRequest = [
    request.method.toUpperCase(),
    canonicalUri,
    canonicalQuery(request.query),
    lines,
    names,
    payloadHash,
  ].join("\n");
  const stringToSign = ["ACS3-HMAC-SHA256", sha256(canonicalRequest)].join("\n");
  const signature = hmacSha256(keys.secretAccessKey, stringToSign);
  // No spaces after the commas, unlike Huawei's.
  const authorization = `ACS3-HMAC-SHA256 Credential=${keys.accessKeyId},SignedHeaders=${names},Signature=${signature}`;
  return { canonicalRequest, stringToSign, signature, authorization };
}

/** yyyy-MM-ddTHH:mm:ssZ. */
export function acsDate(now: number): string {
  return new Date(now).toISOString().replace(/\.\d+/, "");
}
