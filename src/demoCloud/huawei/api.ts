// Huawei MetaStudio's voice-training-manage: which operation a path means, and what each one does (vendor documentation A2-A7).

import { headerText, percentDecode } from "../server/encoding.js";
import type { Answer, Job, Request, Route } from "../server/messages.js";
import { showDurations, showQuotas } from "./accountApi.js";
import { invalidParameter, noSuchApi, noSuchJob } from "./answers.js";
import { createJob, objectKey, uploadAddresses } from "./createApi.js";
import { echoCanonical } from "./gateway.js";
import { auditResult, operationLog } from "./historyApi.js";
import { listHuaweiJobs } from "./jobs/list.js";
import type { HuaweiApi, HuaweiOperation } from "./operation.js";
import { type ReviewFault, reviewFiles, reviewPackage } from "./review/reviewPackage.js";
import { confirmSegment, segmentFiles, showSegments } from "./review/segmentApi.js";
import { commitShortJob, createShortJob, showShortJob } from "./review/shortJobApi.js";
import { readSubmitBody, unseenFields } from "./submitBody.js";
import { createAudition, showAsset, showAuditionFile } from "./voiceApi.js";

/** Under `/v1/{project_id}/voice-training-manage`. */
const operations: readonly (readonly [method: string, path: RegExp, name: string, run: HuaweiOperation])[] = [
  ["POST", /^\/user\/basic-jobs$/, "CreateTrainingBasicJob", createJob("BASIC", true)],
  ["POST", /^\/user\/middle-jobs$/, "CreateTrainingMiddleJob", createJob("MIDDLE", true)],
  ["POST", /^\/user\/advance-jobs$/, "CreateTrainingAdvanceJob", createJob("ADVANCE", false)],
  ["POST", /^\/user\/third-party-jobs$/, "CreateTrainingThirdPartyJob", createJob("THIRD_PARTY", false)],
  ["GET", /^\/quotas$/, "ShowVoiceTrainingQuotas", showQuotas],
  ["GET", /^\/user\/tenant-duration-cfg$/, "ShowTenantDurationCfg", showDurations],
  ["GET", /^\/user\/training-segment$/, "ShowTrainingSegmentInfo", showSegments],
  ["POST", /^\/user\/training-segment$/, "ConfirmTrainingSegment", confirmSegment],
  ["POST", /^\/user\/short-jobs$/, "CreateShortJob", createShortJob],
  ["POST", /^\/user\/short-jobs\/([^/]+)$/, "CommitShortJob", commitShortJob],
  ["GET", /^\/user\/short-jobs\/([^/]+)$/, "ShowShortJob", showShortJob],
  ["GET", /^\/user\/jobs$/, "ListVoiceTrainingJob", (api, { query }) => listHuaweiJobs(api.seeds.jobIndex, query, api.times())],
  ["GET", /^\/user\/jobs\/([^/]+)$/, "ShowVoiceTrainingJob", show],
  ["POST", /^\/user\/jobs\/([^/]+)$/, "CommitVoiceTrainingJob", commit],
  ["DELETE", /^\/user\/jobs\/([^/]+)$/, "DeleteVoiceTrainingJob", remove],
  ["GET", /^\/user\/jobs\/([^/]+)\/uploading-address-url$/, "ShowJobUploadingAddress", uploadAddresses],
  ["GET", /^\/user\/jobs\/([^/]+)\/audit-result$/, "ShowJobAuditResult", history(auditResult)],
  ["GET", /^\/user\/jobs\/([^/]+)\/op-logs$/, "ListJobOperationLog", history(operationLog)],
];

/** Under `/v1/{project_id}`: of finished voices. */
const voiceOperations: typeof operations = [
  ["GET", /^\/digital-assets\/([^/]+)$/, "ShowAsset", showAsset],
  ["POST", /^\/ttsc\/audition$/, "CreateTtsAudition", createAudition],
  ["GET", /^\/ttsc\/audition-file\/([^/]+)$/, "ShowTtsAuditionFile", showAuditionFile],
];

export function routeHuawei(api: HuaweiApi, method: string, path: string): Route | undefined {
  const match = /^\/v1\/([^/]+)(\/voice-training-manage)?(\/.*?)\/?$/.exec(path);
  if (!match) return undefined;
  const projectId = percentDecode(match[1]!);
  const isAboutJobs = match[2] !== undefined;
  for (const [verb, pattern, name, run] of isAboutJobs ? operations : voiceOperations) {
    const found = verb === method ? pattern.exec(match[3]!) : null;
    if (!found) continue;
    const id = found[1] === undefined ? undefined : percentDecode(found[1]);
    return {
      door: "huawei",
      operation: name,
      ...(id === undefined || !isAboutJobs ? {} : { jobId: id }),
      run: (request) => api.gateway.refusal(request, projectId) ?? appUserRefusal(request) ?? run(api, request, id ?? ""),
      echo: echoCanonical,
    };
  }
  return undefined;
}

/** A path or method that the gateway has not published. */
export const unknownHuaweiRoute: Route = { door: "huawei", operation: "unknown", run: noSuchApi, echo: echoCanonical };

/** "Does not allow Chinese characters" (A3); visible ASCII is what certainly passes. */
function appUserRefusal(request: Request): Answer | undefined {
  const user = request.headers["x-app-userid"];
  if (user === undefined || /^[\x21-\x7e]*$/.test(headerText(user))) return undefined;
  return invalidParameter("X-App-UserId must not contain Chinese characters");
}

function show(api: HuaweiApi, _request: Request, jobId: string): Answer {
  const job = api.seeds.jobIndex.get(jobId);
  return job ? { status: 200, body: job } : noSuchJob();
}

function commit(api: HuaweiApi, request: Request, jobId: string): Answer {
  const { jobIndex, lifecycle, random } = api.seeds;
  const read = readSubmitBody(request);
  if ("refusal" in read) return read.refusal;
  const job = jobIndex.get(jobId);
  if (!job) return noSuchJob();
  // Which states permit it is not stated (A6); by meaning these two.
  if ((request.isCopy || !api.acceptsAnyState) && job.state !== "CREATING" && job.state !== "AUDIT_FAILED") {
    return invalidParameter(`a job in state ${job.state} cannot be submitted`);
  }
  const seen = Object.fromEntries(Object.entries(read.values).filter(([name]) => !unseenFields.some((field) => field === name)));
  api.history.review(jobId, faultsIn(api, job));
  jobIndex.put(lifecycle.enter({ ...job, ...seen }, "SYSTEM_AUDITING", api.now(), random));
  api.submits.accept(jobId, read.values, job);
  api.adopt(jobId);
  return { status: 200 };
}

/** Undefined = nothing was uploaded. */
function faultsIn(api: HuaweiApi, job: Job): readonly ReviewFault[] | undefined {
  const [files, type] = [segmentFiles(api, job), String(job.job_type)];
  if (files.size > 0) return reviewFiles(files, type);
  const uploaded = api.store.get(objectKey(job.job_id, "package.zip"))?.content;
  return uploaded && reviewPackage(uploaded, type);
}

function remove(api: HuaweiApi, _request: Request, jobId: string): Answer {
  return api.seeds.jobIndex.remove(jobId) ? { status: 200 } : noSuchJob();
}

function history(tell: typeof operationLog): HuaweiOperation {
  return (api, request, jobId) => {
    const job = api.seeds.jobIndex.get(jobId);
    return job ? tell(job, request.query, api.history) : noSuchJob();
  };
}
