// Asks clouds what accounts have left and how long recordings may be, once in a while: said where it is known, and never waited for.
import type { AccountLimits } from "../../core/cloud/capabilities/accountLimits.js";
import { asVoiceError } from "../../core/errors.js";
import { Emitter } from "../../core/ports/event.js";
import type { Clock } from "../../core/ports/ports.js";
import type { Sessions } from "./sessions.js";

/** Milliseconds after which it is asked again: a submit takes from what is left. */
const freshMs = 60_000;

interface Known {
  readonly at: number;
  readonly limits: AccountLimits;
}

export class AccountLimitsReader {
  private readonly known = new Map<string, Known>();
  private readonly changed = new Emitter<string>();
  /** With the id of the connection. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly sessions: Pick<Sessions, "read">,
    private readonly clock: Pick<Clock, "now">,
  ) {}

  /** As far as it is known. */
  of(connectionId: string): AccountLimits | undefined {
    return this.known.get(connectionId)?.limits;
  }

  /** An account that may not ask has no limits that are known. Never throws. */
  async read(connectionId: string, signal: AbortSignal): Promise<AccountLimits | undefined> {
    const known = this.known.get(connectionId);
    if (known && this.clock.now() - known.at < freshMs) return known.limits;
    try {
      const limits = await this.sessions.read(connectionId, signal, async (api) => api.accountLimits?.(signal));
      if (!limits) return undefined;
      this.known.set(connectionId, { at: this.clock.now(), limits });
      this.changed.fire(connectionId);
      return limits;
    } catch (thrown) {
      // Beside a form that is open: what matters is told by what the form does.
      asVoiceError(thrown);
      return undefined;
    }
  }
}
