// The command that creates jobs; what it does is loaded with the first of them.
import { lazy } from "../../../core/ports/lazy.js";
import type { Handlers } from "../../../ui/commands/handlers.js";
import { readUploadArgument } from "../../../ui/commands/uploadArgument.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

export interface CreateFeature {
  readonly handlers: Handlers<"createJob">;
  /** Tells what became of creations that were under way when the editor closed. */
  resume(): Promise<void>;
}

export function createCommands(kernel: UiKernel): CreateFeature {
  const creating = lazy(() => import("./createFeature.js").then(({ createCreating }) => createCreating(kernel)));
  return {
    handlers: {
      createJob: async (target, _targets, argument) => (await creating()).create(target, readUploadArgument(argument)),
    },
    resume: async () => (await creating()).tellLeft(),
  };
}
