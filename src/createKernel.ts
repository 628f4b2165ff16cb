// Constructs what all features share, once for each window: nothing of it reads a file or opens a socket before it is asked to.
import { createHash, randomUUID } from "node:crypto";
import * as vscode from "vscode";
import { clouds } from "./clouds/index.js";
import { type Lazy, lazy } from "./core/ports/lazy.js";
import type { Log, Machine } from "./core/ports/ports.js";
import { Redactor } from "./core/privacy/redactor.js";
import { folders } from "./core/storedNames.js";
import { demoName } from "./features/connections/text/demoText.js";
import { systemClock as clock } from "./platform/clock.js";
import { readHomeFile } from "./platform/files/homeFiles.js";
import { createLockFiles } from "./platform/files/lockFiles.js";
import { createWindowRegistry } from "./platform/files/windowRegistry.js";
import type { createHttp } from "./platform/network/http.js";
import { ConnectionStore } from "./services/connections/connectionStore.js";
import { DemoConnections, type OpenDemo } from "./services/connections/demoConnections.js";
import { SessionOpener } from "./services/connections/sessionOpener.js";
import { Sessions } from "./services/connections/sessions.js";
import { JobStore } from "./services/jobs/jobStore.js";
import { WatchList } from "./services/jobs/watchList.js";
import type { Kernel } from "./services/kernel.js";
import type { KeyCalls } from "./services/keys/keyGuard.js";
import { SecretFingerprints } from "./services/keys/secretFingerprints.js";
import { Refresher } from "./services/refresh/refresher.js";
import type { HistoryMemory } from "./services/storage/historyCache.js";
import type { JobCache } from "./services/storage/jobCache.js";
import { UserActivity } from "./services/view/userActivity.js";
import { ViewOptions } from "./services/view/viewOptions.js";
import { openLogChannel, routeSettings } from "./ui/settings.js";

export interface KernelParts {
  readonly kernel: Kernel;
  readonly channel: vscode.LogOutputChannel;
  /** Hides secrets in what is written. */
  readonly log: Log;
  readonly network: Lazy<ReturnType<typeof createHttp>>;
  readonly jobCache: Lazy<JobCache>;
}

export function createKernel(context: vscode.ExtensionContext): KernelParts {
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

  const windows = createWindowRegistry(digest, randomUUID());

  const knownClouds = clouds.map(({ id }) => id);
  const connectionStore = new ConnectionStore(context.globalState, context.secrets, knownClouds);
  const keyGuard = lazy(
    async () => new (await import("./services/keys/keyGuard.js")).KeyGuard(lockFiles, clock, digest, windows),
  );
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
    const [{ JobCache }, { createFileCache }] = await Promise.all([
      import("./services/storage/jobCache.js"),
      import("./platform/files/fileCache.js"),
    ]);
    const fileCache = createFileCache(vscode.Uri.joinPath(context.globalStorageUri, folders.remembered).fsPath);
    return new JobCache(clouds, connectionStore, store, fileCache, clock, log);
  });
  const timeFilters = lazy(async () => {
    const { TimeFilters } = await import("./services/refresh/timeFilters.js");
    return new TimeFilters(context.globalState, connectionStore, sessions, store, refresher, clock);
  });
  const viewOptions = new ViewOptions(context.globalState, connectionStore, sessions, store, refresher, timeFilters);
  const used = lazy(() =>
    import("./services/storage/lastValues.js").then(({ LastValues }) => new LastValues(context.globalState, connectionStore)),
  );
  const accountLimits = lazy(() =>
    import("./services/connections/accountLimits.js").then(({ AccountLimitsReader }) => new AccountLimitsReader(sessions, clock)),
  );
  const uploaded = lazy(() =>
    import("./services/storage/uploadedRecordings.js").then(
      ({ UploadedRecordings }) => new UploadedRecordings(context.globalState, connectionStore),
    ),
  );
  const soundChecks = lazy(() =>
    import("./services/storage/soundChecks.js").then(({ SoundChecks }) => new SoundChecks(context.globalState, connectionStore)),
  );
  const fieldsOf = (id: string) => clouds.find((cloud) => cloud.id === connectionStore.find(id)?.cloud)?.jobFields ?? [];
  const watchList = new WatchList(context.globalState, fieldsOf);
  const userActivity = new UserActivity(clock);
  const demo = new DemoConnections(clouds, connectionStore, openDemo, randomUUID, demoName);

  const openProbes = lazy(() =>
    import("./platform/network/probes.js").then(({ createProbes }) =>
      createProbes({ settings: routeSettings, isRemembered: async (url) => (await network()).routeFor(url).remembered }),
    ),
  );
  const stateLog = {
    of: async (connectionId: string, jobId: string) => (await jobCache()).stateLog.of(connectionId, jobId),
  };
  const histories: HistoryMemory = {
    of: async (connectionId, jobId) => (await jobCache()).histories.of(connectionId, jobId),
    keep: async (...given) => (await jobCache()).keepHistory(...given),
  };
  const drafts = lazy(() => import("./platform/files/atomicWriter.js"));
  const kernel: Kernel = {
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
    histories,
    used,
    uploaded,
    soundChecks,
    accountLimits,
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
    openThreads: lazy(async () => {
      const { createThreads } = await import("./platform/threads.js");
      return createThreads(vscode.Uri.joinPath(context.extensionUri, "dist").fsPath);
    }),
    openFileSender: lazy(async () => (await import("./platform/files/fileSender.js")).createFileSender(machine.http)),
    openTemporaryFiles: lazy(async () => {
      const { createTemporaryFiles } = await import("./platform/files/temporaryFiles.js");
      return createTemporaryFiles(vscode.Uri.joinPath(context.globalStorageUri, folders.packages).fsPath, windows, randomUUID);
    }),
    readHomeFile,
    environment: process.env,
    locale: vscode.env.language,
  };
  return { kernel, channel, log, network, jobCache };
}
