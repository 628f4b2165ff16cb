// Keeps what waits for the person, and tells whether a look at it found something else. Usual durations come a moment after the rows.
import type { Cloud } from "../../core/cloud/cloud.js";
import type { Connection } from "../../core/connection.js";
import type { ObservedStays } from "../../core/jobs/history/stateObservation.js";
import { jobKeyText } from "../../core/jobs/job.js";
import type { Clock } from "../../core/ports/ports.js";
import type { ConnectionStore } from "../../services/connections/connectionStore.js";
import type { Sessions } from "../../services/connections/sessions.js";
import type { JobStore } from "../../services/jobs/jobStore.js";
import type { ViewOptions } from "../../services/view/viewOptions.js";
import { countedConnections, findNeeding, isSameNeeding, type NeedingJob, type NeedsMe } from "./needsMe.js";

export type ReadStays = (connection: Connection, cloud: Cloud) => Promise<ObservedStays>;

/** Usual durations change slowly. Milliseconds. */
const staysLast = 10 * 60_000;

export class NeedsMeModel {
  private known: NeedsMe | undefined;
  private byJob = new Map<string, NeedingJob>();
  /** By connection: how long its jobs stay, and when that was asked for. */
  private readonly stays = new Map<string, { readonly askedAt: number; readonly found?: ObservedStays }>();

  constructor(
    private readonly connectionStore: Pick<ConnectionStore, "all">,
    private readonly sessions: Pick<Sessions, "cloudOf">,
    private readonly store: Pick<JobStore, "get">,
    private readonly viewOptions: Pick<ViewOptions, "chosen">,
    private readonly clock: Clock,
    private readonly readStays: ReadStays,
    /** There may be more to see. */
    private readonly changed: () => void,
  ) {}

  get current(): NeedsMe {
    if (!this.known) this.look();
    return this.known!;
  }

  get counted(): readonly Connection[] {
    return countedConnections(this.connectionStore.all());
  }

  job(connectionId: string, jobId: string): NeedingJob | undefined {
    if (!this.known) this.look();
    return this.byJob.get(jobKeyText({ connectionId, jobId }));
  }

  /** Looks again; whether something looks different now. */
  look(): boolean {
    const connections = this.counted.map((connection) => {
      const cloud = this.sessions.cloudOf(connection);
      const stays = this.staysOf(connection, cloud);
      return { connectionId: connection.id, cloud, snapshot: this.store.get(connection.id), ...(stays && { stays }) };
    });
    const now = findNeeding(connections, this.viewOptions.chosen);
    const isNews = this.known === undefined || !isSameNeeding(this.known, now);
    this.known = now;
    this.byJob = new Map(now.rows.map((row) => [jobKeyText({ connectionId: row.connectionId, jobId: row.record.job.id }), row]));
    return isNews;
  }

  private staysOf(connection: Connection, cloud: Cloud): ObservedStays | undefined {
    const known = this.stays.get(connection.id);
    const now = this.clock.now();
    // Before its first rows are here there is nothing to compare with; and a clock that was set back makes no wait longer.
    if (this.store.get(connection.id).readAt === undefined) return known?.found;
    if (known && Math.abs(now - known.askedAt) < staysLast) return known.found;
    this.stays.set(connection.id, { ...known, askedAt: now });
    void this.readStays(connection, cloud).then(
      (found) => {
        this.stays.set(connection.id, { askedAt: now, found });
        this.changed();
      },
      // Without them no job is known to be stuck.
      () => undefined,
    );
    return known?.found;
  }
}
