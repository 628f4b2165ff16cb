// A made-up cloud with every kind of field, for the tests of this room.
import type { Cloud } from "../../../src/core/cloud/cloud.js";
import type { Connection } from "../../../src/core/connection.js";
import type { Phase, VoiceJob } from "../../../src/core/jobs/job.js";

const grades = [{ value: "BASIC", title: "Basic (20 sentences)" }];

export const rainCloud: Cloud = {
  id: "rain",
  title: "Rain Cloud Voices",
  shortTitle: "Rain",
  regions: [{ id: "north", title: "North", endpoint: "https://voice.rain.test" }],
  connectionFields: [],
  credentialKinds: [],
  states: [
    { state: "NEW", title: "Not submitted", phase: "attention", hint: "Submit the job.", isSubmittable: true },
    { state: "REVIEW", title: "In review", phase: "waiting", hint: "The cloud reviews the recordings." },
    {
      state: "REVIEW_FAILED",
      title: "Review failed",
      phase: "attention",
      hint: "Upload again, then submit.",
      isSubmittable: true,
      comesFrom: ["REVIEW"],
    },
    { state: "TRAINING", title: "Training", phase: "running", hint: "The voice is being trained." },
    {
      state: "FAILED",
      title: "Failed",
      phase: "failed",
      hint: "Make a new job.",
      isFinal: true,
      comesFrom: ["REVIEW", "TRAINING"],
    },
    { state: "DONE", title: "Done", phase: "succeeded", hint: "Use the voice.", isFinal: true },
  ],
  life: [
    { title: "Created", states: ["NEW"] },
    { title: "Review", states: ["REVIEW", "REVIEW_FAILED"] },
    { title: "Training", states: ["TRAINING", "FAILED"] },
    { title: "Done", states: ["DONE"] },
  ],
  values: { type: grades, tag: [], language: [], sex: [] },
  jobFields: [
    { path: "voice_name", title: "Name", section: "voice", kind: "text" },
    { path: "job_type", title: "Type", section: "job", kind: "choice", choices: grades },
    { path: "job_id", title: "Job ID", section: "job", kind: "id", hint: "Given by the cloud." },
    { path: "phone", title: "Phone", section: "job", kind: "phone" },
    { path: "rejects", title: "Times here", section: "job", kind: "number" },
    { path: "remake", title: "Remake", section: "job", kind: "yesNo" },
    { path: "created", title: "Created", section: "times", kind: "seconds" },
    { path: "updated", title: "Updated", section: "times", kind: "seconds" },
    { path: "expires", title: "Expires", section: "times", kind: "iso" },
    { path: "failed_code", title: "Failure code", section: "failure", kind: "id" },
    { path: "failed_reason", title: "Failure reason", section: "failure", kind: "text" },
    { path: "letter_url", title: "Letter", section: "recordings", kind: "link" },
    {
      path: "assess",
      title: "Assessment",
      section: "recordings",
      kind: "assessment",
      choices: [{ value: "snr", title: "Signal to noise" }],
    },
    { path: "resource.id", title: "Resource ID", section: "resource", kind: "id" },
  ],
  jobId: /^\w+$/,
  listing: { countsByState: true, serves: [], burst: 1 },
  open: () => assertNeverOpened(),
};

export const studio: Connection = { id: "c1", cloud: "rain", name: "Studio", region: "north", values: {}, credentialKind: "key" };

export function rainJob(state: string, raw: Readonly<Record<string, unknown>> = {}, parts: Partial<VoiceJob> = {}): VoiceJob {
  const phase: Phase = rainCloud.states.find((info) => info.state === state)?.phase ?? "unknown";
  return { id: "j1", name: "Aurora", state, phase, raw, ...parts };
}

function assertNeverOpened(): never {
  throw new Error("Nothing in this room opens a cloud");
}
