// The ways to make a job at Alibaba and what each of them asks for (vendor documentation B2); loaded when a person wants one.
import type { Choice, Field } from "../../../core/forms/field.js";
import type { CreationKind } from "../../../core/jobs/jobCreation.js";
import { consentStatements } from "./consent.js";
import { sampleField } from "./forms.js";
import { genders, scenarios } from "./values.js";

const models: readonly Choice[] = [
  { value: "cosyvoice-v3-plus", title: "CosyVoice v3 Plus" },
  { value: "cosyvoice-v3-flash", title: "CosyVoice v3 Flash" },
  { value: "cosyvoice-v3.5-plus", title: "CosyVoice v3.5 Plus" },
  { value: "cosyvoice-v3.5-flash", title: "CosyVoice v3.5 Flash" },
];

/** Media ids are not described; the samples are masked. Whatever else is one is the cloud's to say. */
const mediaId = { test: /^[A-Za-z0-9_-]+$/, problem: "A media ID has letters, digits, hyphens and underscores only." };
const mediaIds = {
  test: /^[A-Za-z0-9_-]+(\s*,\s*[A-Za-z0-9_-]+)*$/,
  problem: "Type media IDs, separated by commas.",
};

/** The documents demand no name; without one a job whose answer was lost could not be found. */
const voiceName: Field = {
  id: "VoiceName",
  title: "Voice name",
  hint: "If an answer is lost, the job is looked for by this name, so choose one that no other job has.",
  required: true,
  isUnique: true,
  maxLength: 32,
};
const gender: Field = { id: "Gender", title: "Sex", choices: genders };

export interface AlibabaKind extends CreationKind {
  readonly action: string;
}

export const kinds: readonly AlibabaKind[] = [
  {
    id: "basic",
    action: "CreateCustomizedVoiceJob",
    title: "Basic",
    hint: "20 given sentences: the job is created, each recording is checked, then it is submitted.",
    mark: { field: "VoiceId", part: "voiceId" },
    fields: [
      {
        id: "VoiceId",
        title: "Voice ID",
        hint: "Up to 32 letters and digits, such as the name in English or Pinyin. No other voice may have it.",
        required: true,
        isUnique: true,
        maxLength: 32,
        pattern: { test: /^[A-Za-z0-9]+$/, problem: "Use letters and digits only." },
      },
      { id: "Scenario", title: "Scenario", hint: "Decides which sentences are read.", required: true, choices: scenarios },
      { ...gender, required: true },
      { id: "VoiceName", title: "Voice name", isUnique: true, maxLength: 32 },
      { id: "VoiceDesc", title: "Description", isUnique: true, maxLength: 256 },
    ],
    warning: "This creates the job only. Training begins, and is billed, once its recordings are checked and it is submitted.",
    next: "Next, have its recordings checked; then submit it.",
  },
  {
    id: "standard",
    action: "SubmitStandardCustomizedVoiceJob",
    title: "Standard",
    hint: "15 to 30 minutes of recordings from the media library. Training begins at once.",
    mark: { field: "VoiceName", part: "name" },
    fields: [
      voiceName,
      gender,
      {
        id: "Audios",
        title: "Training recordings",
        hint: "15 to 30 minutes together, each longer than one minute.",
        required: true,
        isUnique: true,
        pattern: mediaIds,
        media: { isSeveral: true },
      },
      {
        id: "Authentication",
        title: "Consent recording",
        hint: "Read aloud by the same speaker, or the job fails.",
        isUnique: true,
        pattern: mediaId,
        media: { statements: consentStatements },
      },
      sampleField,
    ],
    warning: "Voice cloning is billed: for the training, and for the use of the voice. It cannot be undone from here.",
    next: "The cloud checks the recordings and trains the voice by itself.",
  },
  {
    id: "cosyvoice",
    action: "SubmitCosyVoiceCustomizedVoiceJob",
    title: "CosyVoice",
    hint: "One recording from the media library and a CosyVoice model. Training begins at once.",
    mark: { field: "VoiceName", part: "name" },
    fields: [
      voiceName,
      gender,
      {
        id: "Audios",
        title: "Training recording",
        hint: "One from the media library.",
        required: true,
        isUnique: true,
        pattern: mediaId,
        media: {},
      },
      { id: "Model", title: "Model", required: true, choices: models },
      sampleField,
    ],
    warning: "Voice cloning is billed: for the training, and for the use of the voice. It cannot be undone from here.",
    next: "The cloud trains the voice by itself. The documents do not say whether such a job appears in the list.",
  },
];
