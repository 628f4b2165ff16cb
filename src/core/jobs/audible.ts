// Which jobs have a voice that can be heard: finished ones whose voice is named, of a cloud whose voices are heard from here.
import type { Cloud } from "../cloud/cloud.js";
import type { VoiceJob } from "./job.js";

export function isAudible({ speech }: Pick<Cloud, "speech">, { phase, voiceId }: Pick<VoiceJob, "phase" | "voiceId">): boolean {
  return speech !== undefined && phase === "succeeded" && voiceId !== undefined;
}
