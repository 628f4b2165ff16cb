// What Alibaba asks of the recordings for each kind of job (documentation of the voice cloning API of IMS).
import type { RecordingRequirements } from "../../../core/recordings/recordingRequirements.js";

const minute = 60;
const megabyte = 1 << 20;

export const recordingRequirements: readonly RecordingRequirements[] = [
  {
    id: "basic",
    title: "Basic",
    hint: "20 recordings of the given sentences, read exactly as they stand there.",
    jobTypes: ["Basic", "basic"],
    package: "files",
    count: { refuse: { value: { least: 20, most: 20 }, source: "cloud" } },
    text: "given",
    formats: ["wav", "pcm"],
    rate: { refuse: { value: { least: 48_000, most: 48_000 }, source: "cloud" } },
    bits: { refuse: { value: { least: 16, most: 16 }, source: "cloud" } },
    channels: { refuse: { value: { least: 1, most: 1 }, source: "cloud" } },
    seconds: { warn: { value: { most: 30 }, source: "advice" }, hint: { value: { least: 1 }, source: "advice" } },
    totalSeconds: {},
    pause: { warn: { value: { most: 3 }, source: "advice" }, hint: { value: { most: 1 }, source: "advice" } },
    bytes: {},
  },
  {
    id: "standard",
    title: "Standard",
    hint: "Recordings of more than a minute each, 15 to 30 minutes together.",
    jobTypes: ["Standard", "standard"],
    package: "files",
    count: {},
    text: "none",
    formats: ["wav", "mp3", "m4a"],
    rate: { warn: { value: { least: 16_000 }, source: "advice" }, hint: { value: { least: 24_000 }, source: "advice" } },
    bits: { hint: { value: { least: 16 }, source: "advice" } },
    channels: {},
    seconds: { refuse: { value: { least: minute }, source: "cloud" } },
    totalSeconds: { refuse: { value: { least: 15 * minute, most: 30 * minute }, source: "cloud" } },
    pause: { warn: { value: { most: 3 }, source: "advice" } },
    bytes: {},
  },
  {
    id: "cosyvoice",
    title: "CosyVoice",
    hint: "One recording of 10 to 20 seconds.",
    jobTypes: ["CosyVoice", "cosyvoice"],
    package: "files",
    count: { refuse: { value: { least: 1, most: 1 }, source: "cloud" } },
    text: "none",
    formats: ["wav", "mp3", "m4a"],
    // The documents of this service give none; those of Model Studio, which runs the same models, do.
    rate: { warn: { value: { least: 16_000 }, source: "related" } },
    bits: { warn: { value: { least: 16, most: 16 }, source: "related" } },
    channels: { hint: { value: { least: 1, most: 1 }, source: "related" } },
    seconds: {
      warn: { value: { least: 5, most: 60 }, source: "related" },
      hint: { value: { least: 10, most: 20 }, source: "related" },
    },
    totalSeconds: {},
    pause: { warn: { value: { most: 2 }, source: "related" }, hint: { value: { most: 1 }, source: "advice" } },
    bytes: { warn: { value: { most: 10 * megabyte }, source: "related" } },
  },
];
