// Every field of a Huawei job, worded and in the order in which it is shown (vendor documentation A5).
import type { JobField } from "../../../core/cloud/jobField.js";
import { states } from "./states.js";
import { chargeModes, createTypes, languages, measures, sexes, tags, types } from "./values.js";

const stateChoices = states.map(({ state, title }) => ({ value: state, title }));

export const jobFields: readonly JobField[] = [
  { path: "voice_name", meaning: "name", title: "Voice name", section: "voice", kind: "text" },
  { path: "sex", meaning: "sex", title: "Sex", section: "voice", kind: "choice", choices: sexes },
  { path: "language", title: "Language", section: "voice", kind: "choice", choices: languages },
  { path: "output_language", title: "Output language", hint: "The language the voice speaks.", section: "voice", kind: "text" },
  { path: "tag", title: "Tag", section: "voice", kind: "choice", choices: tags },
  {
    path: "asset_id",
    meaning: "voiceId",
    title: "Voice ID",
    hint: "The voice in the cloud's asset library.",
    section: "voice",
    kind: "id",
  },

  { path: "job_id", meaning: "jobId", title: "Job ID", section: "job", kind: "id" },
  { path: "state", meaning: "state", title: "State", section: "job", kind: "choice", choices: stateChoices },
  { path: "job_type", meaning: "type", title: "Type", section: "job", kind: "choice", choices: types },
  { path: "create_type", title: "Upload", section: "job", kind: "choice", choices: createTypes },
  { path: "batch_name", title: "Batch", section: "job", kind: "text" },
  { path: "app_user_id", title: "Customer ID", hint: "The user of your own application.", section: "job", kind: "id" },
  { path: "phone", title: "Phone", section: "job", kind: "phone" },
  { path: "dhtms_job_id", title: "Avatar job ID", hint: "The linked job that models an avatar.", section: "job", kind: "id" },
  { path: "is_remake", title: "Remake", section: "job", kind: "yesNo" },
  {
    path: "reject_times",
    title: "Times in this state",
    hint: "How often this job has been in this state.",
    section: "job",
    kind: "number",
  },

  { path: "create_time", meaning: "created", title: "Created", section: "times", kind: "seconds" },
  // Spelled without an underscore between last and update.
  { path: "lastupdate_time", title: "State changed", section: "times", kind: "seconds" },

  { path: "job_failed_code", title: "Failure code", section: "failure", kind: "id" },
  { path: "job_failed_reason", title: "Failure reason", section: "failure", kind: "text" },

  // Both are signed links: having one is enough to read the file.
  { path: "voice_authorization_url", title: "Authorization letter", section: "recordings", kind: "link" },
  { path: "training_input_source_url", title: "Uploaded recordings", section: "recordings", kind: "link" },
  { path: "assess_result", title: "Assessment", section: "recordings", kind: "assessment", choices: measures },

  { path: "allocated_resource.resource_id", title: "Resource ID", section: "resource", kind: "id" },
  { path: "allocated_resource.charge_mode", title: "Billing", section: "resource", kind: "choice", choices: chargeModes },
  { path: "allocated_resource.expire_time", title: "Expires", section: "resource", kind: "iso" },
  { path: "is_ondemand_resource", title: "On-demand resource", section: "resource", kind: "yesNo" },
];
