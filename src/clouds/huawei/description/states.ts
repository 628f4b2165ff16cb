// The sixteen states of a Huawei job in the order of its life, and the milestones of a job that goes well.
import type { Milestone, StateInfo } from "../../../core/cloud/jobStates.js";

/**
 * Vendor documentation A9. Which states permit a submit is not stated; by meaning CREATING and AUDIT_FAILED. The two USER_* states are in the
 * vendor's SDK only, undescribed: read by their names.
 */
export const states: readonly StateInfo[] = [
  {
    state: "CREATING",
    title: "Not submitted",
    phase: "attention",
    hint: "The job exists, but its review has not begun. Upload the recordings, then submit it.",
    isSubmittable: true,
  },
  {
    state: "SYSTEM_AUDITING",
    title: "System review",
    phase: "waiting",
    hint: "The cloud is checking the recordings automatically. There is nothing to do.",
  },
  {
    state: "AUDITING",
    title: "Manual review",
    phase: "waiting",
    hint: "A reviewer of the cloud is checking the job. There is nothing to do.",
  },
  {
    state: "AUDIT_FAILED",
    title: "Review failed",
    phase: "attention",
    hint: "The review refused the uploaded files. Correct and upload them again, then submit the job again.",
    isSubmittable: true,
    isRefusal: true,
    comesFrom: ["SYSTEM_AUDITING", "AUDITING"],
  },
  {
    state: "WAITING_SPLIT",
    title: "Waiting for splitting",
    phase: "waiting",
    hint: "The recording is waiting to be split into sentences. There is nothing to do.",
  },
  {
    state: "SPLITTING",
    title: "Splitting",
    phase: "running",
    hint: "The recording is being split into sentences. There is nothing to do.",
  },
  {
    state: "SPLIT_FAILED",
    title: "Splitting failed",
    phase: "attention",
    hint: "The recording could not be split into sentences. Check it in the cloud's console or ask its support.",
  },
  {
    state: "ANNOTATING",
    title: "Annotating",
    phase: "running",
    hint: "The sentences are being annotated. There is nothing to do.",
  },
  {
    state: "WAITING",
    title: "Waiting for training",
    phase: "waiting",
    hint: "The review is passed and the job waits for its turn. There is nothing to do.",
  },
  {
    state: "PROCESSING",
    title: "Training",
    phase: "running",
    hint: "The voice is being trained. There is nothing to do.",
  },
  {
    state: "RESULT_REVIEW",
    title: "Result under review",
    phase: "waiting",
    hint: "The cloud is reviewing the trained voice. There is nothing to do.",
  },
  {
    state: "USER_RESULT_REVIEW",
    title: "Waiting for your review",
    phase: "attention",
    hint: "The trained voice waits for your decision. Review it in the cloud's console.",
  },
  {
    state: "USER_REVIEW_REJECT",
    title: "Result rejected",
    phase: "attention",
    hint: "The trained voice was rejected in your review. See the cloud's console for what comes next.",
  },
  {
    state: "UPLOADING",
    title: "Uploading",
    phase: "running",
    hint: "The cloud is storing the trained model. There is nothing to do.",
  },
  {
    state: "FAILED",
    title: "Failed",
    phase: "failed",
    hint: "The job ended without a voice. The failure code and reason say why.",
    isFinal: true,
    // Nothing says at which step a job fails (A9).
    comesFrom: ["SYSTEM_AUDITING", "AUDITING", "SPLITTING", "WAITING", "PROCESSING", "RESULT_REVIEW", "UPLOADING"],
  },
  {
    state: "SUCCEED",
    title: "Completed",
    phase: "succeeded",
    hint: "The voice is trained and ready to use.",
    isFinal: true,
  },
];

export const life: readonly Milestone[] = [
  { title: "Creation", states: ["CREATING"] },
  { title: "System review", states: ["SYSTEM_AUDITING"] },
  // Both reviews can refuse, the state does not tell which; the later one is the manual one.
  { title: "Manual review", states: ["AUDITING", "AUDIT_FAILED"] },
  // Long recordings are split, others are not: no answer says which a job is.
  { title: "Preparation", states: ["WAITING_SPLIT", "SPLITTING", "SPLIT_FAILED", "ANNOTATING"], isOptional: true },
  { title: "Waiting", states: ["WAITING"] },
  { title: "Training", states: ["PROCESSING", "FAILED"] },
  { title: "Result review", states: ["RESULT_REVIEW", "USER_RESULT_REVIEW", "USER_REVIEW_REJECT"], isOptional: true },
  // By meaning the model, after training: the operation log has UPLOADING_MODEL between TRAINING_FINISH and COMPLETE_JOB (A7).
  { title: "Upload", states: ["UPLOADING"] },
  { title: "Done", states: ["SUCCEED"] },
];
