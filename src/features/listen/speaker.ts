// Has a voice say a text: one request that is never repeated, questions until it is said, then the sounds.
//
// Where it is billed, it is written down before anything is sent (services/pendingWrites/guardedWrites.ts), by a digest of the text: what
// may have been billed is not sent again, in this window or another one, unless the person says so.

import type { SpeechLinks, SpeechOrder, SpeechProgress } from "../../core/cloud/capabilities/speech.js";
import { speechPollMs } from "../../core/cloud/capabilities/speech.js";
import type { Connection } from "../../core/connection.js";
import { asVoiceError, type Fate, VoiceError } from "../../core/errors.js";
import { lockFileNames } from "../../core/storedNames.js";
import { originOf } from "../../services/connections/place.js";
import { pause } from "../../services/connections/rateLimiter.js";
import type { Kernel } from "../../services/kernel.js";
import { GuardedWrites, type GuardedWritesKernel } from "../../services/pendingWrites/guardedWrites.js";
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

export type SpeakerKernel = Pick<Kernel, "connectionStore" | "machine" | "digest"> &
  GuardedWritesKernel & {
    readonly writeIntents: Pick<WriteIntents, "claim" | "read" | "change" | "erase" | "isDead" | "isStill">;
  };

/** What was written down of a text before it went out. */
interface Begun {
  readonly name: string;
  readonly intent: WriteIntent;
}

/** As often as it is asked whether a text is said: ten minutes. */
const mostPolls = 120;

export class Speaker {
  private readonly guarded: GuardedWrites;

  constructor(private readonly kernel: SpeakerKernel) {
    this.guarded = new GuardedWrites(kernel, kernel.writeIntents);
  }

  /** Cancelling works until the request goes out, and again while it is waited for. Never throws. */
  async say(
    connection: Connection,
    jobId: string,
    order: SpeechOrder,
    isBilled: boolean,
    signal: AbortSignal,
  ): Promise<SayOutcome> {
    const begun = isBilled ? await this.begin(connection, jobId, order) : undefined;
    if (begun && "kind" in begun) return begun;
    const isStillOurs = async () => !begun || this.kernel.writeIntents.isStill(begun.name, begun.intent);
    const sent = await this.guarded.send(connection.id, signal, isStillOurs, async (api, own) => {
      if (!api.say) throw new VoiceError("bug", "voices of this cloud say nothing", { wasSent: false });
      return api.say(order, own);
    });
    const unsaid = sent.fate === "answered" ? undefined : outcomeOf(sent.fate, sent.error);
    if (begun) await this.end(begun, unsaid?.kind === "unknown");
    return sent.fate === "answered" ? this.hear(connection, sent.answer.taskId, signal) : unsaid!;
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

  /** Writes down that the text goes out; nothing is sent where that cannot be. */
  private async begin(connection: Connection, jobId: string, order: SpeechOrder): Promise<Begun | SayOutcome> {
    const { writeIntents } = this.kernel;
    const name = this.nameOf(connection, order);
    const claim = this.guarded.newIntent(connection.id, jobId);
    const intent: WriteIntent = { ...claim, phase: "sending", before: { state: "" } };
    const raced: SayOutcome = { kind: "earlier", since: claim.since, isUnderWay: true };
    try {
      const held = await this.guarded.claim([name], claim, () => this.recoverFor(name, claim), raced);
      return held ?? ((await writeIntents.change(name, claim, intent)) ? { name, intent } : raced);
    } catch (cause) {
      const error = new VoiceError("bug", "the request could not be written down", {
        reason: "unwritten",
        wasSent: false,
        cause,
      });
      return { kind: "notSaid", error };
    }
  }

  private async end({ name, intent }: Begun, isUnknown: boolean): Promise<void> {
    const next: WriteIntent | undefined = isUnknown ? { ...intent, phase: "unknown" } : undefined;
    await this.kernel.writeIntents.change(name, intent, next).catch(() => false);
  }

  /** What an open intent means for the next one; undefined = there is none, or it is void. */
  private async recoverFor(name: string, claim: WriteIntent): Promise<SayOutcome | undefined> {
    const { writeIntents, clock } = this.kernel;
    const known = await writeIntents.read(name);
    if (known === undefined) return undefined;
    if (known === "unreadable") return { kind: "earlier", since: claim.since };
    const { since, phase } = known;
    if (phase !== "unknown" && !writeIntents.isDead(known, clock.now())) return { kind: "earlier", since, isUnderWay: true };
    // Its window died before anything was sent: only that is void by itself.
    if (phase !== "claimed") return { kind: "earlier", since };
    return (await writeIntents.change(name, known)) ? undefined : { kind: "earlier", since, isUnderWay: true };
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

function outcomeOf(fate: Fate | "revoked", error: VoiceError): SayOutcome {
  // By its own code the cloud refused, whatever the status is.
  const isRefused = error.kind === "refused" && error.code !== undefined && error.reason === undefined;
  return fate === "open" && !isRefused ? { kind: "unknown", error } : { kind: "notSaid", error };
}
