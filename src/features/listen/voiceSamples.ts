// Finds and fetches the sample of a finished voice: one or two questions to the cloud and the file, all of it only when the person wants to hear it.
//
// How a voice is heard: core/cloud/capabilities/speech.ts says what a cloud can; its `sample`, `say` and `spoken` lie in clouds/<cloud>/api. This file and
// soundFetcher.ts get the bytes, soundCache.ts keeps them, speaker.ts has texts said, text/listenView.ts words the page,
// ui/listenPanel.ts shows it, media/listen paints and plays. The page gets bytes: an address is a secret that it never sees.

import type { SampleSearch } from "../../core/cloud/capabilities/speech.js";
import type { JobApi } from "../../core/cloud/jobApi.js";
import type { Connection } from "../../core/connection.js";
import { VoiceError } from "../../core/errors.js";
import { isLoopback } from "../../core/forms/field.js";
import { originOf } from "../../services/connections/place.js";
import type { Kernel } from "../../services/kernel.js";
import { type Sound, SoundError } from "./sound.js";
import type { SoundCache } from "./soundCache.js";
import { fetchSound } from "./soundFetcher.js";

export type SampleOutcome = { readonly kind: "sound"; readonly sound: Sound } | Extract<SampleSearch, { kind: "none" }>;

export type SampleKernel = Pick<Kernel, "connectionStore" | "sessions" | "machine">;

export class VoiceSamples {
  constructor(
    private readonly kernel: SampleKernel,
    private readonly cache: SoundCache,
  ) {}

  /** Sends nothing where the sample is in memory. Throws VoiceError and SoundError. */
  async read(connectionId: string, voiceId: string, signal: AbortSignal): Promise<SampleOutcome> {
    const connection = this.kernel.connectionStore.find(connectionId);
    if (!connection) throw new VoiceError("cancelled", "the connection was removed", { wasSent: false });
    const id = sampleId(connectionId, voiceId);
    const known = this.cache.get(id);
    if (known) return { kind: "sound", sound: known };
    const search = () =>
      this.kernel.sessions.read(connectionId, signal, (api: JobApi) => {
        if (!api.sample) throw new VoiceError("bug", "this cloud has no samples", { wasSent: false });
        return api.sample(voiceId, signal);
      });
    const fetchFrom = async (found: SampleSearch): Promise<SampleOutcome> => {
      if (found.kind === "none") return found;
      const { http } = this.kernel.machine;
      const sound = await fetchSound(http, isLocal(this.kernel, connection), found.link, signal);
      this.cache.put(id, sound);
      return { kind: "sound", sound };
    };
    return fetchFrom(await search()).catch(async (thrown: unknown) => {
      // Addresses end: a new one is asked for, once.
      if (thrown instanceof SoundError && thrown.flaw === "denied") return fetchFrom(await search());
      throw thrown;
    });
  }
}

export function sampleId(connectionId: string, voiceId: string): string {
  return `sample ${connectionId} ${voiceId}`;
}

/** It leads to a cloud on this computer. */
export function isLocal({ sessions }: Pick<Kernel, "sessions">, connection: Connection): boolean {
  if (connection.isDemo) return true;
  const origin = originOf(sessions.cloudOf(connection), connection);
  return URL.canParse(origin) && isLoopback(new URL(origin).hostname);
}
