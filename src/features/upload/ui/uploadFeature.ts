// What uploading needs: constructed with the first upload.
import type { UiKernel } from "../../../ui/uiKernel.js";
import { CorrectionFlow } from "./correctionFlow.js";
import { SoundCheckFlow } from "./soundCheckFlow.js";
import { UploadFlow } from "./uploadFlow.js";

export interface Uploading {
  readonly upload: UploadFlow;
  readonly corrections: CorrectionFlow;
  readonly soundCheck: SoundCheckFlow;
}

export function createUploading(kernel: UiKernel): Uploading {
  const upload = new UploadFlow(kernel);
  return { upload, corrections: new CorrectionFlow(kernel, upload), soundCheck: new SoundCheckFlow(kernel) };
}
