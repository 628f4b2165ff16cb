// What is remembered of listening: a loudness in its range, and the last texts without anything private.
import assert from "node:assert/strict";
import { stateKeys } from "../../../../src/core/storedNames.js";
import { ListenMemory } from "../../../../src/features/listen/listenMemory.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

describe("what is remembered of listening", () => {
  let state: FakeKeyValue;
  let memory: ListenMemory;
  beforeEach(() => {
    state = new FakeKeyValue();
    memory = new ListenMemory(state);
  });

  it("is the loudness, in whole percent, and the usual one where something else was kept", async () => {
    assert.equal(memory.volume(), 80);
    for (const [kept, volume] of [
      [0, 0],
      [100, 100],
      [33.4, 33],
      [-1, 80],
      [101, 80],
      [Number.NaN, 80],
      ["50", 80],
      [null, 80],
    ] as const) {
      await state.update(stateKeys.soundVolume, kept);
      assert.equal(memory.volume(), volume, String(kept));
    }
    await memory.setVolume(7);
    assert.equal(new ListenMemory(state).volume(), 7);
  });

  it("is the last five texts, the last one first and each once", async () => {
    for (const text of ["a", "b", " c ", "d", "b", "e", "f", ""]) await memory.noteText(text);
    assert.deepEqual(memory.texts(), ["f", "e", "b", "d", "c"]);
  });

  it("is no text that is long, or looks like a phone number, a link or a key", async () => {
    for (const text of ["x".repeat(501), "Call +86 138 0000 4712", "https://a.example/b?Signature=c"])
      await memory.noteText(text);
    assert.deepEqual(memory.texts(), []);
    await memory.noteText("x".repeat(500));
    assert.equal(memory.texts().length, 1);
  });

  it("is no text where something else was kept", async () => {
    for (const kept of [undefined, "a", { 0: "a" }, [1, "", null]]) {
      await state.update(stateKeys.spokenTexts, kept);
      assert.deepEqual(memory.texts(), []);
    }
  });
});
