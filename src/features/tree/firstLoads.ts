// First loads that begin with a look at the view: those that page through a whole account stop while it is hidden, and go on with the next look.
import type { Disposable } from "../../core/ports/event.js";
import type { Attention } from "../../core/ports/ports.js";
import type { ConnectionStore } from "../../services/connections/connectionStore.js";
import type { Sessions } from "../../services/connections/sessions.js";
import type { Refresher } from "../../services/refresh/refresher.js";

const never = new AbortController().signal;

export class FirstLoads {
  /** Connections whose loading may take many pages. */
  private readonly paged = new Set<string>();
  /** Aborted while the view is hidden. */
  private visible = new AbortController();

  constructor(
    private readonly connectionStore: Pick<ConnectionStore, "find">,
    private readonly sessions: Pick<Sessions, "cloudOf">,
    private readonly refresher: Pick<Refresher, "ensureConnection">,
  ) {}

  /** The view shows the connection. A cloud that counts is read in a few requests, which go on while the view is hidden. */
  begin(connectionId: string): void {
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
