// What commands about the view do: filter and arrange it, load more of it, watch what is in it, show the walkthrough and the log.

import { inView, never } from "../../../ui/commands/progress.js";
import { openWalkthrough } from "../../../ui/editorCommands.js";
import type { Family } from "../../index.js";
import { WatchActs } from "../../notifications/ui/watchCommands.js";
import { ArrangeFlow } from "./arrangeFlow.js";
import { FilterFlow } from "./filterFlow.js";

type Names =
  | "activateRow"
  | "loadMore"
  | "stopLoading"
  | "filterJobs"
  | "changeFilter"
  | "clearFilter"
  | "arrangeJobs"
  | "watchJob"
  | "stopWatching"
  | "showMutedNotices"
  | "openWalkthrough"
  | "showLog";

export const viewActs: Family<Names> = (world, { picker }) => {
  const { book, sessions, store, refresher, lens, locale } = world;
  const filterFlow = new FilterFlow(book, sessions, store, lens, locale);
  const watchActs = new WatchActs({ ...world, state: world.submits.state }, picker);
  return {
    activateRow: () => world.tree.activate(),
    loadMore: ({ connectionId, list }) =>
      connectionId !== undefined && list !== undefined && inView(() => refresher.loadMore(connectionId, list, never)),
    // While the editor takes in new rows it hands over none: then whatever is being paged through stops.
    stopLoading: ({ connectionId }) => {
      for (const id of connectionId === undefined ? book.all().map((each) => each.id) : [connectionId]) refresher.stop(id);
    },
    filterJobs: () => filterFlow.run(),
    changeFilter: () => filterFlow.run(),
    clearFilter: () => lens.setFilter({}),
    arrangeJobs: () => new ArrangeFlow(book, sessions, store, lens).run(),
    watchJob: (_target, targets) => watchActs.watch(targets),
    stopWatching: (_target, targets) => watchActs.stop(targets),
    showMutedNotices: () => watchActs.showMuted(),
    openWalkthrough: () => openWalkthrough(world.extensionId),
    showLog: () => {
      // Whoever reads a log, or is sent one, asks for these first.
      world.report.noteFact(Object.values(world.maker).join(" · "));
      world.log.show();
    },
  };
};
