// What Huawei asks of the recordings for each kind of job (user guide and API pages of MetaStudio; `voice-training-manage`).
import type { Limit, Range, RecordingRequirements } from "../../../core/recordings/recordingRequirements.js";

const minute = 60;
/** The guide advises 48 kHz and accepts 44.1 kHz from phones. */
const rate: Limit<Range> = {
  warn: { value: { least: 44_100 }, source: "cloud" },
  hint: { value: { least: 48_000, most: 48_000 }, source: "cloud" },
};
const sound = {
  formats: ["wav"],
  rate,
  bits: { warn: { value: { least: 16, most: 16 }, source: "cloud" } },
  channels: { warn: { value: { least: 1, most: 1 }, source: "cloud" } },
  pause: { warn: { value: { most: 3 }, source: "advice" }, hint: { value: { most: 1 }, source: "advice" } },
  bytes: {},
  hasSoundCheck: true,
} as const satisfies Partial<RecordingRequirements>;

/** "Never over 15 s: the training fails." */
const sentence: Limit<Range> = {
  refuse: { value: { most: 15 }, source: "cloud" },
  warn: { value: { least: 2 }, source: "advice" },
  hint: { value: { least: 5, most: 15 }, source: "cloud" },
};

const long = {
  ...sound,
  package: "oneFile",
  count: { refuse: { value: { least: 1, most: 1 }, source: "cloud" } },
  text: "none",
  pause: {},
  isCutAtPauses: true,
  seconds: {},
} as const satisfies Partial<RecordingRequirements>;

function pairs(count: number) {
  return {
    ...sound,
    package: "numberedPairs",
    count: { refuse: { value: { least: count, most: count }, source: "cloud" } },
    text: "required",
    seconds: sentence,
    totalSeconds: {},
  } as const satisfies Partial<RecordingRequirements>;
}

export const recordingRequirements: readonly RecordingRequirements[] = [
  {
    ...pairs(20),
    id: "basic",
    title: "Basic",
    hint: "20 recordings of one sentence each, with their texts, in one zip file.",
    jobTypes: ["BASIC"],
  },
  {
    ...pairs(100),
    id: "middle",
    title: "Advanced",
    hint: "100 recordings of one sentence each, with their texts, in one zip file.",
    jobTypes: ["MIDDLE"],
  },
  {
    ...long,
    id: "advance",
    title: "Premium",
    hint: "One recording of an hour or more in a zip file, with pauses of 2 to 3 seconds between the sentences.",
    jobTypes: ["ADVANCE"],
    totalSeconds: { refuse: { value: { least: 60 * minute }, source: "cloud" } },
    hasAccountLimits: true,
  },
  {
    ...long,
    id: "thirdParty",
    title: "Third party",
    hint: "One recording of half a minute to three hours in a zip file; five minutes are advised.",
    jobTypes: ["THIRD_PARTY"],
    totalSeconds: {
      refuse: { value: { least: minute / 2, most: 180 * minute }, source: "cloud" },
      hint: { value: { least: 5 * minute }, source: "cloud" },
    },
    hasAccountLimits: true,
  },
];
