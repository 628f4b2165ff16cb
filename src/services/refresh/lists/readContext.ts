// What the reading of one connection works with.
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { JobRecord } from "../../jobs/jobRecord.js";
import type { Snapshot } from "../../jobs/snapshot.js";
import type { SnapshotDraft } from "../../jobs/snapshotDraft.js";
import type { TotalsValidity } from "../../jobs/totalsValidity.js";
import type { Ask } from "./listPages.js";
import type { LoadedRanges } from "./loadedRanges.js";

export interface ReadContext {
  readonly cloud: Cloud;
  readonly validity: TotalsValidity;
  readonly ranges: LoadedRanges;
  readonly ask: Ask;
  /** Undefined = the cloud has no such job. */
  readonly get: (jobId: string) => Promise<JobRecord | undefined>;
  /** What the store knows at this moment. */
  readonly known: () => Snapshot;
  readonly preview: () => SnapshotDraft;
  /** Called with what has been read so far. */
  readonly show: (records: readonly JobRecord[], total?: number) => void;
  /** Another read of the scope is under way. */
  readonly isScopeUnderWay: () => boolean;
}
