// What a finished voice can be heard by: its sample, and any text it is asked to say. Described as data, in English sentences.
import type { Field } from "../../forms/field.js";

/** Where a sound lies. The address is a secret, since it alone gives access to the sound: it is never kept and never shown. */
export interface SoundLink {
  /** Absolute, signed, good for hours at most. */
  readonly address: string;
}

/**
 * Why there is no sample. `notRequested`: none was asked for when the job was submitted. `inactive`, `blocked`, `deleted`, `creating`,
 * `failed`: the state of the voice. `noFile`: the cloud lists none. `noAddress`: it lists one and tells no address of it.
 */
export const noSampleReasons = [
  "notRequested",
  "inactive",
  "blocked",
  "deleted",
  "creating",
  "failed",
  "noFile",
  "noAddress",
] as const;
export type NoSampleReason = (typeof noSampleReasons)[number];

export type SampleSearch =
  | { readonly kind: "found"; readonly link: SoundLink; readonly requestId?: string }
  /** `state`: the cloud's own word for the state of the voice, where that is the reason. */
  | { readonly kind: "none"; readonly reason: NoSampleReason; readonly state?: string; readonly requestId?: string };

/** How a text is said: numbers within what the cloud documents. */
export interface SpeechSetting {
  readonly id: string;
  readonly title: string;
  readonly from: number;
  readonly to: number;
  readonly usual: number;
}

/** What a cloud's voices can be asked to say. */
export interface SpeechDescription {
  /** In characters; absent = the documents name no limit. */
  readonly longestText?: number;
  readonly settings: readonly SpeechSetting[];
  /** What else is asked, such as a place for the sound. */
  readonly fields: readonly Field[];
  /** What it costs. Absent = no document says that it costs anything. */
  readonly cost?: SpeechCost;
}

export interface SpeechCost {
  readonly warning: string;
  /** Only voices of jobs of these types; absent = all. */
  readonly types?: readonly string[];
}

export interface SpeechOrder {
  readonly voiceId: string;
  readonly text: string;
  /** Of `SpeechDescription.settings` by id; what is absent is as usual. */
  readonly settings: Readonly<Record<string, number>>;
  /** Of `SpeechDescription.fields` by id, empty ones left out. */
  readonly values: Readonly<Record<string, string>>;
}

export interface SpeechTask {
  readonly taskId: string;
  readonly requestId?: string;
}

/** A text that is said. */
export interface SpeechLinks {
  readonly kind: "done";
  /** In the order in which they are played. */
  readonly links: readonly SoundLink[];
}

export type SpeechProgress =
  | { readonly kind: "underWay" }
  | SpeechLinks
  /** The cloud's own code and words. */
  | { readonly kind: "failed"; readonly code?: string; readonly message?: string };

/** How a program outside the editor asks for the voice; data of the cloud. */
export interface SpeechSnippet {
  readonly id: string;
  /** As the vendor names it, e.g. "Python". */
  readonly title: string;
  /** Text of the snippet; no key is in it. */
  text(voiceId: string, place: SnippetPlace): string;
}

export interface SnippetPlace {
  readonly region: string;
  readonly values: Readonly<Record<string, string>>;
}

/** Longest wait between two questions whether a text is said, in milliseconds (vendor documentation: every 5 s). */
export const speechPollMs = 5_000;

export interface Speech {
  readonly description: SpeechDescription;
  readonly snippets: readonly SpeechSnippet[];
}
