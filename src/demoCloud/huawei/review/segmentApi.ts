// Recordings that the local Huawei is sent one by one: each is compared with its text when it is asked for, and stays confirmed until it is sent again.
import { type Answer, first, type Job } from "../../server/messages.js";
import type { StoredObject } from "../../server/objectStore.js";
import { invalidParameter, noSuchJob, serviceRefusal } from "../answers.js";
import { objectKey, waitsForFiles } from "../createApi.js";
import type { HuaweiApi, HuaweiOperation } from "../operation.js";
import { lengthOf, soundFault } from "./soundFault.js";

/** Those of a job, from 0; none where it takes its recordings as a package. */
function placesOf({ create_type, job_type }: Job): number[] {
  return create_type === "SEGMENT" ? [...Array(job_type === "MIDDLE" ? 100 : 20).keys()] : [];
}

function filesOf({ store }: HuaweiApi, { job_id }: Job, at: number): (StoredObject | undefined)[] {
  return ["wav", "txt"].map((ending) => store.get(objectKey(job_id, `${at}.${ending}`)));
}

/** Undefined = one of both is missing. */
function lookOf(api: HuaweiApi, job: Job, at: number): string | undefined {
  const files = filesOf(api, job, at);
  return files.every(Boolean) ? JSON.stringify([job.job_id, at, ...files.map((file) => file?.digest)]) : undefined;
}

const about =
  (tell: (api: HuaweiApi, job: Job, index: string) => Answer): HuaweiOperation =>
  (api, { query }) => {
    const job = api.seeds.jobIndex.get(first(query, "job_id") ?? "");
    if (!job) return noSuchJob();
    return placesOf(job).length > 0 ? tell(api, job, first(query, "index") ?? "") : invalidParameter("job_id");
  };

export const showSegments = about((api, job) => {
  const confirmed = placesOf(job).filter((at) => api.segments.confirmed.has(lookOf(api, job, at) ?? ""));
  return { status: 200, body: { confirmed_index: confirmed.map((at) => at + api.segments.base) } };
});

export const confirmSegment = about((api, job, index) => {
  const at = Number(index) - api.segments.base;
  if (index === "" || !placesOf(job).includes(at)) return invalidParameter("index");
  if (!waitsForFiles.includes(String(job.state))) return invalidParameter("state");
  const [sound, text] = filesOf(api, job, at).map((file) => file?.content);
  if (!sound || !text) return serviceRefusal(400, "MSS.20020016", "A file is missing.");
  if (lengthOf(sound) === 0 || soundFault(sound) === "rate") return serviceRefusal(400, "MSS.20020011", "The sound is no WAV.");
  const unmatched = unmatchedIn(String(text), lengthOf(sound));
  if (unmatched.length === 0) api.segments.confirmed.add(lookOf(api, job, at)!);
  return { status: 200, body: { confirm_result: unmatched.length === 0, unmatched_index_hit: unmatched } };
});

/** What the review looks at: names and contents of all that is there. */
export function segmentFiles(api: HuaweiApi, job: Job): ReadonlyMap<string, Buffer> {
  const files = placesOf(job).flatMap((at) => filesOf(api, job, at));
  return new Map(files.flatMap((file) => (file?.content ? [[file.key.slice(file.key.lastIndexOf("/") + 1), file.content]] : [])));
}

/** Characters in a second, of the slowest and the quickest reader that is understood. */
const [slowest, quickest] = [2, 9];

/** Nothing is recognised here: what no reader gets said in so many seconds counts as not read. Numbers of characters, from 0. */
function unmatchedIn(text: string, seconds: number): number[] {
  const letters = [...text].flatMap((letter, index) => (/[\p{L}\p{N}]/u.test(letter) ? [index] : []));
  return letters.length < Math.max(1, seconds * slowest) ? [text.length] : letters.slice(Math.ceil(seconds * quickest));
}
