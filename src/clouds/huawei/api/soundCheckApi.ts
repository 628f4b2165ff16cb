// Huawei's short jobs, which measure the sound of recordings before a training job is paid for (CreateShortJob, CommitShortJob, ShowShortJob).
import type { SoundCheckApi, SoundCheckState } from "../../../core/cloud/capabilities/soundCheck.js";
import type { Success } from "../../shared/api/exchange.js";
import { isObject, present, readWord } from "../../shared/api/lenient.js";
import { requireJobId } from "../../shared/api/validate.js";
import { jobIdPattern } from "../description/forms.js";
import { states } from "../description/states.js";
import { readJob, readPackageTarget } from "./parse.js";
import type { Call } from "./request.js";

const base = "/voice-training-manage/user/short-jobs";
/** Phases in which nothing more is to come. */
const over = new Set(["succeeded", "failed", "attention"]);
const phases = new Map(states.map(({ state, phase }) => [state, phase]));

export function soundCheckApi(
  ask: (call: Call, signal: AbortSignal) => Promise<Success>,
  write: (call: Call, signal: AbortSignal) => Promise<unknown>,
): SoundCheckApi {
  const pathOf = (id: string) => "/" + requireJobId(jobIdPattern, id);
  return {
    async make(language, signal) {
      const body = JSON.stringify({
        job_type: "VOICE_ASSESS",
        ...(language !== undefined && { language: language === "zh" ? "CN" : "EN" }),
      });
      const answer = await ask({ action: "CreateShortJob", method: "POST", base, rest: "", body }, signal);
      const { job_id: id, data_uploading_url: address } = isObject(answer.json) ? answer.json : {};
      const [word, target] = [readWord(id), readPackageTarget(address)];
      if (word === undefined || !target) throw answer.unexpectedShape();
      return { id: word, target };
    },
    async begin(id, signal) {
      await write({ action: "CommitShortJob", method: "POST", base, rest: pathOf(id) }, signal);
    },
    async read(id, signal) {
      const answer = await ask({ action: "ShowShortJob", method: "GET", base, rest: pathOf(id) }, signal);
      const state = readState(answer.json, id);
      if (!state) throw answer.unexpectedShape();
      return state;
    },
  };
}

/** The states are those of jobs; which of them a short job comes through is not documented. A result is one in any of them. */
function readState(answer: unknown, id: string): SoundCheckState | undefined {
  const job = readJob(answer, id);
  if (!job) return undefined;
  const { assess_result: result } = job.raw;
  const assessment = isObject(result) && Object.values(result).some(isObject) ? result : undefined;
  const isOver = assessment !== undefined || (job.state !== "CREATING" && over.has(phases.get(job.state) ?? ""));
  return present({ state: job.state, isOver, assessment, failure: job.failure });
}
