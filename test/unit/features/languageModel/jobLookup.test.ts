// What tools of a language model read: from the store where it is there, and of the cloud what a click would ask.
import { strict as assert } from "node:assert";
import {
  connectionsMeant,
  findJobs,
  type JobLookupKernel,
  jobFor,
  jobMeant,
  type Wanted,
} from "../../../../src/features/languageModel/jobLookup.js";
import { never } from "../../scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../../scenarios/localKernel.js";

describe("tools of a language model", () => {
  let home: LocalKernel;
  let world: JobLookupKernel;
  const open = async (jobs: { huawei: number; alibaba: number }) => {
    home = await openLocalKernel({ jobs });
    // A clock whose time does not pass: no answer gives up waiting.
    world = { ...home, clock: { now: () => 0, after: () => ({ dispose: () => undefined }) } };
  };
  afterEach(() => home.close());
  const asked = () => home.local.control.requests.length;
  const find = (wanted: Wanted, limit = 20, ids = ["huawei", "alibaba"]) =>
    findJobs(
      world,
      world.connectionStore.all().filter(({ id }) => ids.includes(id)),
      wanted,
      limit,
      never,
    );

  it("read a small account once, and then answer from the store", async () => {
    await open({ huawei: 30, alibaba: 20 });
    const all = await find({});
    assert.deepEqual([all.count, all.jobs.length, all.isPartial, all.errors.length], [50, 20, false, 0]);
    const times = all.jobs.map(({ job }) => job.updatedAt ?? job.createdAt ?? 0);
    assert.deepEqual(
      times,
      [...times].sort((a, b) => b - a),
    );
    const before = asked();
    const needing = await find({ phase: "attention" }, 3);
    assert.equal(needing.jobs.length, Math.min(3, needing.count));
    assert.ok(needing.count > 0 && needing.jobs.every(({ job }) => job.phase === "attention"));
    const [some] = all.jobs;
    assert.equal((await find({ text: some!.job.id.toUpperCase() })).jobs[0]?.job.id, some!.job.id);
    await jobFor(world, some!.connectionId, some!.job.id, never);
    assert.equal(asked(), before, "nothing was asked again");
  });

  it("count what is not loaded, and load one page for each group that has no row", async () => {
    await open({ huawei: 1500, alibaba: 0 });
    const { control } = home.local;
    await find({}, 20, ["huawei"]);
    const before = asked();
    const failed = await find({ states: ["FAILED"] }, 20, ["huawei"]);
    assert.equal(failed.count, control.count("huawei", "FAILED"));
    assert.ok(failed.jobs.length > 0 && failed.jobs.every(({ job }) => job.state === "FAILED"));
    assert.ok(asked() - before <= 1, `${asked() - before} requests`);
    const again = asked();
    await find({ states: ["FAILED"] }, 20, ["huawei"]);
    assert.equal(asked(), again);
  });

  it("let a server search that can, with one request, and say that there may be more", async () => {
    await open({ huawei: 1500, alibaba: 0 });
    await find({}, 20, ["huawei"]);
    home.local.control.add("huawei", { job_id: "a1-found-by-name", voice_name: "Nightingale of the test", state: "WAITING" });
    const before = asked();
    const found = await find({ text: "Nightingale" }, 20, ["huawei"]);
    assert.deepEqual(
      found.jobs.map(({ job }) => job.id),
      ["a1-found-by-name"],
    );
    assert.ok(found.isPartial);
    assert.equal(asked() - before, 1);
  });

  it("do not ask again where the last question failed, keep the rows and say why", async () => {
    await open({ huawei: 10, alibaba: 0 });
    await find({}, 20, ["huawei"]);
    home.leadTo("http://127.0.0.1:9");
    await home.refresher.refreshConnection("huawei", never);
    home.leadTo(undefined);
    const before = asked();
    const found = await find({}, 20, ["huawei"]);
    assert.deepEqual([found.count, found.errors[0]?.error.kind, asked() - before], [10, "network", 0]);
  });

  it("give no answer later than a person would wait, and say what is still being read", async () => {
    await open({ huawei: 10, alibaba: 0 });
    const atOnce = (_ms: number, callback: () => void) => {
      callback();
      return { dispose: () => undefined };
    };
    const impatient = { ...world, clock: { now: () => 0, after: atOnce } };
    home.leadTo("http://127.0.0.1:9");
    const found = await findJobs(impatient, world.connectionStore.all().slice(0, 1), {}, 20, never);
    assert.deepEqual([found.unread.map(({ id }) => id), found.jobs], [["huawei"], []]);
  });

  it("know a connection by its id, or by what the person calls it", async () => {
    await open({ huawei: 0, alibaba: 0 });
    const ids = (wanted?: string) => connectionsMeant(world, wanted).map(({ id }) => id);
    assert.deepEqual(
      [ids(), ids("alibaba"), ids("STUDIO"), ids("nobody")],
      [["huawei", "alibaba"], ["alibaba"], ["huawei", "alibaba"], []],
    );
  });

  it("know a job by its id or its name, and ask back where several could be meant", async () => {
    await open({ huawei: 3, alibaba: 2 });
    await find({});
    const { control } = home.local;
    for (const id of ["a1", "a2"]) control.add("huawei", { job_id: id, voice_name: "Twin", state: "WAITING" });
    control.add("huawei", { job_id: "a3", voice_name: "Alone", state: "WAITING" });
    await home.refresher.refreshConnection("huawei", never);
    const meant = (wanted: string, connections = world.connectionStore.all()) => jobMeant(world, connections, wanted);
    const summary = (wanted: string, connections = world.connectionStore.all()) => {
      const found = meant(wanted, connections);
      if (found.kind === "job") return `${found.connection.id} ${found.jobId}`;
      return found.kind === "several" ? `${found.jobs.length} jobs, ${found.connections.length} connections` : "none";
    };
    assert.deepEqual(
      [summary("a1"), summary("Alone"), summary("Twin"), summary("never-seen-1"), summary("晓晴")],
      ["huawei a1", "huawei a3", "2 jobs, 0 connections", "0 jobs, 2 connections", "none"],
    );
    assert.equal(summary("never-seen-1", world.connectionStore.all().slice(1)), "alibaba never-seen-1");
  });
});
