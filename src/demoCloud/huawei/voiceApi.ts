// Finished voices of the local Huawei: the asset with its sample, and previews of any text (vendor documentation of digital-assets and ttsc).
import { sha256Hex } from "../server/encoding.js";
import type { Answer, Job, Request } from "../server/messages.js";
import { speak } from "../sound/artificialVoice.js";
import { failedValidation, serviceRefusal } from "./answers.js";
import type { HuaweiApi } from "./operation.js";
import { readObject } from "./submitBody.js";

const day = 24 * 60 * 60;
const hour = 60 * 60;
const sampleText = { CN: "你好，这是我的声音。很高兴为你朗读。", EN: "Hello, this is my voice. I am glad to read for you." };

export function showAsset(api: HuaweiApi, request: Request, assetId: string): Answer {
  const job = jobOf(api, assetId);
  if (!job) return serviceRefusal(404, "MSS.00000002", "Not Found: the asset does not exist");
  const { state = "ACTIVED", hasSample = true, linkSeconds = day } = api.voices.facts(assetId);
  const isMale = job.sex === "MALE";
  const make = () => speak({ text: job.language === "EN" ? sampleText.EN : sampleText.CN, voiceId: assetId, isMale });
  const file = (category: string, name: string) => ({
    file_id: sha256Hex(`${assetId} ${category}`).slice(0, 32),
    file_name: name,
    file_type: category === "MAIN" ? "ZIP" : "WAV",
    asset_file_category: category,
    download_url: api.sounds.publish(request, { make, type: "audio/wav" }, linkSeconds),
    state: "CREATED",
  });
  const files = [file("MAIN", "model.zip"), ...(hasSample ? [file("SAMPLE", "sample.wav")] : [])];
  const updated = new Date(api.now()).toISOString();
  const body = {
    asset_id: assetId,
    asset_name: job.voice_name ?? "",
    asset_type: "VOICE_MODEL",
    asset_state: state,
    create_time: updated,
    update_time: updated,
    asset_extra_meta: { voice_model_meta: { sex: job.sex, language: job.language, model_type: "CLONE" } },
    // What is being deleted or blocked has no files to be fetched.
    files: state === "ACTIVED" || state === "UNACTIVED" ? files : [],
  };
  return { status: 200, body };
}

const ranges: Readonly<Record<string, readonly [number, number]>> = {
  speed: [50, 200],
  pitch: [50, 200],
  volume: [90, 240],
  channels: [1, 2],
};

export function createAudition(api: HuaweiApi, request: Request): Answer {
  const body = readObject(request);
  const { text, emotion, ...settings } = body ?? {};
  if (typeof text !== "string" || text === "") return failedValidation("text is mandatory");
  if (typeof emotion !== "string" || emotion === "") return failedValidation("emotion is mandatory");
  for (const [name, [least, most]] of Object.entries(ranges)) {
    const value = settings[name];
    if (value !== undefined && !(typeof value === "number" && Number.isInteger(value) && value >= least && value <= most))
      return failedValidation(`${name} must be between ${least} and ${most}`);
  }
  if (!jobOf(api, emotion)) return serviceRefusal(404, "MSS.00000002", "Not Found: the voice does not exist");
  const { state = "ACTIVED" } = api.voices.facts(emotion);
  if (state !== "ACTIVED") return failedValidation(`the voice is ${state}`);
  if (/敏感词/.test(text)) return serviceRefusal(500, "MSS.10010012", "The text contains a sensitive word.");
  const id = api.seeds.random.uuid();
  api.voices.ask({ id, cloud: "huawei", voiceId: emotion, text, settings }, api.now());
  return { status: 200, body: { job_id: id } };
}

/** Long texts come in several files. */
const partLength = 120;

export function showAuditionFile(api: HuaweiApi, request: Request, taskId: string): Answer {
  const task = api.voices.task(taskId);
  if (!task) return serviceRefusal(404, "MSS.00000002", "Not Found: the audition does not exist");
  if (api.now() < task.readyAt) return { status: 200, body: { is_file_complete: false, files: [] } };
  const { voiceId, text, settings } = task;
  const isMale = jobOf(api, voiceId)?.sex === "MALE";
  const part = (name: string, usual: number) => (typeof settings[name] === "number" ? settings[name] / usual : 1);
  const sound = { voiceId, isMale, speed: part("speed", 100), pitch: part("pitch", 100), volume: part("volume", 140) };
  const { linkSeconds = hour } = api.voices.facts(voiceId);
  const files = partsOf(text).map((piece) => ({
    download_url: api.sounds.publish(request, { make: () => speak({ ...sound, text: piece }), type: "audio/wav" }, linkSeconds),
  }));
  return { status: 200, body: { is_file_complete: true, files } };
}

function partsOf(text: string): string[] {
  const letters = [...text];
  const count = Math.max(1, Math.ceil(letters.length / partLength));
  return Array.from({ length: count }, (_, at) => letters.slice(at * partLength, (at + 1) * partLength).join(""));
}

function jobOf({ seeds }: HuaweiApi, assetId: string): Job | undefined {
  const key = `asset_id=${assetId}`;
  return seeds.jobIndex.select(key, (job) => job.asset_id === assetId, "created", true, 0, 1, "state:SUCCEED").jobs[0];
}
