// How far the totals of a connection can be followed by what is seen of its jobs, and which of them must be counted again.

/** Of one list's totals: all jobs, or the scope. */
export class StaleCounts {
  /** Order of the request that counted a state last; states that had no jobs are among them. */
  readonly counted = new Map<string, number>();
  /** To be counted again. */
  readonly states = new Set<string>();
  /** A job was seen that left an unknown state: every state with jobs that have no row may be one too many. */
  isOpen = false;
  /** None of the totals is this window's. */
  isAll = false;

  /**
   * Something changed: whatever was counted after `settledAsked` may know of it, or of what it was on its way, already or not.
   * `states`: those it left and entered; of one that was never counted nothing is known.
   */
  invalidate(settledAsked: number, states: readonly string[]): void {
    for (const [state, asked] of this.counted) if (asked > settledAsked) this.states.add(state);
    for (const state of states) if (!this.counted.has(state)) this.states.add(state);
  }

  /** The counts of these requests replace stale ones; older ones than the head may lack what was followed since. */
  confirm(counts: ReadonlyMap<string, { readonly asked: number }>, headAsked: number): void {
    for (const [state, { asked }] of counts) {
      this.counted.set(state, asked);
      if (asked < headAsked) this.states.add(state);
      else this.states.delete(state);
    }
  }

  clear(): void {
    this.counted.clear();
    this.states.clear();
    this.isOpen = false;
    this.isAll = false;
  }

  copyTo(other: StaleCounts): void {
    other.clear();
    for (const [state, asked] of this.counted) other.counted.set(state, asked);
    for (const state of this.states) other.states.add(state);
    other.isOpen = this.isOpen;
    other.isAll = this.isAll;
  }
}

export class TotalsValidity {
  /**
   * Every change that the totals do not know is at least this late by the cloud's clock. Milliseconds since 1970. Absent = the list is
   * not sorted by change, or too much happened at once: nothing can be followed.
   */
  since: number | undefined;
  /** Order of the first page which the totals hold for. */
  headAsked = 0;
  /** Until this request nothing had happened since that page: what was counted before is settled. */
  settledAsked = 0;
  /** The head of the list as it was seen first with this time; both in milliseconds since 1970, `seenAt` by our own clock. */
  head: { readonly time: number; readonly seenAt: number } | undefined;
  /** Jobs that the cloud counts and never shows. */
  hidden = 0;
  /** Jobs that went and were not found: none of the loaded ones, or another took their place while they were looked for. */
  lost = 0;
  /** Changes that the totals followed so far. */
  followed = 0;
  /** Jobs that were deleted, with the order at which that was known: older answers must not bring them back. */
  readonly gone = new Map<string, number>();
  /** Jobs without a time that were unknown when they were read, with the order of that: they may have changed since the last first page. */
  readonly untimed = new Map<string, number>();
  readonly all = new StaleCounts();
  readonly scope = new StaleCounts();

  /** The list has shown in its order whatever was read before this request. */
  placeUntimed(asked: number): void {
    for (const [id, readAt] of this.untimed) if (readAt <= asked) this.untimed.delete(id);
  }

  copy(): TotalsValidity {
    const copy = new TotalsValidity();
    copy.since = this.since;
    copy.headAsked = this.headAsked;
    copy.settledAsked = this.settledAsked;
    copy.head = this.head;
    copy.hidden = this.hidden;
    copy.followed = this.followed;
    copy.lost = this.lost;
    for (const [id, asked] of this.gone) copy.gone.set(id, asked);
    for (const [id, asked] of this.untimed) copy.untimed.set(id, asked);
    this.all.copyTo(copy.all);
    this.scope.copyTo(copy.scope);
    return copy;
  }
}
