// The command that exports jobs into a file.
import { lazy } from "../../../core/ports/lazy.js";
import type { Handlers } from "../../../ui/commands/handlers.js";
import { readTargets, selectedRows } from "../../../ui/commands/target.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

export function exportCommands(kernel: UiKernel): Handlers<"exportJobs"> {
  const flow = lazy(() => import("./exportFlow.js"));
  return {
    exportJobs: async (_target, targets, argument) => {
      const selection = readTargets(selectedRows, undefined, kernel.selection);
      return (await flow()).runExport(kernel, targets, selection, argument);
    },
  };
}
