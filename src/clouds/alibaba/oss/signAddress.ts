// OSS's signature V4 in an address, OSS4-HMAC-SHA256, step by step as the vendor's documents number them: a pure function.
import { createHmac } from "node:crypto";
import { encode, sha256 } from "../../shared/api/canonicalRequest.js";
import type { Keys, Signature } from "../../shared/api/signing.js";

export interface OssKeys extends Keys {
  /** Of a temporary key. */
  readonly securityToken?: string;
}

export interface OssRequest {
  readonly method: "GET" | "PUT";
  /** Such as cn-shanghai. */
  readonly region: string;
  /** Absent = the service, for the list of buckets. */
  readonly bucket?: string;
  /** Absent = the bucket itself. Decoded, without a slash in front. */
  readonly object?: string;
  /** Such as `location`: a parameter that has no value. */
  readonly subresource?: string;
  readonly parameters?: Readonly<Record<string, string>>;
  /** Exactly what is sent; absent = no type is sent. */
  readonly contentType?: string;
  /** Seconds for which the address is good. */
  readonly seconds: number;
}

export interface SignedQuery extends Omit<Signature, "authorization"> {
  /** All parameters, encoded, the signature among them: what follows the question mark. */
  readonly query: string;
}

const algorithm = "OSS4-HMAC-SHA256";

/** `now`: milliseconds since 1970. */
export function signAddress(request: OssRequest, keys: OssKeys, now: number): SignedQuery {
  const time = ossTime(now);
  const day = time.slice(0, 8);
  const scope = `${day}/${request.region}/oss/aliyun_v4_request`;
  const parameters = {
    ...request.parameters,
    "x-oss-credential": `${keys.accessKeyId}/${scope}`,
    "x-oss-date": time,
    "x-oss-expires": String(request.seconds),
    "x-oss-signature-version": algorithm,
    ...(keys.securityToken ? { "x-oss-security-token": keys.securityToken } : {}),
  };
  const pairs = Object.entries(parameters).map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const unsigned = [...(request.subresource === undefined ? [] : [encode(request.subresource)]), ...pairs];
  const canonicalRequest = [
    request.method,
    // The bucket is in it also where the address has it in its host.
    ossPath(request.bucket, request.object),
    [...unsigned].sort().join("&"),
    // Each header ends its own line; the type is signed wherever there is one.
    request.contentType === undefined ? "" : `content-type:${request.contentType}\n`,
    "",
    "UNSIGNED-PAYLOAD",
  ].join("\n");
  const stringToSign = [algorithm, time, scope, sha256(canonicalRequest)].join("\n");
  const signingKey = [day, request.region, "oss", "aliyun_v4_request"].reduce<string | Uint8Array>(
    (key, part) => hmac(key, part),
    `aliyun_v4${keys.secretAccessKey}`,
  );
  const signature = Buffer.from(hmac(signingKey, stringToSign)).toString("hex");
  return { canonicalRequest, stringToSign, signature, query: [...unsigned, `x-oss-signature=${signature}`].join("&") };
}

/** The bucket and the object as they stand in a path: encoded, but for slashes. */
export function ossPath(bucket: string | undefined, object = ""): string {
  return encodedPath(`/${bucket === undefined ? "" : `${bucket}/`}${object}`);
}

export function encodedPath(path: string): string {
  return path.split("/").map(encode).join("/");
}

/** yyyyMMddTHHmmssZ. */
function ossTime(now: number): string {
  return new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, "") + "Z";
}

function hmac(key: string | Uint8Array, message: string): Uint8Array {
  return createHmac("sha256", key).update(message).digest();
}
