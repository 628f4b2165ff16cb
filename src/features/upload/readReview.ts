// Reads what the last review of a job said of single files.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { ReviewFinding } from "../../core/jobs/history/jobHistory.js";
import type { JobKey } from "../../core/jobs/job.js";
import type { Sessions } from "../../services/connections/sessions.js";

/** Findings that are shown beside recordings; a package has some hundred files. */
const mostFindings = 500;

/** Of all parts of the job's history, since each cloud tells it in another one. Throws VoiceError where none of them can be read. */
export async function readReview(
  sessions: Pick<Sessions, "read">,
  { history }: Pick<Cloud, "history">,
  { connectionId, jobId }: JobKey,
  signal: AbortSignal,
): Promise<readonly ReviewFinding[]> {
  const parts = history?.parts ?? [];
  const found: ReviewFinding[] = [];
  const failures: unknown[] = [];
  for (const { id } of parts) {
    try {
      const page = await sessions.read(connectionId, signal, async (api) => api.history?.(id, jobId, 0, signal));
      found.push(...(page?.reviews ?? []).flatMap(({ findings }) => findings));
    } catch (thrown) {
      failures.push(thrown);
    }
  }
  if (failures.length > 0 && failures.length === parts.length) throw failures[0];
  return found.slice(0, mostFindings);
}
