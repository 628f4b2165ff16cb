// Deleting jobs of both clouds over real sockets: one request each, and what is told is what the cloud has.
import { strict as assert } from "node:assert";
import type { FaultAct } from "../../../../src/demoCloud/server/faults.js";
import type { CloudId } from "../../../../src/demoCloud/server/messages.js";
import { JobDeleter } from "../../../../src/features/delete/jobDeleter.js";
import { never, totalsOf } from "../../scenarios/kernel.js";
import { cloudIds, type LocalKernel, openLocalKernel } from "../../scenarios/localKernel.js";

const operations: Readonly<Record<CloudId, string>> = {
  huawei: "DeleteVoiceTrainingJob",
  alibaba: "DeleteCustomizedVoiceJob",
};

describe("remover", () => {
  let home: LocalKernel;
  let jobDeleter: JobDeleter;
  before(async () => {
    home = await openLocalKernel({ jobs: { huawei: 60, alibaba: 40 } });
    jobDeleter = new JobDeleter(home.sessions, home.refresher);
    for (const cloud of cloudIds) await home.refresher.refreshConnection(cloud, never);
  });
  after(() => home.close());
  beforeEach(() => home.local.control.clearRequests());
  afterEach(() => home.local.control.faults.clear());

  const sent = (cloud: CloudId) => home.local.control.requests.filter(({ operation }) => operation === operations[cloud]).length;
  /** Of one that may be deleted. */
  const idOf = (cloud: CloudId) => {
    const isHeld = ({ Status }: { readonly Status?: unknown }) => Status === "Training" || Status === "Success";
    const job = home.local.control.jobs(cloud).find((each) => (each.Type ?? "Basic") === "Basic" && !isHeld(each));
    return String(job?.job_id ?? job?.JobId);
  };
  const meet = (cloud: CloudId, act: FaultAct) => home.local.control.faults.add({ cloud, operation: operations[cloud], act });
  const isThere = (cloud: CloudId, id: string) => ({
    inCloud: home.local.control.job(cloud, id) !== undefined,
    inStore: home.store.record(cloud, id) !== undefined,
    isGone: home.store.isGone(cloud, id),
  });
  const kept = { inCloud: true, inStore: true, isGone: false };
  const lost = { inCloud: false, inStore: false, isGone: true };

  for (const cloud of cloudIds) {
    describe(`of ${cloud}`, () => {
      it("deletes by one request; row and totals follow without another", async () => {
        const id = idOf(cloud);
        const outcome = await jobDeleter.remove(cloud, id, never);
        assert.equal(outcome.kind, "removed");
        assert.ok("requestId" in outcome && outcome.requestId);
        assert.deepEqual(isThere(cloud, id), lost);
        assert.equal(home.local.control.requests.length, 1);
        assert.deepEqual(totalsOf(home.store, cloud), home.local.control.counts(cloud));
        assert.equal(home.store.get(cloud).total, home.local.control.count(cloud));
      });

      it("does not repeat a delete whose answer was lost, and finds out that the job is gone", async () => {
        for (const act of [{ kind: "resetAfter" }, { kind: "answer", status: 503, processed: true }] satisfies FaultAct[]) {
          const id = idOf(cloud);
          meet(cloud, act);
          assert.equal((await jobDeleter.remove(cloud, id, never)).kind, "gone");
          assert.deepEqual(isThere(cloud, id), lost);
        }
        assert.equal(sent(cloud), 2);
      });

      it("says that the job is still there where a delete came to nothing", async () => {
        for (const act of [
          { kind: "resetBefore" },
          { kind: "answer", status: 500 },
          { kind: "loginPage" },
        ] satisfies FaultAct[]) {
          const id = idOf(cloud);
          meet(cloud, act);
          assert.equal((await jobDeleter.remove(cloud, id, never)).kind, "stillThere");
          assert.deepEqual(isThere(cloud, id), kept);
        }
        assert.equal(sent(cloud), 3);
      });

      it("says that nothing is known where the job cannot be read either", async () => {
        const id = idOf(cloud);
        meet(cloud, { kind: "resetBefore" });
        const get = cloud === "huawei" ? "ShowVoiceTrainingJob" : "GetCustomizedVoiceJob";
        home.local.control.faults.add({ cloud, operation: get, times: "always", act: { kind: "answer", status: 503 } });
        assert.equal((await jobDeleter.remove(cloud, id, never)).kind, "unknown");
        assert.equal(sent(cloud), 1);
      });

      it("says that a job that was deleted elsewhere is gone, and refuses to guess where the cloud refuses", async () => {
        const id = idOf(cloud);
        home.local.control.remove(cloud, id);
        assert.equal((await jobDeleter.remove(cloud, id, never)).kind, "gone");
        assert.deepEqual(isThere(cloud, id), lost);
        const other = idOf(cloud);
        meet(cloud, { kind: "answer", status: 400, body: {} });
        assert.equal((await jobDeleter.remove(cloud, other, never)).kind, "notRemoved");
        meet(cloud, { kind: "answer", status: 404, body: {} });
        assert.equal((await jobDeleter.remove(cloud, other, never)).kind, "notRemoved", "the job was looked for, and is there");
        assert.deepEqual(isThere(cloud, other), kept);
      });

      it("takes no bare status for the word that a job is gone: a gateway may not know the path", async () => {
        const id = idOf(cloud);
        const act = { kind: "answer", status: 404, body: { message: "no Route matched" } } as const;
        meet(cloud, act);
        const operation = cloud === "huawei" ? "ShowVoiceTrainingJob" : "GetCustomizedVoiceJob";
        home.local.control.faults.add({ cloud, operation, act, times: "always" });
        assert.equal((await jobDeleter.remove(cloud, id, never)).kind, "unknown");
        assert.deepEqual(isThere(cloud, id), kept);
      });

      it("sends nothing once the person has cancelled", async () => {
        const outcome = await jobDeleter.remove(cloud, idOf(cloud), AbortSignal.abort());
        assert.ok(outcome.kind === "notRemoved" && outcome.error.kind === "cancelled");
        assert.equal(sent(cloud), 0);
      });

      it("lets no refresh bring the row back that had seen it before", async () => {
        const id = idOf(cloud);
        home.local.control.setLatency(60);
        const refreshing = home.refresher.refreshConnection(cloud, never);
        await new Promise((resolve) => setTimeout(resolve, 20));
        const reading = home.refresher.refreshJob(cloud, id, never).catch(() => undefined);
        assert.equal((await jobDeleter.remove(cloud, id, never)).kind, "removed");
        await Promise.all([refreshing, reading]);
        home.local.control.setLatency(0);
        await home.refresher.refreshConnection(cloud, never);
        assert.deepEqual(isThere(cloud, id), lost);
        assert.deepEqual(totalsOf(home.store, cloud), home.local.control.counts(cloud));
        assert.equal(home.store.get(cloud).isLoading, false);
      });
    });
  }

  it("names the right that is missing at a cloud that tells", async () => {
    const id = idOf("alibaba");
    const body = { Code: "NoPermission", Message: "denied", RequestId: "R-1" };
    meet("alibaba", { kind: "answer", status: 403, body });
    const outcome = await jobDeleter.remove("alibaba", id, never);
    assert.ok(outcome.kind === "notRemoved");
    assert.deepEqual([outcome.error.missingRight, outcome.error.requestId], ["ice:DeleteCustomizedVoiceJob", "R-1"]);
    meet("alibaba", { kind: "answer", status: 200, body: { RequestId: "R-2", Success: false } });
    assert.equal(
      (await jobDeleter.remove("alibaba", id, never)).kind,
      "stillThere",
      "Success is false in a 200, and no code says why",
    );
  });
});
