// The ways to make a job at Huawei and what each of them asks for (Create… of voice-training-manage, SDK 2026); loaded when a person wants one.
import type { Field } from "../../../core/forms/field.js";
import type { CreationKind } from "../../../core/jobs/jobCreation.js";
import { customText, outputLanguage } from "./forms.js";
import { createTypes, languages, sexes, tags } from "./values.js";

export interface HuaweiKind extends CreationKind {
  /** As the vendor's SDK names it. */
  readonly action: string;
  /** Follows `/voice-training-manage`. */
  readonly path: string;
}

/** The body demands it, and it is what a job whose answer was lost is looked for by. */
const voiceName: Field = {
  id: "voice_name",
  title: "Voice name",
  hint: "Becomes the voice's name in the asset library. If an answer is lost, the job is looked for by this name, so choose one that no other job has.",
  required: true,
  isUnique: true,
};

const createType: Field = { id: "create_type", title: "Upload", required: true, choices: createTypes };

/** Where sentences cannot be uploaded one by one. */
const packageOnly: Field = { ...createType, choices: createTypes.filter(({ value }) => value === "PACKAGE") };

/** There is no job yet to take it from. */
const { from: _, ...outputLanguageOfNew } = outputLanguage;

/** One body for all kinds; all but the name are optional. */
const common: readonly Field[] = [
  { id: "language", title: "Language", choices: languages },
  { id: "sex", title: "Sex", choices: sexes },
  { id: "tag", title: "Tag", choices: tags },
  { id: "description", title: "Description", hint: "Shown in the asset library." },
  outputLanguageOfNew,
  customText,
  { id: "batch_name", title: "Batch" },
  { id: "phone", title: "Phone", personal: true },
  {
    id: "is_ondemand_resource",
    title: "On-demand resource",
    hint: "Whether an on-demand resource is used.",
    choices: [
      { value: "true", title: "Yes" },
      { value: "false", title: "No" },
    ],
  },
  {
    id: "supported_service",
    title: "Supported services",
    placeholder: "VIDEO_2D, LIVE_2D",
    hint: "VIDEO_2D (avatar videos), LIVE_2D (avatar live streams), CHAT_2D (avatar conversations), separated by commas.",
    pattern: {
      test: /^(VIDEO_2D|LIVE_2D|CHAT_2D)(\s*,\s*(VIDEO_2D|LIVE_2D|CHAT_2D))*$/,
      problem: "Type VIDEO_2D, LIVE_2D or CHAT_2D, separated by commas.",
    },
  },
  { id: "dhtms_job_id", title: "Avatar job ID", hint: "The avatar creation job that the voice belongs to.", isUnique: true },
];

const shared = {
  mark: { field: "voice_name", part: "name" },
  warning:
    "This creates the job only. Its review begins once recordings and authorization letter are uploaded and it is submitted.",
  next: "Next, upload its recordings and the authorization letter; then submit it.",
} as const;

/** The body's values that are no texts. */
export const flags: ReadonlySet<string> = new Set(["is_ondemand_resource"]);
export const lists: ReadonlySet<string> = new Set(["supported_service"]);

export const kinds: readonly HuaweiKind[] = [
  {
    ...shared,
    id: "basic",
    jobType: "BASIC",
    action: "CreateTrainingBasicJob",
    path: "/user/basic-jobs",
    title: "Basic",
    hint: "20 sentences, as a zip file or one by one.",
    fields: [voiceName, createType, ...common],
  },
  {
    ...shared,
    id: "middle",
    jobType: "MIDDLE",
    action: "CreateTrainingMiddleJob",
    path: "/user/middle-jobs",
    title: "Advanced",
    hint: "100 sentences, as a zip file or one by one.",
    fields: [voiceName, createType, ...common],
  },
  {
    ...shared,
    id: "advance",
    jobType: "ADVANCE",
    action: "CreateTrainingAdvanceJob",
    path: "/user/advance-jobs",
    title: "Premium",
    hint: "One long recording in a zip file, an hour or more.",
    fields: [voiceName, packageOnly, ...common],
  },
  {
    ...shared,
    id: "thirdParty",
    jobType: "THIRD_PARTY",
    action: "CreateTrainingThirdPartyJob",
    path: "/user/third-party-jobs",
    title: "DupDub",
    hint: "Third party. One long recording in a zip file.",
    fields: [voiceName, packageOnly, ...common],
  },
];
