// The buckets of the local OSS: takes, hands out and keeps objects, and refuses what the real one refuses, in its words.
import { createHash } from "node:crypto";
import type { AlibabaGateway } from "../alibaba/gateway.js";
import { alibabaAccount } from "../keys.js";
import { isSame, percentDecode } from "../server/encoding.js";
import { first } from "../server/messages.js";
import type { StoredObject } from "../server/objectStore.js";
import { LibraryKeys, libraryBucket } from "./libraryKeys.js";
import {
  type OssHead,
  type OssProof,
  ossCanonicalRequest,
  ossSignature,
  ossStringToSign,
  readOssProof,
  readOssTime,
} from "./signature.js";

/** Of the demo account: one where its connection is, one elsewhere. */
export const demoBuckets: ReadonlyMap<string, string> = new Map([
  ["demo-voices", alibabaAccount.region],
  ["demo-voices-beijing", "cn-beijing"],
]);

export interface OssAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** Of one object, and of all together: bytes. Of what is larger its digest is kept alone. */
const mostOfOne = 32 * 1024 * 1024;
const mostOfAll = 256 * 1024 * 1024;
const mostObjects = 5_000;
/** Seconds: an address is good for a week at most. */
const longestLife = 7 * 24 * 3_600;
const skewMs = 15 * 60_000;

export class BucketStore {
  /** By bucket and name, with a slash between them. */
  /** For the library's own storage. */
  readonly keys: LibraryKeys;
  readonly #objects = new Map<string, StoredObject>();
  #kept = 0;

  constructor(
    private readonly gateway: AlibabaGateway,
    private readonly now: () => number,
  ) {
    this.keys = new LibraryKeys(now);
  }

  /** Whether a request is meant for the store: it is signed as for it, or names one of the buckets. */
  isMeant({ path, query, headers }: OssHead): boolean {
    const isSigned = query.some(([name]) => name.startsWith("x-oss-")) || /^OSS[ 4]/.test(headers.authorization ?? "");
    return isSigned || demoBuckets.has(bucketOf(path));
  }

  find(key: string): StoredObject | undefined {
    return this.#objects.get(key);
  }

  all(): readonly StoredObject[] {
    return [...this.#objects.values()];
  }

  /** As if it had been uploaded. */
  put(key: string, content: Buffer, contentType: string | undefined): void {
    const digest = createHash("sha256").update(content).digest("hex");
    this.#keep({ key, size: content.length, digest, contentType, at: this.now(), content });
  }

  /** What the path names, where it is one object of a bucket; `http://127.0.0.1:PORT/bucket/name` and the real form lead to the same. */
  keyOfAddress(address: string): string | undefined {
    if (!URL.canParse(address)) return undefined;
    const { protocol, hostname, pathname } = new URL(address);
    const path = pathname.split("/").map(percentDecode).join("/").slice(1);
    if (protocol === "oss:") return `${hostname}/${path}`;
    const [bucket = "", service = ""] = hostname.split(".");
    return service.startsWith("oss-") ? `${bucket}/${path}` : path;
  }

  /** `body`: read to its end in any case, and kept only where all else is as it must be. */
  async answer(head: OssHead, body: AsyncIterable<Buffer>): Promise<OssAnswer> {
    const { content, size, digest } = await readAll(body);
    const refusal = this.#refusal(head);
    if (refusal) return refusal;
    const { method, path, headers, query } = head;
    const bucket = bucketOf(path);
    const key = path.slice(1).split("/").map(percentDecode).join("/");
    if (bucket === "") return method === "GET" ? listOfBuckets() : notAllowed();
    if (key === bucket || key === `${bucket}/`) {
      if (method === "GET" && first(query, "location") !== undefined) return locationOf(bucket);
      return notAllowed();
    }
    if (method === "PUT") {
      if (headers["content-length"] === undefined) return refuse(411, "MissingContentLength");
      const contentType = headers["content-type"];
      this.#keep({ key, size, digest, contentType, at: this.now(), ...(content ? { content } : {}) });
      return { status: 200, headers: { ETag: `"${digest.slice(0, 32).toUpperCase()}"` } };
    }
    if (method !== "GET" && method !== "HEAD") return notAllowed();
    const found = this.#objects.get(key);
    if (!found) return refuse(404, "NoSuchKey", "The specified key does not exist.");
    const type = { "Content-Type": found.contentType ?? "application/octet-stream" };
    return { status: 200, headers: type, ...(method === "GET" && found.content ? { body: found.content } : {}) };
  }

  #keep(object: StoredObject): void {
    const old = this.#objects.get(object.key);
    this.#kept -= old?.content?.length ?? 0;
    // The latest last.
    this.#objects.delete(object.key);
    if (this.#objects.size >= mostObjects) this.#forgetOldest();
    const { content, ...rest } = object;
    const fits = content !== undefined && this.#kept + content.length <= mostOfAll;
    this.#objects.set(object.key, fits ? object : rest);
    if (fits) this.#kept += content.length;
  }

  #forgetOldest(): void {
    const [oldest] = this.#objects.values();
    if (!oldest) return;
    this.#kept -= oldest.content?.length ?? 0;
    this.#objects.delete(oldest.key);
  }

  #refusal(head: OssHead): OssAnswer | undefined {
    const { headers, path } = head;
    const proof = readOssProof(head);
    if (!proof) return refuse(403, "AccessDenied", "You have no right to access this object because of bucket acl.");
    if (proof.isInAddress && headers.authorization !== undefined)
      return refuse(400, "InvalidArgument", "More than one way of signing is used.");
    const began = readOssTime(proof.time);
    if (began === undefined || proof.day !== proof.time.slice(0, 8)) return refuse(400, "InvalidArgument", "Invalid x-oss-date.");
    const now = this.now();
    if (proof.expires === undefined ? Math.abs(now - began) > skewMs : began - now > skewMs)
      return refuse(403, "RequestTimeTooSkewed", "The difference between the request time and the current time is too large.");
    if (proof.expires !== undefined) {
      if (proof.expires < 1 || proof.expires > longestLife) return refuse(400, "InvalidArgument", "Invalid x-oss-expires.");
      if (began + proof.expires * 1_000 <= now) return refuse(403, "AccessDenied", "Request has expired.");
    }
    return this.#keyRefusal(head, proof) ?? placeRefusal(bucketOf(path), proof.region);
  }

  #keyRefusal(head: OssHead, proof: OssProof): OssAnswer | undefined {
    const object = head.path.slice(1).split("/").map(percentDecode).join("/");
    const pair = this.keys.pairOf(proof.accessKeyId, head.method, object) ?? this.gateway.pairOf(proof.accessKeyId);
    if (!pair || pair.isInactive) return refuse(403, "InvalidAccessKeyId", "The OSS Access Key Id you provided does not exist.");
    const canonical = ossCanonicalRequest(head, proof);
    const stringToSign = ossStringToSign(proof, canonical);
    if (!isSame(proof.signature, ossSignature(proof, pair.secret, stringToSign)))
      // The real one says as much, and so nothing of it may be shown.
      return refuse(
        403,
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided.",
        {
          OSSAccessKeyId: proof.accessKeyId,
          SignatureProvided: proof.signature,
          StringToSign: stringToSign,
          CanonicalRequest: canonical,
        },
      );
    if (proof.securityToken !== pair.securityToken) return refuse(403, "InvalidSecurityToken", "The security token is invalid.");
    if (pair.hasEnded) return refuse(403, "SecurityTokenExpired", "The security token you provided has expired.");
    return pair.isDenied ? refuse(403, "AccessDenied", "The bucket you access does not belong to you.") : undefined;
  }
}

function bucketOf(path: string): string {
  return percentDecode(path.split("/")[1] ?? "");
}

function placeRefusal(bucket: string, signedFor: string): OssAnswer | undefined {
  const { region: served } = alibabaAccount;
  if (signedFor !== served) return refuse(400, "InvalidArgument", "Invalid signing region in Authorization.");
  if (bucket === "") return undefined;
  const region = bucket === libraryBucket ? served : demoBuckets.get(bucket);
  if (region === undefined) return refuse(404, "NoSuchBucket", "The specified bucket does not exist.", { BucketName: bucket });
  const message = "The bucket you are attempting to access must be addressed using the specified endpoint.";
  return region === served ? undefined : refuse(403, "AccessDenied", message, { Endpoint: `oss-${region}.aliyuncs.com` });
}

function listOfBuckets(): OssAnswer {
  const buckets = [...demoBuckets].map(
    ([name, region]) =>
      `<Bucket><CreationDate>2026-01-05T08:00:00.000Z</CreationDate><ExtranetEndpoint>oss-${region}.aliyuncs.com</ExtranetEndpoint><Location>oss-${region}</Location><Name>${name}</Name><Region>${region}</Region><StorageClass>Standard</StorageClass></Bucket>`,
  );
  return xml(
    200,
    `<ListAllMyBucketsResult><Owner><ID>demo</ID></Owner><Buckets>${buckets.join("")}</Buckets></ListAllMyBucketsResult>`,
  );
}

function locationOf(bucket: string): OssAnswer {
  return xml(200, `<LocationConstraint>oss-${demoBuckets.get(bucket) ?? ""}</LocationConstraint>`);
}

function notAllowed(): OssAnswer {
  return refuse(405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
}

function refuse(status: number, code: string, message = code, more: Readonly<Record<string, string>> = {}): OssAnswer {
  const facts = { Code: code, Message: message, RequestId: "00000000DEMO0000OSS00000", HostId: "127.0.0.1", ...more };
  const lines = Object.entries(facts).map(([name, value]) => `  <${name}>${escapeXml(value)}</${name}>\n`);
  return xml(status, `<Error>\n${lines.join("")}</Error>`);
}

function xml(status: number, content: string): OssAnswer {
  return { status, headers: { "Content-Type": "application/xml" }, body: `<?xml version="1.0" encoding="UTF-8"?>\n${content}` };
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

async function readAll(body: AsyncIterable<Buffer>) {
  const digest = createHash("sha256");
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of body) {
    size += piece.length;
    digest.update(piece);
    if (size <= mostOfOne) pieces.push(piece);
    else pieces.length = 0;
  }
  return { size, digest: digest.digest("hex"), ...(size <= mostOfOne ? { content: Buffer.concat(pieces) } : {}) };
}
