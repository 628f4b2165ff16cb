// Which context value a row has: other extensions and our menus go by it.
import { rowContexts } from "../../../contributions.js";
import type { Cloud } from "../../../core/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { isAudible } from "../../../core/jobs/audible.js";
import type { VoiceJob } from "../../../core/jobs/job.js";
import { isSubmittable, takesCorrections } from "../../../core/jobs/submittable.js";

export function connectionContext({ isDemo }: Connection, isMaking: boolean): string {
  if (isMaking) return isDemo ? rowContexts.makingDemoConnection : rowContexts.makingConnection;
  return isDemo ? rowContexts.demoConnection : rowContexts.connection;
}

export function jobContext(cloud: Cloud, job: VoiceJob, isWatched: boolean): string {
  if (isAudible(cloud, job)) return isWatched ? rowContexts.watchedFinishedJob : rowContexts.finishedJob;
  if (!isSubmittable(cloud, job)) return isWatched ? rowContexts.watchedJob : rowContexts.job;
  if (cloud.recordings) return isWatched ? rowContexts.watchedRecordedJob : rowContexts.recordedJob;
  if (takesCorrections(cloud, job)) return isWatched ? rowContexts.watchedRefusedJob : rowContexts.refusedJob;
  return isWatched ? rowContexts.watchedSubmittableJob : rowContexts.submittableJob;
}
