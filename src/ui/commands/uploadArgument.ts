// What the commands that upload files and create jobs are given by the page of checked recordings: where they lie, and for which jobs they were checked.
import type { JobKey } from "../../core/jobs/job.js";
import type { RecordingsPlace, RecordingsPurpose } from "../../core/ports/recordingPackages.js";

export interface UploadArgument extends Partial<JobKey> {
  readonly place: RecordingsPlace;
  /** Of jobs that they fit, as `purposeText` writes them. */
  readonly purposes: readonly string[];
  /** They replace what a review refused: the submit follows. */
  readonly isCorrection: boolean;
  /** They go to no job: the cloud is asked to measure their sound. */
  readonly isSoundCheck?: boolean;
}

/** Such as "huawei/BASIC". */
export function purposeText({ cloud, jobType = "" }: RecordingsPurpose): string {
  return `${cloud}/${jobType}`;
}

/** Undefined = it is no such argument. */
export function readUploadArgument(argument: unknown): UploadArgument | undefined {
  const {
    place,
    purposes,
    isCorrection = false,
    isSoundCheck = false,
  } = (typeof argument === "object" && argument !== null ? argument : {}) as Partial<UploadArgument>;
  const isPlace = typeof place?.path === "string" && isTexts(place.leftOut) && isTexts(purposes);
  return isPlace ? { place, purposes, isCorrection, isSoundCheck } : undefined;
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string");
}
