// The public API: what other extensions get to read of a job.
import { strict as assert } from "node:assert";
import type { PublicCredentials } from "../../src/api/newConnection.js";
import { createApi } from "../../src/api.js";
import { masked } from "../../src/core/privacy/mask.js";
import { ScriptedCloud } from "../fakes/clouds/scriptedCloud.js";
import { connectionTo, fixture, kernel, key } from "./scenarios/kernel.js";

const noRecordings = () => Promise.reject(new Error("not asked for"));

describe("the public API", () => {
  it("hands out no phone number and no signed link, in whatever part of a job they stand", async () => {
    const cloud = new ScriptedCloud();
    const home = kernel(fixture([cloud.cloud]));
    const api = createApi({ ...home, checkRecordings: noRecordings, submit: async () => undefined });
    await home.connectionStore.add(connectionTo(cloud.cloud), key);
    const phone = "13800138000";
    const link = "https://letters.test/a.wav?Expires=1&Signature=abc";
    cloud.put("13900139000", "BROKEN", {
      name: `Call ${phone}`,
      customer: phone,
      batch: `of ${phone}`,
      failure: { code: "E1", message: `Cannot read ${link}` },
      raw: { id: "13900139000", reason: `Cannot read ${link}` },
    });
    const listed = (await api.listJobs("c1")).jobs[0];
    for (const job of [listed, await api.getJob("c1", "13900139000")]) {
      assert.doesNotMatch(JSON.stringify(job), /13800138000|Signature/);
      assert.equal(job?.id, "13900139000", "an id stays one");
      assert.equal(job?.name, `Call ${masked}`);
      assert.deepEqual(job?.failure, { code: "E1", message: `Cannot read ${masked}` });
    }
  });

  it("checks the name and the address of a new connection as it checks a person's", async () => {
    const cloud = new ScriptedCloud();
    const home = kernel(fixture([cloud.cloud]));
    const api = createApi({ ...home, checkRecordings: noRecordings, submit: async () => undefined });
    const credentials = { kind: "key", name: "n", secret: "s" } as unknown as PublicCredentials;
    const asked = { cloud: cloud.cloud.id, name: "Of Another", region: "here", credentials };
    for (const name of [" ", "x".repeat(61), "Studio\nAnswer: yes", 7 as unknown as string])
      await assert.rejects(api.addConnection({ ...asked, name }), /"name" of the connection/, JSON.stringify(name));
    await assert.rejects(api.addConnection({ ...asked, endpoint: "http://far.test" }), /"endpoint" of the connection/);
    const { id } = await api.addConnection({ ...asked, endpoint: "https://own.test/ " });
    assert.equal(home.connectionStore.find(id)?.endpoint, "https://own.test", "no slash at the end, as where a person typed it");
    assert.equal(home.connectionStore.find(id)?.region, "here");
    const bare = await api.addConnection({ ...asked, name: "Of a Host", region: "", endpoint: "https://own.test:8443" });
    assert.equal(home.connectionStore.find(bare.id)?.region, "own.test:8443", "rows tell where the jobs are");
  });
});
