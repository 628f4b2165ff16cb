// What is uploaded for a job at Huawei: the package of its recordings and the authorization letter (facts of the SDK and of OBS, 2026).
import type { VoiceJob } from "../../../core/jobs/job.js";
import type { UploadPart } from "../../../core/jobs/jobUpload.js";

/** Of one PUT at OBS. */
const mostBytes = 5 * 1024 ** 3;

export const packagePart: UploadPart = {
  id: "package",
  title: "Recordings",
  hint: "One zip file, as the kind of the job asks for it.",
  endings: ["zip"],
  isPackage: true,
  // Of an empty one the archive's end alone is there.
  signatures: [
    [0x50, 0x4b, 0x03, 0x04],
    [0x50, 0x4b, 0x05, 0x06],
  ],
  maxBytes: mostBytes,
};

export const letterPart: UploadPart = {
  id: "letter",
  title: "Authorization letter",
  hint: "A photo of the signed letter, as JPG or PNG.",
  endings: ["jpg", "jpeg", "png"],
  signatures: [
    [0xff, 0xd8, 0xff],
    [0x89, 0x50, 0x4e, 0x47],
  ],
  maxBytes: mostBytes,
};

/** Of a job that was created for it. */
export const segmentsPart: UploadPart = { ...packagePart, id: "segments", endings: [], isSegmented: true };

export const uploadParts: readonly UploadPart[] = [packagePart, letterPart];

export function uploadPartsOf(job: VoiceJob | undefined): readonly UploadPart[] {
  return job?.raw.create_type === "SEGMENT" ? [segmentsPart, letterPart] : uploadParts;
}
