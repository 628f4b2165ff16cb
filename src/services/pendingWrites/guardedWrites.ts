// Writes that cost money or cannot be taken back go out once at most: each is written down first, and only who holds its intent sends it.
//
// Submitting, creating and saying a text guard their requests by this. What an intent is called, what an open one means for the next
// request, and how it is found out what became of one differ: that is theirs.

import type { JobApi } from "../../core/cloud/jobApi.js";
import { asVoiceError, type Fate, fateOf, VoiceError } from "../../core/errors.js";
import type { Kernel } from "../kernel.js";
import type { WriteIntent, WriteIntents } from "./writeIntents.js";

/** `revoked`: the intent is no longer ours, and nothing went out. The fate of an error is that of the request, see `fateOf`. */
export type Sent<Answer> =
  | { readonly fate: "answered"; readonly answer: Answer }
  | { readonly fate: Fate | "revoked"; readonly error: VoiceError };

export type GuardedWritesKernel = Pick<Kernel, "sessions" | "clock" | "nonce" | "windows">;

export class GuardedWrites {
  constructor(
    private readonly kernel: GuardedWritesKernel,
    private readonly writeIntents: Pick<WriteIntents, "claim">,
  ) {}

  /** What is written down before anything is asked or sent. */
  newIntent(connectionId: string, jobId: string): WriteIntent {
    const { nonce, windows, clock } = this.kernel;
    const [owner, window, since] = [nonce(), windows.own, clock.now()];
    return { version: 1, owner, window, connectionId, jobId, since, phase: "claimed" };
  }

  /**
   * Undefined = the intent is ours, and lies under the first of the names; versions before used the others. `recover`: what an intent that
   * there is already means for this one; undefined = there is none, or it is settled and gone. `raced`: another window was quicker.
   */
  async claim<Held>(
    [name, ...formerNames]: readonly [string, ...string[]],
    intent: WriteIntent,
    recover: (name: string) => Promise<Held | undefined>,
    raced: Held,
  ): Promise<Held | undefined> {
    for (const former of formerNames) {
      const held = await recover(former);
      if (held) return held;
    }
    if (await this.writeIntents.claim(name, intent)) return undefined;
    const held = await recover(name);
    if (held) return held;
    return (await this.writeIntents.claim(name, intent)) ? undefined : raced;
  }

  /** At most one request. Cancelling works until it goes out. Never throws. */
  async send<Answer>(
    connectionId: string,
    callerSignal: AbortSignal,
    isStillOurs: () => Promise<boolean>,
    request: (api: JobApi, signal: AbortSignal) => Promise<Answer>,
  ): Promise<Sent<Answer>> {
    // Not the caller's signal: once on its way, a request is not called back.
    const { signal } = new AbortController();
    let isOut = false;
    let isOurs = true;
    try {
      const answer = await this.kernel.sessions.write(connectionId, callerSignal, async (api) => {
        // Waiting for its turn may have taken hours of sleep: meanwhile a person may have released it, or led the connection elsewhere.
        isOurs = await isStillOurs();
        if (!isOurs) throw new VoiceError("cancelled", "the intention is no longer ours", { wasSent: false });
        if (callerSignal.aborted) throw new VoiceError("cancelled", "cancelled", { wasSent: false });
        isOut = true;
        return request(api, signal);
      });
      return { fate: "answered", answer };
    } catch (thrown) {
      const error = asVoiceError(thrown);
      return { fate: isOurs ? (isOut ? fateOf(error) : "unsent") : "revoked", error };
    }
  }
}
