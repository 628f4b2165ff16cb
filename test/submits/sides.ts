// What stories need to know of each cloud: how a job is made that can be submitted, and how a press is found again in its request.
import type { DemoCloud } from "../../src/demoCloud/index.js";
import type { CloudId } from "../../src/demoCloud/server/messages.js";

export interface Side {
  readonly cloud: CloudId;
  /** The requests that faults meet. */
  readonly submits: string;
  readonly reads: string;
  /** Where a submit leads, and where the job goes when it is sent back. */
  readonly taken: string;
  readonly back: string;
  /** States in which it can be submitted. */
  readonly free: RegExp;
  /** Its id. `hasTimes`: whether the cloud says when it changed. */
  add(local: DemoCloud, hasTimes: boolean): string;
  stateOf(local: DemoCloud, jobId: string): string;
  /** `pressId` goes along as a value, so that the cloud's own book shows it. */
  values(local: DemoCloud, jobId: string, pressId: string): Readonly<Record<string, string>>;
}

const huawei: Side = {
  cloud: "huawei",
  submits: "CommitVoiceTrainingJob",
  reads: "ShowVoiceTrainingJob",
  taken: "SYSTEM_AUDITING",
  back: "AUDIT_FAILED",
  free: /^(CREATING|AUDIT_FAILED)$/,
  add: ({ control }, hasTimes) => {
    const times = hasTimes ? {} : { lastupdate_time: undefined };
    return String(control.add("huawei", { state: "CREATING", ...times }).job_id);
  },
  stateOf: ({ control }, jobId) => String(control.job("huawei", jobId)?.state),
  values: (_local, _jobId, pressId) => ({ voice_name: pressId }),
};

/** None of its jobs says when it changed. */
const alibaba: Side = {
  cloud: "alibaba",
  submits: "SubmitCustomizedVoiceJob",
  reads: "GetCustomizedVoiceJob",
  taken: "AudioDetecting",
  back: "Initialization",
  free: /^Initialization$/,
  add: ({ control }) => String(control.add("alibaba", { Status: "Initialization", Type: "Basic" }).JobId),
  stateOf: ({ control }, jobId) => String(control.job("alibaba", jobId)?.Status),
  values: ({ control }, jobId, pressId) => ({
    VoiceId: String(control.job("alibaba", jobId)?.VoiceId),
    DemoAudioMediaURL: `https://voices.oss.test/${pressId}.wav`,
  }),
};

export const sides: readonly Side[] = [huawei, alibaba];

/** In whatever was sent or kept. */
export function pressIn(text: string): string {
  return /press-\d+/.exec(text)?.[0] ?? "";
}
