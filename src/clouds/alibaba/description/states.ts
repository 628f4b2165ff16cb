// The six states of an Alibaba job in the order of its life, and the milestones of a job that goes well.
import type { Milestone, StateInfo } from "../../../core/cloud/jobStates.js";

/** Vendor documentation B3, which gives the words alone: they are read by their names. */
export const states: readonly StateInfo[] = [
  {
    state: "Initialization",
    title: "Initialized",
    phase: "waiting",
    hint: "The job exists and has not begun. A Basic job waits for its recordings: have them checked, then submit it.",
    isSubmittable: true,
    // The other ways to make a job begin by themselves (vendor documentation B2).
    submittableTypes: ["Basic"],
  },
  {
    state: "AudioDetecting",
    title: "Checking audio",
    phase: "running",
    hint: "The cloud is checking the recordings. There is nothing to do.",
  },
  {
    state: "PreTraining",
    title: "Preparing training",
    phase: "waiting",
    hint: "The recordings are accepted and training is about to begin. There is nothing to do.",
  },
  {
    state: "Training",
    title: "Training",
    phase: "running",
    hint: "The voice is being trained. There is nothing to do.",
  },
  {
    state: "Fail",
    title: "Failed",
    phase: "failed",
    hint: "The job ended without a voice. The message, if there is one, says why.",
    isFinal: true,
    // The state does not tell at which step (B3).
    comesFrom: ["AudioDetecting", "PreTraining", "Training"],
  },
  {
    state: "Success",
    title: "Completed",
    phase: "succeeded",
    hint: "The voice is trained and ready to use.",
    isFinal: true,
  },
];

export const life: readonly Milestone[] = [
  { title: "Creation", states: ["Initialization"] },
  { title: "Audio check", states: ["AudioDetecting"] },
  { title: "Preparation", states: ["PreTraining"] },
  { title: "Training", states: ["Training", "Fail"] },
  { title: "Done", states: ["Success"] },
];
