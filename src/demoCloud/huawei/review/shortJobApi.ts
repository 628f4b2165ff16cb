// Short jobs of the local Huawei, which measure the sound of an uploaded package apart from any training job (SDK 2026: VOICE_ASSESS).
import { invalidParameter, noSuchJob } from "../answers.js";
import { objectKey } from "../createApi.js";
import { assessResult } from "../jobs/newJob.js";
import type { HuaweiOperation } from "../operation.js";
import { choices, readObject } from "../submitBody.js";
import { soundFault } from "./soundFault.js";
import { zipEntries } from "./zipEntries.js";

export const createShortJob: HuaweiOperation = ({ seeds, store, shortJobs }, request) => {
  const { job_type, language = "CN" } = readObject(request) ?? {};
  if (job_type !== "VOICE_ASSESS") return invalidParameter("job_type");
  if (!choices.language.some((each) => each === language)) return invalidParameter("language");
  const job_id = seeds.random.uuid();
  shortJobs.set(job_id, { job_id, job_type, state: "CREATING" });
  const address = store.sign(`http://${request.headers.host}`, objectKey(job_id, "package.zip"), "application/zip");
  return { status: 200, body: { job_id, data_uploading_url: address } };
};

export const commitShortJob: HuaweiOperation = ({ seeds, store, shortJobs }, _request, id) => {
  const job = shortJobs.get(id);
  const zip = store.get(objectKey(id, "package.zip"))?.content;
  if (!job || !zip) return noSuchJob();
  const entries = zipEntries(zip);
  const result = assessResult(seeds.random);
  const isClipped = [...(entries?.values() ?? [])].some((sound) => soundFault(sound) === "clipped");
  if (isClipped) result.sound = { expected: "-30--15", actual: "-6.1", suggestion_en: "Lower the gain.", status: 1 };
  shortJobs.set(id, { ...job, ...(entries ? { state: "SUCCEED", assess_result: result } : { state: "FAILED" }) });
  return { status: 200 };
};

export const showShortJob: HuaweiOperation = ({ shortJobs }, _request, id) => {
  const body = shortJobs.get(id);
  return body ? { status: 200, body } : noSuchJob();
};
