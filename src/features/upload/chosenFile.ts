// Whether a file that a person chose can be one part of a job: its name, its size and how it begins.
import type { UploadPart } from "../../core/jobs/jobUpload.js";
import type { LocalFile } from "../../core/ports/fileSender.js";

export type FileProblem =
  | { readonly kind: "missing" }
  | { readonly kind: "empty" }
  | { readonly kind: "tooLarge"; readonly maxBytes: number }
  /** Its name ends otherwise. */
  | { readonly kind: "otherEnding"; readonly endings: readonly string[] }
  /** It is named as such a file, and begins otherwise. */
  | { readonly kind: "otherContent"; readonly endings: readonly string[] };

export function findFileProblem(part: UploadPart, file: LocalFile | undefined): FileProblem | undefined {
  if (!file) return { kind: "missing" };
  if (file.size === 0) return { kind: "empty" };
  if (file.size > part.maxBytes) return { kind: "tooLarge", maxBytes: part.maxBytes };
  const { endings } = part;
  const ending = file.path.slice(file.path.lastIndexOf(".") + 1).toLowerCase();
  if (!endings.includes(ending)) return { kind: "otherEnding", endings };
  const begins = (signature: readonly number[]) => signature.every((byte, index) => file.head[index] === byte);
  return part.signatures.some(begins) ? undefined : { kind: "otherContent", endings };
}
