// Ten thousand submits under everything that can go wrong: the cloud's own book shows no intention twice, and no person is told an untruth.
import { strict as assert } from "node:assert";
import type { Ledger } from "./ledger.js";
import { tellStories } from "./run.js";

const presses = Number(process.env.P ?? 10_000);
const beside = 40;

/** The same stories each time; VOICE_JOBS_SEED=random looks for others. */
function chooseSeed(): number {
  const { VOICE_JOBS_SEED: asked } = process.env;
  if (asked === undefined) return 20_240_605;
  return asked === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(asked);
}

describe("ten thousand submits", function () {
  this.timeout(300_000);

  it("reach the cloud once at most for each intention, and nothing but the truth is told", async () => {
    const seed = chooseSeed();
    const begin = performance.now();
    const ledger = await tellStories({ seed, presses, beside });
    console.log(figures(ledger, seed, (performance.now() - begin) / 1_000));
    assert.equal(ledger.violations.length, 0, ledger.violations.slice(0, 5).join("\n\n"));
    assert.ok(ledger.of("pressed") >= presses);
  });
});

function figures(ledger: Ledger, seed: number, seconds: number): string {
  const lines = [...ledger.counts].sort(([a], [b]) => a.localeCompare(b)).map(([what, count]) => `      ${what}: ${count}`);
  return [`    seed ${seed}, ${seconds.toFixed(1)} s, violations: ${ledger.violations.length}`, ...lines].join("\n");
}
