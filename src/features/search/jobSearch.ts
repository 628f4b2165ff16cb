// Finds jobs by a part of their name or id among all rows that are loaded, the likeliest first.
//
// Three ways to one job: by a part of a name or ID (this file over loaded rows, ui/searchFlow.ts beside it with the clouds' own
// search), by pasted IDs (pastedIds.ts finds them in any text, ui/openById.ts opens them), and by a link (jobLink.ts,
// ui/jobLinks.ts).

import type { LocatedJob, VoiceJob } from "../../core/jobs/job.js";
import type { JobRecord } from "../../services/jobs/jobRecord.js";
import type { JobStore } from "../../services/jobs/jobStore.js";

/** Lower = likelier; undefined = it does not match. `wanted` in lower case. */
function rankOf({ id, name }: VoiceJob, wanted: string): number | undefined {
  const lowerId = id.toLowerCase();
  if (lowerId === wanted) return 0;
  const lowerName = name.toLowerCase();
  if (lowerName === wanted) return 1;
  if (lowerName.startsWith(wanted)) return 2;
  if (lowerId.startsWith(wanted)) return 3;
  return lowerName.includes(wanted) || lowerId.includes(wanted) ? 4 : undefined;
}

/** Without a text: what changed last. `besides`: what a server found, which counts whatever it is called. */
export function findLoaded(
  store: Pick<JobStore, "get">,
  connectionIds: readonly string[],
  text: string,
  limit: number,
  besides: ReadonlyMap<string, readonly JobRecord[]> = new Map(),
): readonly LocatedJob[] {
  const wanted = text.trim().toLowerCase();
  const found: (LocatedJob & { readonly rank: number })[] = [];
  for (const connectionId of connectionIds) {
    const others = new Map(besides.get(connectionId)?.map(({ job }) => [job.id, job]));
    for (const { job } of store.get(connectionId).jobs.values()) {
      const rank = wanted === "" ? 0 : rankOf(job, wanted);
      if (rank !== undefined) found.push({ connectionId, job, rank });
      if (rank !== undefined) others.delete(job.id);
    }
    for (const job of others.values()) found.push({ connectionId, job, rank: 5 });
  }
  const at = ({ job }: LocatedJob) => job.updatedAt ?? job.createdAt ?? 0;
  return found.sort((a, b) => a.rank - b.rank || at(b) - at(a) || (a.job.id < b.job.id ? -1 : 1)).slice(0, limit);
}
