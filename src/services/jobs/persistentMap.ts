// The jobs of one connection: never changes, and the next one shares with it all that did not change, so that a page costs a page.
import type { JobRecord } from "./jobRecord.js";

type Bucket = ReadonlyMap<string, JobRecord>;

/** Of a hundred thousand jobs each bucket holds a hundred. */
const bucketCount = 1024;

/** In no order. */
export class PersistentMap implements ReadonlyMap<string, JobRecord> {
  static readonly empty = new PersistentMap(Array.from({ length: bucketCount }), 0);

  private constructor(
    private readonly buckets: readonly (Bucket | undefined)[],
    readonly size: number,
  ) {}

  static of(jobs: ReadonlyMap<string, JobRecord>): PersistentMap {
    return jobs instanceof PersistentMap ? jobs : PersistentMap.empty.with(jobs, []);
  }

  /** The same with these records put in and those ids taken out. */
  with(put: Iterable<readonly [string, JobRecord]>, gone: Iterable<string>): PersistentMap {
    const buckets = [...this.buckets];
    const opened = new Map<number, Map<string, JobRecord>>();
    let { size } = this;
    const open = (id: string) => {
      const place = placeOf(id);
      const bucket = opened.get(place) ?? new Map(buckets[place]);
      opened.set(place, bucket);
      size -= bucket.size;
      return bucket;
    };
    for (const id of gone) {
      const bucket = open(id);
      bucket.delete(id);
      size += bucket.size;
    }
    for (const [id, record] of put) {
      const bucket = open(id).set(id, record);
      size += bucket.size;
    }
    for (const [place, bucket] of opened) buckets[place] = bucket;
    return new PersistentMap(buckets, size);
  }

  get(id: string): JobRecord | undefined {
    return this.buckets[placeOf(id)]?.get(id);
  }

  has(id: string): boolean {
    return this.get(id) !== undefined;
  }

  forEach(visit: (record: JobRecord, id: string, jobs: ReadonlyMap<string, JobRecord>) => void): void {
    for (const [id, record] of this) visit(record, id, this);
  }

  *entries(): Generator<[string, JobRecord], undefined> {
    for (const bucket of this.buckets) if (bucket) yield* bucket.entries();
  }

  *keys(): Generator<string, undefined> {
    for (const bucket of this.buckets) if (bucket) yield* bucket.keys();
  }

  *values(): Generator<JobRecord, undefined> {
    for (const bucket of this.buckets) if (bucket) yield* bucket.values();
  }

  [Symbol.iterator](): Generator<[string, JobRecord], undefined> {
    return this.entries();
  }
}

function placeOf(id: string): number {
  let hash = 0;
  for (let index = 0; index < id.length; index += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(index)) | 0;
  return hash & (bucketCount - 1);
}
