// Puts together what submits jobs and settles what became of them: both share their notes.
import { SubmitIntents, type SubmitNotesWorld } from "./submitIntents.js";
import { SubmitRecovery } from "./submitRecovery.js";
import { Submitter } from "./submitter.js";
import { type SubmitProofWorld, SubmitVerifier } from "./submitVerifier.js";

export interface SubmitsWorld extends SubmitNotesWorld, SubmitProofWorld {
  readonly nonce: () => string;
}

export function createSubmitter(world: SubmitsWorld): { readonly submitter: Submitter; readonly settler: SubmitRecovery } {
  const shared = { ...world, notes: new SubmitIntents(world), proof: new SubmitVerifier(world) };
  const settler = new SubmitRecovery(shared);
  return { submitter: new Submitter({ ...shared, settler }), settler };
}
