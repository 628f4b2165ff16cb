// What commands about the view do: filter and arrange it, load more of it, show the walkthrough, the manual and the log.
import type { Handlers } from "../../../ui/commands/handlers.js";
import { never, withViewProgress } from "../../../ui/commands/progress.js";
import { openManual, openWalkthrough } from "../../../ui/editorCommands.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { ArrangeFlow } from "./arrangeFlow.js";
import { FilterFlow } from "./filter/filterFlow.js";

type Names =
  | "activateRow"
  | "loadMore"
  | "stopLoading"
  | "filterJobs"
  | "changeFilter"
  | "clearFilter"
  | "arrangeJobs"
  | "openWalkthrough"
  | "openManual"
  | "showLog";

export function viewCommands(kernel: UiKernel): Handlers<Names> {
  const { connectionStore, sessions, store, refresher, viewOptions, locale } = kernel;
  const filterFlow = new FilterFlow(connectionStore, sessions, store, viewOptions, locale);
  return {
    activateRow: () => kernel.activateRow(),
    loadMore: ({ connectionId, list }) =>
      connectionId !== undefined && list !== undefined && withViewProgress(() => refresher.loadMore(connectionId, list, never)),
    // While the editor takes in new rows it hands over none: then whatever is being paged through stops.
    stopLoading: ({ connectionId }) => {
      for (const id of connectionId === undefined ? connectionStore.all().map((each) => each.id) : [connectionId])
        refresher.stop(id);
    },
    filterJobs: () => filterFlow.run(),
    changeFilter: () => filterFlow.run(),
    clearFilter: () => viewOptions.setFilter({}),
    arrangeJobs: () => new ArrangeFlow(connectionStore, sessions, store, viewOptions).run(),
    openWalkthrough: () => openWalkthrough(kernel.extensionId),
    openManual: () => openManual(kernel.extensionId, locale),
    showLog: () => {
      // Who reads a log, or is sent one, asks for these first.
      kernel.report.noteFact(Object.values(kernel.versions).join(" · "));
      kernel.log.show();
    },
  };
}
