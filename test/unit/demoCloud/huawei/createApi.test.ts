// How jobs are made at the local Huawei.
import assert from "node:assert/strict";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import { callHuawei, type Reply } from "../caller.js";

describe("new jobs at the local Huawei", () => {
  let demo: DemoCloud;
  before(async () => {
    demo = await startDemo({ moving: false, seed: 7 });
  });
  after(() => demo.close());

  const create = (kind: string, body: unknown): Promise<Reply> =>
    callHuawei(demo, {
      method: "POST",
      path: `/v1/${demo.huawei.projectId}/voice-training-manage/user/${kind}`,
      body: typeof body === "string" ? body : JSON.stringify(body),
    });

  it("are made by four kinds of calls, not submitted yet, with what was sent and the documented defaults", async () => {
    for (const [kind, job_type] of [
      ["basic-jobs", "BASIC"],
      ["middle-jobs", "MIDDLE"],
      ["advance-jobs", "ADVANCE"],
      ["third-party-jobs", "THIRD_PARTY"],
    ] as const) {
      const { status, json } = await create(kind, { voice_name: "晓晴", tag: "NEWS", is_ondemand_resource: true });
      assert.equal(status, 200);
      const { create_time, lastupdate_time, ...job } = demo.control.job("huawei", json.job_id)!;
      assert.equal(create_time, lastupdate_time);
      assert.deepEqual(job, {
        ...{ job_id: json.job_id, job_type, state: "CREATING", voice_name: "晓晴", tag: "NEWS", is_ondemand_resource: true },
        ...{ sex: "FEMALE", language: "CN", create_type: "PACKAGE" },
      });
    }
  });

  it("are refused without a name, with values of other types, and by sentence where a kind takes a package alone", async () => {
    const before = demo.control.count("huawei");
    for (const [kind, body] of [
      ["basic-jobs", {}],
      ["basic-jobs", "no json"],
      ["basic-jobs", { voice_name: "" }],
      ["basic-jobs", { voice_name: "a", is_ondemand_resource: "true" }],
      ["basic-jobs", { voice_name: "a", supported_service: "LIVE_2D" }],
      ["basic-jobs", { voice_name: "a", tag: "OTHER" }],
      ["advance-jobs", { voice_name: "a", create_type: "SEGMENT" }],
    ] as const)
      assert.equal((await create(kind, body)).status, 400, JSON.stringify(body));
    assert.equal((await create("flexus-jobs", { voice_name: "a" })).status, 404);
    assert.equal(demo.control.count("huawei"), before);
  });
});
