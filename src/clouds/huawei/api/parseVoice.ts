// Reads what Huawei tells of a finished voice: its asset with the sample, and texts that it was asked to say.
import { object, parse, safeParse } from "valibot";
import type { NoSampleReason, SampleSearch, SpeechProgress } from "../../../core/cloud/capabilities/speech.js";
import { address, id, isObject, list, present, text, yesNo } from "../../shared/api/lenient.js";

const asset = object({ asset_id: id, asset_state: text });
const assetFiles = object({ files: list });
const assetFile = object({ asset_file_category: text, download_url: address });

/** States in which an asset cannot be used (vendor documentation of ShowAsset); one that is not known may have a sample. */
const reasons: ReadonlyMap<string, NoSampleReason> = new Map([
  ["UNACTIVED", "inactive"],
  ["BLOCK", "blocked"],
  ["CREATING", "creating"],
  ["FAILED", "failed"],
  ["DELETING", "deleted"],
  ["DELETED", "deleted"],
  ["WAITING_DELETE", "deleted"],
]);

/** Nothing = the answer is no asset. */
export function readSample(answer: unknown): SampleSearch | undefined {
  if (!isObject(answer)) return undefined;
  const { asset_id: assetId, asset_state: state } = parse(asset, answer);
  const read = safeParse(assetFiles, answer);
  if (!read.success || (assetId === undefined && !("files" in answer))) return undefined;
  const reason = reasons.get(state ?? "");
  if (reason) return present({ kind: "none" as const, reason, state });
  const files = read.output.files.filter(isObject).map((file) => parse(assetFile, file));
  const samples = files.filter(({ asset_file_category: category }) => category === "SAMPLE");
  const link = samples.find(({ download_url: url }) => url !== undefined)?.download_url;
  if (link !== undefined) return { kind: "found", link: { address: link } };
  return { kind: "none", reason: samples.length > 0 ? "noAddress" : "noFile" };
}

const made = object({ job_id: id });

/** Nothing = the answer names no task. */
export function readTaskId(answer: unknown): string | undefined {
  return isObject(answer) ? parse(made, answer).job_id : undefined;
}

const audition = object({ is_file_complete: yesNo, code: text, message: text });
const auditionFiles = object({ files: list });
const auditionFile = object({ download_url: address });

/** Nothing = the answer is something else, or says that all is there and names nothing that can be fetched. */
export function readAudition(answer: unknown): SpeechProgress | undefined {
  if (!isObject(answer)) return undefined;
  const { is_file_complete: isComplete, code, message } = parse(audition, answer);
  const read = safeParse(auditionFiles, answer);
  if (isComplete === undefined || !read.success) return undefined;
  const links = read.output.files.flatMap((file) => (isObject(file) ? (parse(auditionFile, file).download_url ?? []) : []));
  if (isComplete && links.length > 0) return { kind: "done", links: links.map((each) => ({ address: each })) };
  // A code alone may be that of a success.
  if (message !== undefined && (isComplete || code !== undefined)) return present({ kind: "failed" as const, code, message });
  return isComplete ? undefined : { kind: "underWay" };
}
