// Gives spoiled answers to every reader of both clouds, and what comes out of them to everything that words, masks and keeps a job.
import { alibaba } from "../../src/clouds/alibaba/index.js";
import { huawei } from "../../src/clouds/huawei/index.js";
import type { Cloud } from "../../src/core/cloud/cloud.js";
import type { JobApi } from "../../src/core/cloud/jobApi.js";
import type { Connection } from "../../src/core/connection.js";
import { errorKinds, VoiceError } from "../../src/core/errors.js";
import type { JobHistory } from "../../src/core/jobs/history/jobHistory.js";
import type { VoiceJob } from "../../src/core/jobs/job.js";
import type { Http, HttpAnswer } from "../../src/core/ports/ports.js";
import { maskedJob } from "../../src/core/privacy/mask.js";
import { toPersistable } from "../../src/core/privacy/persistableJob.js";
import { Redactor } from "../../src/core/privacy/redactor.js";
import { errorNotice } from "../../src/features/details/text/banners.js";
import { detailView } from "../../src/features/details/text/detailsView.js";
import { exportWriter } from "../../src/features/export/text/exportFormat.js";
import { errorContextOf } from "../../src/text/errors/errorContext.js";
import { explain } from "../../src/text/errors/errorText.js";
import { fakeConnection, fakeCredentials } from "../fakes/clouds/connections.js";
import { fakeMachine, noon } from "../fakes/clouds/machine.js";
import { Dice, spoil, spoilBytes } from "./answers.js";

export interface Outcome {
  /** By what was done and by the seed of the answer: each comes again with it. */
  readonly faults: readonly string[];
  readonly jobs: number;
  readonly errors: number;
  /** Milliseconds of this process's own time, from the answer's bytes to the last word. */
  readonly cost: number;
}

const signal = new AbortController().signal;
const uuid = "26f06524-4f75-4b3a-a853-b649a21aaf6";

function huaweiJob(index: number) {
  return {
    job_id: `${uuid}${index}`,
    voice_name: `voice ${index}`,
    state: ["SUCCEED", "FAILED", "CREATING", "PROCESSING", "AUDIT_FAILED"][index % 5],
    job_type: "BASIC",
    language: "CN",
    sex: "FEMALE",
    create_time: 1_686_133_628 + index,
    lastupdate_time: 1_686_143_628 + index,
    job_failed_code: "MSS.00000000",
    job_failed_reason: "too noisy",
    phone: "13800138000",
    voice_authorization_url: "https://obs.example/letter?Signature=abc&Expires=1",
    is_remake: false,
    allocated_resource: { resource_id: "r", charge_mode: "PERIODIC", expire_time: "2026-06-07T02:27:08Z" },
    assess_result: {
      speed: { expected: "180-260", actual: "201.5", status: 1, suggestion: "好", suggestion_en: "fine" },
      snr: { expected: ">=35", actual: 31, status: 0, suggestion: "慢", suggestion_en: "slower" },
      suggestion: "ok",
    },
  };
}

function alibabaJob(index: number) {
  return {
    JobId: `job${index}`,
    VoiceId: `voice${index}`,
    VoiceName: `name ${index}\n`,
    Status: ["Success", "Fail", "Training", "Initialization"][index % 4],
    Message: "words",
    Type: "Basic",
    Scenario: "story",
    Gender: "female",
    CreateTime: "2023-06-07T02:27:08Z",
  };
}

const rows = <Row>(row: (index: number) => Row): readonly Row[] => [0, 1, 2, 3].map(row);
const huaweiRows = rows(huaweiJob);
const alibabaRows = rows(alibabaJob);

type Call = (api: JobApi, cloud: Cloud, connection: Connection, http: Http) => Promise<unknown>;

interface Reader {
  readonly name: string;
  readonly cloud: Cloud;
  readonly answer: unknown;
  readonly call: Call;
  /** Rows that are there whatever happens to what surrounds them, by their ids. */
  readonly known?: ReadonlyMap<string, unknown>;
}

const page = { offset: 0, limit: 100 };
const envelope = { error_code: "MSS.00000003", error_msg: "wrong", request_id: "r" };
const alibabaEnvelope = {
  Code: "InvalidParameter",
  Message: "wrong",
  RequestId: "r",
  HostId: "h",
  AccessDeniedDetail: { AuthAction: "ice:X" },
};
const project = { id: "0123456789abcdef0123456789abcdef", name: "cn-north-4", enabled: true };
const token = { token: { expires_at: "2026-06-07T02:27:08.000000Z", issued_at: "2026-06-06T02:27:08.000000Z", project } };
const log = {
  count: 2,
  operations: [
    { time: 1_686_133_628, action: "CREATE_JOB", operator: "USER", external_info: { admin_audit_failure_reason: "noise" } },
    { time: 1_686_133_629, action: "COMMIT_JOB", operator: "USER" },
  ],
};
const reviews = {
  system_audit_result: {
    audit_time: 1_686_133_628,
    errors: [{ audio_name: "1.wav", text_name: "1.txt", error_code: "E1", error_message: "m" }],
  },
  admin_audit_result: {
    message: "bad",
    attachment_name: "a.png",
    attachment_url: "https://h.example/a?Signature=x",
    audit_time: 1_686_133_628,
  },
};
const sound = "https://h.example/a.wav?Signature=x&Expires=1";
const asset = {
  asset_id: "v1",
  asset_state: "ACTIVED",
  files: [
    { asset_file_category: "MAIN", download_url: sound },
    { asset_file_category: "SAMPLE", download_url: sound },
  ],
};
const audition = { is_file_complete: true, code: "0", message: "", files: [{ download_url: sound }] };
/** Answers several questions at once, since each call asks two. */
const media = {
  CustomizedVoice: { VoiceId: "v1", DemoAudioMediaId: "m1" },
  MediaInfo: { MediaId: "m1", FileInfoList: [{ FileBasicInfo: { FileUrl: sound, FileType: "source_file" } }] },
  JobResult: { MediaId: "m1" },
};
const order = { voiceId: "v1", text: "Hello", settings: {}, values: { bucket: "my-bucket" } };
const exchanged =
  (kindId: string): Call =>
  async (_api, cloud, connection, http) => {
    const kind = cloud.credentialKinds.find(({ id }) => id === kindId)!;
    return kind.exchange!({ ...connection, credentialKind: kindId }, fakeCredentials(kind), fakeMachine(http), signal);
  };

const readers: readonly Reader[] = [
  ...[0, 1, 2].map(
    (): Reader => ({
      name: "list",
      cloud: huawei,
      answer: { count: 4, jobs: huaweiRows },
      call: (api) => api.list({}, page, signal),
      known: new Map(huaweiRows.map((row) => [row.job_id, row])),
    }),
  ),
  ...[0, 1].map(
    (): Reader => ({
      name: "list",
      cloud: alibaba,
      answer: { RequestId: "r", Data: { TotalCount: 4, CustomizedVoiceJobList: alibabaRows } },
      call: (api) => api.list({ types: ["Basic"] }, page, signal),
      known: new Map(alibabaRows.map((row) => [row.JobId, row])),
    }),
  ),
  { name: "get", cloud: huawei, answer: huaweiJob(1), call: (api) => api.get("abc", signal) },
  {
    name: "get",
    cloud: alibaba,
    answer: { Data: { CustomizedVoiceJob: alibabaJob(1) }, Success: true },
    call: (api) => api.get("abc", signal),
  },
  { name: "submit", cloud: huawei, answer: envelope, call: (api) => api.submit!("abc", {}, signal) },
  { name: "submit", cloud: alibaba, answer: alibabaEnvelope, call: (api) => api.submit!("abc", { VoiceId: "v1" }, signal) },
  {
    name: "create",
    cloud: alibaba,
    answer: { ...alibabaEnvelope, Data: { JobId: "j", VoiceId: "v" } },
    call: (api) => api.create!("standard", { VoiceName: "v", Audios: "a" }, signal),
  },
  { name: "remove", cloud: huawei, answer: envelope, call: (api) => api.remove!("abc", signal) },
  { name: "remove", cloud: alibaba, answer: alibabaEnvelope, call: (api) => api.remove!("abc", signal) },
  { name: "story log", cloud: huawei, answer: log, call: (api) => api.history!("log", "abc", 0, signal) },
  { name: "story reviews", cloud: huawei, answer: reviews, call: (api) => api.history!("reviews", "abc", 0, signal) },
  {
    name: "sentences",
    cloud: alibaba,
    answer: { Data: { DemonstrationList: [{ AudioId: 1, Text: "t", DemoAudio: "https://h.example/a" }] } },
    call: (api) => api.sentences!({ id: "abc", tag: "story" } as never, signal),
  },
  {
    name: "check recording",
    cloud: alibaba,
    answer: { Data: { Pass: false, Reason: "noise" } },
    call: (api) => api.checkRecording!({ id: "abc", voiceId: "v1" } as never, "1", "https://h.example/a.wav", signal),
  },
  { name: "sample", cloud: huawei, answer: asset, call: (api) => api.sample!("v1", signal) },
  { name: "sample", cloud: alibaba, answer: media, call: (api) => api.sample!("v1", signal) },
  { name: "say", cloud: huawei, answer: { job_id: "j" }, call: (api) => api.say!({ ...order, values: {} }, signal) },
  { name: "say", cloud: alibaba, answer: { JobId: "j", State: "Created" }, call: (api) => api.say!(order, signal) },
  { name: "spoken", cloud: huawei, answer: audition, call: (api) => api.spoken!("j", signal) },
  { name: "spoken", cloud: alibaba, answer: { ...media, State: "Finished" }, call: (api) => api.spoken!("j", signal) },
  { name: "check", cloud: huawei, answer: { count: 1, jobs: [huaweiJob(1)] }, call: (api) => api.check(signal) },
  {
    name: "check",
    cloud: alibaba,
    answer: { Data: { TotalCount: 0, CustomizedVoiceJobList: [] } },
    call: (api) => api.check(signal),
  },
  { name: "sign in", cloud: huawei, answer: token, call: exchanged("password") },
  { name: "token", cloud: huawei, answer: token, call: exchanged("token") },
  {
    name: "projects",
    cloud: huawei,
    answer: { projects: [project, { ...project, id: "1".repeat(32), name: "cn-north-4_sub" }], links: {} },
    call: (_api, cloud, connection, http) =>
      cloud.projects!.find(connection, fakeCredentials(cloud.credentialKinds[0]!), fakeMachine(http), signal),
  },
];

const statuses = [200, 200, 200, 201, 204, 302, 400, 400, 401, 403, 404, 407, 429, 431, 500, 503, 599, 999];
const waits = [
  "30",
  "1771404540",
  "9999999999",
  "1.5",
  "-1",
  "120, 120",
  "Wed, 18 Feb 2026 08:49:00 GMT",
  "9".repeat(400),
  "x".repeat(10_000),
];

const redactor = new Redactor();
redactor.know("kR7/x+aa0Qbn3kR7");

const seedOf = (seed: number, index: number) => (Math.imul(seed, 0x9e3779b1) + index) | 0;

/** Answer number `index` of this seed, read and worded. */
export async function tryAnswer(seed: number, index: number): Promise<Outcome> {
  const dice = new Dice(seedOf(seed, index));
  const reader = dice.pick(readers);
  const isWhole = reader.known !== undefined && dice.below(3) > 0;
  const json = spoil(dice, reader.answer, new Set(isWhole ? reader.known?.values() : []));
  const body = isWhole || dice.below(3) > 0 ? new TextEncoder().encode(json) : spoilBytes(dice, json);
  const status = isWhole ? 200 : dice.pick(statuses);
  const headers: Record<string, string> = { "content-type": "application/json" };
  if (!isWhole && dice.below(3) === 0)
    headers[dice.pick(["retry-after", "x-acs-retry-after", "date", "x-request-id"])] = dice.pick(waits);
  if (reader.name === "sign in" && dice.below(4) > 0) headers["x-subject-token"] = "t".repeat(1 + dice.below(300));
  const http: Http = {
    send: async (prepare) => {
      prepare();
      return { status, headers, body } satisfies HttpAnswer;
    },
  };
  const faults: string[] = [];
  const start = process.cpuUsage();
  const cost = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const what = `seed ${seed}, answer ${index}: ${reader.cloud.id} ${reader.name}`;
  const attempt = (doing: string, act: () => unknown) => {
    try {
      return act();
    } catch (thrown) {
      faults.push(`${what}: ${doing}: ${thrown instanceof Error ? thrown.stack : typeof thrown}`);
      return undefined;
    }
  };
  const connection = fakeConnection(reader.cloud, {
    values: { ...fakeConnection(reader.cloud).values, iamEndpoint: "https://iam.example" },
  });
  const input = { cloud: reader.cloud, connection, now: noon, locale: "en", timeZone: "UTC", revealed: new Set<string>() };
  const panel = { ...input, readAt: noon, requestId: "r", isLoading: false, canSubmit: true, canOpenConsole: true };
  let given: unknown;
  try {
    const api = await reader.cloud.open(connection, fakeCredentials(reader.cloud.credentialKinds[0]!), fakeMachine(http));
    given = await reader.call(api, reader.cloud, connection, http);
  } catch (thrown) {
    if (!(thrown instanceof VoiceError) || !errorKinds.includes(thrown.kind) || thrown.kind === "bug") {
      faults.push(`${what}: threw ${thrown instanceof Error ? thrown.stack : typeof thrown}`);
      return { faults, jobs: 0, errors: 0, cost: cost() };
    }
    if (isWhole) faults.push(`${what}: known rows are lost to ${thrown.kind} ${thrown.reason ?? ""} of ${json.slice(0, 300)}`);
    if ((thrown.retryAfterMs ?? 0) > 3_600_000 || (thrown.retryAfterMs ?? 0) < 0)
      faults.push(`${what}: waits ${thrown.retryAfterMs} ms`);
    for (const effect of ["read", "write", "undone"] as const)
      attempt("explain", () => explain(thrown, errorContextOf(connection, reader.cloud, "en", effect)));
    attempt("errorNotice", () => errorNotice(thrown, errorContextOf(connection, reader.cloud, "en"), undefined));
    attempt("redact", () => redactor.redact(`${thrown.message} ${thrown.cloudMessage ?? ""}`));
    attempt("panel", () => detailView({ ...panel, jobId: "abc", error: thrown }));
    return { faults, jobs: 0, errors: 1, cost: cost() };
  }
  const {
    jobs = [],
    job,
    events,
    reviews: told,
  } = (given ?? {}) as Partial<Record<string, never>> as {
    jobs?: readonly VoiceJob[];
    job?: VoiceJob;
    events?: JobHistory["events"];
    reviews?: JobHistory["reviews"];
  };
  if (isWhole) {
    const ids = new Set(jobs.map(({ id }) => id));
    for (const id of reader.known?.keys() ?? []) if (!ids.has(id)) faults.push(`${what}: the known row ${id} is lost`);
  }
  const all = job ? [job] : jobs;
  // What was not spoiled has been worded a thousand times.
  const news = all.filter(({ id }) => !isWhole || !reader.known?.has(id) || dice.below(100) === 0);
  for (const each of news) {
    attempt("panel", () => JSON.stringify(detailView({ ...panel, jobId: each.id, job: each })));
    attempt("keep", () => JSON.stringify(toPersistable(each, reader.cloud.jobFields)));
    attempt("mask", () => JSON.stringify(maskedJob(each, reader.cloud.jobFields)));
    const format = dice.pick(["csv", "markdown", "json"] as const);
    attempt(format, () => exportWriter(format, [reader.cloud], false).row(each, { cloud: reader.cloud, connection }, 0));
  }
  if (events && told) {
    const history: JobHistory = { events, reviews: told, isReading: false, errors: [] } as never;
    const of = huaweiJob(1);
    const known: VoiceJob = { id: of.job_id, name: of.voice_name, state: "FAILED", phase: "failed", raw: of };
    attempt("story", () => JSON.stringify(detailView({ ...panel, jobId: known.id, job: known, history })));
  }
  return { faults, jobs: all.length, errors: 0, cost: cost() };
}
