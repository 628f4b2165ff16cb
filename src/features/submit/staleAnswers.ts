// Jobs whose submit was accepted, and how they looked before and after: where the cloud shows one of them as submittable again, that may be an old answer.
import type { Clock, KeyValue } from "../../core/ports/ports.js";
import { stateKeys } from "../../core/storedNames.js";
import type { Looks } from "../../services/pendingWrites/writeIntents.js";
import { VersionedList } from "../../services/storage/versionedList.js";

export interface StaleAnswer extends Looks {
  /** Of the intention: its place and job. */
  readonly name: string;
  /** How the job looked when it showed that the submit had arrived; absent in entries of versions that kept only how it looked before. */
  readonly after?: Looks;
  /** When that was seen. Milliseconds since 1970; absent in entries of versions that kept none. */
  readonly at?: number;
}

/** Caches are minutes old at most; so many jobs are hardly submitted meanwhile. */
const most = 300;
/** Longer than any answer can be old. Milliseconds. */
const longestMs = 7 * 24 * 60 * 60_000;

/** In the editor's state, so that all windows know, as soon as they hear of each other's state. */
export class StaleAnswers {
  private readonly list: VersionedList<StaleAnswer>;

  constructor(
    state: KeyValue,
    private readonly clock: Pick<Clock, "now">,
  ) {
    this.list = new VersionedList(state, stateKeys.submittedLooks, readStaleAnswer);
  }

  /** The accepted submit that this look at the job may be older than; undefined = it is newer for certain, or there was none. */
  find(name: string, looks: Looks): StaleAnswer | undefined {
    return this.list.all().find((each) => each.name === name && this.counts(each) && mayBeOlder(looks, each));
  }

  /** Never throws: it is one guard more, behind those that must hold. */
  async keep(name: string, before: Looks, after: Looks): Promise<void> {
    const kept: StaleAnswer = { name, ...before, after, at: this.clock.now() };
    const others = (each: StaleAnswer) => each.name !== name && this.counts(each);
    await this.list.change((all) => [...all.filter(others), kept].slice(-most)).catch(ignore);
  }

  async forget(name: string): Promise<void> {
    await this.list.change((all) => all.filter((each) => each.name !== name)).catch(ignore);
  }

  private counts({ at }: StaleAnswer): boolean {
    return at === undefined || Math.abs(this.clock.now() - at) < longestMs;
  }
}

/**
 * What was taken for the job's looks before the submit may have been an old answer itself, so all that is older than its looks after it
 * counts. Without times it cannot be known: the job may have come back.
 */
function mayBeOlder({ state, updatedAt }: Looks, before: StaleAnswer): boolean {
  const { after } = before;
  if (updatedAt === undefined) return true;
  if (state === before.state && updatedAt === before.updatedAt) return true;
  if (after === undefined) return before.updatedAt !== undefined && updatedAt < before.updatedAt;
  if (after.updatedAt === undefined) return true;
  // Clouds count in seconds. No review ends in the second in which it began.
  return updatedAt < after.updatedAt || (updatedAt === after.updatedAt && state !== after.state);
}

function ignore(): void {}

function readStaleAnswer(entry: unknown): StaleAnswer | undefined {
  const { name, at, after, ...looks } = (entry ?? {}) as Partial<StaleAnswer>;
  const before = readLooks(looks);
  if (typeof name !== "string" || !before) return undefined;
  const seen = readLooks(after);
  return { name, ...before, ...(seen ? { after: seen } : {}), ...(typeof at === "number" ? { at } : {}) };
}

function readLooks(found: unknown): Looks | undefined {
  const { state, updatedAt } = (found ?? {}) as Partial<Looks>;
  if (typeof state !== "string") return undefined;
  return { state, ...(typeof updatedAt === "number" ? { updatedAt } : {}) };
}
