// Where the cloud's own console shows a connection or a job: only of real regions, and only over https.

import type { Connection } from "../connection.js";
import type { Cloud } from "./cloud.js";

/** Undefined = there is none: demo data and typed endpoints are no place that a console would know. */
export function consolePage(cloud: Cloud, connection: Connection, jobId?: string): string | undefined {
  if (connection.isDemo || connection.endpoint !== undefined) return undefined;
  const url = cloud.consoleUrl?.(connection, jobId);
  return url !== undefined && URL.canParse(url) && new URL(url).protocol === "https:" ? url : undefined;
}
