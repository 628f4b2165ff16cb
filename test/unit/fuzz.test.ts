// Thousands of spoiled answers to every reader of both clouds; `npm run fuzz -- --count 1000000` tries more and looks at the time each takes.
import { strict as assert } from "node:assert";
import { tryAnswer } from "../fuzz/tries.js";

const seed = Number(process.env.VOICE_JOBS_SEED ?? 20_240_605) || Date.now() % 1_000_000;
/** A part of them in the run that a person waits for. */
const count = process.env.VOICE_JOBS_BRIEF ? 5_000 : 20_000;

describe("spoiled answers of both clouds", () => {
  it("throw nothing without a kind, lose no known row, and can all be worded", async () => {
    const faults: string[] = [];
    let jobs = 0;
    let errors = 0;
    for (let index = 0; index < count && faults.length < 10; index++) {
      const outcome = await tryAnswer(seed, index);
      faults.push(...outcome.faults);
      jobs += outcome.jobs;
      errors += outcome.errors;
    }
    assert.deepEqual(faults, []);
    assert.ok(jobs > count / 4 && errors > count / 4, `${jobs} jobs, ${errors} errors`);
  });
});
