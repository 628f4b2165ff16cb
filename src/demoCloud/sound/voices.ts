// What the local cloud knows of finished voices beside their jobs, and what they have been asked to say.
import type { CloudId } from "../server/messages.js";

/** How a voice differs from one that is well. */
export interface VoiceFacts {
  /** Huawei: state of the asset. */
  readonly state?: string;
  readonly hasSample?: boolean;
  /** Seconds for which addresses of its sounds are good. */
  readonly linkSeconds?: number;
}

/** A text that a voice was asked to say. */
export interface SaidText {
  readonly id: string;
  readonly cloud: CloudId;
  readonly voiceId: string;
  readonly text: string;
  /** As they were sent. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Milliseconds. */
  readonly readyAt: number;
}

/** As long as a text takes to be said. */
const speakingMs = 1_200;

export class Voices {
  readonly #facts = new Map<string, VoiceFacts>();
  readonly #tasks = new Map<string, SaidText>();

  facts(voiceId: string): VoiceFacts {
    return this.#facts.get(voiceId) ?? {};
  }

  change(voiceId: string, facts: VoiceFacts): void {
    this.#facts.set(voiceId, { ...this.facts(voiceId), ...facts });
  }

  ask(task: Omit<SaidText, "readyAt">, now: number): void {
    this.#tasks.set(task.id, { ...task, readyAt: now + speakingMs });
  }

  task(id: string): SaidText | undefined {
    return this.#tasks.get(id);
  }

  /** Oldest first. */
  tasks(): readonly SaidText[] {
    return [...this.#tasks.values()];
  }
}
