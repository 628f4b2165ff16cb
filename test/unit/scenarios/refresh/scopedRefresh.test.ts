// Filters that the server counts, and names it is asked for.
import { strict as assert } from "node:assert";
import { everything } from "../../../../src/services/jobs/snapshot.js";
import { HastyClock } from "../../../fakes/clock.js";
import { never, rowsOf } from "../kernel.js";
import { type LocalKernel, openLocalKernel } from "../localKernel.js";

describe("a scope", () => {
  let home: LocalKernel;
  afterEach(() => home.close());

  const open = async (huawei: number, alibaba = 0) => {
    home = await openLocalKernel({ jobs: { huawei, alibaba } }, {}, { clock: new HastyClock() });
    await home.refresher.refreshConnection("huawei", never);
    home.local.control.clearRequests();
  };
  const scope = () => home.store.get("huawei").scope;
  const asked = () => home.local.control.requests.length;
  const ofType = (type: string, state?: string) =>
    home.local.control.jobs("huawei").filter((job) => job.job_type === type && (state === undefined || job.state === state))
      .length;

  it("has the server's totals and first rows after a page, a count per state and a last look", async () => {
    await open(2000);
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    assert.equal(scope()?.total, ofType("BASIC"));
    for (const [state, { total }] of scope()!.totals) assert.equal(total, ofType("BASIC", state), state);
    assert.ok(asked() <= 1 + 16 + 2 + 1, String(asked()));
    const rows = [...home.store.get("huawei").jobs.values()].filter(({ job }) => job.type === "BASIC");
    assert.ok(rows.length >= 100);
  });

  it("of states alone takes one page: their totals are known", async () => {
    await open(2000);
    await home.refresher.setScope("huawei", { states: ["SUCCEED", "FAILED"] });
    assert.equal(asked(), 1);
    const { control } = home.local;
    assert.deepEqual(
      [...scope()!.totals].map(([state, { total }]) => [state, total]),
      ["SUCCEED", "FAILED"].map((state) => [state, control.count("huawei", state)]),
    );
    assert.equal(scope()?.total, control.count("huawei", "SUCCEED") + control.count("huawei", "FAILED"));
  });

  it("is kept true by every refresh, and by what is read between them", async () => {
    await open(2000);
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    const { control } = home.local;
    const basic = () => control.jobs("huawei").filter((job) => job.job_type === "BASIC" && job.state !== "FAILED");
    for (const place of [0, 3, -1]) {
      const id = String(basic().at(place)!.job_id);
      control.move("huawei", id, "FAILED");
      if (place === 3) await home.refresher.refreshJob("huawei", id, never);
      await home.refresher.refreshConnection("huawei", never);
      for (const state of ["FAILED", "SUCCEED", "WAITING"])
        assert.equal(scope()?.totals.get(state)?.total ?? 0, ofType("BASIC", state), `${place} ${state}`);
    }
  });

  it("pages within itself, to its end and without a gap", async () => {
    await open(2000);
    await home.refresher.setScope("huawei", { types: ["MIDDLE"] });
    for (let wish = 0; wish < 12; wish += 1) await home.refresher.loadMore("huawei", "SUCCEED", never);
    const rows = [...home.store.get("huawei").jobs.values()].filter(
      ({ job }) => job.type === "MIDDLE" && job.state === "SUCCEED",
    );
    assert.equal(rows.length, ofType("MIDDLE", "SUCCEED"));
    assert.equal(scope()?.totals.get("SUCCEED")?.isWhole, true);
    assert.equal(home.store.get("huawei").totals.get("SUCCEED")?.isWhole, undefined);
  });

  it("goes away when it is taken back, and is nothing where all rows are here or the cloud cannot count", async () => {
    await open(2000, 50);
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    await home.refresher.setScope("huawei", undefined);
    assert.equal(scope(), undefined);
    await home.refresher.setScope("huawei", {});
    assert.equal(scope(), undefined);
    await home.refresher.refreshConnection("alibaba", never);
    await home.refresher.setScope("alibaba", { types: ["Basic"] });
    assert.equal(home.store.get("alibaba").scope, undefined);
    await home.close();
    await open(80);
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    assert.deepEqual([scope(), asked(), home.store.get("huawei").isWhole], [undefined, 0, true]);
  });

  it("that is replaced while it is being read leaves nothing of itself", async () => {
    await open(2000);
    const first = home.refresher.setScope("huawei", { types: ["BASIC"] });
    const second = home.refresher.setScope("huawei", { types: ["MIDDLE"] });
    await Promise.all([first, second]);
    assert.deepEqual([scope()?.query, scope()?.total], [{ types: ["MIDDLE"] }, ofType("MIDDLE")]);
    assert.equal(home.store.get("huawei").error, undefined);
  });

  it("that was set before the connection was shown asks for nothing until it is", async () => {
    home = await openLocalKernel({ jobs: { huawei: 2000, alibaba: 0 } }, {}, { clock: new HastyClock() });
    await home.refresher.setScope("huawei", { types: ["BASIC"] });
    assert.equal(asked(), 0);
    await home.refresher.ensureConnection("huawei", never);
    assert.equal(scope()?.total, ofType("BASIC"));
  });

  it("does not take a sprinkled row as proof of those before it", async () => {
    await open(2000);
    const { control } = home.local;
    const done = control.jobs("huawei").filter((job) => job.state === "SUCCEED");
    const byTime = done.sort((a, b) => Number(b.lastupdate_time) - Number(a.lastupdate_time)).map((job) => String(job.job_id));
    for (const id of [...byTime.slice(150, 400).filter((_, index) => index % 3 === 0), byTime.at(-1)!])
      await home.refresher.refreshJob("huawei", id, never);
    for (let wish = 0; wish < 2; wish += 1) await home.refresher.loadMore("huawei", "SUCCEED", never);
    const shown = new Set(rowsOf(home.store, "SUCCEED", "huawei"));
    assert.deepEqual(
      byTime.slice(0, 150).filter((id) => !shown.has(id)),
      [],
    );
    for (let wish = 0; wish < 22; wish += 1) await home.refresher.loadMore("huawei", everything, never);
    assert.deepEqual(rowsOf(home.store, "SUCCEED", "huawei").sort(), [...byTime].sort());
  });

  it("finds jobs by name with one question, and none where the cloud cannot be asked", async () => {
    await open(2000, 50);
    const job = home.local.control.jobs("huawei").at(-1)!;
    home.local.control.change("huawei", String(job.job_id), { voice_name: "Deep Down Below" });
    const found = await home.refresher.search("huawei", " Deep Down ", never);
    assert.deepEqual(
      found.map((record) => record.job.name),
      ["Deep Down Below"],
    );
    assert.equal(asked(), 1);
    assert.ok(home.store.record("huawei", String(job.job_id)));
    assert.deepEqual(await home.refresher.search("alibaba", "a", never), []);
    assert.deepEqual(await home.refresher.search("huawei", "  ", never), []);
    assert.equal(asked(), 1);
  });
});
