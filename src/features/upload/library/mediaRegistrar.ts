// Puts a file that lies in the person's storage into the cloud's library: at most one request, and what it did is looked up where its answer does not tell.

import type { MediaFile } from "../../../core/cloud/capabilities/mediaLibrary.js";
import { asVoiceError, fateOf, VoiceError } from "../../../core/errors.js";
import type { Kernel } from "../../../services/kernel.js";

export type RegisterOutcome =
  /** `isOld`: it was there before, and nothing was sent. */
  | { readonly kind: "registered"; readonly id: string; readonly isOld?: boolean }
  /** Nothing was made. */
  | { readonly kind: "failed"; readonly error: VoiceError }
  /** It may be there; the library does not show it yet. Looked for again before the next request. */
  | { readonly kind: "unknown"; readonly error: VoiceError };

export type MediaRegistrarKernel = Pick<Kernel, "sessions" | "clock">;

/** Registering takes the cloud two or three seconds. Milliseconds before each look. */
const looksMs = [1_000, 3_000];

export class MediaRegistrar {
  constructor(private readonly kernel: MediaRegistrarKernel) {}

  /** Never throws. Cancelling works until the request goes out. */
  async register(connectionId: string, location: string, title: string, signal: AbortSignal): Promise<RegisterOutcome> {
    try {
      const known = await this.find(connectionId, location, signal);
      if (known) return { kind: "registered", id: known.id, isOld: true };
    } catch (thrown) {
      return { kind: "failed", error: asVoiceError(thrown) };
    }
    try {
      // Once on its way, a request is not called back.
      const { id } = await this.kernel.sessions.write(connectionId, signal, async ({ media }) => {
        if (!media) throw new VoiceError("bug", "this cloud has no library", { wasSent: false });
        return media.register(location, title, never);
      });
      if (id !== undefined) return { kind: "registered", id };
      return await this.lookUp(connectionId, location, new VoiceError("protocol", "the answer names no recording"));
    } catch (thrown) {
      const error = asVoiceError(thrown);
      return fateOf(error) === "unsent" ? { kind: "failed", error } : this.lookUp(connectionId, location, error);
    }
  }

  /** Also where the cloud refused: that may be the answer to a second copy of the request, or to another window's. */
  private async lookUp(connectionId: string, location: string, error: VoiceError): Promise<RegisterOutcome> {
    for (const pause of looksMs) {
      const found = await this.find(connectionId, location, never).catch(() => undefined);
      if (found) return { kind: "registered", id: found.id };
      if (fateOf(error) === "refused") return { kind: "failed", error };
      await new Promise<void>((resolve) => this.kernel.clock.after(pause, resolve));
    }
    const found = await this.find(connectionId, location, never).catch(() => undefined);
    return found ? { kind: "registered", id: found.id } : { kind: "unknown", error };
  }

  private find(connectionId: string, location: string, signal: AbortSignal): Promise<MediaFile | undefined> {
    return this.kernel.sessions.read(connectionId, signal, async ({ media }) => media?.find(location, signal));
  }
}

const never = new AbortController().signal;
