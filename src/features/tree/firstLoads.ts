// First loads that begin with a look at the view: those that page through a whole account stop while it is hidden, and go on with the next look.
import type { Disposable } from "../../core/ports/event.js";
import type { Attention, Clock } from "../../core/ports/ports.js";
import type { ConnectionStore } from "../../services/connections/connectionStore.js";
import type { Sessions } from "../../services/connections/sessions.js";
import type { JobStore } from "../../services/jobs/jobStore.js";
import type { Refresher } from "../../services/refresh/refresher.js";

const never = new AbortController().signal;
/** So long the editor has for painting remembered rows before what a request needs is loaded beside it. Milliseconds. */
const paintingMs = 250;
/** A disk gets so long before the tree is shown without what it remembers. Milliseconds. */
const longestRecall = 200;

/** Brings back the rows of the last window; asks no cloud. */
export async function recallRows(given: {
  readonly connectionStore: Pick<ConnectionStore, "ids">;
  readonly clock: Clock;
  readonly recall: (connectionId: string) => Promise<void>;
}): Promise<void> {
  const tooLong = new Promise<void>((resolve) => given.clock.after(longestRecall, resolve));
  await Promise.race([Promise.all(given.connectionStore.ids().map(given.recall)), tooLong]);
}

export class FirstLoads {
  /** Connections whose loading may take many pages. */
  private readonly paged = new Set<string>();
  /** Connections whose remembered rows are being painted. */
  private readonly painting = new Set<string>();
  /** Aborted while the view is hidden. */
  private visible = new AbortController();

  constructor(
    private readonly connectionStore: Pick<ConnectionStore, "find">,
    private readonly sessions: Pick<Sessions, "cloudOf">,
    private readonly store: Pick<JobStore, "get">,
    private readonly refresher: Pick<Refresher, "ensureConnection">,
    private readonly clock: Clock,
  ) {}

  /** The view shows the connection. */
  begin(connectionId: string): void {
    if (!this.store.get(connectionId).isRemembered) return this.load(connectionId);
    if (this.painting.has(connectionId)) return;
    this.painting.add(connectionId);
    this.clock.after(paintingMs, () => {
      this.painting.delete(connectionId);
      this.load(connectionId);
    });
  }

  /** A cloud that counts is read in a few requests, which go on while the view is hidden. */
  private load(connectionId: string): void {
    const connection = this.connectionStore.find(connectionId);
    if (!connection) return;
    const isPaged = !this.sessions.cloudOf(connection).listing.countsByState;
    if (isPaged) this.paged.add(connectionId);
    void this.refresher.ensureConnection(connectionId, isPaged ? this.visible.signal : never);
  }

  follow(attention: Pick<Attention, "isViewVisible" | "onDidChange">): Disposable {
    return attention.onDidChange(() => {
      if (!attention.isViewVisible) return this.visible.abort();
      if (!this.visible.signal.aborted) return;
      this.visible = new AbortController();
      // What was loaded, stopped by the person or refused meanwhile stays as it is.
      for (const connectionId of this.paged) void this.refresher.ensureConnection(connectionId, this.visible.signal);
    });
  }
}
