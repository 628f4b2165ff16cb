// What recordings are for is guessed by what lies there, and remembered for the folder.
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { clouds } from "../../../../src/clouds/index.js";
import { ChosenKinds } from "../../../../src/features/recordings/chosenKinds.js";
import { checkedKinds, guessKind, kindName } from "../../../../src/features/recordings/kinds.js";
import type { RecordingPlan } from "../../../../src/features/recordings/layout/plan.js";
import type { CheckTarget } from "../../../../src/features/recordings/report.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

/** `seconds`: of each, at 48 kHz and 16 bit. */
function plan(count: number, texts: number, seconds = 6): RecordingPlan {
  const recordings = Array.from({ length: count }, (_, index) => ({
    sound: { path: `${index}.wav`, size: seconds * 96_000, mtimeMs: 0 },
    ...(index < texts && { text: { path: `${index}.txt`, text: "好。", encoding: "utf-8" as const } }),
  }));
  return { layout: "pairs", recordings, findings: [] };
}

describe("what recordings are for", () => {
  const guess = async (given: RecordingPlan, preferred: readonly string[] = []) => {
    const found = guessKind(given, await checkedKinds(clouds), new Set(preferred));
    return found && kindName(found);
  };

  it("has a name of its own for each kind of each cloud", async () => {
    const names = (await checkedKinds(clouds)).map(kindName);
    assert.ok(names.includes("huawei/basic") && names.includes("alibaba/cosyvoice"));
    assert.equal(new Set(names).size, names.length);
  });

  it("is guessed by number, texts and length", async () => {
    assert.equal(await guess(plan(20, 20)), "huawei/basic");
    assert.equal(await guess(plan(19, 18)), "huawei/basic");
    assert.equal(await guess(plan(98, 98)), "huawei/middle");
    assert.equal(await guess(plan(1, 0, 3_700)), "huawei/advance");
    assert.equal(await guess(plan(1, 0, 15)), "alibaba/cosyvoice");
    assert.equal(await guess(plan(12, 0, 100)), "alibaba/standard");
  });

  it("is the cloud's that there is a connection to, where two ask for the same", async () => {
    assert.equal(await guess(plan(20, 20), ["alibaba"]), "alibaba/basic");
    assert.equal(await guess(plan(20, 20), ["huawei"]), "huawei/basic");
  });

  it("is not guessed where nothing tells", async () => {
    assert.equal(await guess(plan(0, 0)), undefined);
    assert.equal(await guess(plan(2_000, 2_000)), undefined);
  });
});

describe("the kind that was chosen for a folder", () => {
  const digest = (text: string) => createHash("sha256").update(text).digest("hex");
  const folder = (path: string): CheckTarget => ({ kind: "folder", path });

  it("is remembered for this folder alone, and the latest choice counts", async () => {
    const state = new FakeKeyValue();
    const chosen = new ChosenKinds(state, digest);
    await chosen.set(folder("/a"), "huawei/basic");
    await chosen.set(folder("/b"), "any");
    await chosen.set(folder("/a"), "alibaba/basic");
    const later = new ChosenKinds(state, digest);
    assert.deepEqual(
      [later.get(folder("/a")), later.get(folder("/b")), later.get(folder("/c"))],
      ["alibaba/basic", "any", undefined],
    );
  });

  it("stands on the disk without the place of the folder, for two hundred folders at most", async () => {
    const state = new FakeKeyValue();
    const chosen = new ChosenKinds(state, digest);
    for (let index = 0; index < 210; index++) await chosen.set(folder(`/secret place/${index}`), "any");
    const stored = state.get<unknown[]>("recordingKinds")!;
    assert.equal(stored.length, 200);
    assert.ok(!JSON.stringify(stored).includes("secret place"));
    assert.deepEqual([chosen.get(folder("/secret place/0")), chosen.get(folder("/secret place/209"))], [undefined, "any"]);
  });

  it("is nothing where what lies there is not as it was written", () => {
    for (const value of [undefined, null, 3, {}, ["x"], [["only"]], [[1, 2]]]) {
      const state = new FakeKeyValue({ recordingKinds: value ?? null });
      assert.equal(new ChosenKinds(state, digest).get(folder("/a")), undefined);
    }
  });
});
