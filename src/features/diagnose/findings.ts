// What the doctor has found so far: one finding for each step; a later one may say more about an earlier step.

import type { VoiceError } from "../../core/errors.js";
import { type Because, type Finding, type Step, steps } from "./diagnosis.js";

export class Findings {
  private readonly made = new Map<Step, Finding>();

  put(finding: Finding): void {
    this.made.set(finding.step, finding);
  }

  /** Keeps what was measured. */
  fail(step: Step, error: VoiceError, seen?: Finding["seen"]): void {
    const known = seen ?? this.made.get(step)?.seen;
    this.put({ step, result: "failed", error, ...(known && { seen: known }) });
  }

  skip(step: Step, because: Because): void {
    this.put({ step, result: "skipped", because });
  }

  /** Every step that nobody has come to. */
  skipRest(because: Because): void {
    for (const step of steps) if (!this.made.has(step)) this.skip(step, because);
  }

  has(step: Step): boolean {
    return this.made.has(step);
  }

  get firstFailed(): Step | undefined {
    return steps.find((step) => this.made.get(step)?.result === "failed");
  }

  /** Requests got through all the same. */
  soften(): void {
    for (const finding of this.made.values()) if (finding.result === "failed") this.put({ ...finding, result: "warning" });
  }

  all(): readonly Finding[] {
    return steps.flatMap((step) => this.made.get(step) ?? []);
  }
}
