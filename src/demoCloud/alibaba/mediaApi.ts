// The media library's operations of the local Alibaba: lists page by page, registers an address once, and tells what was registered of one.
import { alibabaAccount } from "../keys.js";
import { type Answer, first, type Job, type Query, type Request } from "../server/messages.js";
import { speak } from "../sound/artificialVoice.js";
import { hearWav } from "../sound/hearWav.js";
import { alibabaRefusal, invalid, missing, plain } from "./answers.js";
import { type LibraryMedia, registeringMs } from "./mediaStore.js";
import type { AlibabaApi, Operation } from "./operation.js";

const sources: readonly string[] = ["oss", "vod", "general", "live"];
const hour = 3_600;

export const mediaOperations: Readonly<Record<string, Operation>> = {
  ListMediaBasicInfos: (api, request, parameters) => {
    const source = first(parameters, "Source") || "general";
    const type = first(parameters, "MediaType");
    const most = Number(first(parameters, "MaxResults") || "10");
    if (!sources.includes(source)) return invalid(request, "Source");
    if (!Number.isInteger(most) || most < 1 || most > 100) return invalid(request, "MaxResults");
    const offset = offsetIn(first(parameters, "NextToken"));
    if (offset === undefined) return invalid(request, "NextToken");
    const found = api.media.all().filter((each) => each.source === source && (!type || each.type === type));
    const page = found.slice(offset, offset + most);
    const next = offset + most < found.length ? { NextToken: tokenOf(offset + most) } : {};
    const hasFiles = first(parameters, "IncludeFileBasicInfo") === "true";
    const MediaInfos = page.map((each) => infoOf(api, request, each, hasFiles));
    return plain(request, { MediaInfos, MaxResults: most, TotalCount: found.length, ...next });
  },
  CreateUploadMedia: (api, request, parameters) => {
    const file = objectIn(first(parameters, "FileInfo"));
    const { Type, Name, Ext, Size } = file ?? {};
    const isWhole =
      Type === "audio" && typeof Name === "string" && Name !== "" && typeof Ext === "string" && /^\w{2,5}$/.test(Ext);
    if (!isWhole) return invalid(request, "FileInfo");
    const { Title = Name, BusinessType } = objectIn(first(parameters, "MediaMetaData")) ?? {};
    if (typeof Title !== "string" || BusinessType !== "general") return invalid(request, "MediaMetaData");
    const made = api.media.await(Title, Ext, typeof Size === "number" ? Size : 0);
    return plain(request, { MediaId: made.id, ...uploadParts(api, request, made.key) });
  },
  RefreshUploadMedia: (api, request, parameters) => {
    const found = api.media.get(first(parameters, "MediaId") ?? "");
    if (!found?.isAwaited || found.key === undefined) return alibabaRefusal(request, 404, "MediaNotFound", "No such media.");
    return plain(request, { MediaId: found.id, ...uploadParts(api, request, found.key) });
  },
  RegisterMediaInfo: (api, request, parameters) => {
    const inputUrl = first(parameters, "InputURL");
    if (!inputUrl) return missing(request, "InputURL");
    const key = api.buckets.keyOfAddress(inputUrl);
    if (!/^(https?|oss):\/\/\S+$/.test(inputUrl) || key === undefined) return invalid(request, "InputURL");
    if (new TextEncoder().encode(first(parameters, "Title") ?? "").length > 128) return invalid(request, "Title");
    if (api.media.of(inputUrl) && first(parameters, "Overwrite") !== "true")
      return alibabaRefusal(request, 409, "MediaAlreadyExist", "It exists.");
    const object = api.buckets.find(key);
    if (!object) return alibabaRefusal(request, 404, "InputUrlNotFound", "No such file.");
    const seconds = (object.content && hearWav(object.content)?.seconds) ?? 0;
    const title = first(parameters, "Title") || inputUrl.slice(inputUrl.lastIndexOf("/") + 1);
    return plain(request, { MediaId: api.media.register({ title, inputUrl, seconds, bytes: object.size, key }).id });
  },
};

/** Undefined = another operation's: the id is none of the library's. */
export function libraryInfo(api: AlibabaApi, request: Request, parameters: Query): Answer | undefined {
  const id = first(parameters, "MediaId");
  const inputUrl = first(parameters, "InputURL");
  const media = id ? api.media.get(id) : inputUrl ? api.media.of(inputUrl) : undefined;
  if (media) return plain(request, { MediaInfo: infoOf(api, request, media, api.now() >= media.createdAt + registeringMs) });
  if (id || !inputUrl) return undefined;
  return alibabaRefusal(request, 404, "NoMatchedInputUrl", "No such media.");
}

/** The place and a key for it alone, each as JSON in Base64. */
function uploadParts({ buckets }: AlibabaApi, { headers }: Request, key: string): Job {
  const [bucket = "", ...name] = key.split("/");
  const packed = (part: object) => Buffer.from(JSON.stringify(part)).toString("base64");
  return {
    UploadAddress: packed({ Endpoint: `http://${headers.host}`, Bucket: bucket, FileName: name.join("/") }),
    UploadAuth: packed({ ...buckets.keys.issue(key), ExpireUTCTime: "", Expiration: "3000", Region: alibabaAccount.region }),
  };
}

function objectIn(text: string | undefined): Readonly<Record<string, unknown>> | undefined {
  try {
    const read: unknown = JSON.parse(text ?? "");
    return typeof read === "object" && read !== null ? (read as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function infoOf(api: AlibabaApi, request: Request, media: LibraryMedia, hasFiles: boolean): Job {
  const { id, title, inputUrl, source, type, createdAt } = media;
  const isThere = !media.isAwaited || api.buckets.find(media.key ?? "") !== undefined;
  const isReady = isThere && api.now() >= createdAt + registeringMs;
  const MediaBasicInfo = {
    MediaId: id,
    Title: title,
    InputURL: inputUrl,
    Source: source,
    MediaType: type,
    Status: isReady ? "Normal" : isThere ? "Preparing" : "Uploading",
    CreateTime: new Date(createdAt).toISOString().replace(/\.\d+Z$/, "Z"),
  };
  if (!hasFiles || !isReady) return { MediaId: id, MediaBasicInfo, FileInfoList: [] };
  const FileBasicInfo = {
    FileName: title,
    FileSize: String(media.bytes),
    Duration: secondsOf(api, media).toFixed(5),
    FileStatus: "Normal",
    FileType: "source_file",
    FileUrl: api.sounds.publish(request, { make: () => soundOf(api, media), type: "audio/wav" }, hour),
  };
  return { MediaId: id, MediaBasicInfo, FileInfoList: [{ FileBasicInfo }] };
}

function secondsOf({ buckets }: AlibabaApi, { key, isAwaited, seconds }: LibraryMedia): number {
  const content = isAwaited && key !== undefined ? buckets.find(key)?.content : undefined;
  return (content && hearWav(content)?.seconds) ?? seconds;
}

function soundOf({ buckets }: AlibabaApi, { key, title }: LibraryMedia): Buffer {
  const content = key === undefined ? undefined : buckets.find(key)?.content;
  return content ?? speak({ text: title, voiceId: title, isMale: false });
}

function tokenOf(offset: number): string {
  return Buffer.from(`from ${offset}`).toString("base64");
}

function offsetIn(token: string | undefined): number | undefined {
  if (!token) return 0;
  const offset = /^from (\d{1,6})$/.exec(Buffer.from(token, "base64").toString("latin1"))?.[1];
  return offset === undefined ? undefined : Number(offset);
}
