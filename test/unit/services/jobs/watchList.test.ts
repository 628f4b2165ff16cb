// The list of watched jobs in the editor's state: nothing private is in it, whatever a job is called.
import { strict as assert } from "node:assert";
import { readJob } from "../../../../src/clouds/huawei/api/parse.js";
import { huawei } from "../../../../src/clouds/huawei/index.js";
import { MutedNotices } from "../../../../src/features/notifications/mutedNotices.js";
import { WatchList } from "../../../../src/services/jobs/watchList.js";
import { FakeKeyValue } from "../../../fakes/storage/keyValue.js";

const nameOf = (list: WatchList) => list.all().map(({ name }) => name);

describe("the list of watched jobs", () => {
  it("keeps no name with a phone number, a link, or a value that the cloud calls one", async () => {
    for (const name of ["Zhang 13800138000", "see https://h.example/x?Signature=y", "call 5551234"]) {
      const state = new FakeKeyValue();
      const list = new WatchList(state, () => huawei.jobFields);
      const job = readJob({ job_id: "1", state: "PROCESSING", voice_name: name, phone: "5551234" })!;
      await list.watch("c1", [job]);
      await list.see("c1", { ...job, state: "FAILED" });
      assert.deepEqual(nameOf(list), [""]);
      assert.ok(!JSON.stringify(state.get("watchedJobs")).includes(name));
    }
  });

  it("keeps the names that say nothing of the kind", async () => {
    const list = new WatchList(new FakeKeyValue(), () => huawei.jobFields);
    await list.watch("c1", [readJob({ job_id: "1", state: "PROCESSING", voice_name: "Zhang", phone: "5551234" })!]);
    assert.deepEqual(nameOf(list), ["Zhang"]);
  });

  it("forgets the private name that an earlier version has kept", async () => {
    const state = new FakeKeyValue();
    const old = { connectionId: "c1", jobId: "1", name: "Zhang 13800138000", state: "PROCESSING" };
    await state.update("watchedJobs", { version: 1, entries: [old] });
    const list = new WatchList(state, () => huawei.jobFields);
    assert.deepEqual(nameOf(list), [""]);
    await list.see("c1", { id: "2", name: "other", state: "FAILED" });
    assert.ok(!JSON.stringify(state.get("watchedJobs")).includes("138"));
  });

  it("is no different from the list of muted jobs", async () => {
    const state = new FakeKeyValue();
    const muted = new MutedNotices(state);
    await muted.mute({ kind: "job", connectionId: "c1", jobId: "1", name: "Zhang 13800138000" });
    assert.ok(!JSON.stringify(state.get("mutedNotices")).includes("138"));
    assert.ok(muted.isMuted("c1", "1", "huawei", "FAILED"));
  });
});
