// Ten thousand submits under everything that can go wrong: the cloud's own book shows no intention twice, and no person is told an untruth.
import { strict as assert } from "node:assert";
import type { Ledger } from "./ledger.js";
import { tellStories } from "./run.js";
import { sabotages } from "./sabotage.js";

/** Fewer tell sooner whether a change holds. */
const presses = Number(process.env.VOICE_JOBS_SUBMITS ?? 10_000);
const beside = 40;

/** The same stories each time; VOICE_JOBS_SEED=random looks for others. */
function chooseSeed(): number {
  const { VOICE_JOBS_SEED: asked } = process.env;
  if (asked === undefined) return 20_240_605;
  return asked === "random" ? Math.floor(Math.random() * 2 ** 31) : Number(asked);
}

describe("ten thousand submits", function () {
  this.timeout(3_600_000);

  it("reach the cloud once at most for each intention, and nothing but the truth is told", async () => {
    const seed = chooseSeed();
    const begin = performance.now();
    const ledger = await tellStories({ seed, presses, beside });
    console.log(figures(ledger, seed, (performance.now() - begin) / 1_000));
    const { violations } = ledger;
    assert.equal(violations.length, 0, violations.slice(0, 5).join("\n\n"));
    assert.ok(ledger.of("pressed") >= presses);
    // Who counts what never happens proves nothing.
    for (const what of mustHappen) assert.ok(ledger.of(what) > 0, `${what} never happened`);
  });

  describe("would tell if", () => {
    let noticed: ReadonlyMap<string, number>;
    before(async () => {
      const spoiled = sabotages.map(async ([what, spoil]) => {
        const { violations } = await tellStories({ seed: 1, presses: 1_000, beside: 10, stopsAtFirst: true, ...spoil });
        return [what, violations.length] as const;
      });
      noticed = new Map(await Promise.all(spoiled));
    });

    for (const [what] of sabotages) it(what, () => assert.ok((noticed.get(what) ?? 0) > 0, "nobody noticed"));
  });
});

const outcomes = ["accepted", "notSubmitted", "unknown", "earlier", "wrongState"].map((kind) => `told ${kind}`);
const leftovers = ["accepted", "earlier", "neverSent", "gone"].map((kind) => `leftover ${kind}`);
const minds = ["cancelled before it was sent", "cancelled after it was sent"];
const doubts = ["told accepted, and not shown", "told that it seems to have come back", "fault sent twice"];
const mustHappen = [
  ...doubts,
  ...outcomes,
  ...leftovers,
  ...minds,
  "abandoned in mid-submit",
  "released",
  "given back",
  "keys ended",
];

function figures(ledger: Ledger, seed: number, seconds: number): string {
  const of = (what: string) => ledger.of(what);
  const list = (beginning: string) =>
    [...ledger.counts]
      .filter(([what]) => what.startsWith(beginning))
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([what, count]) => `${what.slice(beginning.length)} ${count}`)
      .join(", ");
  const broken = (what: RegExp) => ledger.violations.filter((each) => what.test(each)).length;
  return [
    `${of("pressed")} submits pressed in ${of("stories")} stories (${of("pressed in two windows at once")} in two windows at once, ${of("clicked twice")} clicked twice), ${seconds.toFixed(0)} s, seed ${seed}`,
    `reached the cloud ${of("reached the cloud")}, accepted ${of("accepted")}`,
    `told: ${list("told ")}`,
    `reloads ${of("reloads")}, in mid-submit ${of("abandoned in mid-submit")}; told after them: ${list("leftover ")}`,
    `released by the person ${of("released")}, given back by the cloud ${of("given back")}, cancelled before it was sent ${of("cancelled before it was sent")} and after ${of("cancelled after it was sent")}, keys ended ${of("keys ended")}, clock moved ${of("clock moved")}`,
    `faults: ${list("fault ")}`,
    `twice = ${broken(/twice|were accepted/)}, falsely reported = ${broken(/reported/)}, forgotten = ${broken(/forgotten/)}, stuck = ${broken(/cannot be submitted/)}`,
  ]
    .map((line) => `      ${line}`)
    .join("\n");
}
