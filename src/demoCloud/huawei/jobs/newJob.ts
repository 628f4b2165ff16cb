// Makes one believable Huawei job as its owner has just created it (fields: vendor documentation A5).
import type { Random } from "../../jobs/random.js";
import { appUsers, batches, chineseNames, englishNames } from "../../jobs/sampleTexts.js";
import type { Job } from "../../server/messages.js";

const day = 86_400;

const currentTypes = [
  ["BASIC", 40],
  ["MIDDLE", 20],
  ["ADVANCE", 12],
  ["FLEXUS", 18],
  ["THIRD_PARTY", 5],
  ["THIRD_PARTY_LJZN", 5],
] as const;
const tags = ["ECOMMERCE", "NEWS", "MARKETING", "LIVE", "EDUCATION", "CUSTOMER", "STORYTELLING"] as const;
const outputLanguages = ["CN", "EN", "JPN", "fr", "GXH", "SCH"] as const;

/** `seconds` is when it was created, `age` how many seconds ago that is: old jobs lack the newer fields. */
export function createHuaweiJob(random: Random, seconds: number, age = 0): Job {
  const id = random.uuid();
  const isChinese = random.chance(0.65);
  // LLM_* were handed out for a few months only, more than two years ago (A9).
  const isLlm = age > 800 * day && random.chance(0.7);
  const type = isLlm ? random.pick(["LLM_MAJOR", "LLM_MAJOR", "LLM_MINOR"]) : random.weighted(currentTypes);
  const isOld = age > 500 * day;
  const isBare = random.chance(0.015);
  const job: Record<string, unknown> = {
    job_type: type,
    job_id: id,
    state: "CREATING",
    create_time: seconds,
    lastupdate_time: seconds,
  };
  if (isBare) return job;

  job.voice_name = random.pick(isChinese ? chineseNames : englishNames);
  job.sex = random.chance(0.6) ? "FEMALE" : "MALE";
  job.language = isChinese ? "CN" : "EN";
  job.create_type = (type === "BASIC" || type === "MIDDLE") && random.chance(0.5) ? "SEGMENT" : "PACKAGE";
  if (random.chance(0.9)) job.tag = isOld ? random.pick(tags.slice(0, 3)) : random.pick(tags);
  if (random.chance(0.4)) job.app_user_id = random.pick(appUsers);
  // No Chinese mobile number begins with 100.
  if (random.chance(0.6)) job.phone = "1000000" + String(random.whole(0, 9999)).padStart(4, "0");
  if (random.chance(0.9)) job.voice_authorization_url = signedLink(random.hex(16), `authorization/${id}.pdf`, seconds);
  if (age > 0 && random.chance(0.15)) job.reject_times = random.whole(1, 3);
  if (random.chance(0.12)) job.dhtms_job_id = random.uuid();
  if (random.chance(0.35)) job.batch_name = random.pick(batches);
  if (isOld) return job;

  if (random.chance(0.7)) job.training_input_source_url = signedLink(random.hex(16), `input/${id}.zip`, seconds);
  const resource = random.chance(0.5) ? allocatedResource(random, seconds) : undefined;
  if (resource) job.allocated_resource = resource;
  if (random.chance(0.5)) job.output_language = isChinese ? "CN" : random.pick(outputLanguages);
  if (random.chance(0.4)) job.is_remake = random.chance(0.2);
  if (random.chance(0.5)) job.is_ondemand_resource = random.chance(0.3);
  // What was allocated says how it is billed: the flag agrees with it.
  if (resource && job.is_ondemand_resource !== undefined) job.is_ondemand_resource = resource.charge_mode === "ON_DEMAND";
  if (random.chance(0.3)) job.assess_result = assessResult(random);
  // Fields that no document names: an answer may always hold more than is known.
  if (random.chance(0.05)) job.model_revision = { name: `r${random.whole(3, 9)}`, stage: random.pick(["grey", "stable"]) };
  return job;
}

/** Looks like a signed link to an object store; `.example` never resolves. */
export function signedLink(mark: string, path: string, seconds: number): string {
  const query = `AccessKeyId=DEMO-FAKE-KEY&Expires=${seconds + day}&Signature=FAKE%2B${mark}%3D`;
  return `https://voice-demo.obs.cn-north-4.example/${path}?${query}`;
}

function allocatedResource(random: Random, seconds: number): Job {
  const expires = new Date((seconds + random.whole(30, 365) * day) * 1000).toISOString().replace(".000", "");
  return { resource_id: random.hex(32), charge_mode: random.pick(["PERIODIC", "ONE_TIME", "ON_DEMAND"]), expire_time: expires };
}

export function assessResult(random: Random): Record<string, unknown> {
  /** A measure within the expected range, or one that is off, with advice in both languages. */
  const measure = (expected: string, good: number, bad: number, advice: string, adviceEn: string): Job => {
    const isFine = random.chance(0.8);
    const [suggestion, suggestion_en] = isFine ? ["", ""] : [advice, adviceEn];
    return {
      expected,
      actual: String(Math.round((isFine ? good : bad) * 10) / 10),
      suggestion,
      suggestion_en,
      status: isFine ? 0 : 1,
    };
  };
  const spread = random.whole(0, 9);
  return {
    speed: measure("180-260", 215 + spread, 262 + spread, "语速过快", "Speak more slowly."),
    sound: measure("-30--15", -25 + spread, -41 + spread, "音量偏低", "Raise the recording level."),
    snr: measure(">=35", 41 + spread, 24 + spread, "信噪比偏低", "Record in a quieter room."),
    reverb: measure("<=300", 180 + spread, 330 + spread, "混响偏大", "Record in a damped room."),
    dnsmos_ovrl: measure(">=3", 3.2 + spread / 10, 2 + spread / 10, "整体音质偏低", "Overall quality is low."),
    dnsmos_bak: measure(">=3", 3.5 + spread / 10, 1.9 + spread / 10, "背景噪声明显", "There is background noise."),
    suggestion: "",
  };
}
