// The media library of IMS: lists its sounds, finds what was registered of an address, and registers files of the person's OSS.
import type { MediaApi, MediaFile } from "../../../core/cloud/capabilities/mediaLibrary.js";
import { asVoiceError, saysGone } from "../../../core/errors.js";
import type { Success } from "../../shared/api/exchange.js";
import { refuse } from "../../shared/api/validate.js";
import { type MediaList, readMedia, readMediaList } from "./parseMedia.js";
import { readMediaAddress } from "./parseVoice.js";
import type { Call } from "./request.js";

export type MediaAsk = (call: Call, signal: AbortSignal, effect?: "read" | "write") => Promise<Success>;

/** The list is of one of them at a time (vendor documentation of ListMediaBasicInfos). Live streams are no recordings. */
const sources = ["oss", "vod", "general"] as const;
type Source = (typeof sources)[number];
/** The most that one page has. */
const pageSize = 100;
/** UTF-8 bytes. */
const longestTitle = 128;
export const mediaIdPattern = /^[\w-]{1,128}$/;

export function openMedia(ask: MediaAsk, nonce: () => string): MediaApi {
  async function readPage(source: Source, token: string | undefined, signal: AbortSignal): Promise<MediaList> {
    const query = [
      ["MediaType", "audio"],
      ["Source", source],
      ["SortBy", "desc"],
      ["IncludeFileBasicInfo", "true"],
      ["MaxResults", String(pageSize)],
      ...(token === undefined ? [] : [["NextToken", token] as const]),
    ] as const;
    const answer = await ask({ action: "ListMediaBasicInfos", query }, signal);
    const read = readMediaList(answer.json, pageSize);
    if (!read) throw answer.unexpectedShape();
    // A token that leads to itself would never end.
    return read.next === token ? { files: read.files } : read;
  }

  return {
    async page(next, signal) {
      const files: MediaFile[] = [];
      const left: [Source, string][] = [];
      for (const [source, token] of next === undefined ? sources.map((each) => [each] as const) : tokensIn(next)) {
        const page = await readPage(source, token, signal);
        files.push(...page.files);
        if (page.next !== undefined) left.push([source, page.next]);
      }
      const byId = new Map(files.map((file) => [file.id, file]));
      const latestFirst = [...byId.values()].sort((one, other) => (other.createdAt ?? 0) - (one.createdAt ?? 0));
      return { files: latestFirst, ...(left.length > 0 ? { next: JSON.stringify(left) } : {}) };
    },

    async find(location, signal) {
      const query = [["InputURL", requireLocation(location)]] as const;
      const answer = await ask({ action: "GetMediaInfo", query }, signal).catch((thrown: unknown) => {
        // NoMatchedInputUrl: nothing is registered of it.
        if (saysGone(asVoiceError(thrown))) return undefined;
        throw thrown;
      });
      if (!answer) return undefined;
      const found = readMedia(answer.json);
      if (!found) throw answer.unexpectedShape();
      return found;
    },

    async addressOf(id, signal) {
      if (!mediaIdPattern.test(id)) throw refuse("No recording can have this id");
      const query = [
        ["MediaId", id],
        ["OutputType", "oss"],
      ] as const;
      const answer = await ask({ action: "GetMediaInfo", query }, signal);
      const read = readMediaAddress(answer.json);
      if (!read) throw answer.unexpectedShape();
      return read.address;
    },

    async register(location, title, signal) {
      const query = [
        ["InputURL", requireLocation(location)],
        ["MediaType", "audio"],
        ["Title", cutBytes(title, longestTitle)],
        // What is registered of an address already is never replaced: its jobs know it by its id.
        ["Overwrite", "false"],
        ["ClientToken", nonce().replaceAll("-", "").slice(0, 32)],
      ] as const;
      const answer = await ask({ action: "RegisterMediaInfo", query }, signal, "write");
      const made = readMedia(answer.json);
      if (!made) throw answer.unexpectedShape();
      return { id: made.id };
    },
  };
}

/** Of what this file wrote itself. */
function tokensIn(next: string): readonly (readonly [Source, string])[] {
  return JSON.parse(next) as [Source, string][];
}

function requireLocation(location: string): string {
  if (location.length > 2_048 || !/^https?:\/\/[^\s?#]+$/.test(location)) throw refuse("The address is malformed");
  return location;
}

/** Whole characters, as many as fit. */
export function cutBytes(title: string, most: number): string {
  let cut = "";
  for (const character of title) {
    if (new TextEncoder().encode(cut + character).length > most) break;
    cut += character;
  }
  return cut;
}
