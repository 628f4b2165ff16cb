// What happens once the editor is up: nothing, unless a submit was left open, a job is watched, or demo data was asked for from outside.
import * as vscode from "vscode";
import { commands } from "../contributions.js";
import type { Late } from "../core/ports/lazy.js";
import type { KeyValue } from "../core/ports/ports.js";
import type { WatchList } from "../services/jobs/watchList.js";
import { unsettledNames, unsettledStarts, unsettledSubmits } from "../services/pendingWrites/pendingNames.js";
import type { LoadActs } from "../ui/commands/registerCommands.js";
import { hasUnfinishedBatches } from "./submitBatch/unfinishedBatches.js";

/** `VOICE_JOBS_DEMO=1` in the environment shows demo jobs at once; `npm start` sets it. */
export function startUp(state: KeyValue, acts: LoadActs, environment: Readonly<Record<string, string | undefined>>): void {
  if (unsettledNames(state, unsettledSubmits).length > 0) void tellLeftovers(acts);
  if (hasUnfinishedBatches(state)) void tellUnfinished(acts);
  if (unsettledNames(state, unsettledStarts).length > 0) void tellLeftStarts(acts);
  if (environment.VOICE_JOBS_DEMO === "1") void vscode.commands.executeCommand(commands.tryDemo);
}

async function tellLeftovers(acts: LoadActs): Promise<void> {
  const { submitting } = await acts();
  await (await submitting()).flow.tellLeftovers();
}

async function tellUnfinished(acts: LoadActs): Promise<void> {
  const { submittingMany } = await acts();
  await (await submittingMany()).tellUnfinished();
}

async function tellLeftStarts(acts: LoadActs): Promise<void> {
  const { creating } = await acts();
  await (await creating()).tellLeft();
}

/** Jobs are followed from the first time that somebody looks at them, or as long as one is watched. */
export function followWhenNeeded(
  treeView: vscode.TreeView<unknown>,
  watchList: WatchList,
  follow: Late<vscode.Disposable>,
): vscode.Disposable {
  const look = () => {
    if (treeView.visible || watchList.all().length > 0) void follow();
  };
  look();
  const heard = [treeView.onDidChangeVisibility(look), new vscode.Disposable(watchList.onDidChange(look).dispose)];
  return vscode.Disposable.from(...heard, { dispose: () => follow.ifLoaded((followed) => followed.dispose()) });
}
