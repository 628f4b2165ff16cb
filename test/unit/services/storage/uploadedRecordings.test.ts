// Which folder the recordings of a job were uploaded from: kept by job, never for demo jobs, and no longer than the connection.
import { strict as assert } from "node:assert";
import type { Connection } from "../../../../src/core/connection.js";
import { UploadedRecordings } from "../../../../src/services/storage/uploadedRecordings.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

const connection = (id: string, isDemo = false): Connection => ({
  id,
  cloud: "huawei",
  name: id,
  region: "r",
  values: {},
  credentialKind: "aksk",
  ...(isDemo ? { isDemo } : {}),
});

describe("uploaded recordings", () => {
  const [north, demo] = [connection("north"), connection("demo", true)];
  const place = { path: "/voices/晓晴", leftOut: ["noise.wav"] };
  let state: FakeKeyValue;
  let all: Connection[];
  const connectionStore = {
    find: (id: string) => all.find((each) => each.id === id),
    ids: () => all.map(({ id }) => id),
  };
  const open = () => new UploadedRecordings(state, connectionStore);

  beforeEach(() => {
    state = new FakeKeyValue();
    all = [north, demo];
  });

  it("are known by their job, also to the next window", async () => {
    await open().noteUpload(north, "a", { place, fingerprint: "f1" });
    assert.deepEqual(open().of("north", "a"), {
      connectionId: "north",
      jobId: "a",
      place,
      fingerprint: "f1",
      isSubmitted: false,
    });
    assert.equal(open().of("north", "b"), undefined);
    assert.equal(open().of("east", "a"), undefined);
  });

  it("were submitted until something is uploaded again; a letter alone leaves the recordings where they are", async () => {
    const uploaded = open();
    await uploaded.noteUpload(north, "a", { place, fingerprint: "f1" });
    await uploaded.noteSubmit(north, "a");
    assert.equal(uploaded.of("north", "a")?.isSubmitted, true);
    await uploaded.noteUpload(north, "a");
    const now = uploaded.of("north", "a");
    assert.deepEqual([now?.isSubmitted, now?.place, now?.fingerprint], [false, place, "f1"]);
    await uploaded.noteSubmit(north, "other");
    assert.equal(uploaded.of("north", "other")?.isSubmitted, true, "a submit is remembered without an upload");
  });

  it("of demo jobs are forgotten with the window", async () => {
    const uploaded = open();
    await uploaded.noteUpload(demo, "a", { place, fingerprint: "f1" });
    assert.deepEqual(uploaded.of("demo", "a")?.place, place);
    assert.equal(open().of("demo", "a"), undefined);
    assert.equal(state.text, "");
  });

  it("go with the connection", async () => {
    const uploaded = open();
    await uploaded.noteUpload(north, "a", { place });
    all = [demo];
    await uploaded.sweep();
    assert.ok(!state.text.includes("晓晴"), state.text);
  });

  it("keep the latest hundred jobs, and no path that is too long to be kept", async () => {
    const uploaded = open();
    await uploaded.noteUpload(north, "long", { place: { path: "/a".repeat(3_000), leftOut: [] }, fingerprint: "f" });
    assert.deepEqual([uploaded.of("north", "long")?.place, uploaded.of("north", "long")?.fingerprint], [undefined, "f"]);
    for (let index = 0; index < 101; index++) await uploaded.noteUpload(north, String(index), { place });
    assert.equal(uploaded.of("north", "0"), undefined);
    assert.ok(uploaded.of("north", "1") && uploaded.of("north", "100"));
  });

  it("are read leniently, and what a newer version wrote stays", async () => {
    const odd = [
      null,
      7,
      { connectionId: "north" },
      { connectionId: "north", jobId: "a", place: { path: 1 }, isSubmitted: "x", by: 2 },
    ];
    state = new FakeKeyValue({ uploadedRecordings: { version: 2, entries: odd } });
    assert.deepEqual(open().of("north", "a"), { connectionId: "north", jobId: "a", isSubmitted: false, by: 2 });
    await open().noteUpload(north, "b", { place });
    assert.ok(state.text.includes('"by":2') && state.text.includes("[null,7,"), state.text);
  });

  describe("that are up in part", () => {
    const hour = 3_600_000;

    it("are known to the next window, one by one, until all is up or submitted", async () => {
      await open().noteMarks(north, "a", { marks: { package: "p1" } }, 1_000);
      await open().noteMarks(north, "a", { marks: { 0: "m0", 1: "m1" }, firstNumber: 1 }, 2_000);
      await open().noteMarks(north, "a", { marks: { 1: undefined } }, 3_000);
      assert.deepEqual(open().marksOf("north", "a", 4_000), { package: "p1", 0: "m0" });
      assert.equal(open().of("north", "a")?.firstNumber, 1);
      assert.equal(open().of("north", "a")?.isSubmitted, false);
      await open().noteUpload(north, "a", { place }, false);
      assert.deepEqual(open().marksOf("north", "a", 4_000), { package: "p1", 0: "m0" });
      await open().noteUpload(north, "a", { place });
      assert.deepEqual(open().marksOf("north", "a", 4_000), { 0: "m0" }, "the next upload sends the package again");
      await open().noteMarks(north, "a", { marks: { letter: "l1" } }, 5_000);
      await open().noteSubmit(north, "a");
      assert.deepEqual(open().marksOf("north", "a", 6_000), { 0: "m0" });
      assert.deepEqual([open().of("north", "a")?.firstNumber, open().of("north", "a")?.isSubmitted], [1, true]);
    });

    it("are not relied on after some days, nor by a clock that was set back", async () => {
      await open().noteMarks(north, "a", { marks: { package: "p1" } }, 100 * hour);
      assert.deepEqual(open().marksOf("north", "a", 103 * hour), { package: "p1" });
      for (const now of [0, 500]) assert.deepEqual(open().marksOf("north", "a", now * hour), {});
    });

    it("are few: of the latest twenty jobs, two hundred of each", async () => {
      const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`s${at}`, "m"]));
      for (let index = 0; index < 30; index++) await open().noteMarks(north, `${index}`, { marks: many }, 1);
      const kept = Array.from({ length: 30 }, (_, index) => Object.keys(open().marksOf("north", `${index}`, 1)).length);
      assert.deepEqual([kept.filter((count) => count > 0).length, Math.max(...kept)], [20, 200]);
      assert.ok(state.text.length < 100_000, `${state.text.length}`);
    });

    it("are nothing where what is stored is of another version, or damaged", async () => {
      for (const odd of [
        { marks: "x", markedAt: 1 },
        { marks: ["x"], markedAt: 1 },
        { marks: { package: 7 }, markedAt: 1 },
        { marks: { package: "x".repeat(1_000) }, markedAt: 1 },
        { marks: { package: "x" } },
        { marks: { package: "x" }, markedAt: "now" },
        { firstNumber: 7 },
        {},
      ]) {
        const entry = { connectionId: "north", jobId: "a", isSubmitted: true, ...odd };
        state = new FakeKeyValue({ uploadedRecordings: { version: 1, entries: [entry] } });
        assert.deepEqual(open().marksOf("north", "a", 1), {}, JSON.stringify(odd));
        assert.equal(open().of("north", "a")?.firstNumber, undefined);
        assert.equal(open().of("north", "a")?.isSubmitted, true, "what could be read is");
        await open().noteMarks(north, "a", { marks: { package: "p" } }, 1);
        assert.deepEqual(open().marksOf("north", "a", 1), { package: "p" });
      }
    });
  });
});
