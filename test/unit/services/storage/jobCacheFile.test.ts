// The file of a connection's last rows: bounded, and survived in any shape.
import assert from "node:assert/strict";
import fc from "fast-check";
import { readJob } from "../../../../src/clouds/huawei/api/parse.js";
import { huawei } from "../../../../src/clouds/huawei/index.js";
import { createHuaweiJob } from "../../../../src/demoCloud/huawei/jobs/newJob.js";
import { createRandom } from "../../../../src/demoCloud/jobs/random.js";
import type { JobRecord } from "../../../../src/services/jobs/jobRecord.js";
import type { Snapshot } from "../../../../src/services/jobs/snapshot.js";
import {
  keeper,
  mostRows,
  mostText,
  readCachedRows,
  rowFileLimit,
  writeCachedRows,
} from "../../../../src/services/storage/jobCacheFile.js";

const place = "here";
const random = createRandom(7);
const record = (number: number): JobRecord => {
  const raw = createHuaweiJob(random, 1_700_000_000 + number, 3_600) as Record<string, unknown>;
  const job = readJob({ ...raw, job_id: `job-${number}`, lastupdate_time: 1_700_000_000 + number, phone: "13800138000" })!;
  return { job, readAt: 5_000 + number, asked: 3 };
};
const snapshot = (records: readonly JobRecord[], more: Partial<Snapshot> = {}): Snapshot => ({
  jobs: new Map(records.map((each) => [each.job.id, each])),
  totals: new Map([["SUCCEED", { total: 98_012, isExact: true }]]),
  elsewhere: 0,
  isLoading: false,
  loadingStates: new Set(),
  readAt: 9_000,
  total: 100_000,
  ...more,
});
const write = (from: Snapshot) => writeCachedRows(from, place, huawei, keeper(huawei));
const read = (text: string) => readCachedRows(text, place, huawei);

describe("file of rows", () => {
  it("gives back rows, totals and their age", () => {
    const records = [record(2), record(1)];
    const found = read(write(snapshot(records)))!;
    const plain = huawei.jobFields.filter(({ kind }) => kind !== "phone" && kind !== "link").map(({ path }) => path);
    assert.deepEqual(
      found.records.map(({ job }) => ({ ...job, raw: undefined })),
      records.map(({ job }) => ({ ...job, raw: undefined })),
    );
    for (const { job, isRemembered, asked, leftOut } of found.records) {
      assert.ok(Object.keys(job.raw).every((name) => plain.some((path) => path.split(".")[0] === name)));
      assert.deepEqual([isRemembered, asked, leftOut?.includes("phone")], [true, 0, true]);
    }
    assert.deepEqual(
      found.records.map(({ readAt }) => readAt),
      [5_002, 5_001],
    );
    assert.deepEqual([found.readAt, found.total], [9_000, 100_000]);
    assert.deepEqual(found.totals, new Map([["SUCCEED", { total: 98_012, isExact: true }]]));
  });

  it("still knows what is missing when remembered rows are written again", () => {
    const first = read(write(snapshot([record(1)])))!;
    const again = read(write(snapshot(first.records)))!;
    assert.deepEqual(again.records, first.records);
  });

  it("is as old as its oldest row where the connection was never read completely", () => {
    const { readAt: _, ...unfinished } = snapshot([record(2), record(1)]);
    assert.equal(read(write(unfinished))?.readAt, 5_001);
  });

  it("holds the newest rows, no more than fit, and is never too large to be read", () => {
    const many = Array.from({ length: mostRows + 100 }, (_, number) => record(number));
    const text = write(snapshot(many));
    const ids = read(text)!.records.map(({ job }) => job.id);
    assert.equal(ids.length, mostRows);
    assert.deepEqual([ids[0], ids.at(-1)], [`job-${mostRows + 99}`, "job-100"]);
    assert.ok(text.length < mostText / 1.5, `${text.length} for ${mostRows} believable jobs`);
    const fat = many.map((each) => ({ ...each, job: { ...each.job, tag: "语".repeat(20_000) } }));
    const bounded = write(snapshot(fat));
    assert.ok(read(bounded)!.records.length > 40 && bounded.length < mostText * 1.01);
    assert.ok(Buffer.byteLength(bounded) < rowFileLimit);
  });

  it("of another place or another version is none", () => {
    const text = write(snapshot([record(1)]));
    assert.equal(readCachedRows(text, "there", huawei), undefined);
    assert.equal(read(text.replace('"version":1', '"version":2')), undefined);
    assert.equal(read(text.replace('"version":1', '"version":0')), undefined);
  });

  it("that was cut off anywhere is none", () => {
    const text = write(snapshot([record(1)]));
    for (let end = 0; end < text.length - 2; end += 7) assert.equal(read(text.slice(0, end)), undefined);
  });

  it("of any other content gives well formed rows or none", () => {
    const file = fc.record({
      version: fc.constant(1),
      place: fc.constant(place),
      readAt: fc.oneof(fc.nat(), fc.jsonValue()),
      total: fc.jsonValue(),
      totals: fc.oneof(fc.array(fc.tuple(fc.jsonValue(), fc.jsonValue(), fc.jsonValue())), fc.jsonValue()),
      rows: fc.oneof(
        fc.array(
          fc.record({
            job: fc.oneof(
              fc.record({ id: fc.string(), name: fc.string(), state: fc.string(), raw: fc.object(), updatedAt: fc.jsonValue() }),
              fc.jsonValue(),
            ),
            readAt: fc.jsonValue(),
            leftOut: fc.jsonValue(),
          }),
        ),
        fc.jsonValue(),
      ),
    });
    fc.assert(
      fc.property(fc.oneof(file, fc.jsonValue()), (content) => {
        for (const { job, readAt, leftOut } of read(JSON.stringify(content))?.records ?? []) {
          assert.ok(job.id && typeof job.name === "string" && typeof job.state === "string" && typeof job.raw === "object");
          assert.ok(job.updatedAt === undefined || Number.isFinite(job.updatedAt));
          assert.ok(Number.isFinite(readAt) && Array.isArray(leftOut));
        }
      }),
    );
  });
});
