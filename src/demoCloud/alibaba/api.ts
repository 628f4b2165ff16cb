// Alibaba IMS's customized voice, API version 2020-11-09: which action a request names, and what each one does (vendor documentation B1-B3).
import { parseQuery } from "../server/encoding.js";
import { type Answer, first, type Job, type Query, type Request, type Route } from "../server/messages.js";
import { alibabaRefusal, alibabaSuccess, invalid, missing, noSuch } from "./answers.js";
import { makers, submittedJob } from "./createApi.js";
import { echoAlibabaCanonical } from "./gateway.js";
import { mediaOperations } from "./mediaApi.js";
import type { AlibabaApi, Operation } from "./operation.js";
import { routeSts, stsVersion } from "./stsApi.js";
import { voiceOf, voiceOperations } from "./voiceApi.js";

const operations: Readonly<Record<string, Operation>> = {
  ...makers,
  GetCustomizedVoiceJob: (api, request, parameters) => {
    const id = first(parameters, "JobId");
    if (!id) return missing(request, "JobId");
    const job = api.seeds.jobIndex.get(id);
    if (!job) return noSuch(request, "Job");
    const { GmtCreate: _listOnly, ...shown } = job;
    return alibabaSuccess(request, { CustomizedVoiceJob: shown });
  },
  ListCustomizedVoiceJobs: (api, request, parameters) => {
    const read = readPage(request, parameters);
    if ("refusal" in read) return read.refusal;
    const { jobIndex } = api.seeds;
    // The order is not documented (C5): newest first.
    const jobs = jobIndex.page("created", true, read.offset, read.size, read.group);
    return alibabaSuccess(request, { CustomizedVoiceJobList: jobs, TotalCount: jobIndex.count(read.group) });
  },
  DeleteCustomizedVoiceJob: (api, request, parameters) => {
    const id = first(parameters, "JobId");
    if (!id) return missing(request, "JobId");
    const job = api.seeds.jobIndex.get(id);
    if (!job) return noSuch(request, "Job");
    // "Deletes a job that is not in Training or Success"; the code of a refusal is not published.
    if (job.Status === "Training" || job.Status === "Success")
      return alibabaRefusal(request, 409, "InvalidStatus", `The job is ${String(job.Status)} and cannot be deleted.`);
    api.seeds.jobIndex.remove(id);
    return alibabaSuccess(request);
  },
  ...voiceOperations,
  ...mediaOperations,
  ListCustomizedVoices: (api, request, parameters) => {
    const read = readPage(request, parameters);
    if ("refusal" in read) return read.refusal;
    const isVoice = (job: Job): boolean => job.Status === "Success";
    const { total, jobs } = api.seeds.jobIndex.select("voices", isVoice, "created", true, read.offset, read.size, read.group);
    return alibabaSuccess(request, { CustomizedVoiceList: jobs.map((job) => voiceOf(api, job)), TotalCount: total });
  },
};

/** Every RPC call goes to `/`; the header x-acs-action says which it is. */
export function routeAlibaba(api: AlibabaApi, method: string, query: Query, headers: Request["headers"]): Route {
  const action = headers["x-acs-action"];
  if (action && headers["x-acs-version"] === stsVersion && (method === "POST" || method === "GET"))
    return routeSts(api.gateway, action);
  const jobId = first(query, "JobId") ?? (action === "SubmitCustomizedVoiceJob" ? submittedJob(api, query) : undefined);
  const run = (request: Request): Answer => {
    const refuse = (status: number, code: string, message: string): Answer => alibabaRefusal(request, status, code, message);
    if (method !== "POST" && method !== "GET") return refuse(403, "UnsupportedHTTPMethod", "This http method is not supported.");
    if (!action)
      return refuse(
        400,
        "MissingParameter",
        "The input parameter x-acs-action that is mandatory for processing this request is not supplied.",
      );
    if (headers["x-acs-version"] !== "2020-11-09") return refuse(400, "NoSuchVersion", "Specified API version does not exist.");
    const operation = Object.hasOwn(operations, action) ? operations[action] : undefined;
    if (!operation) return refuse(404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.");
    return api.gateway.refusal(request, action) ?? operation(api, request, parametersOf(request));
  };
  return { door: "alibaba", operation: action ?? "unknown", ...(jobId ? { jobId } : {}), run, echo: echoAlibabaCanonical };
}

/** A POST may carry its parameters in a form as well. */
function parametersOf(request: Request): Query {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(request.headers["content-type"] ?? "");
  return isForm ? [...request.query, ...parseQuery(request.body.toString("utf8"))] : request.query;
}

type Page = { readonly offset: number; readonly size: number; readonly group: string };

function readPage(request: Request, parameters: Query): Page | { readonly refusal: Answer } {
  const no = wholeNumber(first(parameters, "PageNo"), 1, 2_147_483_647, 1);
  const size = wholeNumber(first(parameters, "PageSize"), 1, 100, 10);
  const type = first(parameters, "Type") || "Basic";
  const wrong =
    no === undefined ? "PageNo" : size === undefined ? "PageSize" : type !== "Basic" && type !== "Standard" ? "Type" : undefined;
  if (no === undefined || size === undefined || wrong) {
    return { refusal: invalid(request, String(wrong)) };
  }
  return { offset: (no - 1) * size, size, group: `type:${type}` };
}

function wholeNumber(text: string | undefined, low: number, high: number, byDefault: number): number | undefined {
  if (!text) return byDefault;
  const value = Number(text);
  return /^\d+$/.test(text) && value >= low && value <= high ? value : undefined;
}
