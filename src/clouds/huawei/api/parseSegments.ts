// Reads what Huawei says of recordings that are uploaded one by one: which are confirmed, and what does not match its text.
import type { SegmentVerdict } from "../../../core/jobs/jobUpload.js";
import { isObject } from "../../shared/api/lenient.js";

/** Entries that are read, of either list. */
const most = 5_000;

/** ShowTrainingSegmentInfo; nothing = the answer is none. */
export function readConfirmed(answer: unknown): readonly number[] | undefined {
  if (!isObject(answer)) return undefined;
  // A job that has none yet may have no list, either.
  const { confirmed_index: list = [] } = answer;
  return list === null ? [] : wholeNumbers(list);
}

/** ConfirmTrainingSegment; nothing = the answer says neither. */
export function readSegmentVerdict(answer: unknown): SegmentVerdict | undefined {
  if (!isObject(answer) || typeof answer.confirm_result !== "boolean") return undefined;
  return { isConfirmed: answer.confirm_result, unmatched: wholeNumbers(answer.unmatched_index_hit ?? []) ?? [] };
}

function wholeNumbers(list: unknown): readonly number[] | undefined {
  if (!Array.isArray(list)) return undefined;
  const numbers = list.slice(0, most).filter((each) => Number.isSafeInteger(each) && each >= 0) as number[];
  return [...new Set(numbers)].sort((one, other) => one - other);
}
