// Finds job ids in whatever a person pasted: out of Markdown, JSON, a spreadsheet, a log or an address.

export interface PastedIds {
  /** In the order of the text, each once. */
  readonly ids: readonly string[];
  /** What was an id before a part of it was masked, with asterisks say; each once. */
  readonly masked: readonly string[];
}

/** What cannot be seen: byte order marks, zero widths, soft hyphens, direction marks, controls. */
const invisible = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
/** What stands around and between ids, and in none: white space, quotes, brackets, and the commas of several languages. */
const between = /(?:\\[nrt]|[\s"'`´‘’“”„«»‹›「」『』<>()[\]{}（）【】《》〈〉,;|，、；。\\])+/u;
/** Names of things, as they stand before a value. */
const label = /^(?:(?:(?:voice|training|task)[ _-]?)*job|task|jobs?)?[ _-]?(?:ids?|numbers?|no)?\.?$/i;

export function readPastedIds(text: string): PastedIds {
  const visible = text.normalize("NFKC").replace(invisible, "");
  const found = visible
    .split(between)
    .flatMap((word) => (/^[a-z][a-z0-9+.-]*:\/\//i.test(word) ? idsOfAddress(word) : idsOfWord(word)));
  const whole = found.filter((id) => !isMaskedId(id));
  const likely = whole.filter(isLikely);
  // Beside something that looks like an id, plain words are prose.
  const ids = likely.length > 0 ? likely : whole.filter((id) => !label.test(id));
  return { ids: [...new Set(ids)], masked: [...new Set(found.filter(isMaskedId))] };
}

/** By whether one of the clouds can have a job of that id: what is left out is reported, not dropped. */
export function sortIds(
  { ids, masked }: PastedIds,
  isPossible: (id: string) => boolean,
): { readonly possible: readonly string[]; readonly unknown: readonly string[]; readonly masked: readonly string[] } {
  const possible = ids.filter(isPossible);
  return { possible, unknown: ids.filter((id) => !possible.includes(id)), masked };
}

/** `job_id=…` and `JobId:…` as well as the id alone; Markdown's emphasis comes off. */
function idsOfWord(word: string): readonly string[] {
  const value = /^[\p{L} _-]{0,40}[:=：＝]+(.*)$/u.exec(word)?.[1] ?? word;
  const bare = withoutEmphasis(value.replace(/^[#:：=]+|(?<![.:：!?！？])[.:：!?！？]+$/gu, ""));
  return bare === "" ? [] : [bare];
}

/** Up to three asterisks at an end, or underscores at both, are Markdown; more of them, or asterisks elsewhere, cover something. */
function withoutEmphasis(value: string): string {
  const underscored = /^(_{1,3})([^_].*[^_])\1$/.exec(value)?.[2];
  return underscored ?? /^\*{0,3}([^*]+)\*{0,3}$/.exec(value)?.[1] ?? value;
}

/** Of an address of a console or an API: what is named an id, else what looks like one. */
function idsOfAddress(address: string): readonly string[] {
  if (!URL.canParse(address)) return [];
  const { pathname, search, hash } = new URL(address);
  const [hashPath = "", hashQuery = ""] = hash.replace(/^#/, "").split("?", 2);
  const named = [search, hashQuery, hashPath.includes("=") ? hashPath : ""].flatMap((query) => [...new URLSearchParams(query)]);
  const jobs = named.filter(([name]) => /job_?-?id$|^job$|^id$/i.test(name)).map(([, value]) => value.trim());
  if (jobs.length > 0) return jobs.filter((value) => value !== "");
  const steps = [...pathname.split("/"), ...hashPath.split("/")].map(decoded).filter(isLikely);
  // A project stands before the job in paths.
  return steps.slice(-1);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isMaskedId(id: string): boolean {
  return /\*|•|\.{3}/.test(id);
}

/** Made by a machine: long, with digits. */
function isLikely(id: string): boolean {
  return id.length >= 8 && /\d/.test(id) && /^[\w.~-]+$/.test(id);
}
