// Makes jobs of Huawei's answers: every field optional, nothing of a wrong type loses a job.

import { object, parse, safeParse } from "valibot";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { SegmentVerdict, UploadTarget } from "../../../core/jobs/jobUpload.js";
import type { FileTarget } from "../../../core/ports/fileSender.js";
import { count, id as idText, isObject, list, moment, present, text, uniqueJobs, yesNo } from "../../shared/api/lenient.js";
import { states } from "../description/states.js";
import { letterPart, packagePart, segmentsPart } from "../description/uploadParts.js";

const phases = new Map(states.map(({ state, phase }) => [state, phase]));

/** The part of TrainingJobInfo (vendor documentation A5) that the program works with; the rest is shown out of `raw`. */
const trainingJob = object({
  job_id: idText,
  voice_name: text,
  state: text,
  job_type: text,
  language: text,
  sex: text,
  tag: text,
  batch_name: text,
  app_user_id: text,
  is_ondemand_resource: yesNo,
  asset_id: idText,
  job_failed_code: text,
  job_failed_reason: text,
  create_time: moment,
  lastupdate_time: moment,
});

/** Nothing = the answer is no job. `askedId` names a job that does not say its own id. */
export function readJob(raw: unknown, askedId?: string): VoiceJob | undefined {
  if (!isObject(raw)) return undefined;
  const job = parse(trainingJob, raw);
  const id = job.job_id ?? (job.state === undefined ? undefined : askedId);
  if (id === undefined) return undefined;
  const phase = phases.get(job.state ?? "") ?? "unknown";
  const isGoingWell = phase === "running" || phase === "waiting" || phase === "succeeded";
  const failure = present({ code: job.job_failed_code, message: job.job_failed_reason });
  return present({
    id,
    name: job.voice_name?.trim() ?? "",
    state: job.state ?? "",
    phase,
    type: job.job_type,
    language: job.language,
    sex: job.sex,
    tag: job.tag,
    batch: job.batch_name,
    customer: job.app_user_id,
    onDemand: job.is_ondemand_resource === undefined ? undefined : job.is_ondemand_resource ? ("yes" as const) : ("no" as const),
    createdAt: job.create_time,
    updatedAt: job.lastupdate_time,
    voiceId: job.asset_id,
    // The documents' own example has a failure code on a job that waits: it is shown among the fields, but nothing has failed.
    failure: isGoingWell || Object.keys(failure).length === 0 ? undefined : failure,
    raw,
  });
}

const jobList = object({ count, jobs: list });

/** Nothing = the answer is no list. A job without an id cannot be opened and gets no row; it stays counted. */
export function readJobs(
  answer: unknown,
  offset: number,
): { readonly jobs: readonly VoiceJob[]; readonly total: number } | undefined {
  if (!isObject(answer) || !("jobs" in answer || "count" in answer)) return undefined;
  const read = safeParse(jobList, answer);
  if (!read.success) return undefined;
  const { count: total, jobs: raws } = read.output;
  return { jobs: uniqueJobs(raws.map((raw) => readJob(raw))), total: total ?? offset + raws.length };
}

const created = object({ job_id: idText });

/** The answer to a creation: an id and addresses to upload to, which are secrets and are asked for again when they are needed. Nothing = neither. */
export function readCreated(answer: unknown): { readonly jobId?: string } | undefined {
  if (!isObject(answer)) return undefined;
  const { job_id: jobId } = parse(created, answer);
  const hasAddress = Object.keys(answer).some((name) => name.endsWith("_uploading_url"));
  return jobId !== undefined || hasAddress ? present({ jobId }) : undefined;
}

/**
 * Where a job's files go (ShowJobUploadingAddress): the package's type is documented; the letter's is not, so none is sent first, and then
 * what an address for photos may be signed with. Undefined = the answer names no address at all.
 */
export function readUploadTargets(answer: unknown): readonly UploadTarget[] | undefined {
  if (!isObject(answer)) return undefined;
  const { training_data_uploading_url: packageUrl } = isObject(answer.package_url) ? answer.package_url : answer;
  const { authorization_letter_uploading_url: letterUrl } = answer;
  const targets: UploadTarget[] = [];
  if (isAddress(packageUrl)) targets.push({ part: packagePart.id, address: packageUrl, contentType: "application/zip" });
  if (isAddress(letterUrl)) targets.push({ part: letterPart.id, address: letterUrl, otherTypes: letterTypes });
  targets.push(...segmentTargets(answer.segment_url));
  return targets.length > 0 || isObject(answer.segment_url) ? targets : undefined;
}

/** Where a package of a task goes that is no training job. */
export function readPackageTarget(address: unknown): FileTarget | undefined {
  return isAddress(address) ? { address, contentType: "application/zip" } : undefined;
}

/** In the order of the answer; of a sound without a text address, or the other way round, neither is used. */
function segmentTargets(answer: unknown): readonly UploadTarget[] {
  const { audio_uploading_url: sounds, txt_uploading_url: texts } = isObject(answer) ? answer : {};
  if (!Array.isArray(sounds) || !Array.isArray(texts)) return [];
  return sounds.slice(0, mostSegments).flatMap((sound: unknown, at): UploadTarget[] => {
    const text: unknown = texts[at];
    if (!isAddress(sound) || !isAddress(text)) return [];
    return [
      { part: segmentsPart.id, address: sound, contentType: "audio/wav", segment: { at, isText: false } },
      { part: segmentsPart.id, address: text, contentType: "text/plain", segment: { at, isText: true } },
    ];
  });
}

function isAddress(value: unknown): value is string {
  return typeof value === "string" && value.length <= longestAddress && URL.canParse(value);
}

const letterTypes = ["image/jpeg", "image/png", "application/octet-stream"];
const longestAddress = 8_192;
/** The largest kind has a hundred. */
const mostSegments = 1_000;

/** Entries that are read, of either list. */
const most = 5_000;

/** ShowTrainingSegmentInfo; nothing = the answer is none. */
export function readConfirmed(answer: unknown): readonly number[] | undefined {
  if (!isObject(answer)) return undefined;
  // A job that has none yet may have no list, either.
  const { confirmed_index: list = [] } = answer;
  return list === null ? [] : wholeNumbers(list);
}

/** ConfirmTrainingSegment; nothing = the answer says neither. */
export function readSegmentVerdict(answer: unknown): SegmentVerdict | undefined {
  if (!isObject(answer) || typeof answer.confirm_result !== "boolean") return undefined;
  return { isConfirmed: answer.confirm_result, unmatched: wholeNumbers(answer.unmatched_index_hit ?? []) ?? [] };
}

function wholeNumbers(list: unknown): readonly number[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const numbers = list.slice(0, most).filter((each) => Number.isSafeInteger(each) && each >= 0) as number[];
  return [...new Set(numbers)].sort((one, other) => one - other);
}
