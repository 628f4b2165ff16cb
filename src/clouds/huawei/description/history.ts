// What Huawei tells about a job's past, described: the actions and operators of its operation log (vendor documentation A7).
import type { HistoryDescription } from "../../../core/jobs/history/jobHistory.js";

export const history: HistoryDescription = {
  parts: [
    { id: "log", title: "Operation log" },
    { id: "reviews", title: "Review results" },
  ],
  actions: [
    { value: "CREATE_JOB", title: "Job created", leadsTo: "CREATING" },
    { value: "COMMIT_JOB", title: "Job submitted", leadsTo: "SYSTEM_AUDITING" },
    { value: "SYSTEM_AUDIT_PASS", title: "System review passed", leadsTo: "AUDITING" },
    // Long recordings are split next, others wait for their training: the log does not tell which.
    { value: "ADMIN_AUDIT_PASS", title: "Manual review passed", leaves: "AUDITING" },
    { value: "AUDIT_NOT_PASS", title: "Review not passed", leadsTo: "AUDIT_FAILED" },
    // By meaning the review of the result comes next, but no document says that every job has one.
    { value: "TRAINING_FINISH", title: "Training finished", leaves: "PROCESSING" },
    { value: "UPLOADING_MODEL", title: "Upload of the model began", leadsTo: "UPLOADING" },
    { value: "COMPLETE_JOB", title: "Job completed", leadsTo: "SUCCEED" },
  ],
  actors: [
    { value: "USER", title: "User" },
    { value: "ADMIN", title: "Reviewer" },
    { value: "SYSTEM", title: "System" },
  ],
  reviews: [
    { value: "automatic", title: "System review", at: "SYSTEM_AUDITING" },
    { value: "manual", title: "Manual review", at: "AUDITING" },
  ],
};
