// How jobs looked before a submit that was accepted: whoever sees a job like that again sees an old answer of the cloud.
import type { KeyValue } from "../core/ports.js";
import type { Looks } from "./intentions.js";
import { KeptList } from "./keptList.js";

interface Lookalike extends Looks {
  /** Of the intention. */
  readonly name: string;
}

/** Caches are minutes old at most; so many jobs are hardly submitted meanwhile. */
const most = 100;

/** In the editor's state, so that all windows know, as soon as they hear of each other's state. */
export class Lookalikes {
  private readonly list: KeptList<Lookalike>;

  constructor(state: KeyValue) {
    this.list = new KeptList(state, "submittedLooks", readLookalike);
  }

  /** True = the job has been submitted since it looked like this. Without a time nobody can know: it may have come back. */
  has(name: string, { state, updatedAt }: Looks): boolean {
    if (updatedAt === undefined) return false;
    return this.list.all().some((each) => each.name === name && each.state === state && each.updatedAt === updatedAt);
  }

  /** Never throws: it is one guard more, behind those that must hold. */
  async keep(name: string, looks: Looks): Promise<void> {
    if (looks.updatedAt === undefined) return;
    await this.list.change((all) => [...all.filter((each) => each.name !== name), { name, ...looks }].slice(-most)).catch(ignore);
  }

  async forget(name: string): Promise<void> {
    await this.list.change((all) => all.filter((each) => each.name !== name)).catch(ignore);
  }
}

function ignore(): void {}

function readLookalike(entry: unknown): Lookalike | undefined {
  const { name, state, updatedAt } = (entry ?? {}) as Partial<Lookalike>;
  return typeof name === "string" && typeof state === "string" && typeof updatedAt === "number"
    ? { name, state, updatedAt }
    : undefined;
}
