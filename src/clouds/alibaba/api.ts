// Alibaba IMS, customized voice: lists and gets jobs; submitting one is another kind of call there and not made from here.
import type { JobApi } from "../../core/cloud.js";
import type { Connection, Credentials } from "../../core/connection.js";
import type { Machine } from "../../core/ports.js";
import { exchange, requestIdOf, type Success } from "../shared/exchange.js";
import { requireCredentials, requireFilters, requireJobId, requireOrigin, requirePage, secretsOf } from "../shared/opening.js";
import { uniqueJobs } from "../shared/rows.js";
import { types } from "./choices.js";
import { dialect } from "./failure.js";
import { accessKey, regions } from "./inputs.js";
import { jobIdPattern } from "./jobId.js";
import { type JobList, readJob, readJobs, toJob } from "./map.js";
import { concatenate, type NumberedPage, type Part, pagesFor, type Window } from "./query.js";
import { type Call, prepare } from "./request.js";

/** Without a type the cloud would list Basic alone (vendor documentation B1). */
const allTypes = types.map(({ value }) => value);

export function open(connection: Connection, credentials: Credentials, machine: Machine): JobApi {
  async function ask(call: Call, signal: AbortSignal): Promise<Success> {
    const origin = requireOrigin(regions, connection);
    requireCredentials([accessKey], credentials);
    return exchange(dialect, machine, {
      action: call.action,
      effect: "read",
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

    async check(signal) {
      return requestIdOf(await askPage(allTypes[0] ?? "", { number: 1, size: 1 }, signal));
    },
  };
}
