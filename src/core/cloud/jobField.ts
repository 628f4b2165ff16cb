// A field of a job as the cloud answers it: where it stands, what it is called and how it is shown.
import type { Choice } from "../forms/field.js";

export const sections = ["voice", "job", "times", "failure", "recordings", "resource", "other"] as const;
export type Section = (typeof sections)[number];

const fieldMeanings = ["name", "sex", "voiceId", "jobId", "state", "type", "created"] as const;
export type FieldMeaning = (typeof fieldMeanings)[number];

/** A field of the cloud's answer, worded. Fields without a description are shown verbatim in the section `other`. */
export interface JobField {
  /** Property of `VoiceJob.raw`; dots lead into objects. */
  readonly path: string;
  readonly title: string;
  readonly hint?: string;
  readonly section: Section;
  /** `id`: with a copy button. `phone`, `link`: masked until asked for. `seconds`: seconds or milliseconds since 1970. `iso`: ISO 8601. */
  readonly kind: "text" | "id" | "choice" | "number" | "yesNo" | "seconds" | "iso" | "phone" | "link" | "assessment";
  readonly choices?: readonly Choice[];
  /** What fields of other clouds tell, too, whatever they are called there; no two fields of a cloud have the same. */
  readonly meaning?: FieldMeaning;
}
