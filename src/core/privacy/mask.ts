// Masks what is personal in a job before it leaves the details panel: phone numbers and signed links.
import type { JobField } from "../cloud/jobField.js";
import type { VoiceJob } from "../jobs/job.js";

/** Stands where a value was. */
export const masked = "•••• (masked)";

/**
 * Mainland mobiles, in one piece or as 3-4-4, with or without +86, also in full-width digits and between blanks and hyphens of any kind;
 * and anything else that begins with + and a country. Not timestamps, not parts of ids.
 */
const mainland =
  /(?<![\w+＋０-９]|\d[-.])(?:[(（]?(?:[+＋]|00)?(?:86|８６)[)）]?[- \u00a0－]?)?[1１][3-9３-９][\d０-９]([- \u00a0\u200b\u2010-\u2014\u3000－]?)[\d０-９]{4}\1[\d０-９]{4}(?![\w０-９]|[-.]\d)/g;
const international = /(?<![\w+/=-]|\d\.)\+[1-9](?:[ .()-]{0,2}\d){6,14}(?!\w)/g;

export function maskPhone(text: string, marker: string = masked): string {
  return text.replace(mainland, marker).replace(international, marker);
}

/** Such a link is enough to read what it leads to. */
const signed = /[?&;](?:[\w.-]*(?:signature|token|credential|accesskeyid|secret|expires)|sign|sig|auth_key|ak|key)=/i;

export function maskLinks(text: string, marker: string = masked): string {
  // Nearly all texts have none, and long ones would be looked through from each of their letters.
  if (!text.includes("://")) return text;
  // Of a longer scheme the last characters are enough.
  return text.replace(/(?:\b[a-z][a-z0-9+.-]{0,20}|(?<=[a-z0-9+.-])):\/\/[^\s"'<>]+/gi, (link) =>
    signed.test(link) || hasUser(link) ? marker : link,
  );
}

function hasUser(link: string): boolean {
  return /^[^/]*\/\/[^/?#]*@/.test(link);
}

/** A job for the eyes of others: in its own words, too, is no phone number and no signed link. What names it and its voice stays. */
export function maskedJob(job: VoiceJob, fields: readonly JobField[]): VoiceJob {
  const { id, state, voiceId, raw, ...given } = job;
  const named = { id, state, ...(voiceId === undefined ? {} : { voiceId }) };
  return { ...(maskObject(given, "", new Set()) as typeof given), ...named, raw: maskJob(raw, fields) };
}

/** A deep copy of a job's raw answer without the values its cloud calls phones and links, and without any other phone number or signed link. */
export function maskJob(raw: Readonly<Record<string, unknown>>, fields: readonly JobField[]): Record<string, unknown> {
  const paths = new Set(fields.filter(({ kind }) => kind === "phone" || kind === "link").map(({ path }) => path));
  return maskObject(raw, "", paths);
}

/** `path` ends with a dot, or is empty for the whole. */
function maskObject(object: object, path: string, paths: ReadonlySet<string>): Record<string, unknown> {
  // fromEntries, so that a field named __proto__ stays a field.
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, maskValue(value, path + name, paths)]));
}

/** Items of a list have the path of the list; what is in a masked object is masked. */
function maskValue(value: unknown, path: string, paths: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => maskValue(item, path, paths));
  if (typeof value === "object" && value !== null) {
    if (paths.has(path))
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, maskValue(inner, path, paths)]));
    return maskObject(value, `${path}.`, paths);
  }
  if (paths.has(path)) return value === null || value === "" || value === undefined ? value : masked;
  return typeof value === "string" ? maskPhone(maskLinks(value)) : value;
}
