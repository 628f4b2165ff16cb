// Makes jobs of Alibaba's answers: with and without wrapper, every field optional, nothing of a wrong type loses a job.
import { object, parse, safeParse } from "valibot";
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { RecordingVerdict, Sentence } from "../../../core/jobs/jobCreation.js";
import { count, id as idText, isObject, type Json, list, moment, present, text } from "../../shared/api/lenient.js";
import { states } from "../description/states.js";

const phases = new Map(states.map(({ state, phase }) => [state, phase]));

/** Vendor documentation B3. */
const customizedVoiceJob = object({
  JobId: idText,
  VoiceId: idText,
  Status: text,
  Message: text,
  Type: text,
  VoiceName: text,
  Scenario: text,
  Gender: text,
  CreateTime: moment,
  GmtCreate: moment,
});

/** Nothing = no job. `askedId` names a job that does not say its own id. */
export function toJob(raw: unknown, askedId?: string): VoiceJob | undefined {
  if (!isObject(raw)) return undefined;
  const job = parse(customizedVoiceJob, raw);
  const id = job.JobId ?? (job.Status === undefined ? undefined : askedId);
  if (id === undefined) return undefined;
  const phase = phases.get(job.Status ?? "") ?? "unknown";
  // Message describes any state; it is a failure's reason only where something failed.
  const isFailure = (phase === "failed" || phase === "unknown") && job.Message !== undefined;
  return present({
    id,
    // The samples end names with a line break.
    name: job.VoiceName?.trim() ?? "",
    state: job.Status ?? "",
    phase,
    type: job.Type,
    sex: job.Gender,
    tag: job.Scenario,
    createdAt: job.CreateTime ?? job.GmtCreate,
    voiceId: job.VoiceId,
    failure: isFailure ? present({ message: job.Message }) : undefined,
    raw,
  });
}

/** The structure changed on 2023-11-21, how is not documented: the job is looked for in `Data` and beside it, with its own wrapper or without. */
export function readJob(answer: unknown, askedId: string): VoiceJob | undefined {
  for (const layer of layersOf(answer)) {
    const job = toJob(layer.CustomizedVoiceJob, askedId) ?? toJob(layer);
    if (job) return job;
  }
  return undefined;
}

const jobList = object({ TotalCount: count, CustomizedVoiceJobList: list });

export interface JobList {
  readonly raws: readonly unknown[];
  /** Absent where the answer has none. */
  readonly total?: number;
}

/** Nothing = the answer is no list. */
export function readJobs(answer: unknown): JobList | undefined {
  const layer = layersOf(answer).find((candidate) => "CustomizedVoiceJobList" in candidate || "TotalCount" in candidate);
  const read = safeParse(jobList, layer);
  return read.success ? present({ raws: read.output.CustomizedVoiceJobList, total: read.output.TotalCount }) : undefined;
}

const made = object({ JobId: idText, VoiceId: idText });

/** Nothing = the answer tells of no job. */
export function readMade(answer: unknown): { readonly jobId?: string } | undefined {
  for (const layer of layersOf(answer)) {
    const { JobId, VoiceId } = parse(made, layer);
    if (JobId !== undefined || VoiceId !== undefined) return present({ jobId: JobId });
  }
  return undefined;
}

const receipt = object({ RequestId: text, Success: text, Code: text });

/** The answer to what is only done (vendor documentation B2). A proxy in between knows no request id of the cloud's. */
export function isDone(answer: unknown): boolean {
  if (!isObject(answer)) return false;
  const { RequestId, Success = "true", Code } = parse(receipt, answer);
  return RequestId !== undefined && Success.toLowerCase() === "true" && Code === undefined;
}

const demonstrations = object({ DemonstrationList: list });
const demonstration = object({ AudioId: text, Text: text, DemoAudio: text });

/** Nothing = the answer is no list of sentences. One without id or text is none. */
export function readSentences(answer: unknown): readonly Sentence[] | undefined {
  const layer = layersOf(answer).find((candidate) => "DemonstrationList" in candidate);
  const read = safeParse(demonstrations, layer);
  if (!read.success) return undefined;
  return read.output.DemonstrationList.filter(isObject).flatMap((raw) => {
    const { AudioId, Text, DemoAudio } = parse(demonstration, raw);
    return AudioId === undefined || Text === undefined ? [] : [present({ id: AudioId, text: Text.trim(), sample: DemoAudio })];
  });
}

const detection = object({ Pass: text, Reason: text });

/** Nothing = the answer says neither yes nor no. */
export function readVerdict(answer: unknown): RecordingVerdict | undefined {
  for (const layer of layersOf(answer)) {
    const { Pass, Reason } = parse(detection, layer);
    if (Pass === "true" || Pass === "false") return present({ passed: Pass === "true", reason: Reason?.trim() || undefined });
  }
  return undefined;
}

/** Where answers have their content: in `Data` and beside it. */
export function layersOf(answer: unknown): readonly Json[] {
  return isObject(answer) ? [answer.Data, answer].filter(isObject) : [];
}
