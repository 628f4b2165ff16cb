// Referees: the vendors' own npm packages talk to the local cloud, are let in, and read the same jobs as its control.
import assert from "node:assert/strict";
import AlibabaClient, { Config, OpenApiRequest, Params } from "@alicloud/openapi-client";
import { RuntimeOptions } from "@alicloud/tea-util";
import { AKSKSigner } from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner";
import { BasicCredentials } from "@huaweicloud/huaweicloud-sdk-core/auth/BasicCredentials";
import { type DemoCloud, startDemo } from "../../../src/demoCloud/index.js";
import type { Job } from "../../../src/demoCloud/server/messages.js";
import { huaweiPath, type Reply, send } from "./caller.js";

describe("The vendors' own packages as referees", () => {
  let demo: DemoCloud;
  before(async () => {
    demo = await startDemo({ moving: false, seed: 11 });
  });
  after(() => demo.close());

  // The package's signer without its HTTP client: that one logs every header and leaves a file in the home folder.
  describe("Huawei", () => {
    interface Keys {
      readonly ak?: string;
      readonly sk?: string;
      readonly token?: string;
    }
    interface Question {
      readonly method?: string;
      readonly path?: string;
      readonly query?: Readonly<Record<string, string>>;
      readonly content?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
    const ask = (
      { method = "GET", path = huaweiPath(demo), query = {}, content, headers = {} }: Question,
      keys: Keys = {},
    ): Promise<Reply> => {
      const { ak = demo.huawei.accessKeyId, sk = demo.huawei.secretAccessKey, token } = keys;
      const request = {
        endpoint: demo.origin + path,
        method,
        queryParams: query,
        data: content,
        headers: {
          "content-type": "application/json",
          "X-Project-Id": demo.huawei.projectId,
          ...(token === undefined ? {} : { "X-Security-Token": token }),
          ...headers,
        },
      };
      const signed = AKSKSigner.sign(request, new BasicCredentials().withAk(ak).withSk(sk)) as Record<string, string>;
      const body = content === undefined ? "" : JSON.stringify(content);
      return send(demo.origin, { method, path: encodeURI(path), query, headers: signed, body });
    };

    it("reads every page and the same jobs as the control", async () => {
      const jobs: Job[] = [];
      for (let offset = 0, count = 1; offset < count; offset += 100) {
        const { json } = await ask({ query: { offset: String(offset), limit: "100" } });
        jobs.push(...json.jobs);
        count = json.count;
      }
      assert.deepEqual(jobs, demo.control.jobs("huawei"));
    });

    it("filters with commas, spaces, Chinese and times in its query", async () => {
      const query = { voice_name: "晓晴", state: "SUCCEED,FAILED", create_since: "2020-01-01T00:00:00Z" };
      const expected = demo.control
        .jobs("huawei")
        .filter((job) => String(job.voice_name).includes("晓晴") && ["SUCCEED", "FAILED"].includes(String(job.state)));
      assert.ok(expected.length > 0);
      assert.equal((await ask({ query })).json.count, expected.length);
      assert.equal((await ask({ query: { voice_name: "a b+c!*'()~ 🎙️é" } })).json.count, 0);
    });

    it("shows, submits and deletes a job, of any id", async () => {
      for (const id of ["26f06524-4f75-4b3a-a853-b649a21aaf66", "job_A.b~c-1", "任务"]) {
        const job = demo.control.add("huawei", { job_id: id });
        const path = huaweiPath(demo, `/${id}`);
        assert.deepEqual((await ask({ path })).json, job);
        const content = { voice_name: "女声", tag: "NEWS", description: "“引号”与换行\n" };
        assert.equal((await ask({ method: "POST", path, content })).status, 200);
        assert.deepEqual(demo.control.submitBodies(id), [content]);
        assert.equal(demo.control.job("huawei", id)?.state, "SYSTEM_AUDITING");
        assert.equal((await ask({ method: "DELETE", path })).status, 200);
      }
    });

    it("reads a job's operation log by pages, and its review results", async () => {
      const id = demo.control.add("huawei", { state: "AUDIT_FAILED", reject_times: 4 }).job_id;
      const operations: Job[] = [];
      for (let offset = 0, count = 1; offset < count; offset += 3) {
        const path = huaweiPath(demo, `/${id}/op-logs`);
        const { json } = await ask({ path, query: { offset: String(offset), limit: "3" } });
        operations.push(...json.operations);
        count = json.count;
      }
      assert.equal(operations.filter(({ action }) => action === "AUDIT_NOT_PASS").length, 4);
      const { json } = await ask({ path: huaweiPath(demo, `/${id}/audit-result`) });
      assert.ok(json.system_audit_result ?? json.admin_audit_result);
    });

    it("submits with a payload left unsigned, and without a body", async () => {
      const headers = { "X-Sdk-Content-Sha256": "UNSIGNED-PAYLOAD" };
      for (const question of [{ headers, content: { sex: "MALE" } }, {}]) {
        const path = huaweiPath(demo, `/${demo.control.add("huawei").job_id}`);
        assert.equal((await ask({ method: "POST", path, ...question })).status, 200);
      }
    });

    it("signs with temporary keys", async () => {
      const { temporaryAccessKeyId: ak, temporarySecretAccessKey: sk, securityToken: token } = demo.huawei;
      assert.equal((await ask({}, { ak, sk, token })).json.count, demo.control.count("huawei"));
    });

    it("finds its project by the region", async () => {
      const { json } = await ask({ path: "/v3/projects", query: { name: demo.huawei.region } });
      assert.equal(json.projects[0].id, demo.huawei.projectId);
    });

    it("is refused with a wrong secret, an unknown key, and a wrong security token", async () => {
      const refused = async (keys: Keys) => {
        const { status, json } = await ask({}, keys);
        assert.deepEqual([status, json.error_code], [401, "APIGW.0301"]);
      };
      await refused({ sk: "wrong" });
      await refused({ ak: "NOBODY" });
      const { temporaryAccessKeyId: ak, temporarySecretAccessKey: sk } = demo.huawei;
      await refused({ ak, sk, token: "wrong" });
    });
  });

  describe("Alibaba", () => {
    interface Keys {
      readonly accessKeyId: string;
      readonly accessKeySecret: string;
      readonly securityToken?: string;
    }
    const call = async (
      action: string,
      query: Record<string, string>,
      keys: Keys = demo.alibaba,
      method = "POST",
      version = "2020-11-09",
    ) => {
      const { accessKeyId, accessKeySecret, securityToken } = keys;
      const config = new Config({
        accessKeyId,
        accessKeySecret,
        ...(securityToken === undefined ? {} : { securityToken }),
        endpoint: new URL(demo.alibaba.endpoint).host,
        protocol: "http",
      });
      const params = new Params({
        action,
        version,
        protocol: "HTTP",
        pathname: "/",
        method,
        authType: "AK",
        style: "RPC",
        reqBodyType: "formData",
        bodyType: "json",
      });
      const Client = ("default" in AlibabaClient ? AlibabaClient.default : AlibabaClient) as typeof AlibabaClient;
      const answer = await new Client(config).callApi(
        params,
        new OpenApiRequest({ query }),
        new RuntimeOptions({ autoretry: false }),
      );
      // biome-ignore lint/suspicious/noExplicitAny: the generic client gives untyped answers
      return answer.body as any;
    };

    it("reads both types and the same jobs as the control", async () => {
      for (const Type of ["Basic", "Standard"]) {
        const jobs: Job[] = [];
        for (let page = 1, total = 1; jobs.length < total; page++) {
          const { Data, Success } = await call("ListCustomizedVoiceJobs", { PageNo: String(page), PageSize: "50", Type });
          assert.equal(Success, true);
          jobs.push(...Data.CustomizedVoiceJobList);
          total = Data.TotalCount;
        }
        assert.deepEqual(
          jobs,
          demo.control.jobs("alibaba").filter((job) => job.Type === Type),
        );
      }
    });

    it("shows a job, by POST and by GET, and with an STS token", async () => {
      const { GmtCreate: _listOnly, ...job } = demo.control.jobs("alibaba")[5]!;
      const query = { JobId: String(job.JobId) };
      for (const [keys, method] of [
        [demo.alibaba, "POST"],
        [demo.alibaba, "GET"],
        [demo.alibaba.sts, "POST"],
      ] as const) {
        assert.deepEqual((await call("GetCustomizedVoiceJob", query, keys, method)).Data.CustomizedVoiceJob, job);
      }
    });

    it("takes on a role, with the parameters that we send, and is let in with its key", async () => {
      const { arn, externalId } = demo.alibaba.role;
      const asked = { DurationSeconds: "3600", ExternalId: externalId, RoleArn: arn, RoleSessionName: "me" };
      const { Credentials } = await call("AssumeRole", asked, demo.alibaba, "POST", "2015-04-01");
      const theirs = demo.control.requests.at(-1)!;
      const { AccessKeyId: accessKeyId, AccessKeySecret: accessKeySecret, SecurityToken: securityToken } = Credentials;
      const query = { JobId: String(demo.control.jobs("alibaba")[5]!.JobId) };
      assert.equal((await call("GetCustomizedVoiceJob", query, { accessKeyId, accessKeySecret, securityToken })).Success, true);

      const { alibaba } = await import("../../../src/clouds/alibaba/index.js");
      const { createHttp } = await import("../../../src/platform/network/http.js");
      const http = createHttp({ settings: () => ({ route: "direct" }), editorFetch: fetch });
      const { accessKeyId: access_key_id, accessKeySecret: access_key_secret, endpoint, region } = demo.alibaba;
      const named = { ram_role_arn: arn, ram_session_name: "me", external_id: externalId };
      const profiles = [{ name: "work", mode: "RamRoleArn", access_key_id, access_key_secret, ...named }];
      const connection = { id: "a", cloud: "alibaba", name: "A", region, endpoint, values: {}, credentialKind: "profile" };
      const machine = {
        http,
        now: Date.now,
        nonce: () => crypto.randomUUID(),
        readHomeFile: async () => JSON.stringify({ profiles }),
      };
      const kind = alibaba.credentialKinds.find(({ id }) => id === "profile")!;
      await kind.exchange!(connection, { kind: "profile", values: { profile: "work" } }, machine, new AbortController().signal);
      await http.close();
      const ours = demo.control.requests.at(-1)!;
      assert.deepEqual([ours.operation, ours.path, ours.query], [theirs.operation, theirs.path, theirs.query]);
    });

    it("signs any character", async () => {
      const { Success } = await call("ListCustomizedVoiceJobs", { Odd: "旁白🎙️é my voice+1~x'()*!", Empty: "" });
      assert.equal(Success, true);
    });

    it("makes jobs of each kind, has recordings checked, submits and deletes, with the parameters that we send", async () => {
      const { open } = await import("../../../src/clouds/alibaba/runtime.js");
      const { createHttp } = await import("../../../src/platform/network/http.js");
      const http = createHttp({ settings: () => ({ route: "direct" }), editorFetch: fetch });
      const { accessKeyId, accessKeySecret, endpoint, region } = demo.alibaba;
      const connection = { id: "a", cloud: "alibaba", name: "A", region, endpoint, values: {}, credentialKind: "aksk" };
      const values = { accessKeyId, secretAccessKey: accessKeySecret };
      const nonce = () => crypto.randomUUID();
      const api = open(connection, { kind: "aksk", values }, { http, now: Date.now, nonce });
      const { signal } = new AbortController();
      /** What the last request asked for. */
      const asked = () => {
        const { operation, path, query } = demo.control.requests.at(-1)!;
        return { operation, path, query };
      };
      const both = async (action: string, parameters: Record<string, string>, ours: () => Promise<unknown>) => {
        const { Success, Data } = await call(action, parameters);
        assert.equal(Success, true);
        const theirs = asked();
        assert.equal(theirs.operation, action);
        await ours();
        assert.deepEqual(asked(), theirs);
        return Data;
      };
      const idOf = (voiceId: string) => demo.control.jobs("alibaba").find(({ VoiceId }) => VoiceId === voiceId)?.JobId;

      const basic = { VoiceId: "xiaozhuan", Scenario: "story", Gender: "female", VoiceName: "小专", VoiceDesc: "A+b ~'" };
      const made = await both("CreateCustomizedVoiceJob", basic, () => {
        demo.control.remove("alibaba", String(idOf("xiaozhuan")));
        return api.create!("basic", basic, signal);
      });
      assert.deepEqual(Object.keys(made), ["JobId", "VoiceId"]);
      const job = { id: String(idOf("xiaozhuan")), voiceId: "xiaozhuan", tag: "story" };
      const told = await both("GetDemonstrationForCustomizedVoiceJob", { Scenario: "story" }, () => api.sentences!(job, signal));
      assert.equal(told.DemonstrationList.length, 20);
      for (let id = 1; id <= 20; id++) {
        const query = {
          VoiceId: "xiaozhuan",
          AudioRecordId: String(id),
          RecordUrl: `https://b.oss.example/record ${id}+.wav`.replace(" ", "_"),
        };
        const { Pass } = await both("DetectAudioForCustomizedVoiceJob", query, () =>
          api.checkRecording!(job, String(id), query.RecordUrl, signal),
        );
        assert.equal(Pass, true);
      }
      const submitted = { VoiceId: "xiaozhuan", DemoAudioMediaURL: "https://b.oss.example/demo.mp3" };
      await both("SubmitCustomizedVoiceJob", submitted, () => {
        demo.control.move("alibaba", String(idOf("xiaozhuan")), "Initialization");
        return api.submit!(String(idOf("xiaozhuan")), submitted, signal);
      });
      const standard = { VoiceName: "Studio 1", Gender: "male", Audios: "a1,a2", Authentication: "a3" };
      await both("SubmitStandardCustomizedVoiceJob", standard, () =>
        api.create!("standard", { ...standard, Audios: "a1 , a2" }, signal),
      );
      const cosy = { VoiceName: "Studio 2", Audios: "a1", Model: "cosyvoice-v3.5-flash" };
      await both("SubmitCosyVoiceCustomizedVoiceJob", cosy, () => api.create!("cosyvoice", cosy, signal));
      const doomed = String(demo.control.add("alibaba").JobId);
      await both("DeleteCustomizedVoiceJob", { JobId: doomed }, () => {
        demo.control.add("alibaba", { JobId: doomed });
        return api.remove!(doomed, signal);
      });
      await http.close();
    });

    it("is refused what the documents refuse", async () => {
      const basic = { VoiceId: "laowang", Scenario: "story", Gender: "male" };
      const refused = (action: string, query: Record<string, string>, code: string) =>
        assert.rejects(call(action, query), { code });
      for (const name of ["VoiceId", "Scenario", "Gender"] as const) {
        const { [name]: _, ...rest } = basic;
        await refused("CreateCustomizedVoiceJob", rest, `Missing${name}`);
      }
      await refused("CreateCustomizedVoiceJob", { ...basic, VoiceId: "x".repeat(33) }, "InvalidParameter.VoiceId");
      await refused("CreateCustomizedVoiceJob", { ...basic, VoiceId: "lao-wang" }, "InvalidParameter.VoiceId");
      await refused("CreateCustomizedVoiceJob", { ...basic, VoiceDesc: "x".repeat(257) }, "InvalidParameter.VoiceDesc");
      await refused(
        "DetectAudioForCustomizedVoiceJob",
        { VoiceId: "a", AudioRecordId: "21", RecordUrl: "https://x" },
        "InvalidParameter.AudioRecordId",
      );
      await refused("SubmitCosyVoiceCustomizedVoiceJob", { Model: "cosyvoice-v9" }, "InvalidParameter.Model");
      assert.equal((await call("CreateCustomizedVoiceJob", basic)).Success, true);
      assert.equal((await call("CreateCustomizedVoiceJob", basic)).Success, false, "a voice id belongs to one job");
      assert.equal((await call("SubmitCustomizedVoiceJob", { VoiceId: "laowang" })).Success, false, "20 recordings are missing");
    });

    it("is refused with a wrong secret, an unknown key, a wrong token, and without rights", async () => {
      const { accessKeyId, accessKeySecret, sts, deniedKey } = demo.alibaba;
      const refused = (keys: Keys, code: string) => assert.rejects(call("GetCustomizedVoiceJob", { JobId: "x" }, keys), { code });
      await refused({ accessKeyId, accessKeySecret: "wrong" }, "SignatureDoesNotMatch");
      await refused({ accessKeyId: "NOBODY", accessKeySecret }, "InvalidAccessKeyId.NotFound");
      await refused({ ...sts, securityToken: "wrong" }, "InvalidSecurityToken.Malformed");
      await refused(deniedKey, "NoPermission");
    });
  });
});
