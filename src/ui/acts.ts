// Does what commands ask for: reads what each is about, finds the handler in its family, and reports what went wrong. Loaded with the first command.
import type * as vscode from "vscode";
import type { Cloud } from "../core/cloud.js";
import { type Late, late } from "../core/late.js";
import type { Clock, Draft, KeyValue, Notes, Windows } from "../core/ports.js";
import type { CommandName } from "../ids.js";
import type { Maker } from "../present/doctor.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { Demo } from "../services/demo.js";
import type { Practice } from "../services/doctor.js";
import type { JobStore } from "../services/jobStore.js";
import type { Lens } from "../services/lens.js";
import type { OwnActs } from "../services/ownActs.js";
import type { Refresher } from "../services/refresher.js";
import type { Sessions } from "../services/sessions.js";
import type { Timeline } from "../services/timeline.js";
import type { UsedValues } from "../services/usedValues.js";
import type { WatchList } from "../services/watchList.js";
import { connectionActs } from "./connectionActs.js";
import type { Creating } from "./creating.js";
import type { DetailPanels } from "./detailPanels.js";
import type { DiagnosisDocuments } from "./diagnosisDocuments.js";
import { tellFailure } from "./failed.js";
import { offerWayOut } from "./heldBack.js";
import { inView, never } from "./inView.js";
import { jobActs } from "./jobActs.js";
import type { LinkWorld } from "./jobLinks.js";
import type { KeyPlaces } from "./keyImport.js";
import type { Report } from "./report.js";
import type { RequestDocuments } from "./requestDocuments.js";
import type { SubmitManyFlow } from "./submitManyFlow.js";
import type { Submitting } from "./submitting.js";
import { type JobKey, readTarget, readTargets, type Target } from "./target.js";
import { TargetPicker } from "./targetPicker.js";
import type { TreeView } from "./treeView.js";
import { viewActs } from "./viewActs.js";

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
  const submitting = late(() => import("./submitting.js").then(({ createSubmitting }) => createSubmitting(world)));
  const picker = new TargetPicker(book, sessions, store, locale);
  const submittingMany = late(async () => {
    const [{ SubmitManyFlow }, { submitter, used }] = await Promise.all([import("./submitManyFlow.js"), submitting()]);
    return new SubmitManyFlow(world, picker, submitter, used);
  });
  const creating = late(() => import("./creating.js").then(({ createCreating }) => createCreating(world)));
  const linking = late(async (): Promise<Linking> => {
    const { copyLinks, openLink } = await import("./jobLinks.js");
    const seen = { ...world, picker, open: async (key: JobKey) => (await world.panels()).open(key) };
    const openIn: LinkWorld["openIn"] = async (id, among) => (await import("./openById.js")).openIn(seen, id, among);
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
