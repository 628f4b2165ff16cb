// Which jobs can be deleted: none of a cloud that deletes none, and none in a state where its documents rule it out.
import type { Cloud } from "../cloud/cloud.js";
import type { VoiceJob } from "./job.js";

/** A job whose state is not known may be: the cloud decides. */
export function isDeletable({ removal }: Pick<Cloud, "removal">, { state }: Partial<Pick<VoiceJob, "state">>): boolean {
  return removal !== undefined && !(state !== undefined && removal.notIn?.includes(state));
}
