// SDK-HMAC-SHA256 from the server's side: what the client must have signed, and with what result (vendor documentation A15).
import { canonicalQuery, headerText, hmacHex, percentDecode, percentEncode, sha256Hex } from "../server/encoding.js";
import type { Request } from "../server/messages.js";

const huaweiAlgorithm = "SDK-HMAC-SHA256";

export interface HuaweiAuthorization {
  readonly accessKeyId: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
}

export function readHuaweiAuthorization(header: string): HuaweiAuthorization | undefined {
  const match = /^SDK-HMAC-SHA256 Access=([^,\s]+), SignedHeaders=([^,\s]+), Signature=([0-9a-f]{64})$/.exec(header);
  return match ? { accessKeyId: match[1]!, signedHeaders: match[2]!.split(";"), signature: match[3]! } : undefined;
}

/** The server verifies whatever SignedHeaders names, in the order it names them. */
export function huaweiCanonicalRequest(request: Request, signedHeaders: readonly string[]): string {
  const path = request.path
    .split("/")
    .map((segment) => percentEncode(percentDecode(segment)))
    .join("/");
  return [
    request.method,
    path.endsWith("/") ? path : path + "/",
    canonicalQuery(request.query),
    signedHeaders.map((name) => `${name}:${headerText(request.headers[name] ?? "").trim()}\n`).join(""),
    signedHeaders.join(";"),
    // The header's value is used verbatim where it is sent (A15 step 6).
    request.headers["x-sdk-content-sha256"] ?? sha256Hex(request.body),
  ].join("\n");
}

export function huaweiSignature(canonicalRequest: string, sdkDate: string, secret: string): string {
  return hmacHex(secret, [huaweiAlgorithm, sdkDate, sha256Hex(canonicalRequest)].join("\n"));
}

/** YYYYMMDDTHHMMSSZ in milliseconds, or undefined where it is not that. */
export function readSdkDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1);
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
