// An object store as strict as the real one: takes what is put to an address that this cloud has signed, and only as it was signed.
import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { first, type Query } from "./messages.js";

/** What is kept of an upload. */
export interface StoredObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
  readonly contentType: string | undefined;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Absent where it is larger than what is kept. */
  readonly content?: Buffer;
}

export interface StoreAnswer {
  readonly status: number;
  readonly code?: string;
}

export const storePath = "/obs/";
/** Made up, as all keys of the local cloud. */
export const storeKey = { accessKey: "DEMO-STORE-KEY", secret: "demo-store-secret" };
/** Of one object, bytes. */
const mostKept = 32 * 1024 * 1024;
/** Seconds. */
const life = 3_600;

export class ObjectStore {
  private readonly objects = new Map<string, StoredObject>();

  constructor(private readonly now: () => number) {}

  /** The address at which one object can be put, with exactly this type. */
  sign(origin: string, key: string, contentType: string, seconds = life): string {
    const expires = Math.floor(this.now() / 1000) + seconds;
    const query = new URLSearchParams({
      AccessKeyId: storeKey.accessKey,
      Expires: String(expires),
      Signature: signatureOf(key, contentType, String(expires)),
    });
    return `${origin}${storePath}${pathOf(key)}?${query}`;
  }

  get(key: string): StoredObject | undefined {
    return this.objects.get(key);
  }

  all(): readonly StoredObject[] {
    return [...this.objects.values()];
  }

  /** Reads the whole of what comes; keeps it only if everything about it is as it was signed. */
  async put(method: string, key: string, query: Query, incoming: IncomingMessage): Promise<StoreAnswer> {
    const { headers } = incoming;
    const digest = createHash("sha256");
    const kept: Buffer[] = [];
    let size = 0;
    for await (const piece of incoming) {
      size += (piece as Buffer).length;
      digest.update(piece as Buffer);
      if (size <= mostKept) kept.push(piece as Buffer);
    }
    if (method !== "PUT") return { status: 405, code: "MethodNotAllowed" };
    if (headers["content-length"] === undefined) return { status: 411, code: "MissingContentLength" };
    if (headers.authorization !== undefined) return { status: 400, code: "InvalidArgument" };
    const expires = first(query, "Expires") ?? "";
    if (Number(expires) * 1000 < this.now()) return { status: 403, code: "AccessDenied" };
    const extra = Object.keys(headers).some((name) => /^x-(obs|amz)-/.test(name));
    const contentType = headers["content-type"];
    const isSigned =
      !extra &&
      // The vendor's client writes the second name where the bucket stands in the path.
      (first(query, "AccessKeyId") ?? first(query, "AWSAccessKeyId")) === storeKey.accessKey &&
      first(query, "Signature") === signatureOf(key, contentType ?? "", expires);
    if (!isSigned) return { status: 403, code: "SignatureDoesNotMatch" };
    const content = size <= mostKept ? { content: Buffer.concat(kept) } : {};
    this.objects.set(key, { key, size, digest: digest.digest("hex"), contentType, at: this.now(), ...content });
    return { status: 200 };
  }
}

/** As OBS signs an address: method, no MD5, type, time, object; its name as it stands in the path. */
function signatureOf(key: string, contentType: string, expires: string): string {
  return createHmac("sha1", storeKey.secret)
    .update(`PUT\n\n${contentType}\n${expires}\n/${pathOf(key)}`)
    .digest("base64");
}

function pathOf(key: string): string {
  return key.split("/").map(encodeURIComponent).join("/");
}

export function storeError(code: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${code}</Message><RequestId>0000DEMO</RequestId></Error>`;
}
