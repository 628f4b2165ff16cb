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
  private look = new AbortController();

  constructor(
    private readonly book: Pick<ConnectionStore, "find">,
    private readonly sessions: Pick<Sessions, "cloudOf">,
    private readonly refresher: Pick<Refresher, "ensureConnection">,
  ) {}

  /** Somebody looks at the connection's rows. What is counted is loaded in a few requests, which nobody calls back. */
  begin(connectionId: string): void {
    const connection = this.book.find(connectionId);
    if (!connection) return;
    const isPaged = !this.sessions.cloudOf(connection).listing.countsByState;
    if (isPaged) this.paged.add(connectionId);
    void this.refresher.ensureConnection(connectionId, isPaged ? this.look.signal : never);
  }

  follow(attention: Pick<Attention, "isViewVisible" | "onDidChange">): Disposable {
    return attention.onDidChange(() => {
      if (!attention.isViewVisible) return this.look.abort();
      if (!this.look.signal.aborted) return;
      this.look = new AbortController();
      // What was loaded, stopped by the person or refused meanwhile stays as it is.
      for (const connectionId of this.paged) void this.refresher.ensureConnection(connectionId, this.look.signal);
    });
  }
}
