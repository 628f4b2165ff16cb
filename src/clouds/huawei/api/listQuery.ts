// Puts a question about Huawei's list of jobs into query parameters (vendor documentation A4).
import type { JobQuery, Page, TimeFormat } from "../../../core/jobs/filter/jobQuery.js";
import type { QueryPairs } from "../../shared/api/canonicalRequest.js";
import { refuse } from "../../shared/api/validate.js";

export function listQuery(query: JobQuery, { offset, limit }: Page): QueryPairs {
  const time = (at: number | undefined, round: (seconds: number) => number) =>
    at === undefined ? undefined : timeText(round(at / 1000), query.timeFormat);
  const pairs: Record<string, string | undefined> = {
    offset: String(offset),
    limit: String(limit),
    // The one parameter for which a comma list is documented.
    state: query.states?.join(",") || undefined,
    job_type: single("type", query.types),
    tag: single("tag", query.tags),
    voice_name: query.text || undefined,
    job_id: query.jobId || undefined,
    batch_name: query.batch || undefined,
    is_ondemand_resource: query.onDemand === undefined ? undefined : String(query.onDemand),
    create_since: time(query.createdSince, Math.ceil),
    create_until: time(query.createdUntil, Math.floor),
    update_since: time(query.updatedSince, Math.ceil),
    update_until: time(query.updatedUntil, Math.floor),
    // The documents misspell `ceate_time` once; the default they state is `create_time` (A4, A10.7).
    sort_key: query.sort && (query.sort.key === "created" ? "create_time" : "update_time"),
    sort_dir: query.sort && (query.sort.descending ? "desc" : "asc"),
  };
  return Object.entries(pairs).filter((pair): pair is [string, string] => pair[1] !== undefined);
}

/**
 * No comma list is documented for types and tags, and sorting out rows afterwards would make pages and totals wrong: of several values none
 * is dropped in silence. Ask once per value.
 */
function single(what: string, values: readonly string[] = []): string | undefined {
  if (values.length > 1) throw refuse(`This cloud lists one ${what} at a time`);
  return values[0];
}

/**
 * The format of the time filters is documented nowhere. RFC 3339 in UTC, as in every sibling operation, is the likeliest (A11). The cloud
 * counts in seconds, so times come here rounded inwards, which keeps both ends exact.
 */
function timeText(seconds: number, format: TimeFormat = "rfc3339"): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) throw refuse("A time to filter by is out of range");
  switch (format) {
    case "rfc3339":
      return date.toISOString().replace(".000Z", "Z");
    case "seconds":
      return String(seconds);
    case "milliseconds":
      return String(seconds * 1000);
  }
}
