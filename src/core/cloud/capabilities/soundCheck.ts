// A measurement of recordings by the cloud itself, apart from any job: a task that is made, given a package, begun, and read until it is over.
import type { FileTarget } from "../../ports/fileSender.js";

export interface SoundCheckTask {
  readonly id: string;
  /** Where the package goes. */
  readonly target: FileTarget;
}

export interface SoundCheckState {
  /** The cloud's own word. */
  readonly state: string;
  readonly isOver: boolean;
  /** By measure what was expected and what was found, as in a job's field of the kind `assessment`; absent = there is none. */
  readonly assessment?: unknown;
  readonly failure?: { readonly code?: string; readonly message?: string };
}

/** Each call throws VoiceError. */
export interface SoundCheckApi {
  /** Makes a task: exactly one request, whatever comes back. `language`: of the recordings; undefined = what the cloud takes for usual. */
  make(language: "zh" | "en" | undefined, signal: AbortSignal): Promise<SoundCheckTask>;
  /** Has the uploaded package measured: exactly one request, whatever comes back. */
  begin(id: string, signal: AbortSignal): Promise<void>;
  read(id: string, signal: AbortSignal): Promise<SoundCheckState>;
}
