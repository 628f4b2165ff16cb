// How jobs looked before a submit that was accepted: whoever sees a job like that again sees an old answer of the cloud.
import type { KeyValue } from "../core/ports.js";
import { stateKeys } from "../core/storedNames.js";
import type { Looks } from "./intentions.js";
import { KeptList } from "./keptList.js";

interface Lookalike extends Looks {
  /** Of the intention. */
  readonly name: string;
  /** How the job looked when it showed that the submit had arrived; absent in entries of versions that kept only how it looked before. */
  readonly after?: Looks;
}

/** Caches are minutes old at most; so many jobs are hardly submitted meanwhile. */
const most = 100;

/** In the editor's state, so that all windows know, as soon as they hear of each other's state. */
export class Lookalikes {
  private readonly list: KeptList<Lookalike>;

  constructor(state: KeyValue) {
    this.list = new KeptList(state, stateKeys.submittedLooks, readLookalike);
  }

  /**
   * True = the job has been submitted since it looked like this. What was taken for its looks before the submit may have been an old answer
   * itself, so all that is older than its looks after it counts. Without a time nobody can know: it may have come back.
   */
  has(name: string, { state, updatedAt }: Looks): boolean {
    if (updatedAt === undefined) return false;
    return this.list.all().some((each) => {
      if (each.name !== name) return false;
      if (each.state === state && each.updatedAt === updatedAt) return true;
      const { after } = each;
      if (after?.updatedAt === undefined) return false;
      // Clouds count in seconds. No review ends in the second in which it began.
      return updatedAt < after.updatedAt || (updatedAt === after.updatedAt && state !== after.state);
    });
  }

  /** Never throws: it is one guard more, behind those that must hold. */
  async keep(name: string, before: Looks, after: Looks): Promise<void> {
    if (before.updatedAt === undefined) return;
    const kept = { name, ...before, after };
    await this.list.change((all) => [...all.filter((each) => each.name !== name), kept].slice(-most)).catch(ignore);
  }

  async forget(name: string): Promise<void> {
    await this.list.change((all) => all.filter((each) => each.name !== name)).catch(ignore);
  }
}

function ignore(): void {}

function readLookalike(entry: unknown): Lookalike | undefined {
  const { name, state, updatedAt, after } = (entry ?? {}) as Partial<Lookalike>;
  if (typeof name !== "string" || typeof state !== "string" || typeof updatedAt !== "number") return undefined;
  const isWhole = typeof after?.state === "string" && typeof after.updatedAt === "number";
  return { name, state, updatedAt, ...(isWhole ? { after } : {}) };
}
