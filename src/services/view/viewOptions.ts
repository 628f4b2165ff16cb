// What the person has chosen to see of all jobs: one choice for the view, kept beyond the window, told to whom it concerns.
//
// A filter and an arrangement, kept beyond the window (storedViewOptions.ts: anything may be read back, personal values are left
// out). core/jobs/filter/jobFilter.ts says what fits a filter and which part of it a cloud serves, core/jobs/arrangement.ts groups and
// orders. Where the server counts, it counts its part of the filter (the refresher's scope); rows are never loaded just because
// of a filter. What servers cannot find, features/search/jobSearch.ts finds among loaded rows.

import type { Arrangement } from "../../core/jobs/arrangement.js";
import { hasTimes, isEmpty, type JobFilter, serve } from "../../core/jobs/filter/jobFilter.js";
import type { JobQuery } from "../../core/jobs/filter/jobQuery.js";
import { Emitter } from "../../core/ports/event.js";
import type { KeyValue } from "../../core/ports/ports.js";
import { stateKeys } from "../../core/storedNames.js";
import type { ConnectionStore } from "../connections/connectionStore.js";
import type { Sessions } from "../connections/sessions.js";
import type { JobStore } from "../jobs/jobStore.js";
import { isWhole } from "../jobs/snapshot.js";
import type { TimeFilters } from "../refresh/timeFilters.js";
import { type ChosenOptions, readChosen, tidyFilter, withoutPersonal } from "./storedViewOptions.js";

const stateKey = stateKeys.viewOptions;

/** Who has the server count and page through a part of the jobs. `undefined` = all of them again. */
export interface Scopes {
  setScope(connectionId: string, query: JobQuery | undefined): unknown;
}

export class ViewOptions {
  /** A new object with each choice. */
  private current: ChosenOptions;
  private times: TimeFilters | undefined;
  private readonly changed = new Emitter<ChosenOptions>();
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly state: KeyValue,
    private readonly connectionStore: ConnectionStore,
    private readonly sessions: Sessions,
    private readonly store: JobStore,
    private readonly scopes: Scopes,
    /** Loaded with the first filter by time; absent = no server is asked for times. */
    private readonly loadTimes?: () => Promise<TimeFilters>,
  ) {
    this.current = readChosen(state.get<unknown>(stateKey));
  }

  get chosen(): ChosenOptions {
    return this.current;
  }

  get isFiltered(): boolean {
    return !isEmpty(this.current.filter);
  }

  async setFilter(filter: JobFilter): Promise<void> {
    await this.set({ ...this.current, filter: tidyFilter(filter) });
  }

  async arrange(parts: Partial<Arrangement>): Promise<void> {
    await this.set({ ...this.current, arrangement: { ...this.current.arrangement, ...parts } });
  }

  /** States of a cloud whose jobs are not shown. */
  async hide(cloudId: string, states: readonly string[]): Promise<void> {
    await this.arrange({ hidden: { ...this.current.arrangement.hidden, [cloudId]: states } });
  }

  /** Has the server count what the filter lets through, where it can and not all rows are here anyway. Asks nothing that is known. */
  aim(connectionId: string): void {
    const connection = this.connectionStore.find(connectionId);
    const snapshot = this.store.get(connectionId);
    if (!connection || snapshot.readAt === undefined) return;
    const { serves, countsByState } = this.sessions.cloudOf(connection).listing;
    const isAsked = countsByState && !isWhole(snapshot);
    const { filter } = this.current;
    const query = isAsked ? serve(filter, serves, this.times?.of(connectionId)).query : {};
    if (isAsked && hasTimes(filter)) void this.findTimes(connectionId);
    const wanted = Object.keys(query).length > 0 ? query : undefined;
    if (JSON.stringify(wanted) !== JSON.stringify(snapshot.scope?.query)) this.scopes.setScope(connectionId, wanted);
  }

  /** What is found out aims once more. */
  private async findTimes(connectionId: string): Promise<void> {
    const times = await this.loadTimes?.();
    if (times && !this.times) {
      this.times = times;
      times.onDidChange((id) => this.aim(id));
      if (times.of(connectionId)) return this.aim(connectionId);
    }
    times?.findOut(connectionId, this.current.filter);
  }

  private async set(chosen: ChosenOptions): Promise<void> {
    const next = readChosen(chosen);
    if (JSON.stringify(next) === JSON.stringify(this.current)) return;
    this.current = next;
    this.changed.fire(next);
    for (const { id } of this.connectionStore.all()) this.aim(id);
    await this.state.update(stateKey, withoutPersonal(next));
  }
}
