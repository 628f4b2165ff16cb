// Starts the extension and returns its public API: wiring only, nothing is decided here.
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { createApi, type VoiceJobsApi } from "./api.js";
import { comparePanel, detailPanel, jobsTablePanel, overviewPanel, recordingsPanel } from "./contributions.js";
import type { Cloud } from "./core/cloud/cloud.js";
import type { Connection } from "./core/connection.js";
import { lazy } from "./core/ports/lazy.js";
import { createKernel } from "./createKernel.js";
import { JobDocuments } from "./features/jobActions/ui/jobDocuments.js";
import { registerTools } from "./features/languageModel/ui/registerTools.js";
import { preloadTree, preloadWhenSeen } from "./features/preload.js";
import { followWhenNeeded, startUp } from "./features/startUp.js";
import { LazyTreeView } from "./features/tree/ui/lazyTreeView.js";
import { registerCommands } from "./ui/commands/registerCommands.js";
import type { ErrorReporter } from "./ui/errorReporter.js";
import { registerGoneDocuments } from "./ui/goneDocuments.js";
import { watchRouteSettings } from "./ui/settings.js";
import type { UiKernel } from "./ui/uiKernel.js";
import { restorePanels } from "./ui/webview/restorePanels.js";

/** Puts on the disk what this window still has to remember. */
let flush: () => Promise<unknown> = async () => undefined;

export function deactivate(): Promise<unknown> {
  return flush();
}

export function activate(context: vscode.ExtensionContext): VoiceJobsApi {
  // Already in memory: nothing is read from disk.
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const { kernel, channel, log, network, jobCache } = createKernel(context);
  const { connectionStore, sessions, store, viewOptions, watchList, clock, used, uploaded, soundChecks, locale } = kernel;
  flush = () => jobCache.ifLoaded((loaded) => loaded.flush());
  const errorReporter = lazy(() =>
    import("./ui/errorReporter.js").then(({ ErrorReporter }) => new ErrorReporter(log, sessions, locale)),
  );
  /** A part that is loaded when it is first needed, and says what goes wrong in it. */
  const part = <Module, Part>(
    load: () => Promise<Module>,
    make: (module: Module, report: ErrorReporter) => Part | Promise<Part>,
  ) => lazy(async () => make(...(await Promise.all([load(), errorReporter()]))));
  const recall = async (connectionId: string) => (await jobCache()).recall(connectionId);
  const observations = async (connectionId: string) => (await jobCache()).stateLog.all(connectionId);
  const loadTree = () => Promise.all([import("./features/tree/ui/jobTreeProvider.js"), errorReporter(), jobCache()]);
  const tree = new LazyTreeView(connectionStore, store, async () => {
    const [{ JobTreeProvider }, report] = await loadTree();
    const readStays = async (connection: Connection, cloud: Cloud) => {
      const { observedStays } = await import("./features/history/observedStays.js");
      return observedStays(connection, cloud, connectionStore.all(), observations);
    };
    return new JobTreeProvider({ ...kernel, recall, readStays, report }).recall();
  });
  const { treeView, ...shown } = tree.show();
  const panels = part(
    () => import("./features/details/ui/detailsPanels.js"),
    ({ DetailsPanels }, report) => new DetailsPanels(context.extensionUri, { ...kernel, recall, observations, report }),
  );
  const tables = part(
    () => import("./features/jobsTable/ui/jobsTables.js"),
    ({ JobsTables }, report) => new JobsTables(context.extensionUri, { ...uiKernel, report }),
  );
  const recordings = part(
    () => import("./features/recordings/ui/recordingsFeature.js"),
    ({ openRecordings }, report) => openRecordings({ ...uiKernel, report }, context.extensionUri),
  );
  const jobDocuments = new JobDocuments(kernel);
  const reports = part(
    () => import("./ui/webview/reportPages.js"),
    ({ ReportPages }, report) => new ReportPages(context.extensionUri, { ...kernel, report }),
  );
  const uiKernel: Omit<UiKernel, "report" | "picker" | "refreshConnections" | "mediaLibrary"> = {
    ...kernel,
    reports,
    recordings,
    open: async (key, as) => (await panels()).open(key, as),
    recall,
    openTable: async (asked) => (await tables()).open(asked),
    observations,
    shown: async () => (await panels()).shown(),
    activateRow: () => tree.activate(),
    reveal: (connectionId) => tree.reveal(connectionId),
    selection: () => treeView.selection,
    extensionId: context.extension.id,
    versions: {
      extension: `Voice Jobs ${context.extension.packageJSON.version}`,
      editor: `${vscode.env.appName} ${vscode.version}`,
      system: process.platform,
    },
    log: channel,
  };
  const follow = lazy(() =>
    import("./features/notifications/ui/notifications.js").then(({ follow }) => follow({ ...kernel, treeView })),
  );
  const features = part(
    () => import("./features/index.js"),
    ({ createFeatures }, report) => createFeatures({ ...uiKernel, report }),
  );
  const modelTools = part(
    () => import("./features/languageModel/ui/modelTools.js"),
    ({ ModelTools }, report) => {
      const flow = async () => (await (await features()).submit.load()).flow;
      return new ModelTools({ ...kernel, report }, flow, async (...given) => (await recordings()).tell(...given));
    },
  );

  context.subscriptions.push(
    channel,
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      connectionStore.lookAgain();
      watchList.lookAgain();
    }),
    watchRouteSettings(() => network.ifLoaded((http) => http.forget())),
    shown,
    preloadTree(connectionStore, clock, async () => {
      const [{ preloadFormats }] = await Promise.all([import("./features/tree/text/preloadFormats.js"), loadTree()]);
      preloadFormats(clock.now(), locale);
    }),
    followWhenNeeded(treeView, watchList, clock, follow),
    preloadWhenSeen(treeView, store, clock, async (key) => {
      const [opened] = await Promise.all([panels(), features()]);
      await opened.warm(key);
    }),
    jobDocuments.register(),
    registerGoneDocuments(),
    restorePanels(detailPanel, panels),
    restorePanels(recordingsPanel, recordings),
    restorePanels(comparePanel, async () => (await features()).compare),
    restorePanels(jobsTablePanel, tables),
    restorePanels(overviewPanel, async () => (await features()).overview),
    registerCommands(connectionStore, viewOptions, async (...given) => (await features()).run(...given)),
    vscode.window.registerUriHandler({ handleUri: async (uri) => void (await features()).openLink(uri) }),
    registerTools(modelTools),
    store.onDidChange(async (change) => (await jobCache()).follow(change)),
    connectionStore.onDidChange(async ({ connectionId }) => (await jobCache()).followConnections(connectionId)),
    ...[used, uploaded, soundChecks].map((kept) => connectionStore.onDidChange(async () => (await kept()).sweep())),
    sessions.onDidFindClockOff(async (difference) => (await errorReporter()).showClockOff(difference)),
    { dispose: () => network.ifLoaded((http) => http.close()) },
    ...[jobCache, recordings].map((kept) => ({ dispose: () => kept.ifLoaded((loaded) => loaded.dispose()) })),
  );
  startUp(kernel.state, features, kernel.environment);
  return createApi({
    ...kernel,
    submit: async (key, values) => {
      const { flow } = await (await features()).submit.load();
      await flow.submitWith(key, values);
    },
    checkRecordings: async (uri, kind) => (await recordings()).checkFor([vscode.Uri.from(uri)], kind),
  });
}
