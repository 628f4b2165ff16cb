// What the doctor has found so far: one finding for each step; a later one may say more about an earlier step.

import type { VoiceError } from "../../core/errors.js";
import { type Because, type DiagnosisFinding, type DiagnosisStep, steps } from "./diagnosis.js";

export class DiagnosisFindings {
  private readonly made = new Map<DiagnosisStep, DiagnosisFinding>();

  /** `onChange`: called with each finding. */
  constructor(private readonly onChange: () => void = () => {}) {}

  put(finding: DiagnosisFinding): void {
    this.made.set(finding.step, finding);
    this.onChange();
  }

  /** Keeps what was measured. */
  fail(step: DiagnosisStep, error: VoiceError, seen?: DiagnosisFinding["seen"]): void {
    const known = seen ?? this.made.get(step)?.seen;
    this.put({ step, result: "failed", error, ...(known && { seen: known }) });
  }

  skip(step: DiagnosisStep, because: Because): void {
    this.put({ step, result: "skipped", because });
  }

  /** Every step that was not reached. */
  skipRest(because: Because): void {
    for (const step of steps) if (!this.made.has(step)) this.skip(step, because);
  }

  has(step: DiagnosisStep): boolean {
    return this.made.has(step);
  }

  get firstFailed(): DiagnosisStep | undefined {
    return steps.find((step) => this.made.get(step)?.result === "failed");
  }

  /** Requests got through all the same. */
  soften(): void {
    for (const finding of this.made.values()) if (finding.result === "failed") this.put({ ...finding, result: "warning" });
  }

  all(): readonly DiagnosisFinding[] {
    return steps.flatMap((step) => this.made.get(step) ?? []);
  }
}
