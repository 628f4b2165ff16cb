// Reads Huawei's operation log and audit result (vendor documentation A7): every field optional, nothing that was sent is dropped.
import { object, parse, safeParse } from "valibot";
import type { Attachment, HistoryEvent, HistoryPage, Review, ReviewFinding } from "../../../core/jobs/history/jobHistory.js";
import type { QueryPairs } from "../../shared/api/canonicalRequest.js";
import { count, isObject, type Json, list, moment, present, restOf, text } from "../../shared/api/lenient.js";
import { refuse } from "../../shared/api/validate.js";

interface PartReader {
  /** As the vendor's SDK names it. */
  readonly action: string;
  /** Follows the job's id. */
  readonly path: string;
  query(offset: number): QueryPairs;
  /** Nothing = the answer is something else. */
  read(answer: unknown, offset: number): HistoryPage | undefined;
}

/** Nothing says how large a page may be; the list of jobs takes a hundred. */
const pageSize = 100;

const parts: ReadonlyMap<string, PartReader> = new Map(
  Object.entries<PartReader>({
    log: {
      action: "ListJobOperationLog",
      path: "op-logs",
      query: (offset) => [
        ["offset", String(offset)],
        ["limit", String(pageSize)],
      ],
      read: readLog,
    },
    reviews: { action: "ShowJobAuditResult", path: "audit-result", query: () => [], read: readReviews },
  }),
);

export function findHistoryPart(id: string): PartReader {
  const part = parts.get(id);
  if (!part) throw refuse("There is no such part of a job's story");
  return part;
}

const log = object({ count, operations: list });
const operation = object({ time: moment, action: text, operator: text });
const external = object({ algorithm_failure_reason: text, admin_audit_failure_reason: text });

function readLog(answer: unknown, offset: number): HistoryPage | undefined {
  if (!isObject(answer) || !("operations" in answer || "count" in answer)) return undefined;
  const read = safeParse(log, answer);
  if (!read.success) return undefined;
  const { count: total, operations } = read.output;
  const next = offset + operations.length;
  const isMore = operations.length > 0 && (total === undefined ? operations.length >= pageSize : next < total);
  return { events: operations.flatMap(readOperation), reviews: [], ...(isMore && { next }) };
}

function readOperation(raw: unknown): HistoryEvent[] {
  if (!isObject(raw)) return raw === null ? [] : [{ action: "", words: [], rest: { operation: raw } }];
  const { time, action = "", operator } = parse(operation, raw);
  const around = isObject(raw.external_info) ? raw.external_info : {};
  const { admin_audit_failure_reason: reviewer, algorithm_failure_reason: algorithm } = parse(external, around);
  const rest = {
    ...restOf(raw, { time, action: action || undefined, operator, external_info: isObject(raw.external_info) || undefined }),
    ...restOf(around, { admin_audit_failure_reason: reviewer, algorithm_failure_reason: algorithm }, "external_info."),
  };
  const words = [reviewer, algorithm].filter((reason) => reason !== undefined);
  return [present({ at: time, action, by: operator, words, rest })];
}

const systemResult = object({ audit_time: moment, errors: list });
const adminResult = object({ audit_time: moment, message: text, attachment_name: text, attachment_url: text });
const auditError = object({ audio_name: text, text_name: text, error_code: text, error_message: text });

/** A job that was not reviewed yet has neither result: an empty object is an answer. */
function readReviews(answer: unknown): HistoryPage | undefined {
  if (!isObject(answer)) return undefined;
  const { system_audit_result: system, admin_audit_result: admin, ...others } = answer;
  const reviews = [...readSystem(system), ...readAdmin(admin)];
  const rest = restOf(others, {});
  if (Object.keys(rest).length > 0) reviews.push({ kind: "other", findings: [], rest });
  return { events: [], reviews };
}

function readSystem(raw: unknown): Review[] {
  if (!isObject(raw) || Object.keys(raw).length === 0) return oddResult("system_audit_result", raw);
  const read = safeParse(systemResult, raw);
  const { audit_time: at, errors } = read.success ? read.output : { ...parse(object({ audit_time: moment }), raw), errors: [] };
  const findings = errors.filter(isObject).map(readFinding);
  const odd = errors.filter((error) => !isObject(error));
  const rest = {
    ...restOf(raw, { audit_time: at, errors: read.success || undefined }),
    ...(odd.length > 0 && { errors: odd }),
  };
  return [present({ kind: "automatic" as const, at, findings, rest })];
}

function readFinding(raw: Json): ReviewFinding {
  const error = parse(auditError, raw);
  const { audio_name: item, text_name: companion, error_code: code, error_message: message } = error;
  return present({ item, companion, code, message, rest: restOf(raw, error) });
}

function readAdmin(raw: unknown): Review[] {
  if (!isObject(raw) || Object.keys(raw).length === 0) return oddResult("admin_audit_result", raw);
  const result = parse(adminResult, raw);
  const { audit_time: at, message, attachment_name: name, attachment_url: link } = result;
  const attachment: Attachment | undefined = name === undefined && link === undefined ? undefined : present({ name, link });
  return [present({ kind: "manual" as const, at, message, findings: [], attachment, rest: restOf(raw, result) })];
}

/** A result of another shape is shown as it is. */
function oddResult(name: string, raw: unknown): Review[] {
  const rest = restOf({ [name]: raw }, {});
  return Object.keys(rest).length === 0 ? [] : [{ kind: "other", findings: [], rest }];
}
