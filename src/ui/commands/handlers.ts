// What a command does with the rows it was called for, and which jobs rows stand for.
//
// From a click to a handler: registerCommands.ts registers every command at start and loads features/index.ts with the first;
// target.ts reads whatever a command was given, selectionScope.ts says which jobs rows stand for, targetPicker.ts asks where
// there is no row; the handler lies in features/<feature>/ui/<feature>Commands.ts. commandFailure.ts shows what it throws. Flows
// that few people need are bundles of their own. ../editorCommands.ts is the one place that asks the editor for commands of its
// own, each with a way around it, since other editors lack some.

import type { CommandName } from "../../contributions.js";
import type { JobKey } from "../../core/jobs/job.js";
import type { UiKernel } from "../uiKernel.js";
import { tellFailure } from "./commandFailure.js";
import { loadedOf, scopeOf } from "./selectionScope.js";
import type { Target } from "./target.js";

/** `target`: the row; `targets`: all selected ones, the row among them; `argument`, `others`: as they came. */
export type Handler = (target: Target, targets: readonly Target[], argument: unknown, others: unknown) => unknown;
/** Handlers of the commands of one feature. */
export type Handlers<Name extends CommandName> = Readonly<Record<Name, Handler>>;

/** What goes wrong is told of the job, also where the person named it after the command had begun. */
export async function about(
  kernel: Pick<UiKernel, "connectionStore" | "report">,
  key: JobKey,
  doing: string,
  act: () => Promise<unknown>,
): Promise<void> {
  await act().catch((thrown: unknown) => tellFailure(kernel, key, thrown, doing));
}

/** The jobs among the rows; of groups and connections alone, those that are loaded; without rows, the one that the person picks. */
export async function jobsMeant(
  kernel: Pick<UiKernel, "connectionStore" | "sessions" | "viewOptions" | "locale" | "store" | "picker">,
  targets: readonly Target[],
  prompt: string,
): Promise<readonly JobKey[]> {
  const scope = scopeOf(kernel, targets);
  if (scope) return scope.portions.flatMap((portion) => loadedOf(kernel.store, portion));
  const key = await kernel.picker.job({}, prompt);
  return key ? [key] : [];
}
