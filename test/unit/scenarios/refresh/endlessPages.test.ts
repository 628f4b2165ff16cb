// A cloud that tells of a billion jobs and gives the same hundred again and again: every way of paging comes to an end.
import { strict as assert } from "node:assert";
import { everything } from "../../../../src/services/jobs/snapshot.js";
import { readAll } from "../../../../src/services/refresh/readAllJobs.js";
import { HastyClock } from "../../../fakes/clock.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { connectionTo, fixture, kernel, key, never, type TestKernel } from "../kernel.js";

const billion = 1_000_000_000;

describe("paging that brings nothing new", () => {
  let cloud: ScriptedCloud;
  let home: TestKernel;

  const open = async (listing: object, isEmptyAfterwards: boolean) => {
    cloud = new ScriptedCloud("scripted", listing);
    home = kernel(fixture([cloud.cloud], { clock: new HastyClock() }));
    await home.connectionStore.add(connectionTo(cloud.cloud), key);
    cloud.fill(100, "DONE");
    const open = cloud.cloud.open.bind(cloud.cloud);
    Object.assign(cloud.cloud, {
      open: async (...given: Parameters<typeof open>) => {
        const api = await open(...given);
        const list: typeof api.list = async (query, page, signal) => {
          const { jobs } = await api.list(query, { ...page, offset: 0 }, signal);
          return { jobs: isEmptyAfterwards && page.offset > 0 ? [] : jobs, total: billion };
        };
        return { ...api, list };
      },
    });
  };

  for (const [title, listing] of [
    ["a cloud that is paged through", { countsByState: false }],
    ["a cloud that counts", {}],
    ["a cloud that counts and sorts", { sortsByUpdate: true, sortsByCreation: true }],
  ] as const) {
    for (const isEmptyAfterwards of [false, true]) {
      it(`ends at ${title}, whose further pages are ${isEmptyAfterwards ? "empty" : "the first one again"}`, async () => {
        await open(listing, isEmptyAfterwards);
        for (let round = 0; round < 3; round += 1) await home.refresher.refreshConnection("c1", never);
        for (const list of ["DONE", everything]) await home.refresher.loadMore("c1", list, never);
        assert.equal(home.store.get("c1").isLoading, false);
        assert.equal(home.store.get("c1").jobs.size, 100);
        let rows = 0;
        for await (const page of readAll(home, "c1", {}, {}, never)) rows += page.jobs.length;
        assert.equal(rows, 100);
        assert.ok(cloud.calls.length < 300, `${cloud.calls.length} calls`);
      });
    }
  }
});
