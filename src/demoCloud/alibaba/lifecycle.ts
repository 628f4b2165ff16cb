// The life of an Alibaba job and how one is made (fields and states: vendor documentation B3).
import type { Lifecycle, Stage } from "../jobs/lifecycle.js";
import type { Random } from "../jobs/random.js";
import { alibabaFailures, chineseNames, descriptions, englishNames } from "../jobs/sampleTexts.js";
import type { Job } from "../server/messages.js";

export const alibabaStages: Readonly<Record<string, Stage>> = {
  Initialization: { minutes: 6, next: [["AudioDetecting", 1]] },
  AudioDetecting: {
    minutes: 8,
    next: [
      ["PreTraining", 85],
      ["Fail", 15],
    ],
  },
  PreTraining: { minutes: 20, next: [["Training", 1]] },
  Training: {
    minutes: 70,
    next: [
      ["Success", 90],
      ["Fail", 10],
    ],
  },
  Success: { minutes: 0, next: [] },
  Fail: { minutes: 0, next: [] },
};

export const alibabaLifecycle: Lifecycle = {
  stages: alibabaStages,
  id: (job) => String(job.JobId),
  state: (job) => String(job.Status),
  enter: enterAlibabaState,
  newborn: (at, random) => createAlibabaJob(random, at),
  isResumedByOwner: () => false,
};

/** That a job is made of. */
const mostRecordings = 20;

/** Jobs whose recordings have all passed end well, and soon, since a person waits. `recordings`: those that passed, by voice. */
export function heardLifecycle(recordings: ReadonlyMap<string, ReadonlySet<number>>): Lifecycle {
  return {
    ...alibabaLifecycle,
    knownStayMs: 6_000,
    next({ VoiceId, Status }) {
      const isHeard = recordings.get(String(VoiceId))?.size === mostRecordings;
      return isHeard ? alibabaStages[String(Status)]?.next[0]?.[0] : undefined;
    },
  };
}

function enterAlibabaState(job: Job, state: string, _at: number, random: Random): Job {
  return { ...job, Status: state, Message: state === "Fail" ? random.pick(alibabaFailures) : "" };
}

export function createAlibabaJob(random: Random, at: number): Job {
  const isChinese = random.chance(0.6);
  const isStandard = random.chance(0.3);
  const created = new Date(Math.floor(at / 1000) * 1000);
  const job: Record<string, unknown> = {
    JobId: random.hex(32),
    VoiceId: (isStandard ? "standard" : "basic") + random.hex(10),
    Status: "Initialization",
    Message: "",
    Type: isStandard ? "Standard" : "Basic",
    CreateTime: isoSeconds(created),
    // Only the list sends it, and its sample differs from CreateTime's (B3).
    GmtCreate: isoSeconds(new Date(created.getTime() + random.whole(0, 3) * 1000)),
  };
  if (random.chance(0.02)) return job;
  const name = random.pick(isChinese ? chineseNames : englishNames);
  // The documents' own samples end in a newline (B3).
  job.VoiceName = name + (random.chance(0.1) ? "\n" : "");
  job.Gender = random.chance(0.6) ? "female" : "male";
  if (random.chance(0.8)) job.VoiceDesc = random.pick(descriptions) + (random.chance(0.1) ? "\n" : "");
  if (!isStandard || random.chance(0.5)) job.Scenario = random.pick(["story", "interaction", "navigation"]);
  return job;
}

/** A job as a person has just made it. */
export function newAlibabaJob(
  random: Random,
  at: number,
  { type, voiceId, said }: { readonly type: string; readonly voiceId: string; readonly said: Job },
): Job {
  const created = isoSeconds(new Date(Math.floor(at / 1000) * 1000));
  const kept = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
  const born = { JobId: random.hex(32), VoiceId: voiceId, Status: "Initialization", Message: "", Type: type };
  return { ...born, CreateTime: created, GmtCreate: created, ...kept };
}

function isoSeconds(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, "Z");
}
