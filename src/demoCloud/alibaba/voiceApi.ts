// Finished voices of the local Alibaba: the sample, texts that are said and billed, and where their sounds lie.
import { sha256Hex } from "../server/encoding.js";
import { first, type Job } from "../server/messages.js";
import { speak } from "../sound/artificialVoice.js";
import { alibabaSuccess, invalid, missing, noSuch, plain } from "./answers.js";
import { libraryInfo } from "./mediaApi.js";
import type { AlibabaApi, Operation } from "./operation.js";

const hour = 60 * 60;
const sampleText = "你好，这是我的声音。很高兴为你朗读。";
/** UTF-16 code units. */
const longestText = 10_000;

export const voiceOperations: Readonly<Record<string, Operation>> = {
  GetCustomizedVoice: (api, request, parameters) => {
    const id = first(parameters, "VoiceId");
    if (!id) return missing(request, "VoiceId");
    const job = jobOf(api, id);
    return job ? alibabaSuccess(request, { CustomizedVoice: voiceOf(api, job) }) : noSuch(request, "Voice");
  },
  SubmitAudioProduceJob: (api, request, parameters) => {
    const text = first(parameters, "InputConfig");
    if (!text) return missing(request, "InputConfig");
    const editing = readJson(first(parameters, "EditingConfig"));
    const output = readJson(first(parameters, "OutputConfig"));
    const voiceId = editing?.customizedVoice;
    if (!editing || typeof voiceId !== "string") return invalid(request, "EditingConfig");
    if (typeof output?.bucket !== "string" || typeof output.object !== "string") return invalid(request, "OutputConfig");
    if (text.length > longestText) return invalid(request, "InputConfig");
    if (!jobOf(api, voiceId)) return noSuch(request, "Voice");
    const id = api.seeds.random.hex(32);
    api.voices.ask({ id, cloud: "alibaba", voiceId, text, settings: { ...editing, ...output } }, api.now());
    return plain(request, { JobId: id, MediaId: mediaIdOf(id), State: "Created" });
  },
  GetSmartHandleJob: (api, request, parameters) => {
    const id = first(parameters, "JobId");
    if (!id) return missing(request, "JobId");
    const task = api.voices.task(id);
    if (!task) return noSuch(request, "Job");
    if (api.now() < task.readyAt) return plain(request, { JobId: id, State: "Executing" });
    if (/敏感词/.test(task.text))
      return plain(request, {
        JobId: id,
        State: "Failed",
        ErrorCode: "InvalidText",
        ErrorMessage: "The text contains a sensitive word.",
      });
    return plain(request, { JobId: id, State: "Finished", JobResult: { MediaId: mediaIdOf(id) } });
  },
  GetMediaInfo: (api, request, parameters) => {
    const known = libraryInfo(api, request, parameters);
    if (known) return known;
    const id = first(parameters, "MediaId");
    if (!id) return missing(request, "MediaId");
    const sound = soundOf(api, id);
    if (!sound) return noSuch(request, "Media");
    const { linkSeconds = hour } = api.voices.facts(sound.voiceId);
    const FileUrl = api.sounds.publish(request, { make: () => speak(sound), type: "audio/wav" }, linkSeconds);
    const FileBasicInfo = { FileName: "sample.wav", FileStatus: "Normal", FormatName: "wav", FileUrl };
    return plain(request, { MediaInfo: { MediaId: id, FileInfoList: [{ FileBasicInfo }] } });
  },
};

/** Without a sample address in the submit there is no sample. */
export function voiceOf(api: AlibabaApi, job: Job): Job {
  const { VoiceId, VoiceName, VoiceDesc, Gender, Scenario, Type, JobId } = job;
  const submitted = api.submits.bodies(String(JobId)).at(-1);
  const { hasSample = submitted === undefined || Boolean(submitted.DemoAudioMediaURL) } = api.voices.facts(String(VoiceId));
  const sample = hasSample ? { DemoAudioMediaId: mediaIdOf(String(VoiceId)) } : {};
  return { VoiceId, VoiceName, VoiceDesc, Gender, Scenario, Type, ...sample };
}

function soundOf(api: AlibabaApi, mediaId: string) {
  const task = api.voices.tasks().find(({ id }) => mediaIdOf(id) === mediaId);
  const job = task
    ? jobOf(api, task.voiceId)
    : api.seeds.jobIndex.select(
        `media=${mediaId}`,
        (each) => mediaIdOf(String(each.VoiceId)) === mediaId,
        "created",
        true,
        0,
        1,
        "state:Success",
      ).jobs[0];
  if (!job) return undefined;
  const voice = { voiceId: String(job.VoiceId), isMale: job.Gender === "male" };
  if (!task) return { ...voice, text: sampleText };
  const number = (name: string) => (typeof task.settings[name] === "number" ? task.settings[name] : undefined);
  const rate = (name: string) => {
    const value = number(name) ?? 0;
    return value < 0 ? 1 / (1 - value * 0.002) : 1 + value * 0.001;
  };
  const pitch = 2 ** ((number("pitch_rate") ?? 0) / 1000);
  return { ...voice, text: task.text, speed: rate("speech_rate"), pitch, volume: (number("volume") ?? 50) / 50 };
}

function jobOf({ seeds }: AlibabaApi, voiceId: string): Job | undefined {
  const key = `VoiceId=${voiceId}`;
  return seeds.jobIndex.select(key, (job) => job.VoiceId === voiceId, "created", true, 0, 1, "state:Success").jobs[0];
}

function mediaIdOf(id: string): string {
  return sha256Hex(`media ${id}`).slice(0, 32);
}

function readJson(text: string | undefined): Job | undefined {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Job) : undefined;
  } catch {
    return undefined;
  }
}
