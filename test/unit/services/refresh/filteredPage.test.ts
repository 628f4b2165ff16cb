// Pages under a filter, at clouds that can filter and at clouds that cannot: the same jobs, and a total that is true.
import { strict as assert } from "node:assert";
import { filteredPage } from "../../../../src/services/refresh/filteredPage.js";
import { failureOf, never } from "../../scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../../scenarios/localKernel.js";

describe("a page under a filter", () => {
  let home: LocalKernel;
  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 260, alibaba: 260 } });
  });
  after(() => home.close());
  beforeEach(() => home.local.control.clearRequests());
  const asked = () => home.local.control.requests.length;

  it("is one request where the server can filter so", async () => {
    const page = await filteredPage(home, "huawei", { states: ["WAITING", "FAILED"] }, { offset: 0, limit: 5 }, never);
    const { control } = home.local;
    assert.equal(page.total, control.count("huawei", "WAITING") + control.count("huawei", "FAILED"));
    assert.equal(page.jobs.length, Math.min(5, page.total));
    assert.equal(asked(), 1);
  });

  it("is cut out of all jobs where the server cannot: pages of any size make up the whole, each job once", async () => {
    const states = ["Success", "Training"];
    const wanted = home.local.control.jobs("alibaba").filter((job) => states.includes(String(job.Status)));
    const ids: string[] = [];
    for (let offset = 0; ; offset += 7) {
      const { jobs, total } = await filteredPage(home, "alibaba", { states }, { offset, limit: 7 }, never);
      assert.equal(total, wanted.length);
      if (jobs.length === 0) break;
      ids.push(...jobs.map(({ id }) => id));
    }
    assert.ok(wanted.length > 14);
    assert.deepEqual([...ids].sort(), wanted.map((job) => String(job.JobId)).sort());
    assert.equal(new Set(ids).size, ids.length);
  });

  it("finds a text by the cloud's own search for names, or by name and id where it has none", async () => {
    const [some] = home.local.control.jobs("alibaba");
    const byId = await filteredPage(
      home,
      "alibaba",
      { text: String(some!.JobId).toUpperCase() },
      { offset: 0, limit: 10 },
      never,
    );
    assert.deepEqual(
      byId.jobs.map(({ id }) => id),
      [some!.JobId],
    );
    home.local.control.clearRequests();
    const name = String(home.local.control.jobs("huawei").find((job) => job.voice_name)!.voice_name);
    const byName = await filteredPage(home, "huawei", { text: name }, { offset: 0, limit: 100 }, never);
    assert.ok(byName.total > 0 && byName.jobs.every((job) => job.name.includes(name.trim())));
    assert.equal(asked(), 1);
  });

  it("takes several types and tags, which no server takes", async () => {
    const types = ["BASIC", "ADVANCED", "PREMIUM"];
    const { total } = await filteredPage(home, "huawei", { types }, { offset: 0, limit: 1 }, never);
    assert.equal(total, home.local.control.jobs("huawei").filter((job) => types.includes(String(job.job_type))).length);
  });

  it("is refused where it is no page, and for a connection that is not there", async () => {
    assert.equal(
      (await failureOf(filteredPage(home, "alibaba", { states: ["Fail"] }, { offset: 0, limit: 0 }, never))).kind,
      "refused",
    );
    assert.equal((await failureOf(filteredPage(home, "nobody", {}, { offset: 0, limit: 1 }, never))).kind, "notFound");
  });
});
