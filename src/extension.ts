// Starts the extension and returns its public API: wiring only, nothing is decided here.
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { createApi, type VoiceJobsApi } from "./api.js";
import { comparePanel, detailPanel, jobsTablePanel, overviewPanel, recordingsPanel } from "./contributions.js";
import type { Cloud } from "./core/cloud/cloud.js";
import type { Connection } from "./core/connection.js";
import { lazy } from "./core/ports/lazy.js";
import { createKernel } from "./createKernel.js";
import { preloadWhenSeen } from "./features/details/preload.js";
import { JobDocuments } from "./features/jobActions/ui/jobDocuments.js";
import { registerTools } from "./features/languageModel/ui/registerTools.js";
import { followWhenNeeded, startUp } from "./features/startUp.js";
import { LazyTreeView } from "./features/tree/ui/lazyTreeView.js";
import { registerCommands } from "./ui/commands/registerCommands.js";
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
  const report = lazy(() =>
    import("./ui/errorReporter.js").then(({ ErrorReporter }) => new ErrorReporter(log, sessions, locale)),
  );
  const recall = async (connectionId: string) => (await jobCache()).recall(connectionId);
  const observations = async (connectionId: string) => (await jobCache()).stateLog.all(connectionId);
  const tree = new LazyTreeView(connectionStore, store, async () => {
    const [{ JobTreeProvider }, reported] = await Promise.all([import("./features/tree/ui/jobTreeProvider.js"), report()]);
    const readStays = async (connection: Connection, cloud: Cloud) => {
      const { observedStays } = await import("./features/history/observedStays.js");
      return observedStays(connection, cloud, connectionStore.all(), observations);
    };
    return new JobTreeProvider({ ...kernel, recall, readStays, report: reported }).recall();
  });
  const { treeView, ...shown } = tree.show();
  const panels = lazy(async () => {
    const [{ DetailsPanels }, reported] = await Promise.all([import("./features/details/ui/detailsPanels.js"), report()]);
    return new DetailsPanels(context.extensionUri, { ...kernel, recall, observations, report: reported });
  });
  const tables = lazy(async () => {
    const [{ JobsTables }, reported] = await Promise.all([import("./features/jobsTable/ui/jobsTables.js"), report()]);
    return new JobsTables(context.extensionUri, { ...uiKernel, report: reported });
  });
  const recordings = lazy(async () => {
    const [{ openRecordings }, reported] = await Promise.all([import("./features/recordings/ui/recordingsFeature.js"), report()]);
    return openRecordings({ ...uiKernel, report: reported }, context.extensionUri);
  });
  const jobDocuments = new JobDocuments(kernel);
  const reports = lazy(async () => {
    const [{ ReportPages }, reported] = await Promise.all([import("./ui/webview/reportPages.js"), report()]);
    return new ReportPages(context.extensionUri, { ...kernel, report: reported });
  });
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
  const features = lazy(async () => {
    const [{ createFeatures }, reported] = await Promise.all([import("./features/index.js"), report()]);
    return createFeatures({ ...uiKernel, report: reported });
  });
  const modelTools = lazy(async () => {
    const [{ ModelTools }, reported] = await Promise.all([import("./features/languageModel/ui/modelTools.js"), report()]);
    const flow = async () => (await (await features()).submit.load()).flow;
    return new ModelTools({ ...kernel, report: reported }, flow, async (...given) => (await recordings()).tell(...given));
  });

  context.subscriptions.push(
    channel,
    vscode.window.onDidChangeWindowState(({ focused }) => {
      if (!focused) return;
      connectionStore.lookAgain();
      watchList.lookAgain();
    }),
    watchRouteSettings(() => network.ifLoaded((http) => http.forget())),
    shown,
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
    connectionStore.onDidChange(async () => (await used()).sweep()),
    connectionStore.onDidChange(async () => (await uploaded()).sweep()),
    connectionStore.onDidChange(async () => (await soundChecks()).sweep()),
    sessions.onDidFindClockOff(async (difference) => (await report()).showClockOff(difference)),
    { dispose: () => network.ifLoaded((http) => http.close()) },
    { dispose: () => jobCache.ifLoaded((loaded) => loaded.dispose()) },
    { dispose: () => recordings.ifLoaded((loaded) => loaded.dispose()) },
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
