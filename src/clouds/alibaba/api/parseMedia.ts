// Reads what IMS tells of the recordings in its library: every field optional, nothing of a wrong type loses a recording.
import { object, parse, safeParse } from "valibot";
import type { MediaFile } from "../../../core/cloud/capabilities/mediaLibrary.js";
import { id, isObject, type Json, list, moment, present, text } from "../../shared/api/lenient.js";
import { layersOf } from "./parse.js";

export interface MediaList {
  readonly files: readonly MediaFile[];
  readonly next?: string;
}

const listing = object({ MediaInfos: list, NextToken: text });
const basics = object({ MediaId: id, Title: text, Status: text, CreateTime: moment });
const file = object({ FileName: text, FileSize: text, Duration: text, FileType: text });
/** Seconds of a day, and bytes of what one upload takes. */
const mostSeconds = 86_400;
const mostBytes = 5 * 1024 ** 3;
/** UTF-16 code units: one comes back in the query of the next request. */
const longestToken = 1_024;

/** Nothing = the answer is no list. `most`: that were asked for. */
export function readMediaList(answer: unknown, most: number): MediaList | undefined {
  for (const layer of layersOf(answer)) {
    if (!("MediaInfos" in layer)) continue;
    const read = safeParse(listing, layer);
    if (!read.success) return undefined;
    const { MediaInfos, NextToken } = read.output;
    const files = MediaInfos.slice(0, most).flatMap((each) => (isObject(each) ? (toFile(each) ?? []) : []));
    return present({ files, next: (NextToken?.length ?? 0) <= longestToken ? NextToken : undefined });
  }
  return undefined;
}

/** One recording, or what tells its id alone. Nothing = neither. */
export function readMedia(answer: unknown): MediaFile | undefined {
  for (const layer of layersOf(answer)) {
    const found = toFile(isObject(layer.MediaInfo) ? layer.MediaInfo : layer);
    if (found) return found;
  }
  return undefined;
}

function toFile(raw: Json): MediaFile | undefined {
  const told = parse(basics, isObject(raw.MediaBasicInfo) ? raw.MediaBasicInfo : {});
  const mediaId = parse(basics, raw).MediaId ?? told.MediaId;
  if (mediaId === undefined) return undefined;
  const files = (Array.isArray(raw.FileInfoList) ? raw.FileInfoList : []).flatMap((each: unknown) =>
    isObject(each) && isObject(each.FileBasicInfo) ? [parse(file, each.FileBasicInfo)] : [],
  );
  const source = files.find(({ FileType }) => FileType === "source_file") ?? files[0];
  return present({
    id: mediaId,
    title: told.Title ?? source?.FileName,
    size: numberIn(source?.FileSize, mostBytes),
    seconds: numberIn(source?.Duration, mostSeconds),
    createdAt: told.CreateTime,
    state: told.Status === "Normal" ? undefined : told.Status,
  });
}

/** Both come as texts with a fraction. */
function numberIn(word: string | undefined, most: number): number | undefined {
  const value = Number(word);
  return word !== undefined && /^\d{1,12}(\.\d{1,9})?$/.test(word) && value > 0 && value <= most ? value : undefined;
}
