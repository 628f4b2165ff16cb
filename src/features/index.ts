// Does what commands ask for: reads what each is about, finds the handler in its family, and reports what went wrong. Loaded with the first command.
import type * as vscode from "vscode";
import type { CommandName } from "../contributions.js";
import type { Cloud } from "../core/cloud.js";
import type { JobKey } from "../core/jobs/job.js";
import { type Late, late } from "../core/ports/lazy.js";
import type { Clock, Draft, KeyValue, Notes, Windows } from "../core/ports/ports.js";
import type { ConnectionBook } from "../services/connections/connectionStore.js";
import type { Demo } from "../services/connections/demoConnections.js";
import type { Sessions } from "../services/connections/sessions.js";
import type { JobStore } from "../services/jobs/jobStore.js";
import type { WatchList } from "../services/jobs/watchList.js";
import type { Refresher } from "../services/refresh/refresher.js";
import type { UsedValues } from "../services/storage/lastValues.js";
import type { Timeline } from "../services/storage/stateLog.js";
import type { OwnActs } from "../services/view/userActivity.js";
import type { Lens } from "../services/view/viewOptions.js";
import { tellFailure } from "../ui/commands/commandFailure.js";
import { inView, never } from "../ui/commands/progress.js";
import { readTarget, readTargets, type Target } from "../ui/commands/target.js";
import { TargetPicker } from "../ui/commands/targetPicker.js";
import type { Report } from "../ui/errorReporter.js";
import type { RequestDocuments } from "../ui/requestDocuments.js";
import { connectionActs } from "./connections/ui/connectionCommands.js";
import { offerWayOut } from "./connections/ui/heldBackRefresh.js";
import type { KeyPlaces } from "./connections/ui/keyImport.js";
import type { Creating } from "./create/ui/createFeature.js";
import type { DetailPanels } from "./details/ui/detailsPanels.js";
import type { Practice } from "./diagnose/diagnosis.js";
import type { Maker } from "./diagnose/text/diagnosisReport.js";
import type { DiagnosisDocuments } from "./diagnose/ui/diagnosisDocuments.js";
import { jobActs } from "./jobActions/ui/jobCommands.js";
import type { LinkWorld } from "./search/ui/jobLinks.js";
import type { Submitting } from "./submit/ui/submitFeature.js";
import type { SubmitManyFlow } from "./submitBatch/ui/batchFlow.js";
import type { TreeView } from "./tree/ui/lazyTreeView.js";
import { viewActs } from "./tree/ui/viewCommands.js";

/** Everything that only a person's act needs. */
export interface Acts {
  readonly submitting: Late<Submitting>;
  readonly submittingMany: Late<SubmitManyFlow>;
  readonly creating: Late<Creating>;
  /** A link from outside the editor. */
  openLink(uri: vscode.Uri): Promise<unknown>;
  /** The arguments are whatever the command was given: from a menu the row, and all selected ones. */
  run(name: CommandName, argument: unknown, others?: unknown): Promise<unknown>;
}

export interface ActWorld {
  readonly clouds: readonly Cloud[];
  readonly book: ConnectionBook;
  readonly sessions: Sessions;
  readonly store: JobStore;
  readonly refresher: Refresher;
  readonly lens: Lens;
  readonly demo: Demo;
  readonly report: Report;
  readonly submits: SubmitWorld;
  readonly panels: () => Promise<DetailPanels>;
  readonly places: KeyPlaces;
  readonly tree: Pick<TreeView, "activate">;
  /** Rows that are selected in the view. */
  readonly selection: () => readonly unknown[];
  /** A file of this computer that appears when it is whole. */
  readonly openDraft: (path: string) => Promise<Draft>;
  readonly watchList: WatchList;
  readonly own: OwnActs;
  readonly timeline: Pick<Timeline, "of">;
  readonly practice: Practice;
  readonly diagnoses: DiagnosisDocuments;
  readonly maker: Maker;
  /** Id of this extension. */
  readonly extensionId: string;
  /** To show only: what is written goes through the report, which hides secrets. */
  readonly log: Pick<vscode.LogOutputChannel, "show">;
  readonly locale: string;
}

export interface Linking {
  copy(keys: readonly JobKey[]): Promise<void>;
  open(uri: vscode.Uri): Promise<void>;
}

/** What a submit leaves behind, and how it is named. */
export interface SubmitWorld {
  readonly notes: Notes;
  readonly state: KeyValue;
  readonly clock: Clock;
  /** A short digest that is a safe file name. */
  readonly digest: (text: string) => string;
  readonly nonce: () => string;
  readonly windows: Windows;
  /** What was filled in before. */
  readonly used: Late<UsedValues>;
  /** Previews of requests. */
  readonly documents: RequestDocuments;
}

/** What handlers of several families need. */
export interface Tools {
  readonly picker: TargetPicker;
  readonly linking: Late<Linking>;
  readonly submitting: Late<Submitting>;
  readonly submittingMany: Late<SubmitManyFlow>;
  readonly creating: Late<Creating>;
  refreshConnections(ids: readonly string[]): Thenable<void>;
}

/** `target`: the row; `targets`: all selected ones, the row among them; `argument`: the first one as it came. */
export type Handler = (target: Target, targets: readonly Target[], argument: unknown) => unknown;

/** Handlers of commands that are about the same thing. */
export type Family<Name extends CommandName> = (world: ActWorld, tools: Tools) => Readonly<Record<Name, Handler>>;

export function createActs(world: ActWorld): Acts {
  const { book, sessions, store, refresher, locale, own } = world;
  const submitting = late(() => import("./submit/ui/submitFeature.js").then(({ createSubmitting }) => createSubmitting(world)));
  const picker = new TargetPicker(book, sessions, store, locale);
  const submittingMany = late(async () => {
    const [{ SubmitManyFlow }, { submitter, used }] = await Promise.all([import("./submitBatch/ui/batchFlow.js"), submitting()]);
    return new SubmitManyFlow(world, picker, submitter, used);
  });
  const creating = late(() => import("./create/ui/createFeature.js").then(({ createCreating }) => createCreating(world)));
  const linking = late(async (): Promise<Linking> => {
    const { copyLinks, openLink } = await import("./search/ui/jobLinks.js");
    const seen = { ...world, picker, open: async (key: JobKey) => (await world.panels()).open(key) };
    const openIn: LinkWorld["openIn"] = async (id, among) => (await import("./search/ui/openById.js")).openIn(seen, id, among);
    const linkWorld: LinkWorld = { ...seen, openIn };
    return { copy: (keys) => copyLinks(linkWorld, keys), open: (uri) => openLink(linkWorld, uri) };
  });
  const tools: Tools = {
    picker,
    linking,
    submitting,
    submittingMany,
    creating,
    refreshConnections: (ids) =>
      inView(async () => {
        // A person asked: the keys may have been replaced in another window. A refused one stays refused.
        await sessions.resume(ids);
        own.note(ids);
        await Promise.all(ids.map((id) => refresher.refreshConnection(id, never)));
        offerWayOut(world, ids);
      }),
  };
  const handlers: Readonly<Record<CommandName, Handler>> = {
    ...connectionActs(world, tools),
    ...jobActs(world, tools),
    ...viewActs(world, tools),
  };

  return {
    submitting,
    submittingMany,
    creating,
    openLink: async (uri) => {
      try {
        return await (await linking()).open(uri);
      } catch (thrown) {
        return await tellFailure(world, {}, thrown, "openLink");
      }
    },
    run: async (name, argument, others) => {
      const targets = readTargets(argument, others, world.selection);
      const target = targets.length === 1 && targets[0] ? targets[0] : readTarget(argument);
      try {
        return await handlers[name](target, targets, argument);
      } catch (thrown) {
        return await tellFailure(world, target, thrown, name);
      }
    },
  };
}
