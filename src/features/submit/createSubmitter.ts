// Puts together what submits jobs and settles what became of them: both share their intents.
import type { Kernel } from "../../services/kernel.js";
import { SubmitIntents, type SubmitIntentsKernel } from "./submitIntents.js";
import { SubmitRecovery } from "./submitRecovery.js";
import { Submitter } from "./submitter.js";
import { SubmitVerifier, type SubmitVerifierKernel } from "./submitVerifier.js";

export type CreateSubmitterKernel = SubmitIntentsKernel & SubmitVerifierKernel & Pick<Kernel, "nonce">;

export function createSubmitter(kernel: CreateSubmitterKernel): {
  readonly submitter: Submitter;
  readonly recovery: SubmitRecovery;
} {
  const shared = { ...kernel, submitIntents: new SubmitIntents(kernel), proof: new SubmitVerifier(kernel) };
  const recovery = new SubmitRecovery(shared);
  return { submitter: new Submitter({ ...shared, recovery }), recovery };
}
