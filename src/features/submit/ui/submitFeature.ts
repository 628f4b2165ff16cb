// What submitting needs, of one job or of many: constructed with the first submit, or when an earlier one is still open.
import type { LastValues } from "../../../services/storage/lastValues.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { HistoryReader } from "../../history/historyReader.js";
import type { SubmitRecovery } from "../submitRecovery.js";
import type { Submitter } from "../submitter.js";
import { createSubmitter } from "../submitter.js";
import { SubmitFlow } from "./submitFlow.js";

export interface Submitting {
  readonly submitter: Submitter;
  readonly recovery: SubmitRecovery;
  /** What is filled into forms is prefilled from it, and noted in it once it went out. */
  readonly used: LastValues;
  readonly flow: SubmitFlow;
}

export async function createSubmitting(kernel: UiKernel): Promise<Submitting> {
  const { connectionStore, sessions, refresher, report, locale } = kernel;
  const { lockFiles, state, clock, digest, nonce, windows, reports } = kernel;
  const [used, uploaded, limits] = await Promise.all([kernel.used(), kernel.uploaded(), kernel.accountLimits()]);
  const { submitter, recovery } = createSubmitter({
    connectionStore,
    sessions,
    refresher,
    lockFiles,
    state,
    clock,
    digest,
    nonce,
    windows,
  });
  // The panels have their own: what is read again here is two small answers of a refused job.
  const historyReader = new HistoryReader(connectionStore, sessions, clock);
  const flow = new SubmitFlow({
    connectionStore,
    sessions,
    refresher,
    submitter,
    recovery,
    used,
    uploaded,
    limits,
    historyReader,
    reports,
    report,
    clock,
    locale,
  });
  return { submitter, recovery, used, flow };
}
