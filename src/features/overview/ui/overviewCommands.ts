// The command that opens the overview; its page is loaded with the first.
import { lazy } from "../../../core/ports/lazy.js";
import type { Handlers } from "../../../ui/commands/handlers.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { RestoresPanels } from "../../../ui/webview/restorePanels.js";

export interface OverviewFeature extends RestoresPanels {
  readonly handlers: Handlers<"openOverview">;
}

export function overviewCommands(kernel: UiKernel): OverviewFeature {
  const pages = lazy(async () => {
    const { OverviewPanels } = await import("./overviewPanels.js");
    return new OverviewPanels(kernel);
  });
  return {
    // Of a row of a connection that one, from elsewhere all of them.
    handlers: { openOverview: async ({ connectionId }) => (await pages()).open(connectionId) },
    restore: async (panel, remembered) => (await pages()).restore(panel, remembered),
  };
}
