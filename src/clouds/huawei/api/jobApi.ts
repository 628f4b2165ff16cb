// Huawei MetaStudio's voice-training-manage: list, show, submit, delete, and what became of a job.

import type { SpeechOrder } from "../../../core/cloud/capabilities/speech.js";
import type { JobApi, Receipt } from "../../../core/cloud/jobApi.js";
import type { Connection, Credentials } from "../../../core/connection.js";
import { VoiceError } from "../../../core/errors.js";
import { type Field, findProblem } from "../../../core/forms/field.js";
import type { Machine } from "../../../core/ports/ports.js";
import { callApi, requestIdOf, type Success } from "../../shared/api/exchange.js";
import { isObject } from "../../shared/api/lenient.js";
import {
  refuse,
  requireCredentials,
  requireJobId,
  requireOrigin,
  requirePage,
  requireSpeech,
  requireValues,
  secretsOf,
} from "../../shared/api/validate.js";
import { flags, kinds, lists } from "../description/creationKinds.js";
import { connectionFields, jobIdPattern, regions, signable, submitFields } from "../description/forms.js";
import { speech } from "../description/speech.js";
import { dialect } from "./errors.js";
import { listQuery } from "./listQuery.js";
import { readConfirmed, readCreated, readJob, readJobs, readSegmentVerdict, readUploadTargets } from "./parse.js";
import { findHistoryPart } from "./parseHistory.js";
import { readLimits } from "./parseLimits.js";
import { readAudition, readSample, readTaskId } from "./parseVoice.js";
import { type Call, type Place, prepare, preview } from "./request.js";
import { soundCheckApi } from "./soundCheckApi.js";

export function open(connection: Connection, credentials: Credentials, machine: Machine): JobApi {
  const place = (): Place => ({
    origin: requireOrigin(regions, connection),
    values: requireProject(requireValues(connectionFields, connection.values)),
  });

  async function ask(call: Call, signal: AbortSignal): Promise<Success> {
    const where = place();
    requireCredentials(signable, credentials);
    return callApi(dialect, machine, {
      action: call.action,
      effect: call.method === "GET" ? "read" : "write",
      signal,
      host: where.origin.host,
      secrets: secretsOf(signable, credentials),
      // The documents give the answers to writes no body.
      isBodyOptional: call.method !== "GET",
      prepare: () => prepare(call, where, credentials, machine.now()),
    });
  }

  const write = async (call: Call, signal: AbortSignal): Promise<Receipt> => {
    const answer = await ask(call, signal);
    if (!isDone(answer)) throw answer.unexpectedShape();
    return requestIdOf(answer);
  };

  return {
    async list(query, page, signal) {
      requirePage(page);
      const answer = await ask(
        { action: "ListVoiceTrainingJob", method: "GET", rest: "", query: listQuery(query, page) },
        signal,
      );
      const read = readJobs(answer.json, page.offset);
      if (!read) throw answer.unexpectedShape();
      return { ...read, ...requestIdOf(answer) };
    },

    async get(jobId, signal) {
      const rest = "/" + requireJobId(jobIdPattern, jobId);
      const answer = await ask({ action: "ShowVoiceTrainingJob", method: "GET", rest }, signal);
      const job = readJob(answer.json, jobId);
      if (!job) throw answer.unexpectedShape();
      return { job, ...requestIdOf(answer) };
    },

    submit: async (jobId, values, signal) => write(submission(jobId, values), signal),

    previewSubmit(jobId, values) {
      return preview(submission(jobId, values), place(), credentials, machine.now());
    },

    async create(kindId, values, signal) {
      const answer = await ask(creation(kindId, values), signal);
      const made = readCreated(answer.json);
      if (!made) throw answer.unexpectedShape();
      return { ...made, ...requestIdOf(answer) };
    },

    previewCreate: (kindId, values) => preview(creation(kindId, values), place(), credentials, machine.now()),

    async uploadTargets(jobId, signal) {
      const rest = `/${requireJobId(jobIdPattern, jobId)}/uploading-address-url`;
      const answer = await ask({ action: "ShowJobUploadingAddress", method: "GET", rest }, signal);
      const targets = readUploadTargets(answer.json);
      if (!targets) throw answer.unexpectedShape();
      return targets;
    },

    async confirmedSegments(jobId, signal) {
      const answer = await ask(segmentCall("ShowTrainingSegmentInfo", jobId), signal);
      const numbers = readConfirmed(answer.json);
      if (!numbers) throw answer.unexpectedShape();
      return numbers;
    },

    async confirmSegment(jobId, number, signal) {
      const answer = await ask(segmentCall("ConfirmTrainingSegment", jobId, number), signal);
      const verdict = readSegmentVerdict(answer.json);
      if (!verdict) throw answer.unexpectedShape();
      return verdict;
    },

    soundCheck: soundCheckApi(ask, write),

    async accountLimits(signal) {
      const base = "/voice-training-manage";
      const seconds = { action: "ShowTenantDurationCfg", method: "GET", base, rest: "/user/tenant-duration-cfg" } as const;
      const quotas = { action: "ShowVoiceTrainingQuotas", method: "GET", base, rest: "/quotas" } as const;
      const [left, lengths] = await Promise.allSettled([ask(quotas, signal), ask(seconds, signal)]);
      // Accounts that may not ask one of them can be allowed the other.
      if (left.status === "rejected" && lengths.status === "rejected") throw left.reason;
      const json = (read: PromiseSettledResult<Success>) => (read.status === "fulfilled" ? read.value.json : undefined);
      return readLimits(json(left), json(lengths));
    },

    async remove(jobId, signal) {
      const rest = "/" + requireJobId(jobIdPattern, jobId);
      return write({ action: "DeleteVoiceTrainingJob", method: "DELETE", rest }, signal);
    },

    async history(partId, jobId, offset, signal) {
      const part = findHistoryPart(partId);
      const rest = `/${requireJobId(jobIdPattern, jobId)}/${part.path}`;
      const answer = await ask({ action: part.action, method: "GET", rest, query: part.query(offset) }, signal);
      const page = part.read(answer.json, offset);
      if (!page) throw answer.unexpectedShape();
      return { ...page, ...requestIdOf(answer) };
    },

    async sample(voiceId, signal) {
      const rest = "/" + requireVoiceId(voiceId);
      const answer = await ask({ action: "ShowAsset", method: "GET", base: "/digital-assets", rest }, signal);
      const found = readSample(answer.json);
      if (!found) throw answer.unexpectedShape();
      return { ...found, ...requestIdOf(answer) };
    },

    async say(order, signal) {
      const answer = await ask(audition(order), signal);
      const taskId = readTaskId(answer.json);
      if (taskId === undefined) throw answer.unexpectedShape();
      return { taskId, ...requestIdOf(answer) };
    },

    async spoken(taskId, signal) {
      const rest = "/" + requireJobId(jobIdPattern, taskId);
      const answer = await ask({ action: "ShowTtsAuditionFile", method: "GET", base: "/ttsc/audition-file", rest }, signal);
      const progress = readAudition(answer.json);
      if (!progress) throw answer.unexpectedShape();
      return progress;
    },

    async check(signal) {
      const answer = await ask({ action: "ListVoiceTrainingJob", method: "GET", rest: "", query: [["limit", "1"]] }, signal);
      if (!readJobs(answer.json, 0)) throw answer.unexpectedShape();
      return requestIdOf(answer);
    },
  };
}

/**
 * The documents give the answers to writes no body, the vendor's SDK reads `{}`, and each carries an id of the cloud's (vendor documentation
 * A6, A8). Any other content, and an empty answer without that id, may come from a proxy in between.
 */
function isDone({ json, headers }: Success): boolean {
  const isEmpty = json === undefined || (isObject(json) && Object.keys(json).every((name) => name === "request_id"));
  return isEmpty && headers["x-request-id"] !== undefined && !/\bhtml\b/i.test(headers["content-type"] ?? "");
}

/** Every path names the project; where none was typed, it should have been found by now. */
function requireProject(values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (values.projectId) return values;
  const details = { reason: "wrongProject", wasSent: false, code: "Connection.ProjectMissing" } as const;
  throw new VoiceError("forbidden", "The connection has no project ID", details);
}

/** No body goes with the question whether a sentence is confirmed. */
function segmentCall(action: string, jobId: string, number?: number): Call {
  const job = ["job_id", requireJobId(jobIdPattern, jobId)] as const;
  const query = number === undefined ? [job] : [job, ["index", String(number)] as const];
  const method = number === undefined ? "GET" : "POST";
  return { action, method, base: "/voice-training-manage/user/training-segment", rest: "", query };
}

/** Ids of assets stand in a path. */
function requireVoiceId(voiceId: string): string {
  if (!jobIdPattern.test(voiceId)) throw refuse("No voice of this cloud can have this id");
  return voiceId;
}

/** A voice is named as an emotion (vendor documentation of CreateTtsAudition). What is as usual is left out. */
function audition({ voiceId, text, settings, values }: SpeechOrder): Call {
  const checked = requireSpeech(speech.description, { text, settings, values });
  const body = { text, emotion: requireVoiceId(voiceId), ...checked.settings, ...checked.values };
  return { action: "CreateTtsAudition", method: "POST", base: "/ttsc/audition", rest: "", body: JSON.stringify(body) };
}

/** With no value `{}`, as the vendor's SDK sends. */
function submission(jobId: string, values: Readonly<Record<string, string>>): Call {
  return {
    action: "CommitVoiceTrainingJob",
    method: "POST",
    rest: "/" + requireJobId(jobIdPattern, jobId),
    body: JSON.stringify(bodyOf(submitFields, values)),
  };
}

function creation(kindId: string, values: Readonly<Record<string, string>>): Call {
  const kind = kinds.find(({ id }) => id === kindId);
  if (!kind) throw refuse("There is no such way to make a job");
  const body = Object.entries(bodyOf(kind.fields, values)).map(([id, value]) => [id, typedValue(id, value)]);
  return {
    action: kind.action,
    method: "POST",
    base: "/voice-training-manage",
    rest: kind.path,
    body: JSON.stringify(Object.fromEntries(body)),
  };
}

/** Most are texts; people type a space after a comma. */
function typedValue(id: string, value: string): string | boolean | readonly string[] {
  if (flags.has(id)) return value === "true";
  return lists.has(id) ? value.split(",").map((each) => each.trim()) : value;
}

/** Only values that are not empty, in the order of the form; each as its field demands. */
function bodyOf(fields: readonly Field[], values: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  if (Object.keys(values).some((id) => !fields.some((field) => field.id === id))) {
    throw refuse("The form has no field of this name");
  }
  const all = fields.map((field) => [field, values[field.id] ?? ""] as const);
  for (const [field, value] of all) if (findProblem(field, value)) throw refuse(`The value of ${field.id} is malformed`);
  return Object.fromEntries(all.filter(([, value]) => value !== "").map(([field, value]) => [field.id, value]));
}
