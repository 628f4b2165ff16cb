// Every field of an Alibaba job, worded and in the order in which it is shown (vendor documentation B3).
import type { JobField } from "../../../core/cloud/jobField.js";
import { states } from "./states.js";
import { genders, scenarios, types } from "./values.js";

const stateChoices = states.map(({ state, title }) => ({ value: state, title }));

export const jobFields: readonly JobField[] = [
  { path: "VoiceName", meaning: "name", title: "Voice name", section: "voice", kind: "text" },
  { path: "VoiceDesc", title: "Description", section: "voice", kind: "text" },
  { path: "Gender", meaning: "sex", title: "Sex", section: "voice", kind: "choice", choices: genders },
  { path: "Scenario", title: "Scenario", section: "voice", kind: "choice", choices: scenarios },
  { path: "VoiceId", meaning: "voiceId", title: "Voice ID", section: "voice", kind: "id" },

  { path: "JobId", meaning: "jobId", title: "Job ID", section: "job", kind: "id" },
  { path: "Status", meaning: "state", title: "State", section: "job", kind: "choice", choices: stateChoices },
  { path: "Type", meaning: "type", title: "Type", section: "job", kind: "choice", choices: types },

  { path: "CreateTime", meaning: "created", title: "Created", section: "times", kind: "iso" },
  // In lists only; documented with the same words as CreateTime, yet the samples differ.
  { path: "GmtCreate", title: "Created, as listed", section: "times", kind: "iso" },

  { path: "Message", title: "Message", hint: "The cloud's message about the state.", section: "failure", kind: "text" },
];
