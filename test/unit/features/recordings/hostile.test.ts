// Damaged and hostile recordings, texts and archives: no crash, nothing read outside of the folder, a sentence for each; `npm run fuzz -- --recordings 10000` tries more.
import { strict as assert } from "node:assert";
import { filesPerFolder, sparseFolder, tryHostileFolder } from "../../../fuzz/hostileFiles.js";
import { checkerHere, removeFolders } from "./folders.js";

const seed = Number(process.env.VOICE_JOBS_SEED ?? 20_240_605) || Date.now() % 1_000_000;
const count = Number(process.env.VOICE_JOBS_DAMAGED ?? 400);

describe("hostile recordings", () => {
  after(removeFolders);

  it("are told about in words, one by one, and do no harm", async function () {
    this.timeout(600_000);
    const faults: string[] = [];
    for (let index = 0; index * filesPerFolder < count && faults.length < 10; index++)
      faults.push(...(await tryHostileFolder(seed, index)).faults);
    assert.deepEqual(faults, []);
  });

  it("of four gigabytes that are not there are measured in part, and the rest is told", async function () {
    if (process.platform === "win32") return this.skip();
    this.timeout(600_000);
    const { recordings } = await checkerHere().check(sparseFolder());
    assert.equal(recordings[0]?.measures?.seconds, 1, "the header says where the sound ends");
  });
});
