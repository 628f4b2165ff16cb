// Which jobs of a connection are meant: single ones, or all that a filter lets through.
import type { VoiceJob } from "../job.js";
import type { JobFilter } from "./jobFilter.js";

/** What is to be written of one connection. */
export type JobSelection =
  | { readonly connectionId: string; readonly jobIds: readonly string[] }
  | {
      readonly connectionId: string;
      readonly filter: JobFilter;
      /** What no filter can say. */
      readonly keeps?: (job: VoiceJob) => boolean;
    };
