// The values of a job's story that a person can reveal, copy or open, by the ids that the panel knows them by.
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { Connection } from "../../../core/connection.js";
import type { JobHistory, UnreadFields } from "../../../core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { FieldRow } from "../../../protocol/pageParts.js";
import { type TextContext, verbatimRow } from "../../../text/fields/fieldRows.js";
import type { MergedHistory } from "../mergedHistory.js";

/** A row for each field without a description, with its own name. */
export function restRows(id: string, rest: UnreadFields, context: TextContext): FieldRow[] {
  return Object.entries(rest).map(([name, value]) => verbatimRow({ path: `${id}.${name}`, value }, context, name));
}

/** What a row of the story stands for; undefined for every other id. */
export function historyValue(history: JobHistory | undefined, id: string): unknown {
  const match = /^\$(event|review)\.(\d+)\.(.+)$/s.exec(id);
  if (!match || !history) return undefined;
  const [, kind, index, name = ""] = match;
  if (kind === "event") return own(history.events[Number(index)]?.rest, name);
  const review = history.reviews[Number(index)];
  return name === attachmentName ? review?.attachment?.link : own(review?.rest, name);
}

/** No cloud's field: those have no such mark. */
export const attachmentName = "$attachment";

function own(rest: UnreadFields | undefined, name: string): unknown {
  return rest && Object.hasOwn(rest, name) ? rest[name] : undefined;
}

export interface HistoryInput extends TextContext {
  readonly job: VoiceJob;
  readonly cloud: Cloud;
  readonly connection: Connection;
  /** Absent = the cloud has not been asked yet, or it gives none. */
  readonly history?: JobHistory | undefined;
  readonly merged: MergedHistory;
}
