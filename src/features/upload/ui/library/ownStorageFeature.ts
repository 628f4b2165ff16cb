// What goes by way of the person's own storage, recordings of given sentences and those of a library: loaded with the first of them.
import type { LastValues } from "../../../../services/storage/lastValues.js";
import { CheckedRecordings } from "../../checkedRecordings.js";
import { RecordingsFlow, type RecordingsKernel } from "../sentences/recordingsFlow.js";
import { MediaLibrary } from "./mediaLibrary.js";
import type { MediaUploadKernel } from "./mediaUpload.js";

type Given<K> = Omit<K, "used" | "checked">;

export function createRecordingsFlow(
  kernel: Given<RecordingsKernel> & { readonly state: ConstructorParameters<typeof CheckedRecordings>[0] },
  used: LastValues,
): RecordingsFlow {
  return new RecordingsFlow({ ...kernel, checked: new CheckedRecordings(kernel.state), used });
}

export function createMediaLibrary(kernel: Given<MediaUploadKernel>, used: LastValues): MediaLibrary {
  return new MediaLibrary({ ...kernel, used });
}
