// How jobs are made at the local Alibaba: created, read out, checked sentence by sentence, submitted (vendor documentation B2).

import { sentencesOf } from "../jobs/sampleTexts.js";
import { demoBuckets } from "../oss/bucketStore.js";
import { type Answer, first, type Job, type Query, type Request } from "../server/messages.js";
import { hearWav } from "../sound/hearWav.js";
import { alibabaRequestId, alibabaSuccess, invalid, missing, noSuch } from "./answers.js";
import { newAlibabaJob } from "./lifecycle.js";
import type { AlibabaApi, Operation } from "./operation.js";

const scenarios = ["story", "interaction", "navigation"];
const genders = ["female", "male"];
const models = ["cosyvoice-v3-plus", "cosyvoice-v3-flash", "cosyvoice-v3.5-plus", "cosyvoice-v3.5-flash"];

/** In the order in which they are checked. */
interface Rule {
  readonly name: string;
  readonly isRequired?: boolean;
  readonly fits?: (value: string) => boolean;
}

const within = (length: number) => (value: string) => value.length <= length;
const oneOf = (values: readonly string[]) => (value: string) => values.includes(value);
const isUrl = (value: string) => /^(https?|oss):\/\/\S+$/.test(value);
const isList = (value: string) => /^[\w-]+(,[\w-]+)*$/.test(value);
const sample: Rule = { name: "DemoAudioMediaURL", fits: isUrl };

export const makers: Readonly<Record<string, Operation>> = {
  CreateCustomizedVoiceJob: checked(
    [
      { name: "VoiceId", isRequired: true, fits: (value) => /^[A-Za-z0-9]{1,32}$/.test(value) },
      { name: "Scenario", isRequired: true, fits: oneOf(scenarios) },
      { name: "Gender", isRequired: true, fits: oneOf(genders) },
      { name: "VoiceName", fits: within(32) },
      { name: "VoiceDesc", fits: within(256) },
    ],
    (api, request, values) => {
      const isTaken = voicesOf(api, values.VoiceId).length > 0;
      return isTaken
        ? failure(request, "VoiceIdAlreadyExists", "The VoiceId is used by another voice.")
        : make(api, request, values);
    },
  ),
  GetDemonstrationForCustomizedVoiceJob: checked(
    [{ name: "Scenario", isRequired: true, fits: oneOf(scenarios) }],
    (_api, request, { Scenario = "" }) => alibabaSuccess(request, { DemonstrationList: sentencesOf(Scenario) }),
  ),
  DetectAudioForCustomizedVoiceJob: checked(
    [
      { name: "VoiceId", isRequired: true },
      { name: "AudioRecordId", isRequired: true, fits: (value) => /^([1-9]|1\d|20)$/.test(value) },
      { name: "RecordUrl", isRequired: true, fits: isUrl },
    ],
    (api, request, { VoiceId = "", AudioRecordId, RecordUrl = "" }) => {
      if (voicesOf(api, VoiceId).length === 0) return noSuch(request, "Voice");
      const id = Number(AudioRecordId);
      const reason = flawOf(api, RecordUrl);
      const passed = api.recordings.get(VoiceId) ?? new Set();
      if (reason === "") passed.add(id);
      else passed.delete(id);
      api.recordings.set(VoiceId, passed);
      return alibabaSuccess(request, { Pass: reason === "", Reason: reason });
    },
  ),
  SubmitCustomizedVoiceJob: checked([{ name: "VoiceId", isRequired: true }, sample], (api, request, values) => {
    const { VoiceId = "" } = values;
    const job = basicJobOf(api, VoiceId);
    if (!job) return noSuch(request, "Voice");
    if (request.isCopy || !api.acceptsAnyState) {
      if (job.Status !== "Initialization")
        return failure(request, "InvalidStatus", `The job is ${job.Status} and cannot be submitted.`);
      const left = 20 - (api.recordings.get(VoiceId)?.size ?? 0);
      if (left > 0) return failure(request, "AudioNotEnough", `${left} of 20 recordings have not passed.`);
    }
    const { GmtCreate: _listOnly, ...shown } = job;
    api.submits.accept(String(job.JobId), values, shown);
    return begin(api, request, job);
  }),
  SubmitStandardCustomizedVoiceJob: checked(
    [
      { name: "VoiceName", fits: within(32) },
      { name: "Gender", fits: oneOf(genders) },
      { name: "Audios", fits: isList },
      { name: "Authentication", fits: within(128) },
      sample,
    ],
    (api, request, values) => {
      const { VoiceId: _, ...given } = (make(api, request, values, "Standard").body as { readonly Data: Job }).Data;
      return begin(api, request, api.seeds.jobIndex.get(String(given.JobId))!, given);
    },
  ),
  SubmitCosyVoiceCustomizedVoiceJob: checked(
    [
      { name: "VoiceName", fits: within(32) },
      { name: "Gender", fits: oneOf(genders) },
      { name: "Audios", fits: (value) => isList(value) && !value.includes(",") },
      { name: "Model", fits: oneOf(models) },
      sample,
    ],
    (api, request, values) => {
      // Under which type it is listed is not documented (C5).
      const { JobId } = (make(api, request, values, "Standard").body as { readonly Data: Job }).Data;
      return begin(api, request, api.seeds.jobIndex.get(String(JobId))!);
    },
  ),
};

/** Of a recording in its own buckets it hears the sound; of any other the name alone tells how it is. */
function flawOf({ buckets }: AlibabaApi, address: string): string {
  const key = buckets.keyOfAddress(address);
  if (key !== undefined && demoBuckets.has(key.slice(0, key.indexOf("/")))) {
    const object = buckets.find(key);
    if (!object) return "音频文件不存在或无法访问";
    const sound = object.content && hearWav(object.content);
    if (!sound) return "音频格式不支持";
    if (sound.rate !== 48_000 || sound.bits !== 16 || sound.channels !== 1) return "音频须为 48 kHz、16 bit、单声道";
    if (sound.seconds < 1) return "音频过短，请按文本完整朗读";
    return sound.clipped > 0.001 ? "音量过大，声音失真，请重新录制" : "";
  }
  if (/noise/i.test(address)) return "环境噪声过大，请重新录制";
  return /\.(wav|pcm)(\?|$)/i.test(address) ? "" : "音频格式不支持";
}

type Values = Readonly<Record<string, string>>;

/** Runs with the parameters that the operation knows, each as it must be. */
function checked(rules: readonly Rule[], run: (api: AlibabaApi, request: Request, values: Values) => Answer): Operation {
  return (api, request, parameters: Query) => {
    const values: Record<string, string> = {};
    for (const { name, isRequired = false, fits = () => true } of rules) {
      const value = first(parameters, name);
      if (!value && isRequired) return missing(request, name);
      if (!value) continue;
      if (!fits(value)) return invalid(request, name, `InvalidParameter.${name}`);
      values[name] = value;
    }
    return run(api, request, values);
  };
}

function make(
  api: AlibabaApi,
  request: Request,
  { VoiceName, VoiceDesc, Gender, Scenario, VoiceId }: Values,
  type = "Basic",
): Answer {
  const { random, jobIndex } = api.seeds;
  const said = { VoiceName, VoiceDesc, Gender, Scenario };
  const job = newAlibabaJob(random, api.now(), { type, voiceId: VoiceId ?? `v${random.hex(12)}`, said });
  jobIndex.put(job);
  return alibabaSuccess(request, { JobId: job.JobId, VoiceId: job.VoiceId });
}

/** Training begins by itself. */
function begin(api: AlibabaApi, request: Request, job: Job, given: Job = { JobId: job.JobId, VoiceId: job.VoiceId }): Answer {
  const { lifecycle, jobIndex, random } = api.seeds;
  jobIndex.put(lifecycle.enter(job, "AudioDetecting", api.now(), random));
  api.adopt(String(job.JobId));
  return alibabaSuccess(request, given);
}

/** Id of the job that a submit is about: it names the voice alone. */
export function submittedJob(api: AlibabaApi, parameters: Query): string | undefined {
  const job = basicJobOf(api, first(parameters, "VoiceId") ?? "");
  return job && String(job.JobId);
}

function basicJobOf(api: AlibabaApi, voiceId: string): Job | undefined {
  return voicesOf(api, voiceId).find(({ Type }) => Type === "Basic");
}

function voicesOf({ seeds }: AlibabaApi, voiceId: string | undefined): readonly Job[] {
  return seeds.jobIndex.select(`VoiceId=${voiceId}`, (job) => job.VoiceId === voiceId, "created", true, 0, 2).jobs;
}

/** The documents' flag of an answer that is 200 and no success; the codes are not published (C2). */
function failure(request: Request, code: string, message: string): Answer {
  return { status: 200, body: { RequestId: alibabaRequestId(request), Success: false, Code: code, Message: message } };
}
