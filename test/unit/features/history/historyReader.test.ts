// Reading jobs' stories, with the real cloud and transport against the local cloud: what is asked, how often, and what a failure leaves.
import assert from "node:assert/strict";
import type { JobHistory } from "../../../../src/core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../../../src/core/jobs/job.js";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import { HistoryReader } from "../../../../src/features/history/historyReader.js";
import { HastyClock, ManualClock } from "../../../fakes/clock.js";
import { FakeHistoryMemory } from "../../../fakes/storage/historyMemory.js";
import { never } from "../../scenarios/kernel.js";
import { type LocalKernel, openLocalKernel } from "../../scenarios/localKernel.js";

const log = "ListJobOperationLog";
const reviews = "ShowJobAuditResult";

describe("the story book", () => {
  let kernel: LocalKernel;
  let historyReader: HistoryReader;
  let clock: ManualClock;
  const open = async (hasty?: HastyClock) => {
    kernel = await openLocalKernel({ jobs: { huawei: 20, alibaba: 20 } }, {}, hasty ? { clock: hasty } : {});
    clock = new ManualClock();
    historyReader = new HistoryReader(kernel.connectionStore, kernel.sessions, clock);
  };
  beforeEach(() => open());
  afterEach(() => kernel.close());

  /** A job in a state, as it was just read. */
  async function jobIn(state: string, more: Record<string, unknown> = {}): Promise<VoiceJob> {
    const { job_id: id } = kernel.local.control.add("huawei", { state, ...more });
    return read(String(id));
  }
  async function read(id: string): Promise<VoiceJob> {
    const { job } = await kernel.refresher.refreshJob("huawei", id, never);
    kernel.local.control.clearRequests();
    return job;
  }
  const asked = () => kernel.local.control.requests.map(({ operation }) => operation).sort();
  const storyOf = ({ id }: VoiceJob): JobHistory => {
    const history = historyReader.of("huawei", id);
    assert.ok(history);
    return history;
  };
  const fail = (operation: string, act: FaultAct, times: number | "always" = "always") =>
    kernel.local.control.faults.add({ cloud: "huawei", operation, times, act });

  it("reads each part once, and nothing again as long as the job does not change", async () => {
    const job = await jobIn("AUDIT_FAILED");
    assert.equal(historyReader.of("huawei", job.id), undefined);
    await historyReader.read("huawei", job, never, "open");
    assert.deepEqual(asked(), [log, reviews]);
    const { events, reviews: told, isRead, isReading, isCut, errors } = storyOf(job);
    assert.deepEqual([events[0]?.action, events.at(-1)?.action], ["CREATE_JOB", "AUDIT_NOT_PASS"]);
    assert.ok(told.some(({ message, findings }) => message !== undefined || findings.length > 0));
    assert.deepEqual([isRead, isReading, isCut, errors.size], [true, false, false, 0]);
    await historyReader.read("huawei", job, never, "open");
    await historyReader.read("huawei", job, never, "refresh");
    assert.equal(asked().length, 2);
  });

  it("reads again what changed, and for who refreshes what is old", async () => {
    const job = await jobIn("SYSTEM_AUDITING", { lastupdate_time: 1_700_000_000 });
    await historyReader.read("huawei", job, never, "open");
    kernel.local.control.move("huawei", job.id, "AUDITING");
    const later = await read(job.id);
    await historyReader.read("huawei", later, never, "open");
    assert.deepEqual(asked(), [log, reviews]);
    assert.equal(storyOf(job).events.at(-1)?.action, "SYSTEM_AUDIT_PASS");
    await clock.advance(11 * 60_000);
    await historyReader.read("huawei", later, never, "open");
    assert.equal(asked().length, 2, "a job that is only looked at again is not asked about");
    await historyReader.read("huawei", later, never, "refresh");
    assert.equal(asked().length, 4);
  });

  it("asks nothing for a cloud that tells nothing", async () => {
    const [job] = kernel.local.control.jobs("alibaba");
    const { job: training } = await kernel.refresher.refreshJob("alibaba", String(job?.JobId), never);
    kernel.local.control.clearRequests();
    await historyReader.read("alibaba", training, never, "open");
    assert.deepEqual([asked(), historyReader.of("alibaba", training.id)], [[], undefined]);
  });

  it("asks once for all callers, and stops when none waits any more", async () => {
    const job = await jobIn("AUDITING");
    await Promise.all([historyReader.read("huawei", job, never, "open"), historyReader.read("huawei", job, never, "open")]);
    assert.equal(asked().length, 2);

    const other = await jobIn("AUDITING");
    const closed = new AbortController();
    fail(log, { kind: "drip" });
    fail(reviews, { kind: "drip" });
    const reading = historyReader.read("huawei", other, closed.signal, "open");
    assert.equal(storyOf(other).isReading, true);
    closed.abort();
    await reading;
    await eventually(() => !storyOf(other).isReading);
    assert.deepEqual([storyOf(other).isRead, storyOf(other).errors.size], [false, 0], "who leaves is told of no error");
  });

  it("reads page after page, but no log without an end", async () => {
    const job = await jobIn("AUDIT_FAILED", { reject_times: 10 });
    const operation = { time: 1_700_000_000, action: "COMMIT_JOB", operator: "USER" };
    fail(log, { kind: "answer", status: 200, body: { count: 1e9, operations: Array(100).fill(operation) } });
    await historyReader.read("huawei", job, never, "open");
    const offsets = kernel.local.control.requests.filter((each) => each.operation === log).map(({ query }) => query.offset);
    assert.deepEqual(offsets, ["0", "100", "200", "300", "400", "500", "600", "700", "800", "900"]);
    assert.deepEqual([storyOf(job).isCut, storyOf(job).events.length], [true, 1000]);
  });

  it("keeps the reviews when the log is refused, and asks for the log alone next time", async () => {
    const job = await jobIn("AUDIT_FAILED");
    fail(log, { kind: "answer", status: 404, body: { error_code: "APIGW.0101", error_msg: "The API does not exist" } }, 1);
    await historyReader.read("huawei", job, never, "open");
    const { errors, reviews: told, events } = storyOf(job);
    assert.deepEqual([[...errors.keys()], events.length], [["log"], 0]);
    assert.ok(told.length > 0);
    kernel.local.control.clearRequests();
    await historyReader.read("huawei", job, never, "open");
    assert.deepEqual([asked(), storyOf(job).errors.size], [[log], 0]);
    assert.ok(storyOf(job).events.length > 0);
  });

  it("does not ask again and again for what is refused, until the page is opened or refreshed", async () => {
    const job = await jobIn("AUDIT_FAILED");
    fail(log, { kind: "answer", status: 404, body: {} });
    for (const wish of ["follow", "follow", "open", "follow", "refresh"] as const)
      await historyReader.read("huawei", job, never, wish);
    assert.deepEqual(asked(), [log, log, log, reviews]);
  });

  it("keeps what was told before when a later reading fails", async () => {
    const job = await jobIn("SYSTEM_AUDITING", { lastupdate_time: 1_700_000_000 });
    await historyReader.read("huawei", job, never, "open");
    const before = storyOf(job).events.length;
    kernel.local.control.move("huawei", job.id, "AUDITING");
    fail(log, { kind: "answer", status: 403, body: { error_code: "APIG.1005", error_msg: "no rights" } });
    await historyReader.read("huawei", await read(job.id), never, "open");
    assert.deepEqual([storyOf(job).events.length, storyOf(job).errors.get("log")?.kind], [before, "forbidden"]);
  });

  it("takes each request from the key's budget", async () => {
    await kernel.close();
    const hasty = new HastyClock();
    await open(hasty);
    const job = await jobIn("AUDIT_FAILED");
    const operations = Array(100).fill({ action: "COMMIT_JOB" });
    fail(log, { kind: "answer", status: 200, body: { count: 1e9, operations } });
    const begin = hasty.now();
    // One page of each of three jobs is more than may go out at once.
    for (let round = 0; round < 3; round += 1) await historyReader.read("huawei", { ...job, updatedAt: round }, never, "open");
    assert.ok(asked().length >= 30 && hasty.now() - begin >= 4000, `${asked().length} in ${hasty.now() - begin} ms`);
  });

  it("forgets a connection that is removed or leads elsewhere, and keeps one that is renamed", async () => {
    const job = await jobIn("AUDITING");
    await historyReader.read("huawei", job, never, "open");
    const connection = kernel.connectionStore.find("huawei")!;
    await kernel.connectionStore.replace({ ...connection, name: "Other" });
    assert.ok(storyOf(job).isRead);
    await kernel.connectionStore.remove("huawei");
    assert.equal(historyReader.of("huawei", job.id), undefined);
  });

  describe("over a reload", () => {
    let memory: FakeHistoryMemory;
    /** Another window on the same disk. */
    const reload = () => {
      historyReader = new HistoryReader(kernel.connectionStore, kernel.sessions, clock, memory);
    };
    beforeEach(() => {
      memory = new FakeHistoryMemory();
      reload();
    });

    it("has what an earlier window read, asks nothing for it, and says how old it is", async () => {
      const job = await jobIn("AUDIT_FAILED");
      await historyReader.read("huawei", job, never, "open");
      const before = storyOf(job);
      assert.equal(before.rememberedAt, undefined);
      const readAt = clock.now();
      await clock.advance(60_000);
      kernel.local.control.clearRequests();
      reload();
      await historyReader.recall("huawei", job.id);
      assert.deepEqual(storyOf(job), { ...before, rememberedAt: readAt });
      assert.deepEqual(asked(), []);
      await historyReader.read("huawei", job, never, "open");
      assert.deepEqual(asked(), [log, reviews], "what is remembered is read again when a person looks");
      assert.equal(storyOf(job).rememberedAt, undefined);
    });

    it("shows what is remembered while it is read again, and keeps it where that fails", async () => {
      const job = await jobIn("AUDIT_FAILED");
      await historyReader.read("huawei", job, never, "open");
      reload();
      fail(reviews, { kind: "answer", status: 403, body: { error_code: "APIG.1005", error_msg: "no rights" } });
      const seen: (number | undefined)[] = [];
      historyReader.onDidChange(() => seen.push(historyReader.of("huawei", job.id)?.events.length));
      await historyReader.read("huawei", job, never, "open");
      const { errors, reviews: told, rememberedAt } = storyOf(job);
      assert.ok(seen.every((count) => count !== undefined && count > 0));
      assert.deepEqual([[...errors.keys()], told.length > 0, rememberedAt], [["reviews"], true, clock.now()]);
    });

    it("takes what reviews said for nothing once the job has moved: that was another review", async () => {
      const job = await jobIn("AUDIT_FAILED", { lastupdate_time: 1_700_000_000 });
      await historyReader.read("huawei", job, never, "open");
      kernel.local.control.move("huawei", job.id, "SYSTEM_AUDITING");
      const moved = await read(job.id);
      reload();
      await historyReader.recall("huawei", job.id);
      assert.ok(historyReader.of("huawei", job.id, job)!.reviews.length > 0);
      const { reviews: told, events } = historyReader.of("huawei", job.id, moved)!;
      assert.deepEqual([told.length, events.length > 0], [0, true], "what happened stays true");
    });

    it("is as good without where the disk fails, and knows nothing of a connection that leads elsewhere meanwhile", async () => {
      const job = await jobIn("AUDIT_FAILED");
      memory.before = () => Promise.reject(new Error("EIO"));
      await historyReader.read("huawei", job, never, "open");
      assert.ok(storyOf(job).isRead);
      reload();
      await historyReader.recall("huawei", job.id);
      assert.equal(historyReader.of("huawei", job.id), undefined);
      memory.before = async () => undefined;
      await historyReader.read("huawei", job, never, "open");
      reload();
      memory.before = async () => kernel.connectionStore.remove("huawei");
      await historyReader.recall("huawei", job.id);
      assert.equal(historyReader.of("huawei", job.id), undefined);
    });
  });

  it("says what it is doing", async () => {
    const job = await jobIn("AUDITING");
    const seen: string[] = [];
    historyReader.onDidChange(({ jobId }) => {
      const history = historyReader.of("huawei", jobId);
      seen.push(`${history?.isReading} ${history?.isRead}`);
    });
    await historyReader.read("huawei", job, never, "open");
    assert.deepEqual(seen, ["true false", "true true", "true true", "false true"]);
  });
});

async function eventually(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    assert.ok(tries < 500, "never came true");
    await new Promise((done) => setTimeout(done, 10));
  }
}
