// What clouds measured of recordings: kept for these recordings alone, without what is private, within bounds, and no longer than the connection.
import { strict as assert } from "node:assert";
import { hasPendingSoundChecks } from "../../../../src/features/upload/soundCheck/pendingSoundChecks.js";
import { SoundChecks } from "../../../../src/services/storage/soundChecks.js";
import { studio } from "../../../fakes/clouds/rainCloud.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

const north = { ...studio, id: "north" };
const demo = { ...studio, id: "demo", isDemo: true };
const place = { path: "/voices/north", leftOut: ["b.wav"] };
const measure = { expected: ">=35", actual: "28.4", status: 1, suggestion_en: "Find a quieter room." };

describe("remembered sound checks", () => {
  let state: FakeKeyValue;
  let connections = [north, demo];
  const open = () =>
    new SoundChecks(state, {
      find: (id) => connections.find((each) => each.id === id),
      ids: () => connections.map(({ id }) => id),
    });
  const record = (id: string) => ({ id, place, fingerprint: "f", jobType: "BASIC", at: 5, window: "w1" });
  beforeEach(() => {
    state = new FakeKeyValue();
    connections = [north, demo];
  });

  it("are open until they end, then known for these recordings alone, in every window", async () => {
    const checks = open();
    assert.equal(hasPendingSoundChecks(state), false);
    await checks.note(north, record("t"));
    assert.equal(hasPendingSoundChecks(state), true);
    assert.deepEqual(
      [
        open()
          .open()
          .map(({ id }) => id),
        open().of(place.path, "f"),
      ],
      [["t"], undefined],
    );
    await checks.end(north, "t", 9, { snr: measure });
    assert.equal(hasPendingSoundChecks(state), false);
    const known = open().of(place.path, "f");
    assert.deepEqual([known?.assessment, known?.at, known?.window, open().open()], [{ snr: measure }, 9, undefined, []]);
    assert.equal(open().of(place.path, "g"), undefined);
    assert.equal(open().of("/voices/south", "f"), undefined);
  });

  it("leave nothing where there was no result", async () => {
    const checks = open();
    for (const nothing of [undefined, {}, [], "x", { snr: 5 }]) {
      await checks.note(north, record("t"));
      await checks.end(north, "t", 9, nothing);
      assert.deepEqual([checks.open(), checks.of(place.path, "f")], [[], undefined]);
    }
  });

  it("hold no link, no phone number, no address, and no long text", async () => {
    const checks = open();
    await checks.note(north, record("t"));
    const odd = {
      snr: {
        ...measure,
        suggestion: "https://obs.example/a.wav?Signature=x",
        contact: "call 13812345678",
        long: "x".repeat(400),
        inner: { deep: "y" },
      },
      "https://obs.example/b": measure,
    };
    await checks.end(north, "t", 9, odd);
    assert.deepEqual(checks.of(place.path, "f")?.assessment, { snr: measure });
    const stored = JSON.stringify(state.get("soundChecks"));
    assert.ok(!/https|Signature|138/.test(stored), stored);
  });

  it("are so many and so long at most", async () => {
    const checks = open();
    for (let index = 0; index < 25; index++) {
      await checks.note(north, { ...record(`t${index}`), fingerprint: `f${index}` });
      const many = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`m${at}`, { actual: "z".repeat(200) }]));
      await checks.end(north, `t${index}`, 9, many);
    }
    assert.deepEqual([checks.of(place.path, "f4"), checks.of(place.path, "f5")?.id], [undefined, "t5"]);
    assert.ok(JSON.stringify(state.get("soundChecks")).length < 20 * 5_000);
    await checks.note(north, { ...record("far"), place: { path: "/a".repeat(3_000), leftOut: [] } });
    assert.deepEqual(checks.open(), []);
  });

  it("of demo connections stay in the window, and all go with their connection", async () => {
    const checks = open();
    await checks.note(demo, { ...record("d"), fingerprint: "d" });
    await checks.end(demo, "d", 9, { snr: measure });
    assert.deepEqual([checks.of(place.path, "d")?.id, open().of(place.path, "d")], ["d", undefined]);
    await checks.note(north, record("t"));
    connections = [];
    await checks.sweep();
    assert.deepEqual([checks.of(place.path, "d"), state.get<{ entries: unknown[] }>("soundChecks")?.entries], [undefined, []]);
  });

  it("that another version wrote stay as they are", async () => {
    const odd = [{ connectionId: 5 }, null, { ...record("x"), connectionId: "north", at: "soon" }];
    const newer = { ...record("n"), connectionId: "north", colour: "blue" };
    state = new FakeKeyValue({ soundChecks: { version: 2, entries: [...odd, newer] } });
    const checks = open();
    await checks.end(north, "n", 9, { snr: measure });
    const { entries = [] } = state.get<{ entries: { colour?: string }[] }>("soundChecks") ?? {};
    assert.deepEqual(entries.slice(0, 3), odd);
    assert.equal(entries[3]?.colour, "blue");
  });
});
