// What creating jobs needs: constructed when the first is created, or when an earlier request is still open.

import { WriteIntents } from "../../../services/pendingWrites/writeIntents.js";
import type { Target } from "../../../ui/commands/target.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { JobCreator } from "../jobCreator.js";
import { CreateFlow, pickPlace } from "./createFlow.js";
import { CreateMessages } from "./createMessages.js";

export interface Creating {
  create(target: Target): Promise<void>;
  /** Tells what became of requests that were under way when the editor closed. */
  tellLeft(): Promise<void>;
}

export async function createCreating(kernel: UiKernel): Promise<Creating> {
  const { connectionStore, sessions, store, refresher, report, locale } = kernel;
  const { lockFiles, state, clock, digest, nonce, windows, reports } = kernel;
  const writeIntents = new WriteIntents(lockFiles, windows, clock);
  const jobCreator = new JobCreator({
    connectionStore,
    sessions,
    store,
    refresher,
    writeIntents,
    windows,
    state,
    clock,
    digest,
    nonce,
  });
  const [used, limits] = await Promise.all([kernel.used(), kernel.accountLimits()]);
  const flow = new CreateFlow({
    mediaLibrary: kernel.mediaLibrary,
    sessions,
    store,
    jobCreator,
    used,
    limits,
    reports,
    report,
    locale,
  });
  return {
    create: async ({ connectionId }) => {
      const meant = connectionId === undefined ? undefined : connectionStore.find(connectionId);
      const connection = await pickPlace(connectionStore.all(), meant, sessions);
      if (connection) await flow.run(connection);
    },
    tellLeft: async () => {
      const messages = new CreateMessages(sessions, jobCreator, report, locale);
      for (const left of await jobCreator.recoverAll()) {
        const connection = connectionStore.find(left.connectionId);
        if (connection) messages.tellLeft(connection, left).catch((thrown: unknown) => report.note(thrown, "tell of a new job"));
      }
    },
  };
}
