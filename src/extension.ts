// Builds the house from the ground up and hands out its public API: wiring only, nothing is decided here.
import { createHash, randomUUID } from "node:crypto";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { createApi, type VoiceJobsApi } from "./api.js";
import { clouds } from "./clouds/index.js";
import { lazy } from "./core/ports/lazy.js";
import type { Machine } from "./core/ports/ports.js";
import { Redactor } from "./core/privacy/redactor.js";
import { folders } from "./core/storedNames.js";
import { demoName } from "./features/connections/text/demoText.js";
import { preloadWhenSeen } from "./features/details/preload.js";
import { registerDetails } from "./features/details/ui/registerDetails.js";
import { JobDocuments } from "./features/jobActions/ui/jobDocuments.js";
import { registerTools } from "./features/languageModel/ui/registerTools.js";
import { followWhenNeeded, startUp } from "./features/startUp.js";
import { LazyTreeView } from "./features/tree/ui/lazyTreeView.js";
import { systemClock as clock } from "./platform/clock.js";
import { readHomeFile } from "./platform/files/homeFiles.js";
import { createLockFiles } from "./platform/files/lockFiles.js";
import { createWindowRegistry } from "./platform/files/windowRegistry.js";
import { ConnectionStore } from "./services/connections/connectionStore.js";
import { DemoConnections, type OpenDemo } from "./services/connections/demoConnections.js";
import { SessionOpener } from "./services/connections/sessionOpener.js";
import { Sessions } from "./services/connections/sessions.js";
import { JobStore } from "./services/jobs/jobStore.js";
import { WatchList } from "./services/jobs/watchList.js";
import type { KeyCalls } from "./services/keys/keyGuard.js";
import { SecretFingerprints } from "./services/keys/secretFingerprints.js";
import { Refresher } from "./services/refresh/refresher.js";
import { UserActivity } from "./services/view/userActivity.js";
import { ViewOptions } from "./services/view/viewOptions.js";
import { registerCommands } from "./ui/commands/registerCommands.js";
import { ReportDocuments } from "./ui/reportDocuments.js";
import { RequestDocuments } from "./ui/requestDocuments.js";
import { openLogChannel, routeSettings, watchRouteSettings } from "./ui/settings.js";
import type { UiKernel } from "./ui/uiKernel.js";

/** Puts on the disk what this window still has to remember. */
let flush: () => Promise<unknown> = async () => undefined;

export function deactivate(): Promise<unknown> {
  return flush();
}

export function activate(context: vscode.ExtensionContext): VoiceJobsApi {
  // Already in memory: nothing is read from disk.
  l10n.config({ contents: vscode.l10n.bundle ?? {} });
  const locale = vscode.env.language;
  const { extensionUri } = context;
  const redactor = new Redactor();
  const channel = openLogChannel();
  const log = redactor.logTo(channel);
  const network = lazy(() =>
    import("./platform/network/http.js").then(({ createHttp }) =>
      createHttp({ settings: routeSettings, editorFetch: (url, init) => fetch(url, init) }),
    ),
  );
  const machine: Machine = {
    http: { send: async (prepare, options) => (await network()).send(prepare, options) },
    now: clock.now,
    nonce: randomUUID,
    readHomeFile,
  };
  const digest = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 32);
  const lockFiles = createLockFiles(vscode.Uri.joinPath(context.globalStorageUri, folders.notes).fsPath);
  const openDemo: OpenDemo = lazy(() => import("./demoCloud/places.js").then((demo) => demo.openPlaces()));

  const knownClouds = clouds.map(({ id }) => id);
  const connectionStore = new ConnectionStore(context.globalState, context.secrets, knownClouds);
  const keyGuard = lazy(async () => new (await import("./services/keys/keyGuard.js")).KeyGuard(lockFiles, clock, digest));
  const guard: KeyCalls = {
    run: async (key, signal, call, isRenewed) => (await keyGuard()).run(key, signal, call, isRenewed),
    release: async (...given) => (await keyGuard()).release(...given),
    refuse: async (...given) => (await keyGuard()).refuse(...given),
  };
  const fingerprints = new SecretFingerprints(context.secrets, digest, randomUUID);
  const opener = new SessionOpener(clouds, connectionStore, machine, openDemo, redactor, guard, digest, fingerprints);
  const sessions = new Sessions(opener, guard, connectionStore, machine, clock, redactor);
  const store = new JobStore();
  const refresher = new Refresher(connectionStore, sessions, store, clock);
  const jobCache = lazy(async () => {
    const [{ JobCache }, { createFileCache: openFileCache }] = await Promise.all([
      import("./services/storage/jobCache.js"),
      import("./platform/files/fileCache.js"),
    ]);
    const fileCache = openFileCache(vscode.Uri.joinPath(context.globalStorageUri, folders.remembered).fsPath);
    return new JobCache(clouds, connectionStore, store, fileCache, clock, log);
  });
  flush = () => jobCache.ifLoaded((loaded) => loaded.flush());
  const viewOptions = new ViewOptions(context.globalState, connectionStore, sessions, store, refresher);
  const windows = createWindowRegistry(digest, randomUUID());
  const used = lazy(() =>
    import("./services/storage/lastValues.js").then(({ LastValues }) => new LastValues(context.globalState, connectionStore)),
  );
  const requests = new RequestDocuments();
  const fieldsOf = (id: string) => clouds.find((cloud) => cloud.id === connectionStore.find(id)?.cloud)?.jobFields ?? [];
  const watchList = new WatchList(context.globalState, fieldsOf);
  const userActivity = new UserActivity(clock);
  const demo = new DemoConnections(clouds, connectionStore, openDemo, randomUUID, demoName);

  const openProbes = lazy(() =>
    import("./platform/network/probes.js").then(({ createProbes }) =>
      createProbes({ settings: routeSettings, isRemembered: async (url) => (await network()).routeFor(url).remembered }),
    ),
  );
  const versions = {
    extension: `Voice Jobs ${context.extension.packageJSON.version}`,
    editor: `${vscode.env.appName} ${vscode.version}`,
    system: process.platform,
  };

  const report = lazy(() =>
    import("./ui/errorReporter.js").then(({ ErrorReporter }) => new ErrorReporter(log, sessions, locale)),
  );
  const documents = new JobDocuments({ connectionStore, sessions, store, refresher });
  const reports = new ReportDocuments();
  const seen = { connectionStore, sessions, store, refresher, viewOptions, watchList, clock, locale };
  const tree = new LazyTreeView(connectionStore, store, async () => {
    const [{ JobTreeProvider }, reported] = await Promise.all([import("./features/tree/ui/jobTreeProvider.js"), report()]);
    return new JobTreeProvider({ ...seen, report: reported });
  });
  const { treeView, ...shown } = tree.show();
  const stateLog = {
    of: async (connectionId: string, jobId: string) => (await jobCache()).stateLog.of(connectionId, jobId),
  };
  const panels = lazy(async () => {
    const [{ DetailsPanels }, reported] = await Promise.all([import("./features/details/ui/detailsPanels.js"), report()]);
    const recall = async (connectionId: string) => (await jobCache()).recall(connectionId);
    const observations = async (connectionId: string) => (await jobCache()).stateLog.all(connectionId);
    const past = { recall, observations, stateLog, report: reported };
    return new DetailsPanels(extensionUri, { connectionStore, sessions, store, refresher, ...past, userActivity, clock, locale });
  });
  const drafts = lazy(() => import("./platform/files/atomicWriter.js"));
  const kernel: Omit<UiKernel, "report" | "picker" | "refreshConnections"> = {
    clouds,
    connectionStore,
    sessions,
    store,
    refresher,
    viewOptions,
    watchList,
    userActivity,
    demo,
    stateLog,
    used,
    openDemo,
    openProbes,
    redactor,
    machine,
    clock,
    lockFiles,
    state: context.globalState,
    windows,
    digest,
    nonce: randomUUID,
    openDraft: async (path) => (await drafts()).openAtomicFile(path),
    readHomeFile,
    environment: process.env,
    locale,
    documents: requests,
    reports,
    open: async (key) => (await panels()).open(key),
    shown: async () => (await panels()).shown(),
    activateRow: () => tree.activate(),
    selection: () => treeView.selection,
    extensionId: context.extension.id,
    versions,
    log: channel,
  };
  const follow = lazy(() =>
    import("./features/notifications/ui/notifications.js").then(({ follow }) => follow({ ...kernel, treeView })),
  );
  const features = lazy(async () => {
    const [{ createFeatures }, reported] = await Promise.all([import("./features/index.js"), report()]);
    return createFeatures({ ...kernel, report: reported });
  });
  const modelTools = lazy(async () => {
    const [{ ModelTools }, reported] = await Promise.all([import("./features/languageModel/ui/modelTools.js"), report()]);
    return new ModelTools({ ...kernel, report: reported }, async () => (await (await features()).submit.load()).flow);
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
    followWhenNeeded(treeView, watchList, follow),
    preloadWhenSeen(treeView, store, clock, async (key) => {
      const [opened] = await Promise.all([panels(), features()]);
      await opened.warm(key);
    }),
    documents.register(),
    reports.register(),
    requests.register(),
    registerDetails(panels),
    registerCommands(connectionStore, viewOptions, async (...given) => (await features()).run(...given)),
    vscode.window.registerUriHandler({ handleUri: async (uri) => void (await features()).openLink(uri) }),
    registerTools(modelTools),
    store.onDidChange(async (change) => (await jobCache()).follow(change)),
    connectionStore.onDidChange(async ({ connectionId }) => (await jobCache()).followConnections(connectionId)),
    connectionStore.onDidChange(async () => (await used()).sweep()),
    sessions.onDidFindClockOff(async (difference) => (await report()).showClockOff(difference)),
    { dispose: () => network.ifLoaded((http) => http.close()) },
    { dispose: () => jobCache.ifLoaded((loaded) => loaded.dispose()) },
  );
  startUp(context.globalState, features, process.env);
  return createApi({
    connectionStore,
    sessions,
    store,
    refresher,
    nonce: randomUUID,
    submit: async (key, values) => {
      const { flow } = await (await features()).submit.load();
      await flow.submitWith(key, values);
    },
  });
}
