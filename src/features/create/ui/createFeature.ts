// What making jobs needs: put together when somebody makes one, or when an earlier wish is still open.

import { WriteIntents } from "../../../services/pendingWrites/writeIntents.js";
import type { Target } from "../../../ui/commands/target.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { CheckedRecordings } from "../checkedRecordings.js";
import { JobCreator } from "../jobCreator.js";
import { CreateFlow, pickPlace } from "./createFlow.js";
import { CreateMessages } from "./createMessages.js";
import { RecordingsFlow } from "./recordingsFlow.js";

export interface Creating {
  create(target: Target): Promise<void>;
  readonly recordings: RecordingsFlow;
  /** Tells what became of wishes that were under way when the editor closed. */
  tellLeft(): Promise<void>;
}

export async function createCreating(kernel: UiKernel): Promise<Creating> {
  const { book, sessions, store, refresher, report, locale } = kernel;
  const { notes, state, clock, digest, nonce, windows, documents } = kernel;
  const intentions = new WriteIntents(notes, windows, clock);
  const starter = new JobCreator({ book, sessions, store, refresher, intentions, windows, state, clock, digest, nonce });
  const used = await kernel.used();
  const flow = new CreateFlow({ sessions, store, starter, used, documents, report, locale });
  return {
    create: async ({ connectionId }) => {
      const meant = connectionId === undefined ? undefined : book.find(connectionId);
      const connection = await pickPlace(book.all(), meant, sessions);
      if (connection) await flow.run(connection);
    },
    recordings: new RecordingsFlow({ book, sessions, refresher, report, checked: new CheckedRecordings(state) }),
    tellLeft: async () => {
      const telling = new CreateMessages(sessions, starter, report, locale);
      for (const left of await starter.settleAll()) {
        const connection = book.find(left.connectionId);
        if (connection) telling.tellLeft(connection, left).catch((thrown: unknown) => report.note(thrown, "tell of a new job"));
      }
    },
  };
}
