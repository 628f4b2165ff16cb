// What creating jobs needs: constructed when the first is created, or when an earlier request is still open.

import type { Connection } from "../../../core/connection.js";
import { WriteIntents } from "../../../services/pendingWrites/writeIntents.js";
import type { Target } from "../../../ui/commands/target.js";
import type { UploadArgument } from "../../../ui/commands/uploadArgument.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { JobCreator } from "../jobCreator.js";
import { CreateFlow, pickPlace } from "./createFlow.js";
import { CreateMessages } from "./createMessages.js";

export interface Creating {
  /** `given`: the recordings that it is for. */
  create(target: Target, given?: UploadArgument): Promise<void>;
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
    recordings: kernel.recordings,
    uploaded: kernel.uploaded,
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
    create: async ({ connectionId }, given) => {
      const meant = connectionId === undefined ? undefined : connectionStore.find(connectionId);
      // Jobs that recordings are for are those of one cloud.
      const isFor = ({ cloud }: Connection) => !given || given.purposes.some((purpose) => purpose.startsWith(`${cloud}/`));
      const connection = await pickPlace(connectionStore.all().filter(isFor), meant, sessions);
      if (connection) await flow.run(connection, given);
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
