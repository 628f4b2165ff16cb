// Has a cloud measure the sound of a package apart from any job: makes a task, sends the package, begins, and reads until it is over. Neither of the writes is repeated.

import type { SoundCheckApi, SoundCheckState } from "../../../core/cloud/capabilities/soundCheck.js";
import { asVoiceError, VoiceError } from "../../../core/errors.js";
import type { LocalFile } from "../../../core/ports/fileSender.js";
import { pause } from "../../../services/connections/rateLimiter.js";
import type { Kernel } from "../../../services/kernel.js";
import { type SendOutcome, sendPatiently } from "../patientSender.js";

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
  /** The package is there; the next request has it measured. `id`: of the task. */
  onBegin(id: string): Promise<void>;
}

export type SoundCheckKernel = Pick<Kernel, "sessions" | "openFileSender" | "clock">;

/** Milliseconds between two looks, and in all. */
const lookMs = 5_000;
export const longestCheckMs = 15 * 60_000;

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
      await run.onBegin(id);
      await this.write(connectionId, run.signal, (api) => api.begin(id, run.signal));
      await pause(this.kernel.clock, lookMs, run.signal);
      return await this.wait(connectionId, id, longestCheckMs, run.signal);
    } catch (thrown) {
      return { kind: "failed", at, error: asVoiceError(thrown) };
    }
  }

  /** Of one that was begun in a window that is gone: reads it until it is over, and has nothing measured again. Never throws. */
  async follow(connectionId: string, id: string, longestMs: number, signal: AbortSignal): Promise<SoundCheckOutcome> {
    try {
      return await this.wait(connectionId, id, longestMs, signal);
    } catch (thrown) {
      return { kind: "failed", at: "measuring", error: asVoiceError(thrown) };
    }
  }

  private async wait(connectionId: string, id: string, longestMs: number, signal: AbortSignal): Promise<SoundCheckOutcome> {
    for (let waited = 0; ; waited += lookMs) {
      const state = await this.kernel.sessions.read(connectionId, signal, (api) => of(api.soundCheck).read(id, signal));
      if (state.isOver) return { kind: state.assessment === undefined ? "refused" : "measured", state };
      if (waited >= longestMs) return { kind: "late" };
      await pause(this.kernel.clock, lookMs, signal);
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
