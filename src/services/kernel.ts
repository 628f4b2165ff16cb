// One of everything that features share, made once by createKernel.ts: each part of a feature says with `Pick` what it takes of it.
import type { Cloud } from "../core/cloud/cloud.js";
import type { FileSender } from "../core/ports/fileSender.js";
import type { Lazy } from "../core/ports/lazy.js";
import type { Probes } from "../core/ports/networkProbe.js";
import type {
  AtomicFile,
  Clock,
  KeyValue,
  LockFiles,
  Machine,
  StartThread,
  TemporaryFiles,
  WindowRegistry,
} from "../core/ports/ports.js";
import type { Redactor } from "../core/privacy/redactor.js";
import type { AccountLimitsReader } from "./connections/accountLimits.js";
import type { ConnectionStore } from "./connections/connectionStore.js";
import type { DemoConnections, OpenDemo } from "./connections/demoConnections.js";
import type { Sessions } from "./connections/sessions.js";
import type { JobStore } from "./jobs/jobStore.js";
import type { WatchList } from "./jobs/watchList.js";
import type { Refresher } from "./refresh/refresher.js";
import type { HistoryMemory } from "./storage/historyCache.js";
import type { LastValues } from "./storage/lastValues.js";
import type { SoundChecks } from "./storage/soundChecks.js";
import type { StateLog } from "./storage/stateLog.js";
import type { UploadedRecordings } from "./storage/uploadedRecordings.js";
import type { UserActivity } from "./view/userActivity.js";
import type { ViewOptions } from "./view/viewOptions.js";

export interface Kernel {
  readonly clouds: readonly Cloud[];
  readonly connectionStore: ConnectionStore;
  readonly sessions: Sessions;
  readonly store: JobStore;
  readonly refresher: Refresher;
  readonly viewOptions: ViewOptions;
  readonly watchList: WatchList;
  readonly userActivity: UserActivity;
  readonly demo: DemoConnections;
  readonly stateLog: Pick<StateLog, "of">;
  readonly histories: HistoryMemory;
  /** What was filled into forms before. */
  readonly used: Lazy<LastValues>;
  /** What accounts have left. */
  readonly accountLimits: Lazy<AccountLimitsReader>;
  /** Which recordings were uploaded for which job. */
  readonly uploaded: Lazy<UploadedRecordings>;
  /** What clouds have measured of recordings apart from any job. */
  readonly soundChecks: Lazy<SoundChecks>;
  readonly openDemo: OpenDemo;
  readonly openProbes: () => Promise<Probes>;
  readonly redactor: Redactor;
  readonly machine: Machine;
  readonly clock: Clock;
  /** Lock files that all windows share. */
  readonly lockFiles: LockFiles;
  readonly state: KeyValue;
  readonly windows: WindowRegistry;
  /** A short digest that is a safe file name. */
  readonly digest: (text: string) => string;
  readonly nonce: () => string;
  /** A file of this computer that appears when it is whole. */
  readonly openDraft: (path: string) => Promise<AtomicFile>;
  readonly openThreads: () => Promise<StartThread>;
  readonly openFileSender: () => Promise<FileSender>;
  /** For packages while they are uploaded. */
  readonly openTemporaryFiles: () => Promise<TemporaryFiles>;
  /** Text of a file below the home directory; undefined = there is none. Rejects where it cannot be read. */
  readonly readHomeFile: (path: string) => Promise<string | undefined>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The editor's display language, a BCP 47 tag. */
  readonly locale: string;
}
