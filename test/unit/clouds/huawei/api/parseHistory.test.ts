// What Huawei is asked about a job's past, and how its log and its reviews are read.
import assert from "node:assert/strict";
import { huawei } from "../../../../../src/clouds/huawei/index.js";
import { VoiceError } from "../../../../../src/core/errors.js";
import { fakeConnection } from "../../../../fakes/clouds/connections.js";
import { fakeMachine } from "../../../../fakes/clouds/machine.js";
import { answerWith, FakeHttp } from "../../../../fakes/network/http.js";

const signal = new AbortController().signal;
const credentials = { kind: "aksk", values: { accessKeyId: "FAKEAK", secretAccessKey: "fake-secret" } };
const values = { projectId: "0123456789abcdef0123456789abcdef" };

async function open(body: unknown) {
  const http = new FakeHttp(() => answerWith(body, 200, { "x-request-id": "r-1" }));
  return { http, api: await huawei.open(fakeConnection(huawei, { values }), credentials, fakeMachine(http)) };
}

async function tell(part: string, body: unknown, offset = 0) {
  const { api } = await open(body);
  return api.history!(part, "job-1", offset, signal);
}

describe("huawei's operation log", () => {
  it("is asked for by pages of a hundred, the reviews without any parameter", async () => {
    const asked = async (part: string, offset: number) => {
      const { api, http } = await open({ count: 0 });
      await api.history!(part, "job-1", offset, signal);
      const { pathname, search } = new URL(http.only.url);
      return pathname.replace(/^.*jobs/, "") + search;
    };
    assert.equal(await asked("log", 0), "/job-1/op-logs?limit=100&offset=0");
    assert.equal(await asked("log", 300), "/job-1/op-logs?limit=100&offset=300");
    assert.equal(await asked("reviews", 0), "/job-1/audit-result");
  });

  it("refuses parts that there are not, before anything is sent", async () => {
    const { api, http } = await open({});
    for (const part of ["diary", "constructor", ""]) {
      const error: unknown = await api.history!(part, "job-1", 0, signal).catch((thrown: unknown) => thrown);
      assert.ok(error instanceof VoiceError && error.kind === "refused");
    }
    assert.equal(http.sent.length, 0);
  });

  it("tells what happened, when, who did it and why, in seconds or milliseconds", async () => {
    const { events, requestId } = await tell("log", {
      count: 2,
      operations: [
        { time: 1_718_000_000, action: "CREATE_JOB", operator: "USER" },
        {
          time: 1_718_000_100_000,
          action: "AUDIT_NOT_PASS",
          operator: "ADMIN",
          external_info: { review_id_list: [], admin_audit_failure_reason: "授权书缺少签名", algorithm_failure_reason: "" },
        },
      ],
    });
    assert.equal(requestId, "r-1");
    assert.deepEqual(events, [
      { at: 1_718_000_000_000, action: "CREATE_JOB", by: "USER", words: [], rest: {} },
      { at: 1_718_000_100_000, action: "AUDIT_NOT_PASS", by: "ADMIN", words: ["授权书缺少签名"], rest: {} },
    ]);
  });

  it("keeps verbatim what has no description, and known fields that cannot be read", async () => {
    const { events } = await tell("log", {
      operations: [
        { time: "soon", action: "BLESSED", operator: "ROBOT", mood: "good", external_info: { review_id_list: ["a"], more: 1 } },
        { external_info: "odd", constructor: "kept" },
        "a word",
        null,
      ],
    });
    const told: unknown = [
      {
        action: "BLESSED",
        by: "ROBOT",
        words: [],
        rest: { time: "soon", mood: "good", "external_info.review_id_list": ["a"], "external_info.more": 1 },
      },
      { action: "", words: [], rest: { external_info: "odd", constructor: "kept" } },
      { action: "", words: [], rest: { operation: "a word" } },
    ];
    assert.deepEqual(events, told);
  });

  it("goes on as long as the count says, or a page is full", async () => {
    const full = Array.from({ length: 100 }, () => ({ action: "CREATE_JOB" }));
    assert.equal((await tell("log", { count: 150, operations: full })).next, 100);
    assert.equal((await tell("log", { count: 150, operations: full.slice(50) }, 100)).next, undefined);
    assert.equal((await tell("log", { operations: full }, 200)).next, 300);
    assert.equal((await tell("log", { operations: full.slice(1) })).next, undefined);
    assert.equal((await tell("log", { count: 9, operations: [] })).next, undefined);
  });
});

describe("huawei's reviews", () => {
  it("tell what is wrong with which recording, and what the reviewer says", async () => {
    const { reviews } = await tell("reviews", {
      system_audit_result: {
        audit_time: 1_718_000_000,
        errors: [
          { audio_name: "3.wav", text_name: "3.txt", error_code: "MSS.1", error_message: "噪声", severity: 2 },
          { audio_name: "4.wav" },
        ],
      },
      admin_audit_result: {
        message: "Please sign the letter.",
        attachment_name: "notes.pdf",
        attachment_url: "https://files.example/notes.pdf?Signature=x",
        audit_time: 1_718_000_100,
        reviewer_mood: "strict",
      },
    });
    assert.deepEqual(reviews, [
      {
        kind: "automatic",
        at: 1_718_000_000_000,
        findings: [
          { item: "3.wav", companion: "3.txt", code: "MSS.1", message: "噪声", rest: { severity: 2 } },
          { item: "4.wav", rest: {} },
        ],
        rest: {},
      },
      {
        kind: "manual",
        at: 1_718_000_100_000,
        message: "Please sign the letter.",
        findings: [],
        attachment: { name: "notes.pdf", link: "https://files.example/notes.pdf?Signature=x" },
        rest: { reviewer_mood: "strict" },
      },
    ]);
  });

  it("of a job that was not reviewed are none; results of another shape are shown as they are", async () => {
    for (const body of [{}, { system_audit_result: null, admin_audit_result: {} }])
      assert.deepEqual((await tell("reviews", body)).reviews, []);
    const { reviews } = await tell("reviews", {
      system_audit_result: { errors: { "3.wav": "noise" }, audit_time: 5 },
      admin_audit_result: ["odd"],
      peer_result: { says: "fine" },
    });
    assert.deepEqual(reviews, [
      { kind: "automatic", at: 5000, findings: [], rest: { errors: { "3.wav": "noise" } } },
      { kind: "other", findings: [], rest: { admin_audit_result: ["odd"] } },
      { kind: "other", findings: [], rest: { peer_result: { says: "fine" } } },
    ]);
  });
});
