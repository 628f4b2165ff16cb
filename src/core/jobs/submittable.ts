// Which jobs a person can submit as they are now.
import type { Cloud } from "../cloud.js";
import type { VoiceJob } from "./job.js";

export function isSubmittable(
  { submitFields, states }: Pick<Cloud, "submitFields" | "states">,
  job: Pick<VoiceJob, "state" | "type">,
): boolean {
  const info = states.find(({ state }) => state === job.state);
  if (!submitFields || !info?.isSubmittable) return false;
  return info.submittableTypes === undefined || info.submittableTypes.includes(job.type ?? "");
}
