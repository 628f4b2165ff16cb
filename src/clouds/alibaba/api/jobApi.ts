// Alibaba IMS, customized voice: lists, gets, makes, submits and deletes jobs, and has their recordings checked.

import { safeName } from "../../../core/cloud/capabilities/ownStorage.js";
import type { SpeechOrder } from "../../../core/cloud/capabilities/speech.js";
import type { JobApi } from "../../../core/cloud/jobApi.js";
import type { Connection, Credentials } from "../../../core/connection.js";
import { asVoiceError, saysGone } from "../../../core/errors.js";
import { type Field, findProblem } from "../../../core/forms/field.js";
import type { Creation } from "../../../core/jobs/jobCreation.js";
import type { Machine } from "../../../core/ports/ports.js";
import type { QueryPairs } from "../../shared/api/canonicalRequest.js";
import { callApi, requestIdOf, type Success } from "../../shared/api/exchange.js";
import { uniqueJobs } from "../../shared/api/lenient.js";
import {
  refuse,
  requireCredentials,
  requireFilters,
  requireJobId,
  requireOrigin,
  requirePage,
  requireSpeech,
  requireValues,
  secretsOf,
} from "../../shared/api/validate.js";
import { kinds } from "../description/creationKinds.js";
import { accessKey, jobIdPattern, recordings, regions, sampleField, submitFields } from "../description/forms.js";
import { speech } from "../description/speech.js";
import { allTypes } from "../description/values.js";
import { locate, openStorage } from "../oss/storageApi.js";
import { dialect } from "./errors.js";
import { openMedia } from "./mediaApi.js";
import { openMediaUploads } from "./mediaUploads.js";
import { concatenate, type NumberedPage, type Part, pagesFor, type Window } from "./paging.js";
import { isDone, type JobList, readJob, readJobs, readMade, readSentences, readVerdict, toJob } from "./parse.js";
import { readSmartJob, readTaskId, readVoice } from "./parseVoice.js";
import { type Call, prepare, preview } from "./request.js";

export function open(connection: Connection, credentials: Credentials, machine: Machine): JobApi {
  async function ask(call: Call, signal: AbortSignal, effect: "read" | "write" = "read"): Promise<Success> {
    const origin = requireOrigin(regions, connection);
    requireCredentials([accessKey], credentials);
    return callApi(dialect, machine, {
      action: call.action,
      effect,
      signal,
      host: origin.host,
      secrets: secretsOf([accessKey], credentials),
      prepare: () => prepare(call, origin, credentials, machine.now(), machine.nonce()),
    });
  }

  async function askPage(type: string, { number, size }: NumberedPage, signal: AbortSignal): Promise<JobList & Success> {
    const query = [
      ["PageNo", String(number)],
      ["PageSize", String(size)],
      ["Type", type],
    ] as const;
    const answer = await ask({ action: "ListCustomizedVoiceJobs", query }, signal);
    const read = readJobs(answer.json);
    if (!read) throw answer.unexpectedShape();
    return { ...answer, ...read };
  }

  const library = openMedia(ask, () => machine.nonce());
  /** Null = the library does not have it. */
  const findAddress = (mediaId: string, signal: AbortSignal) =>
    library.addressOf(mediaId, signal).catch((thrown: unknown) => {
      if (saysGone(asVoiceError(thrown))) return null;
      throw thrown;
    });
  const mediaUploads = openMediaUploads(connection, ask, () => machine.now());
  const originOf = () => requireOrigin(regions, connection);
  const made = async (call: Call, signal: AbortSignal): Promise<Creation> => {
    const answer = await ask(call, signal, "write");
    const read = readMade(answer.json);
    if (!read) throw answer.unexpectedShape();
    return { ...read, ...requestIdOf(answer) };
  };

  return {
    /** Filters by type only, as the cloud does; several types are listed one behind the other, each in the cloud's own order. */
    async list(query, page, signal) {
      requirePage(page);
      requireFilters(query, ["types"]);
      let requestId: { readonly requestId?: string } = {};

      async function readPart(type: string, window: Window): Promise<Part<unknown>> {
        const pages = pagesFor(window);
        const rows: unknown[] = [];
        let total: number | undefined;
        for (const { number, size } of pages) {
          const answer = await askPage(type, { number, size }, signal);
          requestId = requestIdOf(answer);
          const first = (number - 1) * size;
          const begin = Math.max(0, window.offset - first);
          const end = Math.max(0, window.offset + window.limit - first);
          if (window.limit > 0) rows.push(...answer.raws.slice(begin, end));
          total = answer.total ?? first + answer.raws.length;
          if (total <= first + size) break;
        }
        return { rows, total: total ?? 0 };
      }

      const listed = query.types && query.types.length > 0 ? [...new Set(query.types)] : allTypes;
      const { rows, total } = await concatenate(listed, page, readPart);
      return { jobs: uniqueJobs(rows.map((raw) => toJob(raw))), total, ...requestId };
    },

    async get(jobId, signal) {
      const query = [["JobId", requireJobId(jobIdPattern, jobId)]] as const;
      const answer = await ask({ action: "GetCustomizedVoiceJob", query }, signal);
      const job = readJob(answer.json, jobId);
      if (!job) throw answer.unexpectedShape();
      return { job, ...requestIdOf(answer) };
    },

    async submit(jobId, values, signal) {
      const { jobId: _, ...receipt } = await made(submission(jobId, values), signal);
      return receipt;
    },

    previewSubmit: (jobId, values) => preview(submission(jobId, values), originOf(), credentials, machine.now()),

    create: async (kindId, values, signal) => made(creation(kindId, values), signal),

    previewCreate: (kindId, values) => preview(creation(kindId, values), originOf(), credentials, machine.now()),

    async sentences({ tag }, signal) {
      if (!tag) throw refuse("The job names no scenario");
      const answer = await ask({ action: "GetDemonstrationForCustomizedVoiceJob", query: [["Scenario", tag]] }, signal);
      const read = readSentences(answer.json);
      if (!read) throw answer.unexpectedShape();
      return read;
    },

    async checkRecording({ voiceId }, sentenceId, address, signal) {
      if (!voiceId || !/^\d{1,9}$/.test(sentenceId) || findProblem(recordings.address, address))
        throw refuse("The recording's voice, number or address is missing or malformed");
      const query = [
        ["VoiceId", voiceId],
        ["AudioRecordId", sentenceId],
        ["RecordUrl", address],
      ] as const;
      const answer = await ask({ action: "DetectAudioForCustomizedVoiceJob", query }, signal, "write");
      const verdict = readVerdict(answer.json);
      if (!verdict) throw answer.unexpectedShape();
      return { ...verdict, ...requestIdOf(answer) };
    },

    storage: openStorage(connection, credentials, machine),

    media: { ...library, ...(mediaUploads && { uploads: mediaUploads }) },

    valuesAt: ({ bucket, bucketRegion, folder }, voiceId) => ({
      [sampleField.id]: locate(connection, bucketRegion, bucket, `${folder}/${safeName(voiceId)}/sample.mp3`),
    }),

    async remove(jobId, signal) {
      const query = [["JobId", requireJobId(jobIdPattern, jobId)]] as const;
      const answer = await ask({ action: "DeleteCustomizedVoiceJob", query }, signal, "write");
      if (!isDone(answer.json)) throw answer.unexpectedShape();
      return requestIdOf(answer);
    },

    async sample(voiceId, signal) {
      const answer = await ask({ action: "GetCustomizedVoice", query: [["VoiceId", requireVoiceId(voiceId)]] }, signal);
      const voice = readVoice(answer.json);
      if (!voice) throw answer.unexpectedShape();
      if (voice.mediaId === undefined) return { kind: "none", reason: "notRequested", ...requestIdOf(answer) };
      // Null: the voice is there, and its sample was deleted from the library.
      const address = await findAddress(voice.mediaId, signal);
      return address
        ? { kind: "found", link: { address }, ...requestIdOf(answer) }
        : { kind: "none", reason: address === null ? "noFile" : "noAddress", ...requestIdOf(answer) };
    },

    async say(order, signal) {
      const answer = await ask(production(order, machine.nonce()), signal, "write");
      const taskId = readTaskId(answer.json);
      if (taskId === undefined) throw answer.unexpectedShape();
      return { taskId, ...requestIdOf(answer) };
    },

    async spoken(taskId, signal) {
      const query = [["JobId", requireJobId(jobIdPattern, taskId)]] as const;
      const answer = await ask({ action: "GetSmartHandleJob", query }, signal);
      const progress = readSmartJob(answer.json);
      if (!progress) throw answer.unexpectedShape();
      if (progress.kind !== "ready") return progress;
      const address = await findAddress(progress.mediaId, signal);
      // The file is registered a moment after it was written.
      return address ? { kind: "done", links: [{ address }] } : { kind: "underWay" };
    },

    async check(signal) {
      return requestIdOf(await askPage(allTypes[0] ?? "", { number: 1, size: 1 }, signal));
    },
  };
}

/** The job's id is not sent: the cloud knows it by its voice. */
function submission(jobId: string, values: Readonly<Record<string, string>>): Call {
  requireJobId(jobIdPattern, jobId);
  return { action: "SubmitCustomizedVoiceJob", query: parametersOf(submitFields, values) };
}

function creation(kindId: string, values: Readonly<Record<string, string>>): Call {
  const kind = kinds.find(({ id }) => id === kindId);
  if (!kind) throw refuse("There is no such way to make a job");
  // People type a space after a comma; no media id has one.
  const audios =
    values.Audios === undefined
      ? {}
      : {
          Audios: values.Audios.split(",")
            .map((id) => id.trim())
            .join(","),
        };
  return { action: kind.action, query: parametersOf(kind.fields, { ...values, ...audios }) };
}

function requireVoiceId(voiceId: string): string {
  if (!jobIdPattern.test(voiceId)) throw refuse("No voice of this cloud can have this id");
  return voiceId;
}

/** `nonce`: names the file, so that nothing is written over. */
function production({ voiceId, text, settings, values }: SpeechOrder, nonce: string): Call {
  const checked = requireSpeech(speech.description, { text, settings, values });
  const { bucket } = checked.values;
  return {
    action: "SubmitAudioProduceJob",
    query: [
      ["InputConfig", text],
      ["EditingConfig", JSON.stringify({ customizedVoice: requireVoiceId(voiceId), format: "WAV", ...checked.settings })],
      ["OutputConfig", JSON.stringify({ bucket, object: `voice-jobs/${nonce}` })],
      ["Overwrite", "false"],
    ],
  };
}

/** Only values that are not empty; each as its field demands. */
function parametersOf(fields: readonly Field[], values: Readonly<Record<string, string>>): QueryPairs {
  if (Object.keys(values).some((id) => !fields.some((field) => field.id === id)))
    throw refuse("The form has no field of this name");
  return Object.entries(requireValues(fields, values)).filter(([, value]) => value !== "");
}
