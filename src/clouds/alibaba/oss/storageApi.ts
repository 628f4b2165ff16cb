// The person's own OSS on the connection's key: which buckets there are, where one lies, and signed addresses for files.

import type { Bucket, StorageApi } from "../../../core/cloud/capabilities/ownStorage.js";
import type { Connection, Credentials } from "../../../core/connection.js";
import { asVoiceError, VoiceError } from "../../../core/errors.js";
import { findProblem } from "../../../core/forms/field.js";
import type { HttpAnswer, Machine } from "../../../core/ports/ports.js";
import { refuse, requireCredentials } from "../../shared/api/validate.js";
import { xmlText } from "../api/xml.js";
import { accessKey, regions } from "../description/forms.js";
import { ownStorage } from "../description/storage.js";
import { ossError, otherRegion, regionIn } from "./ossErrors.js";
import { encodedPath, type OssKeys, type OssRequest, ossPath, signAddress } from "./signAddress.js";

/** Seconds: long enough for a slow line, and for the wait of the last of many files. */
const uploadSeconds = 3_600;
const readSeconds = 60;
/** The most that one request lists. */
const mostBuckets = 1_000;

export function openStorage(connection: Connection, credentials: Credentials, machine: Machine): StorageApi {
  function sign(request: OssRequest): string {
    const { region } = request;
    requireCredentials([accessKey], credentials);
    const { accessKeyId = "", secretAccessKey = "", securityToken } = credentials.values;
    const keys: OssKeys = { accessKeyId, secretAccessKey, ...(securityToken ? { securityToken } : {}) };
    const { query } = signAddress(request, keys, machine.now());
    return `${locate(connection, region, request.bucket, request.object)}?${query}`;
  }

  async function read(action: string, request: Omit<OssRequest, "region" | "method" | "seconds">, signal: AbortSignal) {
    const make = () => sign({ ...request, region: askedRegion(connection), method: "GET", seconds: readSeconds });
    const host = new URL(make()).host;
    let answer: HttpAnswer;
    try {
      answer = await machine.http.send(() => ({ method: "GET", url: make(), headers: {} }), { effect: "read", signal });
    } catch (thrown) {
      throw asVoiceError(thrown);
    }
    const unexpected = () =>
      new VoiceError("protocol", `alibaba ${action}: unexpected answer`, { reason: "unexpectedShape", host });
    return { answer, text: new TextDecoder().decode(answer.body), isOk: answer.status === 200, host, unexpected };
  }

  return {
    async buckets(signal) {
      const parameters = { "max-keys": String(mostBuckets) };
      const { answer, text, isOk, host, unexpected } = await read("ListBuckets", { parameters }, signal);
      if (!isOk) throw ossError(answer, host, "ListBuckets");
      if (!text.includes("<ListAllMyBucketsResult")) throw unexpected();
      const buckets = text
        .split("<Bucket>")
        .slice(1, mostBuckets + 1)
        .flatMap((each): Bucket[] => {
          const name = xmlText(each, "Name") ?? "";
          const region = regionIn(xmlText(each, "Location"));
          return region === undefined || findProblem(ownStorage.bucket, name) ? [] : [{ name, region }];
        });
      return { buckets, isCut: xmlText(text, "IsTruncated") === "true" };
    },

    async regionOf(bucket, signal) {
      const request = { bucket: requireBucket(bucket), subresource: "location" };
      const { answer, text, isOk, host, unexpected } = await read("GetBucketLocation", request, signal);
      const region = isOk ? regionIn(xmlText(text, "LocationConstraint")) : otherRegion(answer);
      if (region !== undefined) return region;
      throw isOk ? unexpected() : ossError(answer, host, "GetBucketLocation");
    },

    targets(place, names) {
      const bucket = requireBucket(place.bucket);
      if (findProblem(ownStorage.folder, place.folder)) throw refuse("The folder in the bucket is missing or malformed");
      const region = requireRegion(place.bucketRegion);
      const expiresAt = machine.now() + uploadSeconds * 1_000;
      return names.map((name) => {
        const object = `${place.folder}/${requireName(name)}`;
        const contentType = ownStorage.contentTypes.get(name.slice(name.lastIndexOf(".") + 1)) ?? "application/octet-stream";
        const address = sign({ method: "PUT", region, bucket, object, contentType, seconds: uploadSeconds });
        return { address, contentType, expiresAt, location: locate(connection, region, bucket, object) };
      });
    },
  };
}

/** A host of numbers can have no bucket in front of it: the local cloud has it in the path. */
export function locate(connection: Connection, region: string, bucket: string | undefined, object?: string): string {
  const { endpoint } = connection;
  const own = endpoint === undefined ? undefined : new URL(endpoint);
  if (own && /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|localhost|\[::1\])$/.test(own.hostname))
    return own.origin + ossPath(bucket, object);
  const host = `${bucket === undefined ? "" : `${bucket}.`}oss-${requireRegion(region)}.aliyuncs.com`;
  return `https://${host}${encodedPath(`/${object ?? ""}`)}`;
}

/** Beside an endpoint of one's own the region may be any word: then buckets are looked for from the first one. */
function askedRegion({ region }: Connection): string {
  return regions.some(({ id }) => id === region) ? region : (regions[0]?.id ?? "");
}

/** It becomes part of a host. */
function requireRegion(region: string): string {
  if (findProblem(ownStorage.bucketRegion, region)) throw refuse("The bucket's region is missing or malformed");
  return region;
}

function requireBucket(bucket: string): string {
  if (findProblem(ownStorage.bucket, bucket)) throw refuse("The bucket's name is missing or malformed");
  return bucket;
}

/** No step of a path that leads elsewhere. */
function requireName(name: string): string {
  const isSafe = name.split("/").every((step) => step !== "" && step !== "." && step !== "..");
  if (!isSafe || /[\u0000-\u001f\u007f\\]/.test(name)) throw refuse("No object can have this name");
  return name;
}
