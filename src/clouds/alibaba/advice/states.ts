// What a person should know and do in each of Alibaba's six states.
import type { AdviceItem, StateAdvice } from "../../../core/cloud/advice.js";

/** Vendor documentation B2. The documents give the states' words alone (B3): what is only by meaning is said with "usually". */
const needs: readonly AdviceItem[] = [
  {
    text: "Basic: each of the 20 demonstration texts of the scenario, recorded as wav or pcm with 16 bit, mono, 48 kHz.",
    types: ["Basic"],
  },
  { text: "Basic: the recordings are in an OSS bucket of your own in the same region.", types: ["Basic"] },
  {
    text: "Standard: recordings of 15 to 30 minutes together, each longer than one minute.",
    types: ["Standard"],
  },
  { text: "Standard: one more recording, of the speaker reading the statement of consent.", types: ["Standard"] },
];

const goOn = "The job goes on in the cloud: the editor can be closed.";
const watch: AdviceItem = { text: "Watch the job to be notified when its state changes.", act: "watch" };
const busy = "Many jobs at the same time usually make the queue longer.";
const longRecordings = "Long recordings usually take longer than short ones.";

export const states: Readonly<Record<string, StateAdvice>> = {
  Initialization: {
    meaning: "The job exists and has not begun. It may be waiting for you: a Basic job begins only when it is submitted.",
    causes: [
      { text: "Basic: recordings of the demonstration texts are missing or were not checked.", types: ["Basic"] },
      { text: "Basic: the job was created, but not submitted.", types: ["Basic"] },
      { text: "Standard: the cloud has usually not fetched the recordings yet.", types: ["Standard"] },
      busy,
    ],
    steps: [
      { text: "Basic: record the demonstration texts, have each recording checked, then submit the job.", types: ["Basic"] },
      {
        text: "Standard: if nothing happens, check that the recordings can still be found in the media library.",
        types: ["Standard"],
      },
      watch,
    ],
    needs,
  },
  AudioDetecting: {
    meaning: "The cloud is checking the recordings automatically. Training is usually prepared next.",
    causes: [longRecordings, busy],
    steps: [watch, "Keep the original recordings: a job whose recordings are refused has to be created again."],
    needs,
  },
  PreTraining: {
    meaning: "The recordings are usually accepted by now, and the job waits until its training begins.",
    causes: [busy],
    steps: [watch, goOn],
  },
  Training: {
    meaning: "The voice is being trained. It is ready when this ends.",
    causes: [longRecordings, busy],
    steps: [watch, goOn],
  },
  Fail: {
    meaning: "The job ended without a voice and does not go on by itself.",
    causes: [
      "Recordings in another format than the one asked for, or with noise or reverberation.",
      { text: "Basic: speech that differs from the demonstration text.", types: ["Basic"] },
      { text: "Standard: recordings that are too short, together or one by one.", types: ["Standard"] },
      { text: "Standard: a consent recording of another speaker.", types: ["Standard"] },
      "A recording that was deleted, moved, or may not be read.",
    ],
    steps: [
      {
        text: "Read the cloud's message: it usually names the recording or the rule.",
        needsWords: true,
      },
      "Compare the recordings with what the cloud asks of them.",
      { text: "Basic: have each recording checked again before you submit: the check gives its reason.", types: ["Basic"] },
      "Create a new job, with corrected recordings where they were the cause: a failed one is final.",
    ],
    needs,
  },
  Success: {
    meaning: "The voice is trained and ready to use.",
    steps: [
      { text: "Copy the voice ID: programs ask for the voice by it.", act: "copyVoiceId" },
      "Listen to the voice before you use it in production.",
    ],
  },
};
