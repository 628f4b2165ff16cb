// One of everything that features share, made once by extension.ts: each part of a feature says with `Pick` what it takes of it.
import type { Cloud } from "../core/cloud.js";
import type { Late } from "../core/ports/lazy.js";
import type { Probes } from "../core/ports/networkProbe.js";
import type { Clock, Draft, KeyValue, Machine, Notes, Windows } from "../core/ports/ports.js";
import type { Redactor } from "../core/privacy/redactor.js";
import type { ConnectionBook } from "./connections/connectionStore.js";
import type { Demo, OpenDemo } from "./connections/demoConnections.js";
import type { Sessions } from "./connections/sessions.js";
import type { JobStore } from "./jobs/jobStore.js";
import type { WatchList } from "./jobs/watchList.js";
import type { Refresher } from "./refresh/refresher.js";
import type { UsedValues } from "./storage/lastValues.js";
import type { Timeline } from "./storage/stateLog.js";
import type { OwnActs } from "./view/userActivity.js";
import type { Lens } from "./view/viewOptions.js";

export interface Kernel {
  readonly clouds: readonly Cloud[];
  readonly book: ConnectionBook;
  readonly sessions: Sessions;
  readonly store: JobStore;
  readonly refresher: Refresher;
  readonly lens: Lens;
  readonly watchList: WatchList;
  readonly own: OwnActs;
  readonly demo: Demo;
  readonly timeline: Pick<Timeline, "of">;
  /** What was filled into forms before. */
  readonly used: Late<UsedValues>;
  readonly openDemo: OpenDemo;
  readonly openProbes: () => Promise<Probes>;
  readonly redactor: Redactor;
  readonly machine: Machine;
  readonly clock: Clock;
  /** Lock files that all windows share. */
  readonly notes: Notes;
  readonly state: KeyValue;
  readonly windows: Windows;
  /** A short digest that is a safe file name. */
  readonly digest: (text: string) => string;
  readonly nonce: () => string;
  /** A file of this computer that appears when it is whole. */
  readonly openDraft: (path: string) => Promise<Draft>;
  /** Text of a file below the home directory; undefined = there is none. Rejects where it cannot be read. */
  readonly readHomeFile: (path: string) => Promise<string | undefined>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The editor's display language, a BCP 47 tag. */
  readonly locale: string;
}
