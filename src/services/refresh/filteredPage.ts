// One page of the jobs that fit a filter, with the true total: asked of the server where it can filter so, else counted out of all jobs.
import { VoiceError } from "../../core/errors.js";
import { type JobFilter, serve } from "../../core/jobs/filter/jobFilter.js";
import type { JobQuery, Page } from "../../core/jobs/filter/jobQuery.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import type { Sessions } from "../connections/sessions.js";
import { readAll } from "./readAllJobs.js";

interface Dependencies {
  readonly connectionStore: ConnectionStore;
  readonly sessions: Sessions;
}

/**
 * Without an exact server a page costs as many requests as the whole list: only all jobs tell how many fit. A name is asked for where the
 * server looks for names itself, in its own way; elsewhere a part of name or id fits, whatever its case.
 */
export async function filteredPage(
  { connectionStore, sessions }: Dependencies,
  connectionId: string,
  filter: Pick<JobFilter, "states" | "types" | "tags" | "text">,
  page: Page,
  signal: AbortSignal,
): Promise<{ readonly jobs: readonly VoiceJob[]; readonly total: number }> {
  const connection = connectionStore.find(connectionId);
  if (!connection) throw new VoiceError("notFound", "no such connection");
  const { listing } = sessions.cloudOf(connection);
  const { text, ...others } = filter;
  const isNameServed = listing.findsNames === true && text !== undefined && text.trim() !== "";
  const tried: JobFilter = isNameServed ? others : filter;
  const served = serve(tried, listing.serves);
  const query: JobQuery = isNameServed ? { ...served.query, text } : served.query;
  if (served.isExact) return sessions.read(connectionId, signal, (api) => api.list(query, page, signal));
  if (!(page.limit >= 1 && page.limit <= 100 && page.offset >= 0)) throw new VoiceError("refused", "no such page");
  const jobs: VoiceJob[] = [];
  let total = 0;
  for await (const read of readAll({ connectionStore, sessions }, connectionId, query, tried, signal)) {
    const from = Math.max(0, page.offset - total);
    if (jobs.length < page.limit) jobs.push(...read.jobs.slice(from, from + page.limit - jobs.length));
    total += read.jobs.length;
  }
  return { jobs, total };
}
