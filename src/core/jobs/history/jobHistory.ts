// What a cloud tells about a job's past: what happened when, who did it, and what its reviews said.
import type { VoiceError } from "../../errors.js";
import type { Choice } from "../../forms/field.js";
import type { VoiceJob } from "../job.js";

/** What a cloud can tell, as data. All titles are English; words without a description are shown verbatim. */
export interface HistoryDescription {
  /** Asked for apart, so that one which fails does not hide the others. */
  readonly parts: readonly HistoryPart[];
  readonly actions: readonly HistoryAction[];
  readonly actors: readonly Choice[];
  /** How the cloud calls its reviews, by `Review.kind`; empty = it has none. */
  readonly reviews: readonly ReviewKind[];
}

export interface HistoryPart {
  readonly id: string;
  readonly title: string;
}

/** Something that happens to a job, by the cloud's own word for it. */
export interface HistoryAction extends Choice {
  /** The state that the job is in from then on. */
  readonly leadsTo?: string;
  /** The state that it ends, where what follows is not known from it. */
  readonly leaves?: string;
}

/** `at`: the state that a job is in while the review lasts. */
export interface ReviewKind extends Choice {
  readonly at: string;
}

/** The answer to one request. */
export interface HistoryPage {
  readonly events: readonly HistoryEvent[];
  readonly reviews: readonly Review[];
  /** Offset of what follows; absent = nothing does. */
  readonly next?: number;
  readonly requestId?: string;
}

/** Fields of an answer without a description, verbatim, by name. */
export type UnreadFields = Readonly<Record<string, unknown>>;

export interface HistoryEvent {
  /** Milliseconds since 1970, by the cloud's clock. */
  readonly at?: number;
  /** The cloud's own word for what happened; empty when it has none. */
  readonly action: string;
  /** The cloud's own word for who did it. */
  readonly by?: string;
  /** Reasons, verbatim. */
  readonly words: readonly string[];
  readonly rest: UnreadFields;
}

/** What a review said. `other`: one without a description. */
export interface Review {
  readonly kind: "automatic" | "manual" | "other";
  readonly at?: number;
  /** Verbatim. */
  readonly message?: string;
  readonly findings: readonly ReviewFinding[];
  readonly attachment?: Attachment;
  readonly rest: UnreadFields;
}

/** What is wrong with one recording. */
export interface ReviewFinding {
  /** Name of the recording. */
  readonly item?: string;
  /** Name of what belongs to it, such as its text. */
  readonly companion?: string;
  readonly code?: string;
  readonly message?: string;
  readonly rest: UnreadFields;
}

export interface Attachment {
  readonly name?: string;
  /** Enough to read the file: a secret. */
  readonly link?: string;
}

/** One part of a job's history as it was last read. */
export interface HistoryChapter extends Pick<HistoryPage, "events" | "reviews"> {
  /** Milliseconds since 1970. */
  readonly readAt: number;
  readonly isCut: boolean;
  /** Of the job when this was read: what reviews said holds for no other. */
  readonly version: string;
}

/** By the part's id. */
export type HistoryChapters = ReadonlyMap<string, HistoryChapter>;

/** Another version of a job may have another history. */
export function historyVersion({ state, updatedAt }: VoiceJob): string {
  return `${state} ${updatedAt ?? ""}`;
}

/** What is known of a job's past at this moment. */
export interface JobHistory {
  /** As the cloud sent them. */
  readonly events: readonly HistoryEvent[];
  readonly reviews: readonly Review[];
  /** There are more events than were read. */
  readonly isCut: boolean;
  readonly isReading: boolean;
  /** Parts that could not be read, by id; what was read of them before is still there. */
  readonly errors: ReadonlyMap<string, VoiceError>;
  /** Something of it was read, maybe nothing was in it. */
  readonly isRead: boolean;
  /** An earlier window read some of it then (milliseconds since 1970): what is private is not in it. Absent = all of it was read in this one. */
  readonly rememberedAt?: number;
}
