// Has a cloud measure the sound of a package apart from any job: makes a task, sends the package, begins, and reads until it is over. Neither of the writes is repeated.

import type { SoundCheckApi, SoundCheckState } from "../../core/cloud/capabilities/soundCheck.js";
import { asVoiceError, VoiceError } from "../../core/errors.js";
import type { LocalFile } from "../../core/ports/fileSender.js";
import { pause } from "../../services/connections/rateLimiter.js";
import type { Kernel } from "../../services/kernel.js";
import { type SendOutcome, sendPatiently } from "./patientSender.js";

export type SoundCheckStep = "making" | "sending" | "measuring";

export type SoundCheckOutcome =
  | { readonly kind: "measured"; readonly state: SoundCheckState }
  /** It is over without a result. */
  | { readonly kind: "refused"; readonly state: SoundCheckState }
  | { readonly kind: "notSent"; readonly outcome: Exclude<SendOutcome, { kind: "uploaded" }> }
  /** Nothing came of it in all the time that was waited. */
  | { readonly kind: "late" }
  /** `at`: what failed; of "making" and "measuring" it may have been heard. */
  | { readonly kind: "failed"; readonly at: SoundCheckStep; readonly error: VoiceError };

export interface SoundCheckRun {
  readonly language: "zh" | "en" | undefined;
  readonly signal: AbortSignal;
  onStep(step: SoundCheckStep, host?: string): void;
  onSent(bytes: number): void;
}

export type SoundCheckKernel = Pick<Kernel, "sessions" | "openFileSender" | "clock">;

/** Milliseconds between two looks, and in all. */
const [lookMs, longestMs] = [5_000, 15 * 60_000];

export class SoundCheck {
  constructor(private readonly kernel: SoundCheckKernel) {}

  /** Never throws. */
  async run(connectionId: string, file: LocalFile, run: SoundCheckRun): Promise<SoundCheckOutcome> {
    let at: SoundCheckStep = "making";
    try {
      run.onStep(at);
      const { id, target } = await this.write(connectionId, run.signal, (api) => api.make(run.language, run.signal));
      at = "sending";
      run.onStep(at, new URL(target.address).host);
      // Another address would be another task.
      const find = async (isRefused: boolean) => (isRefused ? undefined : target);
      const sent = await sendPatiently(this.kernel, file, find, { signal: run.signal, onSent: run.onSent });
      if (sent.kind !== "uploaded") return { kind: "notSent", outcome: sent };
      at = "measuring";
      run.onStep(at);
      await this.write(connectionId, run.signal, (api) => api.begin(id, run.signal));
      for (let waited = 0; waited <= longestMs; waited += lookMs) {
        await pause(this.kernel.clock, lookMs, run.signal);
        const state = await this.kernel.sessions.read(connectionId, run.signal, (api) => of(api.soundCheck).read(id, run.signal));
        if (state.isOver) return { kind: state.assessment === undefined ? "refused" : "measured", state };
      }
      return { kind: "late" };
    } catch (thrown) {
      return { kind: "failed", at, error: asVoiceError(thrown) };
    }
  }

  private write<T>(connectionId: string, signal: AbortSignal, call: (api: SoundCheckApi) => Promise<T>): Promise<T> {
    return this.kernel.sessions.write(connectionId, signal, async ({ soundCheck }) => call(of(soundCheck)));
  }
}

function of(api: SoundCheckApi | undefined): SoundCheckApi {
  if (!api) throw new VoiceError("bug", "this cloud measures no sound", { wasSent: false });
  return api;
}
