// Intentions: claimed by one, changed only by who knows them as they are.
import { strict as assert } from "node:assert";
import { type Intention, Intentions } from "../../../src/services/intentions.js";
import { FakeNotes } from "../../fakes/notes.js";
import { FakeWindows } from "../../fakes/windows.js";

const claimed: Intention = { version: 1, owner: "a", connectionId: "c1", jobId: "j1", since: 1, phase: "claimed" };
const sending: Intention = { ...claimed, phase: "sending", before: { state: "RAW", updatedAt: 1 } };
const name = "submit-1.json";

describe("intentions", () => {
  let notes: FakeNotes;
  let intentions: Intentions;
  let windows: FakeWindows;
  beforeEach(async () => {
    notes = new FakeNotes();
    windows = new FakeWindows();
    intentions = new Intentions(notes, windows.enter());
    await intentions.claim(name, claimed);
  });
  const text = () => notes.kept.get(name);

  it("are claimed by one only", async () => {
    assert.equal(await intentions.claim(name, { ...claimed, owner: "b" }), false);
    assert.deepEqual(await intentions.read(name), claimed);
  });

  it("go on to the next phase, and end, leaving no lock", async () => {
    assert.equal(await intentions.change(name, claimed, sending), true);
    assert.deepEqual(await intentions.read(name), sending);
    assert.equal(await intentions.change(name, sending), true);
    assert.equal(notes.kept.size, 0);
  });

  it("are not changed by who takes them for what they no longer are", async () => {
    const before = text();
    assert.equal(await intentions.change(name, { ...claimed, owner: "b" }, sending), false, "another's");
    assert.equal(await intentions.change(name, sending), false, "another phase");
    assert.deepEqual([text(), notes.kept.size], [before, 1]);
    notes.kept.set(name, "{");
    assert.equal(await intentions.change(name, claimed), false, "unreadable");
    notes.kept.delete(name);
    assert.equal(await intentions.change(name, claimed, sending), false, "gone");
    assert.equal(notes.kept.size, 0);
  });

  it("are changed by one at a time", async () => {
    const results = await Promise.all([intentions.change(name, claimed, sending), intentions.change(name, claimed)]);
    assert.deepEqual(results, [true, false]);
    assert.deepEqual(await intentions.read(name), sending);
  });

  it("stay as they are behind the lock of who died, until they are erased", async () => {
    notes.kept.set(`${name}.lock`, "");
    assert.equal(await intentions.change(name, claimed), false);
    await intentions.erase(name);
    assert.equal(notes.kept.size, 0);
  });

  it("say when nobody can know what they mean", async () => {
    const whole = { ...sending };
    const damaged = [
      "",
      "null",
      "[]",
      "{",
      JSON.stringify({ ...whole, version: 2 }),
      JSON.stringify({ ...whole, phase: "later" }),
      JSON.stringify({ ...whole, before: undefined }),
      ...["owner", "connectionId", "jobId", "since"].map((part) => JSON.stringify({ ...whole, [part]: null })),
    ];
    for (const each of damaged) {
      notes.kept.set(name, each);
      assert.equal(await intentions.read(name), "unreadable", each);
    }
    assert.equal(await intentions.read("submit-2.json"), undefined);
  });
});
