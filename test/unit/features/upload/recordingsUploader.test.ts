// Uploads recordings into a bucket of the local OSS over real sockets, with and without faults: what is reported is what lies there, byte for byte.
import assert from "node:assert/strict";
import { createHash, randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { safeName } from "../../../../src/core/cloud/capabilities/ownStorage.js";
import type { FileSender } from "../../../../src/core/ports/fileSender.js";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import { type PlacedFile, type PlacedProgress, RecordingsUploader } from "../../../../src/features/upload/recordingsUploader.js";
import { HastyClock } from "../../../fakes/clock.js";
import { kernel, never } from "../../scenarios/kernel.js";
import type { LocalKernel } from "../../scenarios/localKernel.js";
import { openUploads } from "./uploadFixture.js";

const place = { bucket: "demo-voices", bucketRegion: "cn-shanghai", folder: "voice-jobs" };

describe("uploading recordings into the person's own storage", () => {
  let home: LocalKernel;
  let folder: string;
  let fileSender: FileSender;
  let close: () => Promise<void>;

  before(async () => {
    ({ home, folder, fileSender, close } = await openUploads());
  });
  after(() => close());
  beforeEach(() => home.local.control.clearRequests());
  afterEach(() => home.local.control.faults.clear());

  const open = (sender: FileSender = fileSender) =>
    new RecordingsUploader({
      sessions: kernel(home.below).sessions,
      openFileSender: async () => sender,
      clock: new HastyClock(),
    });
  let number = 0;
  const files = async (count: number, size = 40_000): Promise<readonly PlacedFile[]> => {
    const voice = `v${++number}`;
    return Promise.all(
      Array.from({ length: count }, async (_, index) => {
        const path = join(folder, `${voice}-${index + 1}.wav`);
        await writeFile(path, randomBytes(size + index));
        return { id: String(index + 1), name: `${voice}/${index + 1}.wav`, file: (await fileSender.look(path))! };
      }),
    );
  };
  const stored = ({ name }: PlacedFile) =>
    home.local.control.bucketObjects.find(({ key }) => key === `demo-voices/voice-jobs/${name}`);
  const digestOf = async ({ file }: PlacedFile) =>
    createHash("sha256")
      .update(await (await import("node:fs/promises")).readFile(file.path))
      .digest("hex");
  const puts = () => home.local.control.requests.filter(({ operation }) => operation === "PutObject").length;
  const meet = (act: FaultAct, times: number | "always" = 1) =>
    home.local.control.faults.add({ cloud: "oss", operation: "PutObject", times, act });

  it("puts twenty where they belong, whole and as WAV, four at a time, and says where the cloud finds each", async () => {
    const twenty = await files(20);
    let underWay = 0;
    let most = 0;
    const counting: FileSender = {
      ...fileSender,
      async send(...given) {
        most = Math.max(most, ++underWay);
        await fileSender.send(...given).finally(() => underWay--);
      },
    };
    const seen: PlacedProgress[] = [];
    const outcomes = await open(counting).upload("alibaba", place, twenty, never, (progress) => seen.push(progress));
    for (const [index, outcome] of outcomes.entries()) {
      assert.ok(outcome.kind === "uploaded", outcome.kind);
      assert.equal(outcome.placed, twenty[index], "in their order");
      assert.equal(outcome.location, `${home.local.origin}/demo-voices/voice-jobs/${outcome.placed.name}`);
      assert.equal(stored(outcome.placed)?.contentType, "audio/wav");
      assert.equal(stored(outcome.placed)?.digest, await digestOf(outcome.placed));
    }
    const total = twenty.reduce((sum, { file }) => sum + file.size, 0);
    assert.deepEqual(seen.at(-1), { sent: total, total, done: 20, count: 20 });
    assert.equal(most, 4);
    assert.equal(puts(), 20);
    assert.ok(
      home.local.control.requests.every(({ cloud }) => cloud === "oss"),
      "signing asks no cloud",
    );
    assert.doesNotMatch(JSON.stringify(home.local.control.requests), /x-oss-/);
  });

  it("stops no other where one fails, and sends again what failed alone", async () => {
    const four = await files(4);
    meet({ kind: "answer", status: 400, body: "<Error><Code>InvalidArgument</Code></Error>" });
    const uploader = open();
    const outcomes = await uploader.upload("alibaba", place, four, never, () => {});
    const failed = outcomes.filter(({ kind }) => kind !== "uploaded");
    assert.equal(failed.length, 1);
    assert.ok(failed[0]?.kind === "failed" && failed[0].byStore && failed[0].error.code === "InvalidArgument");
    const before = puts();
    const again = await uploader.upload(
      "alibaba",
      place,
      failed.map(({ placed }) => placed),
      never,
      () => {},
    );
    assert.deepEqual([again.map(({ kind }) => kind), puts() - before], [["uploaded"], 1]);
  });

  it("signs again where an address has run out, once for each file", async () => {
    const expired = "<Error><Code>AccessDenied</Code><Message>Request has expired.</Message></Error>";
    meet({ kind: "answer", status: 403, body: expired }, 3);
    const targets = new Map<string, Set<object>>();
    const noting: FileSender = {
      ...fileSender,
      send(target, file, options) {
        targets.set(file.path, (targets.get(file.path) ?? new Set()).add(target));
        return fileSender.send(target, file, options);
      },
    };
    const outcomes = await open(noting).upload("alibaba", place, await files(3), never, () => {});
    assert.deepEqual(
      [...targets.values()].map(({ size }) => size),
      [2, 2, 2],
      "what was refused is not used again",
    );
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ["uploaded", "uploaded", "uploaded"],
    );
    assert.equal(puts(), 6);
    meet({ kind: "answer", status: 403, body: expired }, "always");
    home.local.control.clearRequests();
    const [denied] = await open().upload("alibaba", place, await files(1), never, () => {});
    assert.ok(denied?.kind === "failed" && denied.byStore && denied.error.kind === "forbidden");
    assert.equal(puts(), 2);
  });

  it("begins nothing more once it is cancelled", async () => {
    const abort = new AbortController();
    const stopping: FileSender = {
      ...fileSender,
      send: (...given) => fileSender.send(...given).finally(() => abort.abort()),
    };
    const outcomes = await open(stopping).upload("alibaba", place, await files(12), abort.signal, () => {});
    assert.equal(outcomes.length, 12);
    assert.ok(outcomes.filter(({ kind }) => kind === "notBegun").length >= 8);
    assert.ok(puts() <= 4);
  });

  it("takes a file that is changed in the middle for changed or failed, never for uploaded", async () => {
    for (const change of [randomBytes(40_000), randomBytes(90_000), randomBytes(10)]) {
      const [file] = await files(1);
      const changing: FileSender = {
        ...fileSender,
        async send(target, sent, options) {
          await writeFile(sent.path, change);
          await fileSender.send(target, sent, options);
        },
      };
      const [outcome] = await open(changing).upload("alibaba", place, [file!], never, () => {});
      assert.ok(outcome?.kind === "changed" || outcome?.kind === "failed", outcome?.kind);
    }
  });

  it("says so where a bucket is elsewhere, is not there, or may not be written to", async () => {
    for (const [bucket, code] of [
      ["demo-voices-beijing", "AccessDenied"],
      ["not-there-at-all", "NoSuchBucket"],
    ] as const) {
      const [outcome] = await open().upload("alibaba", { ...place, bucket }, await files(1), never, () => {});
      assert.ok(outcome?.kind === "failed" && outcome.byStore && outcome.error.code === code, bucket);
    }
    const [refused] = await open().upload("alibaba", { ...place, bucket: "../evil" }, await files(1), never, () => {});
    assert.ok(refused?.kind === "failed" && !refused.byStore && refused.error.wasSent === false);
  });

  it("keeps names that lead elsewhere in the folder of their voice", async () => {
    const [file] = await files(1);
    for (const hostile of ["../../x", "a/b", "..", ".", "?x#y", "%2e%2e", "录音 🎤", "a\u0000b", "\ud800"]) {
      const placed = { ...file!, name: `${safeName(hostile)}/1.wav` };
      const [outcome] = await open().upload("alibaba", place, [placed], never, () => {});
      assert.equal(outcome?.kind, "uploaded", hostile);
      assert.ok(stored(placed), hostile);
    }
    assert.ok(home.local.control.bucketObjects.every(({ key }) => key.startsWith("demo-voices/voice-jobs/")));
  });

  it("reports what lies in the bucket, whatever goes wrong on the way", async () => {
    const act = fc.constantFrom<FaultAct>(
      { kind: "resetBefore" },
      { kind: "resetAfter" },
      { kind: "answer", status: 500, body: "<Error><Code>InternalError</Code></Error>" },
      { kind: "answer", status: 500, body: "", processed: true },
      { kind: "answer", status: 503, body: "" },
      { kind: "answer", status: 403, body: "<Error><Code>AccessDenied</Code></Error>" },
      { kind: "answer", status: 400, body: "" },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 16 }), fc.integer({ min: 1, max: 60_000 }), async (acts, size) => {
        home.local.control.faults.clear();
        for (const each of acts) meet(each);
        const some = await files(6, size);
        const outcomes = await open().upload("alibaba", place, some, never, () => {});
        assert.deepEqual(
          outcomes.map(({ placed }) => placed),
          some,
        );
        for (const outcome of outcomes) {
          if (outcome.kind === "uploaded") assert.equal(stored(outcome.placed)?.digest, await digestOf(outcome.placed));
          else assert.equal(outcome.kind, "failed");
          assert.doesNotMatch(JSON.stringify(outcome), /x-oss-|Signature=/);
        }
      }),
      { numRuns: 60 },
    );
  });
});
