// Reading everything: each job once, none lost while the list moves, and no more than a page is kept.
import { strict as assert } from "node:assert";
import fc from "fast-check";
import { clouds } from "../../../../src/clouds/index.js";
import { type JobFilter, serve } from "../../../../src/core/jobs/filter/jobFilter.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import { type ReadPage, readAll } from "../../../../src/services/refresh/readAllJobs.js";
import { ScriptedCloud } from "../../../fakes/clouds/scriptedCloud.js";
import { connectionTo, failureOf, fixture, kernel, key, never } from "../../scenarios/kernel.js";
import { cloudIds, type LocalKernel, openLocalKernel } from "../../scenarios/localKernel.js";

interface Read {
  readonly ids: readonly string[];
  readonly last: ReadPage | undefined;
}

/** `between`: what happens in the cloud after each page. */
async function readEverything(pages: AsyncIterable<ReadPage>, between: () => void = () => undefined): Promise<Read> {
  const ids: string[] = [];
  let last: ReadPage | undefined;
  for await (const page of pages) {
    assert.ok(page.jobs.length <= 100);
    ids.push(...page.jobs.map(({ id }) => id));
    last = page;
    between();
  }
  return { ids, last };
}

describe("reading all jobs", () => {
  let home: LocalKernel;
  const open = async (jobs: number) => {
    home = await openLocalKernel({ jobs: { huawei: jobs, alibaba: jobs } });
  };
  afterEach(() => home?.close());

  const cloudOf = (id: CloudId) => clouds.find((cloud) => cloud.id === id)!;
  const idOf = (id: CloudId, job: Readonly<Record<string, unknown>>) => String(job[id === "huawei" ? "job_id" : "JobId"]);
  const idsIn = (id: CloudId) => home.local.control.jobs(id).map((job) => idOf(id, job));
  const all = (id: CloudId, filter: JobFilter = {}, signal = never) =>
    readAll(home, id, serve(filter, cloudOf(id).listing.serves).query, filter, signal);

  for (const id of cloudIds) {
    it(`gives every job of ${id} once, with hardly more requests than there are pages`, async () => {
      await open(730);
      const { ids, last } = await readEverything(all(id));
      assert.deepEqual([...ids].sort(), idsIn(id).sort());
      assert.equal(last?.total, 730);
      assert.equal(last?.read, 730);
      assert.equal(last?.hasMoved, false);
      const asked = home.local.control.requests.length;
      assert.ok(asked <= 9, `${asked} requests`);
    });

    it(`loses no job of ${id} that stays while others go away or change, and gives none twice`, async () => {
      await open(640);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat({ max: 100_000 }), { minLength: 10, maxLength: 40 }), async (numbers) => {
          const { control } = home.local;
          const before = new Set(idsIn(id));
          const steps = [...numbers];
          const { ids } = await readEverything(all(id), () => {
            for (const number of steps.splice(0, 4)) {
              const present = idsIn(id);
              const chosen = present[number % present.length]!;
              if (number % 3 === 0) control.move(id, chosen, cloudOf(id).states[number % cloudOf(id).states.length]!.state);
              else control.remove(id, chosen);
            }
          });
          assert.equal(new Set(ids).size, ids.length);
          const found = new Set(ids);
          assert.deepEqual(
            idsIn(id).filter((each) => before.has(each) && !found.has(each)),
            [],
          );
          while (control.count(id) < 640) control.add(id);
        }),
        { numRuns: 15 },
      );
    });

    it(`loses no job of ${id} while new ones come, and says that the list changed`, async () => {
      await open(420);
      const before = idsIn(id);
      const { ids, last } = await readEverything(all(id), () => {
        for (let count = 0; count < 7 && home.local.control.count(id) < 500; count += 1) home.local.control.add(id);
      });
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(before.every((each) => ids.includes(each)));
      assert.equal(last?.hasMoved, true);
    });
  }

  it("sees jobs slip away although as many come: the last row of each page is asked for again", async () => {
    await open(450);
    const before = idsIn("huawei");
    const oldest = home.local.control.jobs("huawei").slice(-3);
    const gone = oldest.map((job) => idOf("huawei", job));
    let times = 0;
    const { ids, last } = await readEverything(all("huawei"), () => {
      if (times++ > 0) return;
      for (const id of gone) home.local.control.remove("huawei", id);
      for (const _ of gone) home.local.control.add("huawei");
    });
    const left = before.filter((each) => !gone.includes(each));
    assert.deepEqual(
      left.filter((each) => !ids.includes(each)),
      [],
    );
    assert.equal(last?.hasMoved, true);
  });

  it("asks the server for what it can find and tries the rest itself", async () => {
    await open(300);
    const [state] = cloudOf("huawei").states.map((each) => each.state);
    const filter: JobFilter = { states: [state!, "FAILED"], languages: ["CN"] };
    const wanted = home.local.control
      .jobs("huawei")
      .filter((job) => filter.states!.includes(String(job.state)) && job.language === "CN");
    const { ids } = await readEverything(all("huawei", filter));
    assert.ok(wanted.length > 0);
    assert.deepEqual([...ids].sort(), wanted.map((job) => String(job.job_id)).sort());
    assert.equal(home.local.control.requests.length, 1);
  });

  it("asks nothing more once the caller has stopped", async () => {
    await open(1_000);
    for await (const page of all("huawei")) {
      assert.equal(page.jobs.length, 100);
      break;
    }
    const asked = home.local.control.requests.length;
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(home.local.control.requests.length, asked);
    assert.ok(asked <= 2, `${asked} requests`);
  });

  it("ends with `cancelled` when the person stops it, and with the cloud's error when one comes", async () => {
    await open(500);
    const stop = new AbortController();
    const stopped = readEverything(all("huawei", {}, stop.signal), () => stop.abort());
    assert.equal((await failureOf(stopped)).kind, "cancelled");
    home.local.control.faults.add({ cloud: "alibaba", nth: 3, times: "always", act: { kind: "answer", status: 403, body: {} } });
    assert.notEqual((await failureOf(readEverything(all("alibaba")))).kind, "cancelled");
    assert.equal((await failureOf(readEverything(readAll(home, "nobody", {}, {}, never)))).kind, "notFound");
  });
});

describe("reading all jobs of a cloud with rows that are no jobs", () => {
  it("passes over them and comes to an end", async () => {
    const scripted = new ScriptedCloud();
    scripted.fill(250, "DONE");
    scripted.nameless.set("DONE", 120);
    const home = kernel(fixture([scripted.cloud]));
    await home.connectionStore.add(connectionTo(scripted.cloud), key);
    const { ids } = await readEverything(readAll(home, "c1", {}, {}, never));
    assert.equal(new Set(ids).size, 250);
    assert.ok(scripted.count("list") < 10, `${scripted.count("list")} requests`);
  });
});
