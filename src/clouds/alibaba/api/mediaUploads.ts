// Uploads into the media library's own storage (CreateUploadMedia, RefreshUploadMedia): an entry is made first, then its file goes to a place that the answer names.
import type { MediaUploads, MediaUploadTarget } from "../../../core/cloud/capabilities/mediaLibrary.js";
import type { Connection } from "../../../core/connection.js";
import type { Success } from "../../shared/api/exchange.js";
import { isObject } from "../../shared/api/lenient.js";
import { refuse } from "../../shared/api/validate.js";
import { ownStorage } from "../description/storage.js";
import { ossPath, signAddress } from "../oss/signAddress.js";
import { cutBytes, type MediaAsk, mediaIdPattern } from "./mediaApi.js";
import { layersOf } from "./parse.js";

/** Where the vendor's documents have it. */
const regions: ReadonlySet<string> = new Set(["cn-shanghai", "cn-beijing", "cn-shenzhen"]);
/** What an address is good for: as long as the key that it is signed with, by the documents. */
const uploadSeconds = 3_000;
/** UTF-16 code units of each of both parts, encoded: a temporary key has some thousands. */
const longestPart = 16_384;
/** UTF-8 bytes. */
const longestName = 128;

/** Undefined = the region does not have it. */
export function openMediaUploads(connection: Connection, ask: MediaAsk, now: () => number): MediaUploads | undefined {
  if (!regions.has(connection.region)) return undefined;

  function targetIn(answer: Success, ending: string): MediaUploadTarget {
    const place = readPlace(answer.json, connection);
    if (!place) throw answer.unexpectedShape();
    const { region, bucket, object, origin, isInPath, keys } = place;
    const contentType = ownStorage.contentTypes.get(ending) ?? "application/octet-stream";
    const signable = { method: "PUT", region, bucket, object, contentType, seconds: uploadSeconds } as const;
    const path = ossPath(isInPath ? bucket : undefined, object);
    const { query } = signAddress(signable, keys, now());
    return { address: `${origin}${path}?${query}`, contentType, expiresAt: now() + uploadSeconds * 1_000 };
  }

  return {
    async begin({ title, ending, bytes }, signal) {
      const name = cutBytes(title, longestName);
      const file = { Type: "audio", Name: name, Size: bytes, Ext: requireEnding(ending) };
      const query = [
        ["FileInfo", JSON.stringify(file)],
        ["MediaMetaData", JSON.stringify({ Title: name, BusinessType: "general" })],
      ] as const;
      const answer = await ask({ action: "CreateUploadMedia", query }, signal, "write");
      const id = mediaIdIn(answer.json);
      if (id === undefined) throw answer.unexpectedShape();
      return { id, target: targetIn(answer, ending) };
    },

    async renew(id, ending, signal) {
      if (!mediaIdPattern.test(id)) throw refuse("No recording can have this id");
      return targetIn(await ask({ action: "RefreshUploadMedia", query: [["MediaId", id]] }, signal), ending);
    },
  };
}

function requireEnding(ending: string): string {
  if (!/^[a-z0-9]{1,10}$/.test(ending)) throw refuse("The file's name has no ending that a recording has");
  return ending;
}

function mediaIdIn(json: unknown): string | undefined {
  const ids = layersOf(json).map(({ MediaId }) => MediaId);
  return ids.find((id): id is string => typeof id === "string" && mediaIdPattern.test(id));
}

/** Of the two parts the documents' samples have the one's content under the other's name: they are read together. */
function readPlace(json: unknown, connection: Connection) {
  for (const { UploadAddress, UploadAuth } of layersOf(json)) {
    const parts = { ...decoded(UploadAddress), ...decoded(UploadAuth) };
    const { Endpoint, Bucket, FileName, Region, AccessKeyId, AccessKeySecret, SecurityToken } = parts;
    const store = typeof Endpoint === "string" ? storeOf(Endpoint, connection) : undefined;
    const isPlace = isText(Bucket, /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/) && isText(FileName, /^[^\u0000-\u001f\u007f\\]{1,1023}$/);
    const isKey = [AccessKeyId, AccessKeySecret, SecurityToken].every((each) => isText(each, /^[\u0021-\u007e]+$/));
    if (!store || !isPlace || !isKey || !isSafePath(FileName as string)) continue;
    const named = isText(Region, /^[a-z]{2,10}(?:-[a-z0-9]{1,20}){1,4}$/) ? (Region as string) : undefined;
    return {
      region: named ?? store.region ?? connection.region,
      bucket: Bucket as string,
      object: FileName as string,
      origin: store.isInPath ? store.origin : store.origin.replace("://", `://${Bucket as string}.`),
      isInPath: store.isInPath,
      keys: {
        accessKeyId: AccessKeyId as string,
        secretAccessKey: AccessKeySecret as string,
        securityToken: SecurityToken as string,
      },
    };
  }
  return undefined;
}

function decoded(part: unknown): Readonly<Record<string, unknown>> {
  if (typeof part !== "string" || part.length > longestPart) return {};
  try {
    const read: unknown = JSON.parse(Buffer.from(part, "base64").toString("utf8"));
    return isObject(read) ? read : {};
  } catch {
    return {};
  }
}

/** Over https, whatever the answer says; over http to this computer alone, where the connection leads there, too. */
function storeOf(endpoint: string, connection: Connection) {
  const text = endpoint.includes("://") ? endpoint : `https://${endpoint}`;
  if (!URL.canParse(text)) return undefined;
  const { host, hostname } = new URL(text);
  const own = connection.endpoint === undefined ? undefined : new URL(connection.endpoint);
  if (own?.host === host && /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\])$/.test(hostname))
    return { origin: own.origin, isInPath: true };
  const region = /^oss-([a-z0-9-]{1,60})\.aliyuncs\.com$/.exec(host)?.[1];
  if (region === undefined) return undefined;
  return { origin: `https://${host}`, isInPath: false, ...(region === "accelerate" ? {} : { region }) };
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === "string" && value.length <= longestPart && pattern.test(value);
}

/** No step of a path that leads elsewhere. */
function isSafePath(path: string): boolean {
  return path.split("/").every((step) => step !== "" && step !== "." && step !== "..");
}
