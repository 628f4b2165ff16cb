// Recordings that go up one by one to the local cloud over real sockets: numbers are found out, verdicts belong to their recording, and nothing goes twice.
import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { JobKey } from "../../../../src/core/jobs/job.js";
import type { FileSender, LocalFile } from "../../../../src/core/ports/fileSender.js";
import { objectKey } from "../../../../src/demoCloud/huawei/createApi.js";
import { madeSpeech, speechRate } from "../../../../src/demoCloud/recordings/demoRecordings.js";
import { wavOf } from "../../../../src/demoCloud/sound/wav.js";
import { type KnownSegments, type Segment, SegmentUploader } from "../../../../src/features/upload/segmentUploader.js";
import { HastyClock } from "../../../fakes/clock.js";
import { kernel, never } from "../../scenarios/kernel.js";
import type { LocalKernel } from "../../scenarios/localKernel.js";
import { openUploads } from "./uploadFixture.js";

const count = 20;
const text = "今天天气很好";

describe("uploading recordings one by one", function () {
  this.timeout(60_000);
  let home: LocalKernel;
  let folder: string;
  let sender: FileSender;
  let close: () => Promise<void>;

  before(async () => {
    ({ home, folder, fileSender: sender, close } = await openUploads());
    for (let at = 0; at < count; at++)
      await writeFile(join(folder, `${at}.wav`), wavOf(madeSpeech(1.5 + at / 100, at + 1), speechRate));
  });
  after(() => close());
  beforeEach(() => home.local.control.clearRequests());
  afterEach(() => {
    home.local.control.faults.clear();
    home.local.control.setSegmentBase(0);
  });

  const newJob = (): JobKey => {
    const made = { state: "CREATING", job_type: "BASIC", create_type: "SEGMENT" };
    return { connectionId: "huawei", jobId: String(home.local.control.add("huawei", made).job_id) };
  };
  const segment = async (at: number, words = text, mark = `m${at}`): Promise<Segment> => ({
    at,
    name: `${at}.wav`,
    file: await sender.look(join(folder, `${at}.wav`)),
    text: words,
    mark,
  });
  const all = (words: (at: number) => string = () => text) =>
    Promise.all(Array.from({ length: count }, (_, at) => segment(at, words(at))));
  const sent = (operation: string) => home.local.control.requests.filter((each) => each.operation === operation).length;
  const stored = ({ jobId }: JobKey, name: string) =>
    home.local.control.uploads.find(({ key }) => key === objectKey(jobId, name));

  /** A window of its own that knows what the one before has left. */
  class Window {
    known: { marks: Record<string, string>; firstNumber?: 0 | 1 } = { marks: {} };

    async upload(key: JobKey, segments: readonly Segment[], signal = never, with_: FileSender = sender) {
      const withTextFile = async <T>(words: string, act: (file: LocalFile) => Promise<T>): Promise<T> => {
        const path = join(folder, `${Math.random()}.txt`);
        await writeFile(path, words);
        return act((await sender.look(path))!).finally(() => rm(path));
      };
      const { sessions } = kernel(home.below);
      const uploader = new SegmentUploader({
        sessions,
        openFileSender: async () => with_,
        clock: new HastyClock(),
        withTextFile,
      });
      return uploader.upload(key, segments, {
        signal,
        known: structuredClone(this.known) as KnownSegments,
        onProgress: () => undefined,
        note: async ({ marks = {}, firstNumber }) => {
          for (const [name, mark] of Object.entries(marks)) {
            if (mark === undefined) delete this.known.marks[name];
            else this.known.marks[name] = mark;
          }
          if (firstNumber !== undefined) this.known.firstNumber = firstNumber;
        },
      });
    }
  }
  const kinds = (outcomes: readonly { readonly kind: string }[]) => [...new Set(outcomes.map(({ kind }) => kind))];

  for (const base of [0, 1] as const)
    it(`finds out that the cloud counts from ${base}, and has each compared once`, async () => {
      home.local.control.setSegmentBase(base);
      const [key, window] = [newJob(), new Window()];
      assert.deepEqual(kinds(await window.upload(key, await all())), ["confirmed"]);
      assert.equal(window.known.firstNumber, base);
      assert.equal(sent("ConfirmTrainingSegment"), base === 0 ? count : count + 1);
      assert.equal(sent("PutObject"), 2 * count);
      assert.deepEqual(
        [stored(key, "7.wav")?.contentType, stored(key, "7.txt")?.contentType, String(stored(key, "7.txt")?.content)],
        ["audio/wav", "text/plain", text],
      );
      assert.equal(sent("CommitVoiceTrainingJob"), 0);
    });

  for (const base of [0, 1] as const)
    it(`lays verdicts to their recordings where the first does not match, counting from ${base}`, async () => {
      home.local.control.setSegmentBase(base);
      const [key, window] = [newJob(), new Window()];
      const outcomes = await window.upload(key, await all((at) => (at === 0 || at === 5 ? text.repeat(4) : text)));
      const unmatched = outcomes.flatMap((outcome) => (outcome.kind === "unmatched" ? [outcome] : []));
      assert.deepEqual(
        unmatched.map((outcome) => outcome.segment.at),
        [0, 5],
      );
      assert.ok(unmatched.every((outcome) => outcome.unmatched.length > 0));
      assert.equal(window.known.firstNumber, base);
      assert.equal(Object.keys(window.known.marks).length, count - 2);
    });

  it("goes on in another window where it was interrupted, and sends what has changed", async () => {
    const [key, window] = [newJob(), new Window()];
    const stop = new AbortController();
    const leaving: FileSender = {
      ...sender,
      async send(target, file, options) {
        if (file.path.endsWith("9.wav")) stop.abort();
        await sender.send(target, file, options);
      },
    };
    const first = await window.upload(key, await all(), stop.signal, leaving);
    assert.ok(kinds(first).includes("notBegun"));
    const known = Object.keys(window.known.marks).length;
    assert.ok(known >= 6 && known < count, `${known}`);
    home.local.control.clearRequests();
    const later = new Window();
    later.known = window.known;
    const changed = [...(await all()).slice(0, 3), await segment(3, text, "of another take"), ...(await all()).slice(4)];
    const outcomes = await later.upload(key, changed);
    assert.deepEqual(kinds(outcomes), ["confirmed"]);
    // A request that was given up may still be counted, of a recording that is sent again.
    const paths = home.local.control.requests.flatMap(({ operation, path }) => (operation === "PutObject" ? [path] : []));
    assert.equal(new Set(paths).size, 2 * (count - known + 1));
    assert.equal(outcomes.filter((outcome) => outcome.kind === "confirmed" && outcome.wasUp).length, known - 1);
  });

  it("believes its list only as far as the cloud confirms it, and the cloud only for the same file", async () => {
    const [key, window] = [newJob(), new Window()];
    window.known = { marks: Object.fromEntries(Array.from({ length: count }, (_, at) => [at, `m${at}`])), firstNumber: 0 };
    assert.deepEqual(kinds(await window.upload(key, await all())), ["confirmed"]);
    assert.equal(sent("PutObject"), 2 * count, "nothing was there");
    home.local.control.clearRequests();
    await new Window().upload(key, await all());
    assert.equal(sent("PutObject"), 2 * count, "what is there may be of other files");
  });

  it("tells of a file that changes while it is sent, and does not call it up", async () => {
    const [key, window] = [newJob(), new Window()];
    const changing: FileSender = {
      ...sender,
      async send(target, file, options) {
        await sender.send(target, file, options);
        if (file.path.endsWith("4.wav")) await writeFile(file.path, wavOf(madeSpeech(2, 99), speechRate));
      },
    };
    const outcomes = await window.upload(key, await all(), never, changing);
    assert.deepEqual(
      outcomes.flatMap(({ kind, segment: { at } }) => (kind === "confirmed" ? [] : [`${at} ${kind}`])),
      ["4 changed", "14 changed"],
    );
    assert.ok(!("4" in window.known.marks));
    assert.deepEqual(kinds(await window.upload(key, await all())), ["confirmed"]);
  });

  it("asks what is confirmed where an answer was lost, and compares nothing twice", async () => {
    const [key, window] = [newJob(), new Window()];
    home.local.control.faults.add({
      cloud: "huawei",
      operation: "ConfirmTrainingSegment",
      times: 1,
      act: { kind: "resetAfter" },
    });
    const outcomes = await window.upload(key, await all());
    assert.deepEqual(kinds(outcomes), ["confirmed"]);
    assert.equal(sent("ConfirmTrainingSegment"), count);
  });

  it("stops at the first where that cannot be compared, and lays nothing to another", async () => {
    const [key, window] = [newJob(), new Window()];
    const act = { kind: "answer", status: 500, body: JSON.stringify({ error_code: "MSS.00000004", error_msg: "x" }) } as const;
    home.local.control.faults.add({ cloud: "huawei", operation: "ConfirmTrainingSegment", times: "always", act });
    const outcomes = await window.upload(key, await all());
    assert.deepEqual([outcomes[0]?.kind, ...kinds(outcomes.slice(1))], ["failed", "notBegun"]);
    assert.equal(sent("ConfirmTrainingSegment"), 2, "the next number, too, and no other");
    assert.equal(window.known.firstNumber, undefined);
  });

  it("finds the first number where the cloud calls one that it does not have a fault of its own", async () => {
    home.local.control.setSegmentBase(1);
    const [key, window] = [newJob(), new Window()];
    const act = { kind: "answer", status: 500, body: JSON.stringify({ error_code: "MSS.00000002", error_msg: "x" }) } as const;
    home.local.control.faults.add({ cloud: "huawei", operation: "ConfirmTrainingSegment", times: 1, act });
    assert.deepEqual(kinds(await window.upload(key, await all())), ["confirmed"]);
    assert.deepEqual([window.known.firstNumber, sent("ConfirmTrainingSegment")], [1, count + 1]);
  });

  it("tells of recordings for which there is no address, and of files that are gone", async () => {
    const [key, window] = [newJob(), new Window()];
    const { file: _, ...gone } = await segment(1);
    const more = { ...(await segment(0)), at: count, name: "more.wav" };
    const outcomes = await window.upload(key, [await segment(0), { ...gone, file: undefined }, more]);
    assert.deepEqual(
      outcomes.map(({ kind }) => kind),
      ["confirmed", "changed", "noAddress"],
    );
  });
});
