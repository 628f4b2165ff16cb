// The command that opens the table of jobs; what it does is loaded with the first of them.
import type { Handlers } from "../../../ui/commands/handlers.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

/** Its argument: `{ connectionId?, filter? }`, the filter as a text or in its parts. */
export function tableCommands(kernel: Pick<UiKernel, "openTable">): Handlers<"openJobsTable"> {
  return { openJobsTable: (_target, _targets, argument) => kernel.openTable(argument) };
}
