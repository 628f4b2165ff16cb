// Puts together what submits jobs and settles what became of them: both share their notes.
import type { Kernel } from "../../services/kernel.js";
import { SubmitIntents, type SubmitIntentsKernel } from "./submitIntents.js";
import { SubmitRecovery } from "./submitRecovery.js";
import { Submitter } from "./submitter.js";
import { SubmitVerifier, type SubmitVerifierKernel } from "./submitVerifier.js";

export type CreateSubmitterKernel = SubmitIntentsKernel & SubmitVerifierKernel & Pick<Kernel, "nonce">;

export function createSubmitter(kernel: CreateSubmitterKernel): {
  readonly submitter: Submitter;
  readonly settler: SubmitRecovery;
} {
  const shared = { ...kernel, notes: new SubmitIntents(kernel), proof: new SubmitVerifier(kernel) };
  const settler = new SubmitRecovery(shared);
  return { submitter: new Submitter({ ...shared, settler }), settler };
}
