// What a refresh asks for in accounts of any size, with and without jobs that tell no time: few requests, no growth, and true totals and rows.
import { strict as assert } from "node:assert";
import { huawei } from "../../../../src/clouds/huawei/index.js";
import { HastyClock } from "../../../fakes/clock.js";
import { never, totalsOf } from "../kernel.js";
import { type LocalKernel, openLocalKernel } from "../localKernel.js";

/** Requests that a refresh may take. */
const [mostUnchanged, mostChanged] = [2, 18];
/** On the average of refreshes with one change, mostly of a job without a row: a step of its life, and a leap from anywhere to anywhere. */
const [meanOfSteps, meanOfLeaps] = [4.5, 6];
/** Random changes after each of which all is true; 1000 of them take a minute. The same each time; VOICE_JOBS_SEED=random looks for others. */
const {
  VOICE_JOBS_BRIEF: isBrief,
  VOICE_JOBS_CHANGES: changes = isBrief ? "50" : "150",
  VOICE_JOBS_SEED: asked = "7",
} = process.env;
const seed = Number(asked) || Date.now() % 1_000_000;

describe("a refresh", () => {
  let home: LocalKernel;
  afterEach(() => home.close());

  const open = async (jobs: number, isUntimed: boolean) => {
    home = await openLocalKernel({ jobs: { huawei: jobs, alibaba: 0 } }, {}, { clock: new HastyClock(), isUntimed });
    await refresh();
  };
  const refresh = async () => {
    home.local.control.clearRequests();
    await home.refresher.refreshConnection("huawei", never);
    const { error, isUnsorted } = home.store.get("huawei");
    assert.deepEqual([error, isUnsorted], [undefined, undefined]);
    return home.local.control.requests.length;
  };
  const assertTrue = (when: string) => {
    const { control } = home.local;
    const snapshot = home.store.get("huawei");
    const totals = totalsOf(home.store, "huawei");
    for (const { state } of huawei.states) assert.equal(totals[state] ?? 0, control.count("huawei", state), `${when}: ${state}`);
    assert.equal(snapshot.total, control.count("huawei"), when);
    for (const [id, { job }] of snapshot.jobs) assert.equal(job.state, control.job("huawei", id)?.state, `${when}: row ${id}`);
  };
  /** The same numbers each time. */
  const random = (seed: number) => {
    let state = seed;
    return (limit: number) => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * limit);
    };
  };
  const pickJob = (pick: (limit: number) => number) => {
    const all = home.local.control.jobs("huawei");
    return String(all[pick(all.length)]!.job_id);
  };
  const leap = (pick: (limit: number) => number) =>
    home.local.control.move("huawei", pickJob(pick), huawei.states[pick(huawei.states.length)]!.state);
  /** To the next milestone, as jobs go. */
  const step = (pick: (limit: number) => number) => {
    for (;;) {
      const id = pickJob(pick);
      const at = huawei.life.findIndex(({ states }) => states.includes(String(home.local.control.job("huawei", id)?.state)));
      const next = huawei.life[at + 1]?.states[0];
      if (at >= 0 && next) return home.local.control.move("huawei", id, next);
    }
  };
  const pass = (ms: number) => (home.below.clock as HastyClock).advance(ms);

  for (const isUntimed of [false, true]) {
    const how = isUntimed ? "with one job in six that tells no time" : "with all times";
    for (const jobs of isBrief ? [1_000, 10_000] : [1_000, 10_000, 100_000]) {
      it(`of ${jobs} jobs ${how} asks for little, however often and however much was loaded before`, async () => {
        await open(jobs, isUntimed);
        const pick = random(jobs);
        const [steps, leaps]: [number[], number[]] = [[], []];
        for (let round = 0; round < 30; round += 1) {
          if (round % 5 === 0) await home.refresher.loadMore("huawei", "SUCCEED", never);
          pass(10_000);
          const unchanged = await refresh();
          assert.ok(unchanged <= mostUnchanged, `round ${round}, nothing changed: ${unchanged} requests`);
          pass(10_000);
          (round % 2 === 0 ? step : leap)(pick);
          const changed = await refresh();
          (round % 2 === 0 ? steps : leaps).push(changed);
          assert.ok(changed <= mostChanged, `round ${round}, one change: ${changed} requests`);
          assertTrue(`round ${round}`);
        }
        const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
        assert.ok(mean(steps) <= meanOfSteps, `steps take ${mean(steps)} requests`);
        assert.ok(mean(leaps) <= meanOfLeaps, `leaps take ${mean(leaps)} requests`);
      });
    }

    it(`is true after each of many random changes ${how}, seed ${seed}`, async () => {
      await open(1_500, isUntimed);
      const pick = random(seed);
      for (let change = 0; change < Number(changes); change += 1) {
        pass(pick(8_000));
        const kind = pick(10);
        if (kind === 0) home.local.control.add("huawei");
        else if (kind === 1) home.local.control.remove("huawei", pickJob(pick));
        else leap(pick);
        if (pick(20) === 0) await home.refresher.loadMore("huawei", huawei.states[pick(huawei.states.length)]!.state, never);
        const requests = await refresh();
        assertTrue(`change ${change}`);
        assert.ok(requests <= mostChanged, `change ${change}: ${requests} requests`);
      }
    });
  }
});
