// What both routes out of this machine have in common.
import type { HttpAnswer } from "../../core/ports/ports.js";
import type { Attempt } from "./attempt.js";
import type { Outgoing } from "./requestCheck.js";

export interface Transport {
  /**
   * Sends once and reads the whole answer. Tells the attempt how far it is (`connecting`, `sending`, `answered`, `received`), stops when its
   * signal says so, and may throw anything: the attempt explains it.
   */
  send(request: Outgoing, attempt: Attempt): Promise<HttpAnswer>;
  /** Closes every socket. */
  close(): Promise<void>;
}
