// How many calls may go out in any second: what the region documents, also in the first one.
import { strict as assert } from "node:assert";
import { clouds } from "../../../../src/clouds/index.js";
import { callRates, RateLimiter } from "../../../../src/services/connections/rateLimiter.js";
import { ManualClock, settled } from "../../../fakes/clock.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { connectionTo, fixture, kernel, key, never } from "../../scenarios/kernel.js";

/** The most calls within any second, where everybody asks at once after a quiet time. */
async function mostInASecond(rate: ConstructorParameters<typeof RateLimiter>[1]): Promise<number> {
  const clock = new ManualClock();
  const budget = new RateLimiter(clock, rate);
  const times: number[] = [];
  for (let call = 0; call < 60; call += 1) void budget.take(never).then(() => times.push(clock.now()));
  for (let step = 0; step < 4_000; step += 20) {
    await settled();
    await clock.advance(20);
  }
  return Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1_000).length));
}

describe("the rates of calls", () => {
  for (const cloud of clouds) {
    for (const { id, callsPerSecond } of cloud.regions) {
      it(`keep to what ${cloud.id} documents for ${id}, in any second`, async () => {
        const { read, write, isDocumented } = callRates(cloud, id);
        assert.equal(isDocumented, callsPerSecond !== undefined);
        const most = [await mostInASecond(read), await mostInASecond(write)];
        assert.ok(most[0]! <= (callsPerSecond?.read ?? 20) && most[1]! <= (callsPerSecond?.write ?? 10), String(most));
        assert.ok(read.burst >= 1 && write.burst >= 1);
      });
    }
  }

  it("are documented for each region of Huawei", () => {
    const [huawei] = clouds.filter(({ id }) => id === "huawei");
    const documented = { "cn-north-4": 20, "cn-east-3": 10, "ap-southeast-3": 10 };
    assert.deepEqual(Object.fromEntries(huawei!.regions.map(({ id, callsPerSecond }) => [id, callsPerSecond?.read])), documented);
  });

  it("are kept by all that a first load asks for at once", async () => {
    const scripted = new ScriptedCloud("scripted", { burst: 10 });
    for (const { state } of scripted.cloud.states) scripted.fill(200, state);
    const [region] = scripted.cloud.regions;
    const cloud = { ...scripted.cloud, regions: [{ ...region!, callsPerSecond: { read: 6, write: 3 } }] };
    const clock = new ManualClock();
    const times: number[] = [];
    scripted.before = () => void times.push(clock.now());
    const { connectionStore, refresher, store } = kernel(fixture([cloud], { clock }));
    await connectionStore.add(connectionTo(cloud), key);
    const load = refresher.refreshConnection("c1", never);
    for (let step = 0; step < 10_000; step += 20) {
      await settled();
      await clock.advance(20);
    }
    await load;
    assert.ok(store.get("c1").readAt !== undefined && times.length > 6, String(times.length));
    const most = Math.max(...times.map((start) => times.filter((time) => time >= start && time < start + 1_000).length));
    assert.ok(most <= 6, `${most} calls in a second`);
  });

  it("are the strictest documented ones in a place that no document names", () => {
    const [huawei] = clouds.filter(({ id }) => id === "huawei");
    assert.deepEqual(callRates(huawei!, "own"), { ...callRates(huawei!, "cn-east-3"), isDocumented: false });
  });
});
