// How jobs are made at the local Huawei: four kinds, one body, and addresses to upload to (vendor SDK of 2026: CreateTrainingJobReq).
import type { Job, Request } from "../server/messages.js";
import { failedValidation, invalidParameter, noSuchJob, serviceRefusal } from "./answers.js";
import type { HuaweiApi, HuaweiOperation } from "./operation.js";
import { choices, readObject } from "./submitBody.js";

const isText = (value: unknown) => typeof value === "string";
const oneOf =
  (...values: readonly string[]) =>
  (value: unknown) =>
    isText(value) && values.includes(value as string);
const services = oneOf("VIDEO_2D", "LIVE_2D", "CHAT_2D");

const rules: Readonly<Record<string, (value: unknown) => boolean>> = {
  voice_name: (value) => isText(value) && value !== "",
  tag: oneOf(...choices.tag),
  description: isText,
  sex: oneOf(...choices.sex),
  language: oneOf(...choices.language),
  create_type: oneOf("PACKAGE", "SEGMENT"),
  phone: isText,
  dhtms_job_id: isText,
  batch_name: isText,
  output_language: isText,
  custom_text: isText,
  is_ondemand_resource: (value) => typeof value === "boolean",
  supported_service: (value) => Array.isArray(value) && value.every(services),
};

/** Not shown by any answer. */
const unseen = ["description", "custom_text", "supported_service"];

/** `bySentence`: recordings can be uploaded one by one, too. */
export function createJob(type: string, bySentence: boolean): HuaweiOperation {
  return (api, request) => {
    const body = readObject(request);
    if (!body) return serviceRefusal(400, "MSS.10000002", "The request body is not a JSON object");
    if (body.voice_name === undefined) return failedValidation("voice_name is required");
    for (const [name, value] of Object.entries(body)) {
      if (rules[name] && !rules[name](value)) return failedValidation(`${name} is malformed`);
    }
    const { create_type: way = "PACKAGE" } = body;
    if (way === "SEGMENT" && !bySentence) return invalidParameter("create_type must be PACKAGE");
    const known = Object.entries(body).filter(([name]) => rules[name] && !unseen.includes(name));
    const seconds = Math.floor(api.now() / 1000);
    const job: Job = {
      job_id: api.seeds.random.uuid(),
      job_type: type,
      state: "CREATING",
      sex: "FEMALE",
      language: "CN",
      ...Object.fromEntries(known),
      create_type: way,
      create_time: seconds,
      lastupdate_time: seconds,
    };
    api.seeds.jobIndex.put(job);
    const { package_url, segment_url, ...letter } = addressesOf(api, request, job);
    const files = way === "PACKAGE" ? package_url : { segment_uploading_url: segment_url };
    return { status: 200, body: { job_id: job.job_id, ...files, ...letter } };
  };
}

/** Which states have addresses is not documented; by meaning these two wait for files. */
export const waitsForFiles: readonly string[] = ["CREATING", "AUDIT_FAILED"];

export const uploadAddresses: HuaweiOperation = (api, request, jobId) => {
  const job = api.seeds.jobIndex.get(jobId);
  if (!job) return noSuchJob();
  if (!waitsForFiles.includes(String(job.state))) return invalidParameter(`a job in state ${job.state} takes no files`);
  return { status: 200, body: addressesOf(api, request, job) };
};

/** Names of a job's objects in the store. */
export const objectKey = (jobId: unknown, name: string): string => `voice-demo/${jobId}/${name}`;

function addressesOf({ store }: HuaweiApi, { headers }: Request, { job_id, job_type }: Job) {
  const address = (name: string, type: string) => store.sign(`http://${headers.host}`, objectKey(job_id, name), type);
  const sentences = Array.from({ length: job_type === "MIDDLE" ? 100 : 20 }, (_, index) => index);
  return {
    package_url: { training_data_uploading_url: address("package.zip", "application/zip") },
    ...((job_type === "BASIC" || job_type === "MIDDLE") && {
      segment_url: {
        audio_uploading_url: sentences.map((index) => address(`${index}.wav`, "audio/wav")),
        txt_uploading_url: sentences.map((index) => address(`${index}.txt`, "text/plain")),
      },
    }),
    authorization_letter_uploading_url: address("letter", ""),
  };
}
