// Counts submits: how often one reached the cloud, and how often it was accepted with which values.
import type { Job } from "../server/messages.js";

export class SubmitLog {
  readonly #attempts = new Map<string, number>();
  readonly #accepted = new Map<string, Job[]>();
  readonly #before = new Map<string, Job>();

  attempt(jobId: string): void {
    this.#attempts.set(jobId, this.attempts(jobId) + 1);
  }

  /** `before`: the job as it was. */
  accept(jobId: string, values: Job, before: Job): void {
    this.#accepted.set(jobId, [...this.bodies(jobId), values]);
    this.#before.set(jobId, before);
  }

  /** The job as it was before its last accepted submit. */
  before(jobId: string): Job | undefined {
    return this.#before.get(jobId);
  }

  attempts(jobId: string): number {
    return this.#attempts.get(jobId) ?? 0;
  }

  /** The values of each accepted submit, oldest first. */
  bodies(jobId: string): readonly Job[] {
    return this.#accepted.get(jobId) ?? [];
  }

  /** How often which job was submitted with success. */
  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#accepted].map(([jobId, bodies]) => [jobId, bodies.length]));
  }
}
