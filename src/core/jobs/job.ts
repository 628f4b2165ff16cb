// What a voice training job is to every room, whichever cloud trains it.

/** What a state means to the person. Order = the order of the tree. `unknown`: an undocumented state; it is shown verbatim. */
export const phases = ["attention", "running", "waiting", "failed", "succeeded", "unknown"] as const;
export type Phase = (typeof phases)[number];

export interface Failure {
  /** The cloud's own code, verbatim. */
  readonly code?: string;
  /** The cloud's own words, verbatim. */
  readonly message?: string;
}

/** One job as a cloud told it. Immutable: news makes a new object. */
export interface VoiceJob {
  /** The cloud's id, never empty. */
  readonly id: string;
  /** Voice name, trimmed; empty when the cloud has none. */
  readonly name: string;
  /** The cloud's own word for the state, verbatim. */
  readonly state: string;
  readonly phase: Phase;
  readonly type?: string;
  readonly language?: string;
  readonly sex?: string;
  readonly tag?: string;
  /** Name that the person gave to a set of jobs. */
  readonly batch?: string;
  /** The person's own customer, as the cloud was told. */
  readonly customer?: string;
  /** Whether an on-demand resource is used; absent = the cloud does not say. */
  readonly onDemand?: "yes" | "no";
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAt?: number;
  /** Milliseconds since 1970-01-01 UTC; time of the last change of state, where the cloud tells it. */
  readonly updatedAt?: number;
  /** Id of the finished voice. */
  readonly voiceId?: string;
  readonly failure?: Failure;
  /** Everything the cloud sent for this job, unknown fields included. Masked in the public API; inside it holds personal data and signed links. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface LocatedJob {
  readonly connectionId: string;
  readonly job: VoiceJob;
}

/** A failure that still matters: jobs that went on may carry an old one. */
export function hasOpenFailure(job: VoiceJob): boolean {
  return job.failure !== undefined && (job.phase === "failed" || job.phase === "attention" || job.phase === "unknown");
}

/** Names one job over all connections. */
export interface JobKey {
  readonly connectionId: string;
  readonly jobId: string;
}

/** A job key as one text, for maps and sets. */
export function jobKeyText({ connectionId, jobId }: JobKey): string {
  return `${connectionId}/${jobId}`;
}
