// What happens once the editor is up: nothing, unless a submit or a sound check was left open, a job is watched, or demo data was asked for from outside.
import * as vscode from "vscode";
import { commands } from "../contributions.js";
import type { Lazy } from "../core/ports/lazy.js";
import type { Clock, KeyValue } from "../core/ports/ports.js";
import type { WatchList } from "../services/jobs/watchList.js";
import { pendingCreations, pendingNames, pendingSubmits } from "../services/pendingWrites/pendingNames.js";
import type { Features } from "./index.js";
import { hasUnfinishedBatches } from "./submitBatch/unfinishedBatches.js";
import { hasPendingSoundChecks } from "./upload/soundCheck/pendingSoundChecks.js";

/** So long the editor has for painting the first rows. Milliseconds. */
const paintingMs = 500;

/** `VOICE_JOBS_DEMO=1` in the environment shows demo jobs at once; `npm start` sets it. */
export function startUp(
  state: KeyValue,
  features: () => Promise<Features>,
  environment: Readonly<Record<string, string | undefined>>,
): void {
  const resume = async (name: "submit" | "submitBatch" | "create" | "upload") => (await features())[name].resume();
  if (pendingNames(state, pendingSubmits).length > 0) void resume("submit");
  if (hasUnfinishedBatches(state)) void resume("submitBatch");
  if (pendingNames(state, pendingCreations).length > 0) void resume("create");
  if (hasPendingSoundChecks(state)) void resume("upload");
  if (environment.VOICE_JOBS_DEMO === "1") void vscode.commands.executeCommand(commands.tryDemo);
}

/** Jobs are polled from the first time that they are shown, a moment after their rows, or as long as one is watched. */
export function followWhenNeeded(
  treeView: vscode.TreeView<unknown>,
  watchList: WatchList,
  clock: Clock,
  follow: Lazy<vscode.Disposable>,
): vscode.Disposable {
  let coming: vscode.Disposable | undefined;
  const look = () => {
    if (watchList.all().length > 0) void follow();
    else if (treeView.visible) coming ??= clock.after(paintingMs, () => void follow());
  };
  look();
  const heard = [treeView.onDidChangeVisibility(look), new vscode.Disposable(watchList.onDidChange(look).dispose)];
  return vscode.Disposable.from(...heard, {
    dispose: () => {
      coming?.dispose();
      return follow.ifLoaded((followed) => followed.dispose());
    },
  });
}
