// What is known beside one job: its cloud's advice, and how long jobs stay in its state. Read once, and again when the job moves.
//
// What states and codes mean is data: clouds/<cloud>/advice/states.ts and codes.ts (English, looked up by text/translate.ts; `*`
// in a code stands for anything, the exact code wins, then the longest). A cloud may do without: then the states' hints and
// general steps must do.
//
// Usual durations come from core/jobs/history/stateIntervals.ts: a stay in a state counts only where both its ends are known well
// enough, by the cloud's clock between neighbouring milestones, else between the last look that saw the old state and the first
// that saw the new one. text/adviceText.ts and text/durationText.ts word the block above the fields; error banners use the same
// table.

import type { Advice } from "../../core/cloud/advice.js";
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import type { StateDurations } from "../../core/jobs/history/stateDuration.js";
import { currentDurationOf, intervalsIn, typicalDurationOf } from "../../core/jobs/history/stateIntervals.js";
import type { VoiceJob } from "../../core/jobs/job.js";
import type { Kernel } from "../../services/kernel.js";
import type { SoundCheckRecord } from "../../services/storage/soundChecks.js";
import type { StateObservations } from "../../services/storage/stateLogFile.js";

export type JobContextKernel = Pick<Kernel, "clock" | "uploaded" | "soundChecks"> & {
  readonly connectionStore: { all(): readonly Connection[] };
  /** What was seen of a connection's jobs. */
  observations(connectionId: string): Promise<StateObservations>;
};

/** Milliseconds: what takes longer, the panel does not wait for. */
const patience = 50;

export class JobContext {
  /** Absent = not here yet, or the cloud has none. */
  advice: Advice | undefined;
  /** Of the job as it was followed last; absent = not here yet, or the connection's jobs are not remembered. */
  observed: StateDurations | undefined;
  /** What the cloud has measured of the recordings of the job, apart from it; absent = nothing that is known. */
  soundCheck: SoundCheckRecord | undefined;
  private job: VoiceJob | undefined;
  /** Of that job; undefined = none was followed yet. */
  private version: string | undefined;
  /** What is known is here, or it took too long to wait for. */
  isHere = false;

  constructor(
    private readonly connection: Connection,
    private readonly cloud: Cloud,
    private readonly kernel: JobContextKernel,
    /** There is more to show, or nothing to wait for any more: it is here. */
    private readonly changed: () => void,
  ) {}

  /** Reads what is known of the job, unless that was done since it moved last. */
  follow(job: VoiceJob | undefined): void {
    const version = job ? `${job.state} ${job.updatedAt ?? ""}` : "";
    if (version === this.version) return;
    this.job = job;
    this.version = version;
    this.observed = undefined;
    this.soundCheck = undefined;
    this.isHere = false;
    void this.read(job, version);
  }

  /** Other jobs may have moved meanwhile; until that is read, the old holds. */
  again(): void {
    if (this.version !== undefined && this.isHere) void this.read(this.job, this.version);
  }

  private async read(job: VoiceJob | undefined, version: string): Promise<void> {
    const arrive = () => {
      if (this.version !== version) return;
      this.isHere = true;
      this.changed();
    };
    const waiting = this.kernel.clock.after(patience, arrive);
    // Neither is needed to show a job: what cannot be read is not known.
    const [advice, observed, soundCheck] = await Promise.all([
      this.advice ?? this.cloud.advice?.().catch(() => undefined),
      job && this.observe(job).catch(() => undefined),
      job && this.measured(job).catch(() => undefined),
    ]);
    waiting.dispose();
    this.advice = advice;
    if (this.version === version) [this.observed, this.soundCheck] = [observed, soundCheck];
    arrive();
  }

  /** Of the recordings as they were uploaded for the job: of others it says nothing. */
  private async measured({ id }: VoiceJob): Promise<SoundCheckRecord | undefined> {
    const { place, fingerprint } = (await this.kernel.uploaded()).of(this.connection.id, id) ?? {};
    if (!place || fingerprint === undefined) return undefined;
    return (await this.kernel.soundChecks()).of(place.path, fingerprint);
  }

  private async observe(job: VoiceJob): Promise<StateDurations | undefined> {
    const { connection, cloud, kernel } = this;
    if (connection.isDemo) return undefined;
    const own = await kernel.observations(connection.id);
    const history = own.get(job.id) ?? [];
    const current = currentDurationOf(job, history);
    const before = history.findLast(({ state }) => state !== job.state)?.state;
    const lengths = intervalsIn(job.state, cloud, own.values());
    const ownTypical = typicalDurationOf(lengths);
    const typical = ownTypical ?? typicalDurationOf([...lengths, ...(await this.lengthsElsewhere(job.state))]);
    return {
      isOfConnection: ownTypical !== undefined,
      ...(typical && { typical }),
      ...(current && { current }),
      ...(before !== undefined && { before }),
    };
  }

  /** In the other connections to the same cloud. */
  private async lengthsElsewhere(state: string): Promise<number[]> {
    const { connection, cloud, kernel } = this;
    const others = kernel.connectionStore
      .all()
      .filter(({ id, cloud, isDemo }) => id !== connection.id && cloud === connection.cloud && !isDemo);
    const observations = await Promise.all(
      others.map(({ id }) => kernel.observations(id).catch((): StateObservations => new Map())),
    );
    return observations.flatMap((each) => intervalsIn(state, cloud, each.values()));
  }
}
