// Intentions: claimed by one, changed only by who knows them as they are.
import { strict as assert } from "node:assert";
import { type WriteIntent, WriteIntents } from "../../../../src/services/pendingWrites/writeIntents.js";
import { HastyClock } from "../../../fakes/clock.js";
import { FakeWindows } from "../../../fakes/editor/windows.js";
import { FakeLockFiles } from "../../../fakes/storage/lockFiles.js";

const claimed: WriteIntent = { version: 1, owner: "a", connectionId: "c1", jobId: "j1", since: 1, phase: "claimed" };
const sending: WriteIntent = { ...claimed, phase: "sending", before: { state: "RAW", updatedAt: 1 } };
const name = "submit-1.json";

describe("intentions", () => {
  let lockFiles: FakeLockFiles;
  let writeIntents: WriteIntents;
  let windows: FakeWindows;
  beforeEach(async () => {
    lockFiles = new FakeLockFiles();
    windows = new FakeWindows();
    writeIntents = new WriteIntents(lockFiles, windows.enter());
    await writeIntents.claim(name, claimed);
  });
  const text = () => lockFiles.kept.get(name);

  it("are claimed by one only", async () => {
    assert.equal(await writeIntents.claim(name, { ...claimed, owner: "b" }), false);
    assert.deepEqual(await writeIntents.read(name), claimed);
  });

  it("go on to the next phase, and end, leaving no lock", async () => {
    assert.equal(await writeIntents.change(name, claimed, sending), true);
    assert.deepEqual(await writeIntents.read(name), sending);
    assert.equal(await writeIntents.change(name, sending), true);
    assert.equal(lockFiles.kept.size, 0);
  });

  it("are not changed by who takes them for what they no longer are", async () => {
    const before = text();
    assert.equal(await writeIntents.change(name, { ...claimed, owner: "b" }, sending), false, "another's");
    assert.equal(await writeIntents.change(name, sending), false, "another phase");
    assert.deepEqual([text(), lockFiles.kept.size], [before, 1]);
    lockFiles.kept.set(name, "{");
    assert.equal(await writeIntents.change(name, claimed), false, "unreadable");
    lockFiles.kept.delete(name);
    assert.equal(await writeIntents.change(name, claimed, sending), false, "gone");
    assert.equal(lockFiles.kept.size, 0);
  });

  it("are changed by one at a time", async () => {
    const results = await Promise.all([writeIntents.change(name, claimed, sending), writeIntents.change(name, claimed)]);
    assert.deepEqual(results, [true, false]);
    assert.deepEqual(await writeIntents.read(name), sending);
  });

  it("stay as they are behind the lock of who died, until they are erased", async () => {
    lockFiles.kept.set(`${name}.lock`, "");
    assert.equal(await writeIntents.change(name, claimed), false);
    await writeIntents.erase(name);
    assert.equal(lockFiles.kept.size, 0);
  });

  describe("behind what dead windows left", () => {
    const dead = (count: number) => {
      const names = Array.from({ length: count }, () => windows.enter().own);
      for (const each of names) windows.close(each);
      return names;
    };

    it("are free again, also where windows died over taking it away", async () => {
      for (const breaks of [0, 1, 2, 3]) {
        const names = dead(breaks + 1);
        for (const [index, own] of names.entries()) {
          const file = index === 0 ? "lock" : `break${index === 1 ? "" : index}`;
          lockFiles.kept.set(`${name}.${file}`, own);
        }
        assert.equal(await writeIntents.change(name, claimed, claimed), true, `${breaks}`);
        assert.deepEqual([...lockFiles.kept.keys()], [name]);
      }
    });

    it("are changed by one of the windows that find them, each time", async () => {
      for (const breaks of [["break"], ["break", "break2"]]) {
        const [holder = ""] = dead(1);
        for (const each of ["lock", ...breaks]) lockFiles.kept.set(`${name}.${each}`, holder);
        const others = [1, 2, 3].map(() => new WriteIntents(lockFiles, windows.enter()));
        const results = await Promise.all(
          others.map((each, index) => each.change(name, claimed, { ...claimed, owner: `${index}` })),
        );
        assert.ok(results.filter(Boolean).length <= 1);
        lockFiles.kept.set(name, JSON.stringify(claimed));
        assert.equal(await writeIntents.change(name, claimed, claimed), true);
        assert.deepEqual([...lockFiles.kept.keys()], [name]);
      }
    });

    it("wait for a window that is at it, or at taking it away", async () => {
      const [holder = ""] = dead(1);
      const alive = windows.enter().own;
      lockFiles.kept.set(`${name}.lock`, alive);
      assert.equal(await writeIntents.change(name, claimed), false);
      lockFiles.kept.set(`${name}.lock`, holder);
      lockFiles.kept.set(`${name}.break`, alive);
      assert.equal(await writeIntents.change(name, claimed), false);
      assert.equal(lockFiles.kept.size, 3);
    });

    it("are free after a while where it cannot be known whether that window is there", async () => {
      const clock = new HastyClock();
      const late = new WriteIntents(lockFiles, windows.enter(), clock);
      const alive = windows.enter().own;
      const day = 24 * 60 * 60_000;
      for (const [words, ages] of [
        [() => "", day / 144],
        [() => alive, 7 * day],
        [() => `${alive} ${clock.now()}`, 7 * day],
      ] as const) {
        const text = words();
        for (const file of ["lock", "break"]) lockFiles.kept.set(`${name}.${file}`, text);
        // The lock is looked at first, then who takes it away.
        for (const wait of [0, ages - 1_000]) {
          clock.advance(wait);
          assert.equal(await late.change(name, claimed, claimed), false, text);
        }
        for (let tries = 0; tries < 2; tries += 1) {
          clock.advance(ages);
          await late.change(name, { ...claimed, owner: "another" });
        }
        assert.equal(await late.change(name, claimed, claimed), true, text);
        assert.deepEqual([...lockFiles.kept.keys()], [name]);
      }
    });

    it("say in each lock whose it is, in words that older versions read, and since when", async () => {
      const clock = new HastyClock();
      const own = windows.enter();
      await new WriteIntents(lockFiles, own, clock).change(name, claimed, sending);
      assert.ok(lockFiles.written.includes(`${own.own} ${clock.now()}`));
    });
  });

  it("say when what they mean cannot be known", async () => {
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
      lockFiles.kept.set(name, each);
      assert.equal(await writeIntents.read(name), "unreadable", each);
    }
    assert.equal(await writeIntents.read("submit-2.json"), undefined);
  });
});
