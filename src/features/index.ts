// The registry of features: what each does for its commands, and what it resumes. Loaded with the first command.
import type * as vscode from "vscode";
import type { CommandName } from "../contributions.js";
import { tellFailure } from "../ui/commands/commandFailure.js";
import type { Handlers } from "../ui/commands/handlers.js";
import { never, withViewProgress } from "../ui/commands/progress.js";
import { readTarget, readTargets } from "../ui/commands/target.js";
import { TargetPicker } from "../ui/commands/targetPicker.js";
import type { UiKernel } from "../ui/uiKernel.js";
import { type CompareFeature, compareCommands } from "./compare/ui/compareCommands.js";
import { connectionCommands } from "./connections/ui/connectionCommands.js";
import { offerWayOut } from "./connections/ui/heldBackRefresh.js";
import { type CreateFeature, createCommands } from "./create/ui/createCommands.js";
import { deleteCommands } from "./delete/ui/deleteCommands.js";
import { diagnoseCommands } from "./diagnose/ui/diagnoseCommands.js";
import { exportCommands } from "./export/ui/exportCommands.js";
import { jobCommands } from "./jobActions/ui/jobCommands.js";
import { showJobDifferences } from "./jobActions/ui/jobDifferences.js";
import { tableCommands } from "./jobsTable/ui/tableCommands.js";
import { listenCommands } from "./listen/ui/listenCommands.js";
import { notificationCommands } from "./notifications/ui/notificationCommands.js";
import { type OverviewFeature, overviewCommands } from "./overview/ui/overviewCommands.js";
import { recordingsCommands } from "./recordings/ui/recordingsCommands.js";
import { searchCommands } from "./search/ui/searchCommands.js";
import { type SubmitFeature, submitCommands } from "./submit/ui/submitCommands.js";
import { type BatchFeature, batchCommands } from "./submitBatch/ui/batchCommands.js";
import { viewCommands } from "./tree/ui/viewCommands.js";
import { mediaLibraryOf, type UploadFeature, uploadCommands } from "./upload/ui/uploadCommands.js";

/** What is behind the commands, and what else a person's act needs. */
export interface Features {
  readonly submit: SubmitFeature;
  readonly submitBatch: BatchFeature;
  readonly create: CreateFeature;
  readonly upload: UploadFeature;
  readonly compare: CompareFeature;
  readonly overview: OverviewFeature;
  /** A link from outside the editor. */
  openLink(uri: vscode.Uri): Promise<unknown>;
  /** The arguments are whatever the command was given: from a menu the row, and all selected ones. */
  run(name: CommandName, argument: unknown, others?: unknown): Promise<unknown>;
}

export function createFeatures(given: Omit<UiKernel, "picker" | "refreshConnections" | "mediaLibrary">): Features {
  const { connectionStore, sessions, store, refresher, userActivity, locale } = given;
  const refreshConnections = (ids: readonly string[]) =>
    withViewProgress(async () => {
      // A person asked: the keys may have been replaced in another window. A refused one stays refused.
      await sessions.resume(ids);
      userActivity.note(ids);
      await Promise.all(ids.map((id) => refresher.refreshConnection(id, never)));
      offerWayOut(kernel, ids);
    });
  const picker = new TargetPicker(connectionStore, sessions, store, locale);
  const kernel: UiKernel = { ...given, picker, refreshConnections, mediaLibrary: mediaLibraryOf(given) };
  const submit = submitCommands(kernel, (keys) => submitBatch.submit(keys));
  const submitBatch = batchCommands(kernel, submit);
  const create = createCommands(kernel);
  const upload = uploadCommands(kernel);
  const compare = compareCommands(kernel, (first, second) => showJobDifferences(kernel, first, second));
  const overview = overviewCommands(kernel);
  const search = searchCommands(kernel);
  const exporting = exportCommands(kernel);
  const handlers: Handlers<CommandName> = {
    ...connectionCommands(kernel),
    ...compare.handlers,
    ...create.handlers,
    ...deleteCommands(kernel),
    ...diagnoseCommands(kernel),
    ...exporting,
    ...jobCommands(kernel, exporting.exportJobs),
    ...tableCommands(kernel),
    ...listenCommands(kernel),
    ...notificationCommands(kernel),
    ...overview.handlers,
    ...recordingsCommands(kernel),
    ...search.handlers,
    ...submit.handlers,
    ...submitBatch.handlers,
    ...upload.handlers,
    ...viewCommands(kernel),
  };
  return {
    submit,
    submitBatch,
    create,
    upload,
    compare,
    overview,
    openLink: async (uri) => {
      try {
        return await search.openLink(uri);
      } catch (thrown) {
        return await tellFailure(kernel, {}, thrown, "openLink");
      }
    },
    run: async (name, argument, others) => {
      const targets = readTargets(argument, others, kernel.selection);
      const target = targets.length === 1 && targets[0] ? targets[0] : readTarget(argument);
      try {
        return await handlers[name](target, targets, argument, others);
      } catch (thrown) {
        return await tellFailure(kernel, target, thrown, name);
      }
    },
  };
}
