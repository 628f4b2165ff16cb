// What submitting needs, of one job or of many: put together when somebody submits, or when an earlier submit is still open.
import { Submitter } from "../services/submitter.js";
import type { ActWorld } from "./acts.js";
import { SubmitFlow } from "./submitFlow.js";

export interface Submitting {
  readonly submitter: Submitter;
  readonly flow: SubmitFlow;
}

export function createSubmitting({ book, sessions, refresher, report, locale, submits }: ActWorld): Submitting {
  const { notes, state, clock, digest, nonce } = submits;
  const submitter = new Submitter(book, sessions, refresher, notes, state, clock, digest, nonce);
  return { submitter, flow: new SubmitFlow(book, sessions, refresher, submitter, report, locale) };
}
