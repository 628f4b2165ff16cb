// OSS4-HMAC-SHA256 from the store's side: what a request must have been signed with, in its address or in its headers.
import { createHmac } from "node:crypto";
import { percentDecode, percentEncode, sha256Hex } from "../server/encoding.js";
import type { Query } from "../server/messages.js";

export interface OssProof {
  readonly accessKeyId: string;
  /** yyyyMMdd. */
  readonly day: string;
  readonly region: string;
  readonly signature: string;
  /** yyyyMMddTHHmmssZ. */
  readonly time: string;
  /** Seconds; absent = in headers. */
  readonly expires?: number;
  readonly securityToken: string | undefined;
  /** Names of headers that are signed beside those that always are. */
  readonly additional: readonly string[];
  readonly isInAddress: boolean;
}

export interface OssHead {
  readonly method: string;
  /** As it came, percent-encoded. */
  readonly path: string;
  readonly query: Query;
  readonly headers: Readonly<Record<string, string>>;
}

const algorithm = "OSS4-HMAC-SHA256";

/** Undefined = the request brings no proof of this form. */
export function readOssProof({ query, headers }: OssHead): OssProof | undefined {
  const given = new Map(query);
  if (given.get("x-oss-signature-version") === algorithm) {
    const expires = given.get("x-oss-expires") ?? "";
    return proofOf(given.get("x-oss-credential"), {
      signature: given.get("x-oss-signature") ?? "",
      time: given.get("x-oss-date") ?? "",
      expires: /^\d{1,7}$/.test(expires) ? Number(expires) : 0,
      securityToken: given.get("x-oss-security-token"),
      additional: namesIn(given.get("x-oss-additional-headers")),
      isInAddress: true,
    });
  }
  const { authorization = "" } = headers;
  if (!authorization.startsWith(`${algorithm} `)) return undefined;
  const parts = new Map(
    authorization
      .slice(algorithm.length + 1)
      .split(",")
      .map((part) => {
        const cut = part.indexOf("=");
        return [part.slice(0, cut).trim(), part.slice(cut + 1)] as const;
      }),
  );
  return proofOf(parts.get("Credential"), {
    signature: parts.get("Signature") ?? "",
    time: headers["x-oss-date"] ?? "",
    securityToken: headers["x-oss-security-token"],
    additional: namesIn(parts.get("AdditionalHeaders")),
    isInAddress: false,
  });
}

function proofOf(credential: string | undefined, rest: Omit<OssProof, "accessKeyId" | "day" | "region">): OssProof | undefined {
  const [accessKeyId, day, region, product, request, ...more] = (credential ?? "").split("/");
  if (!accessKeyId || !day || !region || product !== "oss" || request !== "aliyun_v4_request" || more.length > 0)
    return undefined;
  return { accessKeyId, day, region, ...rest };
}

function namesIn(list: string | undefined): readonly string[] {
  return (list ?? "").split(";").filter((name) => name !== "");
}

/** Milliseconds since 1970. */
export function readOssTime(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}

export function ossCanonicalRequest(head: OssHead, proof: OssProof): string {
  const isSigned = (name: string) =>
    name === "content-type" || name === "content-md5" || name.startsWith("x-oss-") || proof.additional.includes(name);
  const names = Object.keys(head.headers).filter(isSigned).sort();
  const query = head.query
    .filter(([name]) => name !== "x-oss-signature")
    .map(([name, value]) => (value === "" ? percentEncode(name) : `${percentEncode(name)}=${percentEncode(value)}`));
  return [
    head.method,
    head.path.split("/").map(percentDecode).map(percentEncode).join("/"),
    query.sort().join("&"),
    names.map((name) => `${name}:${(head.headers[name] ?? "").trim()}\n`).join(""),
    proof.additional.join(";"),
    head.headers["x-oss-content-sha256"] ?? "UNSIGNED-PAYLOAD",
  ].join("\n");
}

export function ossStringToSign({ day, region, time }: OssProof, canonicalRequest: string): string {
  return [algorithm, time, `${day}/${region}/oss/aliyun_v4_request`, sha256Hex(canonicalRequest)].join("\n");
}

export function ossSignature({ day, region }: OssProof, secret: string, stringToSign: string): string {
  const sign = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();
  const key = [day, region, "oss", "aliyun_v4_request"].reduce<string | Buffer>(sign, `aliyun_v4${secret}`);
  return sign(key, stringToSign).toString("hex");
}
