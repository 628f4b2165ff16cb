// Huawei's jobs in the local cloud: list, details, submit and the smaller calls.
import assert from "node:assert/strict";
import fc from "fast-check";
import { type DemoCloud, startDemo } from "../../../../src/demoCloud/index.js";
import type { Job } from "../../../../src/demoCloud/server/messages.js";
import { callHuawei, huaweiPath, type Reply } from "../caller.js";

const huaweiStates = [
  ..."CREATING SYSTEM_AUDITING AUDITING WAITING_SPLIT SPLITTING SPLIT_FAILED ANNOTATING WAITING PROCESSING RESULT_REVIEW AUDIT_FAILED".split(
    " ",
  ),
  ..."USER_RESULT_REVIEW USER_REVIEW_REJECT UPLOADING FAILED SUCCEED".split(" "),
];

describe("Huawei's jobs", () => {
  let demo: DemoCloud;
  before(async () => {
    demo = await startDemo({ moving: false, seed: 7 });
  });
  after(() => demo.close());

  const list = (query: Record<string, string>): Promise<Reply> => callHuawei(demo, { query });
  const show = (id: unknown): Promise<Reply> => callHuawei(demo, { path: huaweiPath(demo, `/${id}`) });
  const submit = (id: unknown, body?: unknown): Promise<Reply> =>
    callHuawei(demo, {
      method: "POST",
      path: huaweiPath(demo, `/${id}`),
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });

  it("fill all sixteen states, and some that are not documented", () => {
    const states = Object.keys(demo.control.counts("huawei"));
    for (const state of huaweiStates) assert.ok(states.includes(state), state);
    assert.ok(states.includes("ARCHIVING"));
    assert.equal(demo.control.count("huawei"), 420);
  });

  it("are billed as their allocated resource says", () => {
    const told = demo.control.jobs("huawei").flatMap((job) => {
      const resource = job.allocated_resource as Job | undefined;
      return resource && job.is_ondemand_resource !== undefined ? [[resource.charge_mode, job.is_ondemand_resource]] : [];
    });
    assert.ok(told.length > 20, `${told.length}`);
    for (const [mode, isOnDemand] of told) assert.equal(isOnDemand, mode === "ON_DEMAND", String(mode));
  });

  it("are the same for the same seed and clock, and others for another seed", async () => {
    const now = () => 1_795_000_000_000;
    const demos = await Promise.all([1, 1, 2].map((seed) => startDemo({ seed, now, moving: false })));
    const [one, same, other] = demos.map((each) => each.control.jobs("huawei"));
    await Promise.all(demos.map((each) => each.close()));
    assert.deepEqual(one, same);
    assert.notDeepEqual(one, other);
  });

  it("are shown exactly as they are listed", async () => {
    const jobs: Job[] = (await list({ limit: "100", offset: "100" })).json.jobs;
    assert.equal(jobs.length, 100);
    for (const job of jobs.slice(0, 10)) {
      assert.deepEqual((await show(job.job_id)).json, job);
      assert.deepEqual(demo.control.job("huawei", String(job.job_id)), job);
    }
  });

  it("come ten at a time, newest first, with the total of all", async () => {
    const { json } = await list({});
    assert.equal(json.count, 420);
    assert.deepEqual(json.jobs, demo.control.jobs("huawei").slice(0, 10));
  });

  it("are filtered, sorted and cut as a plain reading of the documents says", async () => {
    const all = demo.control.jobs("huawei");
    const some = (name: string) =>
      fc.constantFrom(...new Set(all.flatMap((job) => (job[name] === undefined ? [] : [String(job[name])]))));
    const times = fc.constantFrom(...all.map((job) => Number(job.create_time)));
    const moment = times.chain((time) => fc.constantFrom(String(time), new Date(time * 1000).toISOString().replace(".000", "")));
    const query = fc.record(
      {
        offset: fc.nat(450).map(String),
        limit: fc.integer({ min: 1, max: 100 }).map(String),
        state: fc.uniqueArray(some("state"), { minLength: 1, maxLength: 5 }).map((states) => states.join(",")),
        voice_name: some("voice_name").chain((name) => fc.constantFrom(name, name.slice(0, 2), name.toUpperCase())),
        job_id: some("job_id"),
        tag: some("tag"),
        job_type: some("job_type"),
        batch_name: some("batch_name"),
        create_since: moment,
        create_until: moment,
        update_since: moment,
        update_until: moment,
        is_ondemand_resource: fc.constantFrom("true", "false"),
        sort_key: fc.constantFrom("create_time", "update_time"),
        sort_dir: fc.constantFrom("asc", "desc"),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(query, async (wanted) => {
        const { status, json } = await list(wanted as Record<string, string>);
        assert.equal(status, 200);
        assert.deepEqual(json, naively(all, wanted));
      }),
      { numRuns: 150 },
    );
  });

  it("are neither lost nor doubled on the way through the pages", async () => {
    const ids: unknown[] = [];
    for (let offset = 0; ; offset += 90) {
      const { json } = await list({ offset: String(offset), limit: "90", sort_key: "update_time" });
      if (json.jobs.length === 0) break;
      ids.push(...json.jobs.map((job: Job) => job.job_id));
    }
    assert.equal(new Set(ids).size, 420);
    assert.equal(ids.length, 420);
  });

  for (const [name, value] of [
    ["limit", "0"],
    ["limit", "101"],
    ["limit", "ten"],
    ["offset", "-1"],
    ["sort_key", "voice_name"],
    ["sort_dir", "up"],
    ["create_since", "yesterday"],
    ["is_ondemand_resource", "yes"],
  ] as const) {
    it(`are not listed for ${name}=${value}`, async () => {
      const { status, json } = await list({ [name]: value });
      assert.deepEqual([status, json.error_code], [400, "MSS.00000003"]);
      assert.ok(json.error_msg.includes(name));
    });
  }

  it("are listed in spite of unknown parameters", async () => {
    assert.equal((await list({ colour: "blue" })).json.count, 420);
  });

  it("answer 404 for an id that is none of theirs", async () => {
    const { status, json } = await show("nobody");
    assert.deepEqual([status, json.error_code], [404, "MSS.00000002"]);
  });

  describe("when submitted", () => {
    it("go into review with the new values, once", async () => {
      const { job_id: id } = demo.control.add("huawei", { state: "AUDIT_FAILED", voice_name: "Old name" });
      const values = {
        voice_name: "新名字",
        sex: "MALE",
        language: "EN",
        tag: "LIVE",
        phone: "10000000001",
        app_user_id: "me",
        description: "unseen",
      };
      const reply = await submit(id, { ...values, unknown_field: 1 });
      assert.deepEqual([reply.status, reply.text], [200, ""]);
      assert.match(reply.headers["x-request-id"]!, /^[0-9a-f]{32}$/);
      const job = (await show(id)).json;
      const { description, ...seen } = values;
      assert.equal(job.state, "SYSTEM_AUDITING");
      assert.deepEqual({ ...job, ...seen }, job);
      assert.equal(job.description, undefined);
      assert.equal(job.job_failed_code, undefined);
      assert.deepEqual(demo.control.submitBodies(String(id)), [values]);
      assert.ok(job.lastupdate_time >= Math.floor(Date.now() / 1000) - 60);
    });

    it("are refused in any state but CREATING and AUDIT_FAILED, and counted as tried", async () => {
      for (const state of [...huaweiStates, "ARCHIVING"]) {
        const id = String(demo.control.add("huawei", { state }).job_id);
        const isAllowed = state === "CREATING" || state === "AUDIT_FAILED";
        const reply = await submit(id);
        assert.equal(reply.status, isAllowed ? 200 : 400, state);
        if (!isAllowed) assert.equal(reply.json.error_code, "MSS.00000003");
        assert.deepEqual([demo.control.submitAttempts(id), demo.control.submits(id)], [1, isAllowed ? 1 : 0]);
      }
    });

    for (const [what, body, code] of [
      ["is not JSON", "{", "MSS.10000002"],
      ["is no object", "[]", "MSS.10000002"],
      ["has a value of another type", { voice_name: 5 }, "MSS.10000003"],
      ["has an unknown tag", { tag: "SPORT" }, "MSS.10000003"],
      ["has an unknown sex", { sex: "female" }, "MSS.10000003"],
      ["has an unknown language", { language: "FR" }, "MSS.10000003"],
    ] as const) {
      it(`are refused when the body ${what}`, async () => {
        const { job_id: id } = demo.control.add("huawei");
        const reply = await submit(id, body);
        assert.deepEqual([reply.status, reply.json.error_code], [400, code]);
        assert.equal((await show(id)).json.state, "CREATING");
      });
    }

    it("are not found under an unknown id", async () => {
      assert.equal((await submit("nobody", {})).status, 404);
    });
  });

  describe("tell their history", () => {
    const auditOf = async (id: unknown) => (await callHuawei(demo, { path: huaweiPath(demo, `/${id}/audit-result`) })).json;
    const logOf = async (id: unknown, query: Record<string, string> = {}) =>
      (await callHuawei(demo, { path: huaweiPath(demo, `/${id}/op-logs`), query })).json;
    const actionsOf = async (id: unknown) =>
      (await logOf(id, { limit: "100" })).operations.map(({ action }: Job) => action).join(" ");

    it("page by page", async () => {
      const { job_id: id } = demo.control.add("huawei", { state: "SUCCEED", job_id: "paged" });
      const all = await logOf(id, { limit: "100" });
      const pages = [await logOf(id, { limit: "2" }), await logOf(id, { limit: "100", offset: "2" })];
      assert.equal(all.operations[0].action, "CREATE_JOB");
      assert.equal(all.operations.at(-1).action, "COMPLETE_JOB");
      assert.deepEqual(
        pages.flatMap(({ operations }) => operations),
        all.operations,
      );
      for (const { count } of [all, ...pages]) assert.equal(count, all.operations.length);
    });

    it("with the recordings that the system review refused", async () => {
      const refused = { state: "AUDIT_FAILED", job_failed_code: "MSS.00042102", job_failed_reason: "noise (3.wav, 11.wav)" };
      const { job_id: id } = demo.control.add("huawei", refused);
      const { system_audit_result: system, admin_audit_result: admin } = await auditOf(id);
      assert.deepEqual(
        system.errors.map(({ audio_name, text_name }: Job) => [audio_name, text_name]),
        [
          ["3.wav", "3.txt"],
          ["11.wav", "11.txt"],
        ],
      );
      for (const { error_code, error_message } of system.errors) assert.ok(error_code && error_message);
      assert.equal(admin, undefined);
    });

    it("with the reviewer's words and an attachment behind a signed link", async () => {
      const refused = { state: "AUDIT_FAILED", job_failed_code: "MSS.00042101", job_failed_reason: "授权书缺少签名" };
      const { job_id: id } = demo.control.add("huawei", refused);
      const { system_audit_result: system, admin_audit_result: admin } = await auditOf(id);
      assert.deepEqual(system.errors, []);
      assert.equal(admin.message, "授权书缺少签名");
      assert.match(admin.attachment_url, /^https:\/\/.*Signature=/);
    });

    it("with every round of a job that was sent back, and as often in its state as it says", async () => {
      const { job_id } = demo.control.add("huawei", { state: "CREATING", job_id: "rounds" });
      const id = String(job_id);
      for (const state of ["SYSTEM_AUDITING", "AUDIT_FAILED", "SYSTEM_AUDITING", "AUDITING", "AUDIT_FAILED"])
        demo.control.move("huawei", id, state);
      assert.equal(demo.control.job("huawei", id)?.reject_times, 2);
      assert.equal(await actionsOf(id), "CREATE_JOB COMMIT_JOB AUDIT_NOT_PASS COMMIT_JOB SYSTEM_AUDIT_PASS AUDIT_NOT_PASS");
      const thrice = { state: "AUDIT_FAILED", reject_times: 3, job_failed_code: "MSS.00042102" };
      const madeUp = await actionsOf(demo.control.add("huawei", thrice).job_id);
      assert.equal(madeUp.split("AUDIT_NOT_PASS").length - 1, 3);
    });

    it("before they have one", async () => {
      const { job_id: id } = demo.control.add("huawei");
      assert.deepEqual(await auditOf(id), {});
      assert.equal(await actionsOf(id), "CREATE_JOB");
    });
  });

  it("can be deleted", async () => {
    const { job_id: id } = demo.control.add("huawei", { state: "AUDIT_FAILED" });
    const path = huaweiPath(demo, `/${id}`);
    assert.equal((await callHuawei(demo, { method: "DELETE", path })).status, 200);
    assert.equal((await show(id)).status, 404);
  });
});

/** The list as the documents describe it, without any index. */
function naively(newestFirst: readonly Job[], query: Partial<Record<string, string>>): { count: number; jobs: readonly Job[] } {
  const seconds = (text: string): number => (/^\d+$/.test(text) ? Number(text) : Date.parse(text) / 1000);
  const field = query.sort_key === "update_time" ? "lastupdate_time" : "create_time";
  const oldestFirst = [...newestFirst].reverse();
  const found = oldestFirst
    .filter((job) => query.state === undefined || query.state.split(",").includes(String(job.state)))
    .filter((job) =>
      ["job_id", "tag", "job_type", "batch_name"].every((name) => query[name] === undefined || job[name] === query[name]),
    )
    .filter(
      (job) =>
        query.voice_name === undefined ||
        String(job.voice_name ?? "")
          .toLowerCase()
          .includes(query.voice_name.toLowerCase()),
    )
    .filter((job) => query.create_since === undefined || Number(job.create_time) >= seconds(query.create_since))
    .filter((job) => query.create_until === undefined || Number(job.create_time) <= seconds(query.create_until))
    .filter((job) => query.update_since === undefined || Number(job.lastupdate_time) >= seconds(query.update_since))
    .filter((job) => query.update_until === undefined || Number(job.lastupdate_time) <= seconds(query.update_until))
    .filter(
      (job) =>
        query.is_ondemand_resource === undefined || String(job.is_ondemand_resource ?? false) === query.is_ondemand_resource,
    )
    // Sorting is stable, so equal times stay in the order of creation.
    .sort((one, other) => Number(one[field]) - Number(other[field]));
  if (query.sort_dir !== "asc") found.reverse();
  const offset = Number(query.offset ?? 0);
  return { count: found.length, jobs: found.slice(offset, offset + Number(query.limit ?? 10)) };
}
