// Which jobs a person can submit as they are now.
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
