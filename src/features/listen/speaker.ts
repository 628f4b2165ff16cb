// Has a voice say a text: one request that is never repeated, questions until it is said, then the sounds.
//
// Where it is billed, it is written down before anything is sent, by a digest of the text: what may have been billed is not sent again,
// in this window or another one, unless the person says so.

import type { SpeechLinks, SpeechOrder, SpeechProgress } from "../../core/cloud/capabilities/speech.js";
import { speechPollMs } from "../../core/cloud/capabilities/speech.js";
import type { Connection } from "../../core/connection.js";
import { asVoiceError, fateOf, VoiceError } from "../../core/errors.js";
import { lockFileNames } from "../../core/storedNames.js";
import { originOf } from "../../services/connections/place.js";
import { pause } from "../../services/connections/rateLimiter.js";
import type { Kernel } from "../../services/kernel.js";
import type { WriteIntent, WriteIntents } from "../../services/pendingWrites/writeIntents.js";
import { type Sound, SoundError } from "./sound.js";
import { fetchSound } from "./soundFetcher.js";
import { isLocal } from "./voiceSamples.js";

export type SayOutcome =
  /** In the order in which they are played. */
  | { readonly kind: "said"; readonly sounds: readonly Sound[] }
  /** Nothing was sent, or the cloud refused. */
  | { readonly kind: "notSaid"; readonly error: VoiceError }
  /** The cloud took the text and could not say it. */
  | { readonly kind: "failed"; readonly code?: string; readonly message?: string }
  /** It may have been said, and billed. */
  | { readonly kind: "unknown"; readonly error: VoiceError }
  /** The cloud took the text; how it went on, or the sound, could not be read. */
  | { readonly kind: "unread"; readonly taskId: string; readonly error: VoiceError | SoundError }
  /** The same was asked before, and its outcome is not known; nothing was sent now. Milliseconds since 1970. */
  | { readonly kind: "earlier"; readonly since: number; readonly isUnderWay?: boolean };

export type SpeakerKernel = Pick<
  Kernel,
  "connectionStore" | "sessions" | "machine" | "clock" | "windows" | "digest" | "nonce"
> & {
  readonly writeIntents: Pick<WriteIntents, "claim" | "read" | "change" | "erase" | "isDead">;
};

/** As often as it is asked whether a text is said: ten minutes. */
const mostPolls = 120;

export class Speaker {
  constructor(private readonly kernel: SpeakerKernel) {}

  /** Cancelling works until the request goes out, and again while it is waited for. Never throws. */
  async say(
    connection: Connection,
    jobId: string,
    order: SpeechOrder,
    isBilled: boolean,
    signal: AbortSignal,
  ): Promise<SayOutcome> {
    let taskId: string;
    try {
      const sent = isBilled ? await this.sendOnce(connection, jobId, order, signal) : await this.send(connection, order, signal);
      if (typeof sent !== "string") return sent;
      taskId = sent;
    } catch (thrown) {
      return outcomeOf(asVoiceError(thrown));
    }
    return this.hear(connection, taskId, signal);
  }

  /** What has become of a text that the cloud took. Never throws. */
  async hear(connection: Connection, taskId: string, signal: AbortSignal): Promise<SayOutcome> {
    try {
      return await this.poll(connection, taskId, signal);
    } catch (thrown) {
      return { kind: "unread", taskId, error: thrown instanceof SoundError ? thrown : asVoiceError(thrown) };
    }
  }

  /** The person decided that an open request is void: the next one may go out. */
  async release(connection: Connection, order: SpeechOrder): Promise<void> {
    await this.kernel.writeIntents.erase(this.nameOf(connection, order));
  }

  private send(connection: Connection, order: SpeechOrder, callerSignal: AbortSignal): Promise<string> {
    // Not the caller's signal: once on its way, a request is not called back.
    const { signal } = new AbortController();
    return this.kernel.sessions.write(connection.id, callerSignal, async (api) => {
      if (!api.say) throw new VoiceError("bug", "voices of this cloud say nothing", { wasSent: false });
      if (callerSignal.aborted) throw new VoiceError("cancelled", "cancelled", { wasSent: false });
      return (await api.say(order, signal)).taskId;
    });
  }

  private async sendOnce(
    connection: Connection,
    jobId: string,
    order: SpeechOrder,
    signal: AbortSignal,
  ): Promise<string | SayOutcome> {
    const { writeIntents, clock, windows, nonce } = this.kernel;
    const name = this.nameOf(connection, order);
    const claim: WriteIntent = {
      version: 1,
      owner: nonce(),
      window: windows.own,
      connectionId: connection.id,
      jobId,
      since: clock.now(),
      phase: "claimed",
    };
    const sending: WriteIntent = { ...claim, phase: "sending", before: { state: "" } };
    try {
      const held = await this.claim(name, claim);
      if (held) return held;
      if (!(await writeIntents.change(name, claim, sending))) return { kind: "earlier", since: claim.since, isUnderWay: true };
    } catch (cause) {
      throw new VoiceError("bug", "the request could not be written down", { reason: "unwritten", wasSent: false, cause });
    }
    const end = (next?: WriteIntent) => writeIntents.change(name, sending, next).catch(() => false);
    try {
      const taskId = await this.send(connection, order, signal);
      await end();
      return taskId;
    } catch (thrown) {
      const outcome = outcomeOf(asVoiceError(thrown));
      await end(outcome.kind === "unknown" ? { ...sending, phase: "unknown" } : undefined);
      return outcome;
    }
  }

  /** Undefined = the request is ours. */
  private async claim(name: string, claim: WriteIntent): Promise<SayOutcome | undefined> {
    const { writeIntents, clock } = this.kernel;
    if (await writeIntents.claim(name, claim)) return undefined;
    const known = await writeIntents.read(name);
    if (known === "unreadable") return { kind: "earlier", since: claim.since };
    if (known !== undefined) {
      const { since, phase } = known;
      if (phase !== "unknown" && !writeIntents.isDead(known, clock.now())) return { kind: "earlier", since, isUnderWay: true };
      // Its window died before anything was sent: only that is void by itself.
      if (phase !== "claimed") return { kind: "earlier", since };
      if (!(await writeIntents.change(name, known))) return { kind: "earlier", since, isUnderWay: true };
    }
    return (await writeIntents.claim(name, claim)) ? undefined : { kind: "earlier", since: claim.since, isUnderWay: true };
  }

  private async poll(connection: Connection, taskId: string, signal: AbortSignal): Promise<SayOutcome> {
    for (let polls = 0; polls < mostPolls; polls++) {
      if (polls > 0) await pause(this.kernel.clock, speechPollMs, signal);
      const progress = await this.ask(connection, taskId, signal);
      if (progress.kind === "failed") return progress;
      if (progress.kind === "done") return { kind: "said", sounds: await this.fetch(connection, taskId, progress, signal) };
    }
    throw new VoiceError("network", "the text was not said in time", { reason: "timeout" });
  }

  private ask(connection: Connection, taskId: string, signal: AbortSignal): Promise<SpeechProgress> {
    return this.kernel.sessions.read(connection.id, signal, (api) => {
      if (!api.spoken) throw new VoiceError("bug", "voices of this cloud say nothing", { wasSent: false });
      return api.spoken(taskId, signal);
    });
  }

  private async fetch(connection: Connection, taskId: string, said: SpeechLinks, signal: AbortSignal): Promise<readonly Sound[]> {
    const { http } = this.kernel.machine;
    const isHere = isLocal(this.kernel, connection);
    const all = async ({ links }: SpeechLinks) => {
      const sounds: Sound[] = [];
      for (const link of links) sounds.push(await fetchSound(http, isHere, link, signal));
      return sounds;
    };
    try {
      return await all(said);
    } catch (thrown) {
      // Addresses end: new ones are asked for, once.
      if (!(thrown instanceof SoundError) || thrown.flaw !== "denied") throw thrown;
      const again = await this.ask(connection, taskId, signal);
      if (again.kind !== "done") throw thrown;
      return all(again);
    }
  }

  /** The same text in the same voice through two connections to one place is the same request. Nothing of it can be read in the name. */
  private nameOf(connection: Connection, { voiceId, text, settings, values }: SpeechOrder): string {
    const { cloud, isDemo } = connection;
    const place = isDemo || originOf(this.kernel.sessions.cloudOf(connection), connection);
    const sorted = (object: object) => Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1));
    return lockFileNames.say(this.kernel.digest(JSON.stringify([cloud, place, voiceId, text, sorted(settings), sorted(values)])));
  }
}

function outcomeOf(error: VoiceError): SayOutcome {
  // By its own code the cloud refused, whatever the status is.
  const isRefused = error.kind === "refused" && error.code !== undefined && error.reason === undefined;
  return fateOf(error) === "open" && !isRefused ? { kind: "unknown", error } : { kind: "notSaid", error };
}
