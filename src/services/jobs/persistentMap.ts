// The jobs of one connection: never changes, and the next one shares with it all that did not change, so that a page costs a page.
import type { JobRecord } from "./jobRecord.js";

type Drawer = ReadonlyMap<string, JobRecord>;

/** Of a hundred thousand jobs each drawer holds a hundred. */
const drawerCount = 1024;

/** In no order. */
export class PersistentMap implements ReadonlyMap<string, JobRecord> {
  static readonly empty = new PersistentMap(Array.from({ length: drawerCount }), 0);

  private constructor(
    private readonly drawers: readonly (Drawer | undefined)[],
    readonly size: number,
  ) {}

  static of(jobs: ReadonlyMap<string, JobRecord>): PersistentMap {
    return jobs instanceof PersistentMap ? jobs : PersistentMap.empty.with(jobs, []);
  }

  /** The same with these records put in and those ids taken out. */
  with(put: Iterable<readonly [string, JobRecord]>, gone: Iterable<string>): PersistentMap {
    const drawers = [...this.drawers];
    const opened = new Map<number, Map<string, JobRecord>>();
    let { size } = this;
    const open = (id: string) => {
      const place = placeOf(id);
      const drawer = opened.get(place) ?? new Map(drawers[place]);
      opened.set(place, drawer);
      size -= drawer.size;
      return drawer;
    };
    for (const id of gone) {
      const drawer = open(id);
      drawer.delete(id);
      size += drawer.size;
    }
    for (const [id, record] of put) {
      const drawer = open(id).set(id, record);
      size += drawer.size;
    }
    for (const [place, drawer] of opened) drawers[place] = drawer;
    return new PersistentMap(drawers, size);
  }

  get(id: string): JobRecord | undefined {
    return this.drawers[placeOf(id)]?.get(id);
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  forEach(visit: (record: JobRecord, id: string, jobs: ReadonlyMap<string, JobRecord>) => void): void {
    for (const [id, record] of this) visit(record, id, this);
  }

  *entries(): Generator<[string, JobRecord], undefined> {
    for (const drawer of this.drawers) if (drawer) yield* drawer.entries();
  }

  *keys(): Generator<string, undefined> {
    for (const drawer of this.drawers) if (drawer) yield* drawer.keys();
  }

  *values(): Generator<JobRecord, undefined> {
    for (const drawer of this.drawers) if (drawer) yield* drawer.values();
  }

  [Symbol.iterator](): Generator<[string, JobRecord], undefined> {
    return this.entries();
  }
}

function placeOf(id: string): number {
  let hash = 0;
  for (let index = 0; index < id.length; index += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(index)) | 0;
  return hash & (drawerCount - 1);
}
