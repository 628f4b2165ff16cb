// For which recordings a job was created: offered to its upload, never taken for one, and kept no longer than the connection.
import { strict as assert } from "node:assert";
import { UploadedRecordings } from "../../../../src/services/storage/uploadedRecordings.js";
import { studio } from "../../../fakes/clouds/rainCloud.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

const north = { ...studio, id: "north" };
const demo = { ...studio, id: "demo", isDemo: true };
const place = { path: "/voices/north", leftOut: ["b.wav"] };

describe("recordings that a job was created for", () => {
  let state: FakeKeyValue;
  let connections = [north, demo];
  const open = () =>
    new UploadedRecordings(state, {
      find: (id) => connections.find((each) => each.id === id),
      ids: () => connections.map(({ id }) => id),
    });
  beforeEach(() => {
    state = new FakeKeyValue();
    connections = [north, demo];
  });

  it("are known in the next window, of this job alone, and nothing of them counts as uploaded", async () => {
    await open().intended.note(north, "a", place);
    assert.deepEqual(open().intended.of("north", "a"), place);
    assert.deepEqual([open().intended.of("north", "b"), open().of("north", "a")], [undefined, undefined]);
    const other = { path: "/voices/south", leftOut: [] };
    await open().intended.note(north, "a", other);
    assert.deepEqual(open().intended.of("north", "a"), other);
  });

  it("of demo jobs stay in the window, and all go with their connection", async () => {
    const uploaded = open();
    await uploaded.intended.note(demo, "d", place);
    await uploaded.intended.note(north, "a", place);
    assert.deepEqual([uploaded.intended.of("demo", "d"), open().intended.of("demo", "d")], [place, undefined]);
    connections = [];
    await uploaded.sweep();
    assert.deepEqual(state.get<{ entries: unknown[] }>("intendedRecordings")?.entries, []);
    connections = [north, demo];
    assert.deepEqual([uploaded.intended.of("north", "a"), uploaded.intended.of("demo", "d")], [undefined, undefined]);
  });

  it("are the latest twenty, of bounded paths; what another version wrote stays as it is", async () => {
    const odd = [{ connectionId: "north", jobId: "x", place: { path: 5 } }, null, "y"];
    state = new FakeKeyValue({ intendedRecordings: { version: 2, entries: odd } });
    const { intended } = open();
    await intended.note(north, "long", { path: "/a".repeat(3_000), leftOut: [] });
    for (let index = 0; index < 21; index++) await intended.note(north, String(index), place);
    assert.deepEqual(
      [intended.of("north", "long"), intended.of("north", "0"), intended.of("north", "x")],
      [undefined, undefined, undefined],
    );
    assert.deepEqual(intended.of("north", "1"), place);
    assert.deepEqual(state.get<{ entries: unknown[] }>("intendedRecordings")?.entries.slice(0, 3), odd);
  });
});
