// ACS3-HMAC-SHA256 from the server's side: what the client must have signed, and with what result (vendor documentation B6).
import { canonicalQuery, headerText, hmacHex, sha256Hex } from "../server/encoding.js";
import type { Request } from "../server/messages.js";

export interface AlibabaAuthorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

/** No spaces after the commas, unlike Huawei (B6 step 10). */
export function readAlibabaAuthorization(header: string): AlibabaAuthorization | undefined {
  const match = /^ACS3-HMAC-SHA256 Credential=([^,\s]+),SignedHeaders=([^,\s]+),Signature=([0-9a-f]{64})$/.exec(header);
  return match ? { accessKeyId: match[1]!, signedHeaders: match[2]!.split(";"), signature: match[3]! } : undefined;
}

/** Every header that must be signed because it is there. */
export function alibabaHeadersToSign(request: Request): readonly string[] {
  return Object.keys(request.headers)
    .filter((name) => name === "host" || name === "content-type" || name.startsWith("x-acs-"))
    .sort();
}

export function alibabaCanonicalRequest(request: Request, signedHeaders: readonly string[]): string {
  return [
    request.method,
    request.path,
    canonicalQuery(request.query),
    signedHeaders.map((name) => `${name}:${headerText(request.headers[name] ?? "").trim()}\n`).join(""),
    signedHeaders.join(";"),
    sha256Hex(request.body),
  ].join("\n");
}

export function alibabaStringToSign(canonicalRequest: string): string {
  return `ACS3-HMAC-SHA256\n${sha256Hex(canonicalRequest)}`;
}

export function alibabaSignature(canonicalRequest: string, secret: string): string {
  return hmacHex(secret, alibabaStringToSign(canonicalRequest));
}

/** yyyy-MM-ddTHH:mm:ssZ in milliseconds, or undefined where it is not that. */
export function readAcsDate(text: string): number | undefined {
  const time = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}
