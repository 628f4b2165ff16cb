// Reads every job that fits, page by page, however long the list is and whatever moves in it meanwhile; keeps nothing but ids.
//
// The one way to read everything: an iterator of pages, oldest first where the cloud can sort so, with one row shared by
// neighbouring pages to see that nothing slipped away, a page back where the list shrank, and IDs as its only memory.

import type { Listing } from "../../core/cloud/cloud.js";
import type { JobPage } from "../../core/cloud/jobApi.js";
import { VoiceError } from "../../core/errors.js";
import { fits, type JobFilter } from "../../core/jobs/filter/jobFilter.js";
import type { JobQuery } from "../../core/jobs/filter/jobQuery.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import type { Sessions } from "../connections/sessions.js";

export interface ReadPage {
  /** Jobs that fit and were in no page before. */
  readonly jobs: readonly VoiceJob[];
  /** Jobs read so far, whether they fit or not; each counts once. */
  readonly read: number;
  /** All that the cloud counts under the query by now. */
  readonly total: number;
  /** The list was seen to change since the first page. */
  readonly hasMoved: boolean;
}

/** The largest page that clouds allow. */
const pageSize = 100;
/** Requests on their way at once: enough to use the rate limit where an answer takes a while. */
const ahead = 2;

interface Dependencies {
  readonly connectionStore: Pick<ConnectionStore, "find">;
  readonly sessions: Pick<Sessions, "cloudOf" | "read">;
}

/** `query`: what the server is asked for (see `serve`). `filter`: what each row is tried by besides. Throws VoiceError. */
export async function* readAll(
  { connectionStore, sessions }: Dependencies,
  connectionId: string,
  query: JobQuery,
  filter: JobFilter,
  signal: AbortSignal,
): AsyncGenerator<ReadPage, void, void> {
  const connection = connectionStore.find(connectionId);
  if (!connection) throw new VoiceError("notFound", "no such connection");
  const { listing } = sessions.cloudOf(connection);
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const ask: Ask = (asked, offset) =>
    quietly(sessions.read(connectionId, either, (api) => api.list(asked, { offset, limit: pageSize }, either)));
  const seen = new Set<string>();
  const takeNew = ({ jobs }: JobPage): VoiceJob[] =>
    jobs.filter((job) => {
      const isNew = !seen.has(job.id);
      seen.add(job.id);
      return isNew && fits(job, filter);
    });
  try {
    // All first pages at once, so that the total is known from the start.
    const lists = listsOf(query, listing).map((asked) => new List(asked, ask, listing.sortsByCreation === true));
    await Promise.all(lists.map((list) => list.begin()));
    for (const list of lists) {
      for await (const page of list.pages(seen)) {
        const jobs = takeNew(page);
        const total = lists.reduce((sum, each) => sum + each.total, 0);
        yield { jobs, read: seen.size, total, hasMoved: lists.some((each) => each.hasMoved) };
      }
    }
  } finally {
    // A caller that stops leaves no request behind.
    left.abort();
  }
}

/** Pages in a row that may bring nothing new before their list is taken to be over, whatever total is given. */
const mostStale = 10;

type Ask = (query: JobQuery, offset: number) => Promise<JobPage>;

/** A cloud that lists its types apart would count all the others again with each page. */
function listsOf(query: JobQuery, { typesApart, sortsByCreation }: Listing): readonly JobQuery[] {
  const types = query.types && query.types.length > 0 ? query.types : typesApart;
  if (typesApart && types) return types.map((type) => ({ ...query, types: [type] }));
  // Oldest first: what comes later goes to the end, what changes stays where it is.
  return [sortsByCreation ? { ...query, sort: { key: "created", descending: false } } : query];
}

/** One list of the cloud on its way through. */
class List {
  /** As the cloud counted it last. */
  total = 0;
  hasMoved = false;
  /** Questions that are out, by offset. */
  private readonly requested = new Map<number, Promise<JobPage>>();
  /** Rows that two pages share, to see that nothing slipped out between them. Numbered pages cannot share any. */
  private readonly shared: number;

  constructor(
    private readonly query: JobQuery,
    private readonly ask: Ask,
    isSorted: boolean,
  ) {
    this.shared = isSorted ? 1 : 0;
  }

  async begin(): Promise<void> {
    this.total = (await this.at(0)).total;
  }

  /** Until the end of the list, and once more if jobs went away and fewer were seen than there are. */
  async *pages(seen: ReadonlySet<string>): AsyncGenerator<JobPage> {
    const known = seen.size;
    yield* this.through(seen);
    if (this.hasMoved && seen.size - known < this.total) yield* this.through(seen);
  }

  private async *through(seen: ReadonlySet<string>): AsyncGenerator<JobPage> {
    const step = pageSize - this.shared;
    const passed = new Set<string>();
    for (let offset = 0, stale = 0; stale < mostStale && (offset === 0 || offset + this.shared < this.total); ) {
      this.lookAhead(offset, step);
      const page = await this.take(offset);
      stale = countKnown(page, passed) < page.jobs.length ? 0 : stale + 1;
      for (const { id } of page.jobs) passed.add(id);
      const lost = Math.max(0, this.total - page.total);
      this.note(page);
      if (countKnown(page, seen) > (offset > 0 ? this.shared : 0)) this.hasMoved = true;
      if (offset > 0 && (this.shared > 0 ? isTorn(page, seen) : lost > 0)) yield* this.rereadBefore(offset, lost, seen);
      yield page;
      // A page with rows that are no jobs is shorter; one without any job is passed over.
      offset += page.jobs.length > this.shared ? page.jobs.length - this.shared : step;
    }
    this.requested.clear();
  }

  /** Jobs before this page went away, so that others moved up into pages that had been read: reads those again. */
  private async *rereadBefore(offset: number, lost: number, seen: ReadonlySet<string>): AsyncGenerator<JobPage> {
    this.hasMoved = true;
    this.requested.clear();
    for (let before = offset; before > 0; ) {
      before = Math.max(0, before - pageSize);
      const page = await this.take(before);
      this.note(page);
      const isJoined = this.shared > 0 ? !isTorn(page, seen) : before <= offset - lost;
      yield page;
      if (isJoined) return;
    }
  }

  private note({ total }: JobPage): void {
    if (total !== this.total) this.hasMoved = true;
    this.total = total;
  }

  private lookAhead(offset: number, step: number): void {
    for (let at = offset; at < offset + ahead * step && (at === offset || at + this.shared < this.total); at += step)
      void this.at(at);
  }

  private take(offset: number): Promise<JobPage> {
    const page = this.at(offset);
    this.requested.delete(offset);
    return page;
  }

  private at(offset: number): Promise<JobPage> {
    const page = this.requested.get(offset) ?? this.ask(this.query, offset);
    this.requested.set(offset, page);
    return page;
  }
}

function countKnown({ jobs }: JobPage, seen: ReadonlySet<string>): number {
  return jobs.filter(({ id }) => seen.has(id)).length;
}

/** Its first row should have been the last of the page before. */
function isTorn({ jobs }: JobPage, seen: ReadonlySet<string>): boolean {
  const first = jobs[0];
  return first !== undefined && !seen.has(first.id);
}

/** Who asked ahead may never come for the answer. */
function quietly<T>(answer: Promise<T>): Promise<T> {
  answer.catch(() => undefined);
  return answer;
}
