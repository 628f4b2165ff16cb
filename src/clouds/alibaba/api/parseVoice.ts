// Reads what Alibaba tells of a finished voice: the id of its sample, where a media file lies, and texts that it was asked to say.
import { object, parse, safeParse } from "valibot";
import type { SpeechProgress } from "../../../core/cloud/capabilities/speech.js";
import { address, id, isObject, list, present, text } from "../../shared/api/lenient.js";
import { layersOf } from "./parse.js";

const voice = object({ VoiceId: id, DemoAudioMediaId: id });

/** Nothing = the answer is no voice. Without a media id none was asked for when the job was submitted. */
export function readVoice(answer: unknown): { readonly mediaId?: string } | undefined {
  for (const layer of layersOf(answer)) {
    const raw = isObject(layer.CustomizedVoice) ? layer.CustomizedVoice : layer;
    const { VoiceId, DemoAudioMediaId: mediaId } = parse(voice, raw);
    if (VoiceId !== undefined || mediaId !== undefined) return present({ mediaId });
  }
  return undefined;
}

const media = object({ FileInfoList: list });
const file = object({ FileUrl: address, FileType: text });

/** Nothing = the answer is no media file. The address is absent where the cloud tells none. */
export function readMediaAddress(answer: unknown): { readonly address?: string } | undefined {
  for (const layer of layersOf(answer)) {
    const raw = isObject(layer.MediaInfo) ? layer.MediaInfo : layer;
    if (!("FileInfoList" in raw)) continue;
    const read = safeParse(media, raw);
    if (!read.success) return undefined;
    const files = read.output.FileInfoList.flatMap((each) =>
      isObject(each) && isObject(each.FileBasicInfo) ? [parse(file, each.FileBasicInfo)] : [],
    );
    const withAddress = files.filter(({ FileUrl }) => FileUrl !== undefined);
    // What was uploaded may have been converted as well.
    const source = withAddress.find(({ FileType }) => FileType === "source_file") ?? withAddress[0];
    return present({ address: source?.FileUrl });
  }
  return undefined;
}

const task = object({ JobId: id });

/** Nothing = the answer names no task. */
export function readTaskId(answer: unknown): string | undefined {
  return layersOf(answer)
    .map((layer) => parse(task, layer).JobId)
    .find((taskId) => taskId !== undefined);
}

const handled = object({ State: text, ErrorCode: text, ErrorMessage: text });
const result = object({ MediaId: id });

/** `mediaId`: where the sound is. Nothing = the answer tells no state. */
export function readSmartJob(
  answer: unknown,
): Exclude<SpeechProgress, { kind: "done" }> | { kind: "ready"; mediaId: string } | undefined {
  for (const layer of layersOf(answer)) {
    const { State: state, ErrorCode: code, ErrorMessage: message } = parse(handled, layer);
    if (state === undefined) continue;
    if (state === "Failed") return present({ kind: "failed" as const, code, message });
    if (state !== "Finished") return { kind: "underWay" };
    const mediaId = isObject(layer.JobResult) ? parse(result, layer.JobResult).MediaId : undefined;
    return mediaId === undefined ? undefined : { kind: "ready", mediaId };
  }
  return undefined;
}
