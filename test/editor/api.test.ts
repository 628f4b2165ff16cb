// The public API inside a real editor: connections, lists, jobs, errors, and a submit that never goes out unasked.
import { strict as assert } from "node:assert";
import type { NewConnection } from "../../src/api/newConnection.js";
import { masked } from "../../src/core/privacy/mask.js";
import { type DemoSession, openDemoSession } from "./demoSession.js";

const secretsOf = ({ huawei, alibaba }: DemoSession["demo"]) => [huawei.secretAccessKey, huawei.token, alibaba.accessKeySecret];

describe("public API", () => {
  let session: DemoSession;
  before(async () => {
    session = await openDemoSession();
  });
  after(() => session.end());

  it("lists connections without their keys", () => {
    const { api, huaweiId, alibabaId } = session;
    assert.equal(api.apiVersion, 1);
    assert.deepEqual(api.connections(), [
      { id: huaweiId, cloud: "huawei", name: "Studio North", region: "cn-north-4" },
      { id: alibabaId, cloud: "alibaba", name: "Studio East", region: "cn-shanghai" },
    ]);
  });

  it("reads pages of both clouds with true totals", async () => {
    const { api, demo, huaweiId, alibabaId } = session;
    for (const [cloud, id] of [
      ["huawei", huaweiId],
      ["alibaba", alibabaId],
    ] as const) {
      const page = await api.listJobs(id, { offset: 90, limit: 30 });
      assert.equal(page.total, demo.control.count(cloud), cloud);
      assert.equal(page.jobs.length, 30, cloud);
    }
    const waiting = await api.listJobs(huaweiId, { states: ["WAITING", "FAILED"], limit: 5 });
    assert.equal(waiting.total, demo.control.count("huawei", "WAITING") + demo.control.count("huawei", "FAILED"));
  });

  it("gives a job with phone and signed links replaced", async () => {
    const { api, demo, huaweiId } = session;
    const job_id = "a0000000-0000-4000-8000-000000000001";
    demo.control.add("huawei", {
      job_id,
      voice_name: "Masked",
      state: "CREATING",
      phone: "13800138000",
      voice_authorization_url: "https://obs.example/letter.pdf?Signature=abc",
    });
    const job = await api.getJob(huaweiId, job_id);
    assert.equal(job.name, "Masked");
    assert.equal(job.phase, "attention");
    assert.equal(job.raw.phone, masked);
    assert.equal(job.raw.voice_authorization_url, masked);
    assert.ok(!JSON.stringify(job).includes("13800138000"));
  });

  it("rejects with the kind, code and request id of the cloud", async () => {
    const { api, huaweiId, alibabaId } = session;
    for (const id of [huaweiId, alibabaId]) {
      await assert.rejects(
        api.getJob(id, "0123456789abcdef"),
        (error: { name: string; kind: string; requestId?: string; code?: string }) => {
          assert.equal(error.name, "VoiceError");
          assert.ok(["notFound", "refused"].includes(error.kind), error.kind);
          assert.ok(error.code && error.requestId);
          return true;
        },
      );
    }
    await assert.rejects(api.getJob("nobody", "x"), { kind: "notFound" });
  });

  it("opens a connection by an IAM user's password", async () => {
    const { api, demo } = session;
    const { endpoint, iamEndpoint, domain, user, password, projectId } = demo.huawei;
    const { id } = await api.addConnection({
      cloud: "huawei",
      name: "By password",
      region: "cn-north-4",
      endpoint,
      iamEndpoint,
      projectId,
      credentials: { kind: "password", domain, user, password },
    });
    assert.equal((await api.listJobs(id, { limit: 1 })).total, demo.control.count("huawei"));
    await api.removeConnection(id);
  });

  it("never shows a key in an error, also when the cloud echoes it", async () => {
    const { api, demo } = session;
    const { huawei } = demo;
    const credentials = {
      kind: "aksk",
      // A key of its own: a refusal counts for every connection with the same one.
      accessKeyId: huawei.temporaryAccessKeyId,
      secretAccessKey: "a-wrong-secret-nobody-may-ever-see",
    } as const;
    const { id } = await api.addConnection({
      cloud: "huawei",
      name: "Wrong",
      region: "cn-north-4",
      endpoint: huawei.endpoint,
      projectId: huawei.projectId,
      credentials,
    });
    await assert.rejects(api.listJobs(id), (error: Error & { kind: string; cloudMessage?: string }) => {
      assert.equal(error.kind, "auth");
      const all = `${error.message}${error.stack}${error.cloudMessage}${JSON.stringify(error)}`;
      for (const secret of [credentials.secretAccessKey, ...secretsOf(demo)]) assert.ok(!all.includes(secret));
      return true;
    });
    const asked = demo.control.requests.length;
    await assert.rejects(api.listJobs(id), { kind: "auth" });
    assert.equal(demo.control.requests.length, asked, "a refused key is not tried again");
    await api.removeConnection(id);
  });

  it("refuses connections that a person could not have typed", async () => {
    const { api } = session;
    const good: NewConnection = {
      cloud: "huawei",
      name: "x",
      region: "cn-north-4",
      projectId: "p1",
      credentials: { kind: "token", token: "fake" },
    };
    const bad: readonly Partial<Record<keyof NewConnection, unknown>>[] = [
      { cloud: "azure" },
      { cloud: undefined },
      { name: " " },
      { region: "nowhere" },
      { endpoint: "http://metastudio.example" },
      { endpoint: "https://host.example/path" },
      { endpoint: "https://user:pass@host.example" },
      { endpoint: "file:///etc/passwd" },
      { projectId: "../../other" },
      { appUserId: "用户" },
      { credentials: { kind: "oauth" } },
      { credentials: { kind: "token", token: "" } },
      { credentials: { kind: "aksk", accessKeyId: "a\r\nX-Evil: 1", secretAccessKey: "b" } },
    ];
    const before = api.connections().length;
    for (const part of bad) {
      await assert.rejects(
        api.addConnection({ ...good, ...part } as NewConnection),
        { name: "VoiceError" },
        JSON.stringify(part),
      );
    }
    assert.equal(api.connections().length, before);
  });

  it("tells when jobs change", async () => {
    const { api, demo, huaweiId } = session;
    const [job] = (await api.listJobs(huaweiId, { limit: 1 })).jobs;
    await api.getJob(huaweiId, job!.id);
    const heard: string[] = [];
    const listening = api.onDidChangeJobs(({ connectionId }) => heard.push(connectionId));
    demo.control.change("huawei", job!.id, { voice_name: "renamed" });
    await api.getJob(huaweiId, job!.id);
    listening.dispose();
    assert.deepEqual(heard, [huaweiId]);
  });

  it("submits nothing without the person's yes", async () => {
    const { api, demo, huaweiId, alibabaId } = session;
    const job_id = "a0000000-0000-4000-8000-000000000002";
    demo.control.add("huawei", { job_id, voice_name: "Ask first", state: "CREATING" });
    // In an editor under test every modal is refused, as if the person had closed it.
    await assert.rejects(api.submitJob(huaweiId, job_id, { sex: "FEMALE" }), { name: "VoiceError" });
    await assert.rejects(api.submitJob(huaweiId, job_id, { sex: "NEITHER" }), { kind: "refused" });
    await assert.rejects(api.submitJob(huaweiId, job_id, { voiceName: "no such field" }), { kind: "refused" });
    const [alibabaJob] = (await api.listJobs(alibabaId, { limit: 1 })).jobs;
    await assert.rejects(api.submitJob(alibabaId, alibabaJob!.id, {}), { kind: "refused" });
    assert.equal(demo.control.submitAttempts(job_id), 0);
  });
});
