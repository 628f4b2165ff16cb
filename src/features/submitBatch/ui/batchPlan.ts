// What is being put together before several jobs are submitted: the jobs, what all of them get, and what each alone gets.
import type { Values } from "../../../core/forms/formValues.js";
import type { Layers } from "../batchValues.js";
import type { Candidate } from "../text/batchText.js";
import type { ReadyJob } from "./batchJobs.js";

export interface BatchEntry extends ReadyJob {
  /** For this job alone. */
  typed: Layers["typed"];
  /** Finished words: what became of it the last time. */
  readonly lastTime?: string;
}

export interface Plan {
  entries: readonly BatchEntry[];
  /** For all jobs of a cloud, by its id: each cloud has a form of its own. */
  readonly shared: Map<string, Values>;
}

export function candidateOf({ shared }: Plan, entry: BatchEntry): Candidate {
  const { connection, cloud, fields, job, own, typed, lastTime } = entry;
  const layers = { own, shared: shared.get(cloud.id) ?? {}, typed };
  return { connection, cloud, fields, job, layers, ...(lastTime === undefined ? {} : { lastTime }) };
}
