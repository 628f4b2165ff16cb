// Puts together what submits jobs and settles what became of them: both share their notes.
import { SubmitNotes, type SubmitNotesWorld } from "./submitIntents.js";
import { Settler } from "./submitRecovery.js";
import { Submitter } from "./submitter.js";
import { SubmitProof, type SubmitProofWorld } from "./submitVerifier.js";

export interface SubmitsWorld extends SubmitNotesWorld, SubmitProofWorld {
  readonly nonce: () => string;
}

export function createSubmits(world: SubmitsWorld): { readonly submitter: Submitter; readonly settler: Settler } {
  const shared = { ...world, notes: new SubmitNotes(world), proof: new SubmitProof(world) };
  const settler = new Settler(shared);
  return { submitter: new Submitter({ ...shared, settler }), settler };
}
