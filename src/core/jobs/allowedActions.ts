// What a job allows as it is now: to be submitted, corrected, deleted, heard.
import type { Cloud } from "../cloud/cloud.js";
import type { VoiceJob } from "./job.js";

export function isSubmittable(
  { submitFields, states }: Pick<Cloud, "submitFields" | "states">,
  job: Pick<VoiceJob, "state" | "type">,
): boolean {
  const info = states.find(({ state }) => state === job.state);
  if (!submitFields || !info?.isSubmittable) return false;
  return info.submittableTypes === undefined || info.submittableTypes.includes(job.type ?? "");
}

/** A review refused the job's files, and corrected ones can be uploaded from here. */
export function takesCorrections(
  cloud: Pick<Cloud, "submitFields" | "states" | "uploadParts">,
  job: Pick<VoiceJob, "state" | "type">,
): boolean {
  const isRefused = cloud.states.some(({ state, isRefusal }) => state === job.state && isRefusal);
  return isRefused && cloud.uploadParts !== undefined && isSubmittable(cloud, job);
}

/** None of a cloud that deletes none, and none in a state where its documents rule it out. Whose state is not known may be: the cloud decides. */
export function isDeletable({ removal }: Pick<Cloud, "removal">, { state }: Partial<Pick<VoiceJob, "state">>): boolean {
  return removal !== undefined && !(state !== undefined && removal.notIn?.includes(state));
}

/** A finished one whose voice is named, of a cloud whose voices are heard from here. */
export function isAudible({ speech }: Pick<Cloud, "speech">, { phase, voiceId }: Pick<VoiceJob, "phase" | "voiceId">): boolean {
  return speech !== undefined && phase === "succeeded" && voiceId !== undefined;
}
