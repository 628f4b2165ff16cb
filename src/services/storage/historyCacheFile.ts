// The file of what a connection's cloud told of its jobs' pasts: how much of it there is room for, and what is read back out of it.
import type { HistoryChapter, HistoryChapters, HistoryEvent, Review, ReviewFinding } from "../../core/jobs/history/jobHistory.js";
import { isSamePlace } from "../connections/place.js";

/** By job, in the order in which they were read, the latest first. */
export type RememberedHistories = ReadonlyMap<string, HistoryChapters>;

/** Pages that a person opened: more than are looked at again. */
export const mostHistories = 200;

/** UTF-16 code units of the file; of one job, so that none takes the place of all others. */
export const mostText = 1_000_000;
export const mostOfJob = 200_000;

/** Bytes; a character takes three at most. What is larger was not written by us. */
export const historyFileLimit = 3 * mostText;

const version = 1;

/** What was read last counts, whichever window read it. */
export function mergeHistories(a: RememberedHistories, jobId: string, chapters: HistoryChapters): RememberedHistories {
  const merged = new Map(a.get(jobId));
  for (const [part, chapter] of chapters) {
    const known = merged.get(part);
    if (!known || known.readAt <= chapter.readAt) merged.set(part, chapter);
  }
  const all = [...new Map(a).set(jobId, merged)].filter(([, each]) => each.size > 0);
  return new Map(all.sort((x, y) => lastRead(y[1]) - lastRead(x[1])).slice(0, mostHistories));
}

function lastRead(chapters: HistoryChapters): number {
  return Math.max(...[...chapters.values()].map(({ readAt }) => readAt));
}

/** `place`: where the jobs are. What there is no room for is left out. */
export function writeHistories(histories: RememberedHistories, place: string): string {
  const jobs: string[] = [];
  let length = 0;
  for (const [jobId, chapters] of histories) {
    const text = JSON.stringify([jobId, [...chapters].map(([part, chapter]) => ({ part, ...chapter }))]);
    if (text.length > mostOfJob) continue;
    if (length + text.length > mostText) break;
    length += text.length;
    jobs.push(text);
  }
  const head = JSON.stringify({ version, place });
  return `${head.slice(0, -1)},"jobs":[\n${jobs.join(",\n")}]}\n`;
}

/** What cannot be understood, or is of another place, was never read. */
export function readHistories(text: string, place: string): RememberedHistories {
  const found = new Map<string, HistoryChapters>();
  const file = parse(text);
  if (!isObject(file) || file.version !== version || !isSamePlace(file.place, place)) return found;
  for (const entry of list(file.jobs).slice(0, mostHistories)) {
    const [jobId, given] = list(entry);
    const chapters = new Map(list(given).flatMap(readChapter));
    if (typeof jobId === "string" && jobId !== "" && chapters.size > 0) found.set(jobId, chapters);
  }
  return found;
}

function readChapter(given: unknown): [string, HistoryChapter][] {
  if (!isObject(given)) return [];
  const { part, readAt, version: of, isCut } = given;
  if (typeof part !== "string" || typeof of !== "string" || !Number.isFinite(readAt)) return [];
  const [events, reviews] = [list(given.events).flatMap(readEvent), list(given.reviews).flatMap(readReview)];
  return [[part, { events, reviews, readAt: readAt as number, version: of, isCut: isCut === true }]];
}

function readEvent(given: unknown): HistoryEvent[] {
  if (!isObject(given) || typeof given.action !== "string") return [];
  const words = list(given.words).filter((each) => typeof each === "string");
  return [{ action: given.action, words, rest: {}, ...moment(given), ...texts(given, ["by"]) }];
}

const kinds: readonly unknown[] = ["automatic", "manual", "other"] satisfies readonly Review["kind"][];

function readReview(given: unknown): Review[] {
  if (!isObject(given) || !kinds.includes(given.kind)) return [];
  const attachment = isObject(given.attachment) ? texts(given.attachment, ["name"]) : {};
  return [
    {
      kind: given.kind as Review["kind"],
      findings: list(given.findings).flatMap(readFinding),
      rest: {},
      ...moment(given),
      ...texts(given, ["message"]),
      ...(attachment.name !== undefined && { attachment }),
    },
  ];
}

function readFinding(given: unknown): ReviewFinding[] {
  return isObject(given) ? [{ rest: {}, ...texts(given, ["item", "companion", "code", "message"]) }] : [];
}

function moment({ at }: Readonly<Record<string, unknown>>): { readonly at?: number } {
  return Number.isFinite(at) ? { at: at as number } : {};
}

function texts<Name extends string>(
  given: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): Partial<Record<Name, string>> {
  const known = names.filter((name) => typeof given[name] === "string").map((name) => [name, given[name]]);
  return Object.fromEntries(known) as Partial<Record<Name, string>>;
}

function list(given: unknown): readonly unknown[] {
  return Array.isArray(given) ? given : [];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
