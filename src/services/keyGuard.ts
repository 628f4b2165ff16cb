// Keeps a key from being locked: a key that may be wrong is tried by one call at a time in all windows, and once refused by none.
import { asVoiceError, type ErrorReason, VoiceError } from "../core/errors.js";
import type { Disposable } from "../core/event.js";
import type { Clock, Notes } from "../core/ports.js";
import { pause } from "./budget.js";
import { Lane } from "./lane.js";

/** What lies in the note of a key while it is tried or after it was refused. The key itself is not in it. */
interface KeyNote {
  readonly version: 1;
  readonly phase: "trying" | "refused";
  /** Milliseconds since 1970. */
  readonly since: number;
  /** Tried: the window that tries lives at least until then. Refused: so long the cloud refuses whatever is sent. Milliseconds since 1970. */
  readonly until?: number;
  readonly reason?: ErrorReason;
  readonly status?: number;
  readonly code?: string;
  readonly cloudMessage?: string;
  readonly requestId?: string;
}

/** A key that was accepted this short a time ago is taken for good. */
const provenForMs = 60_000;
/** Two windows with two calls each under way stay below the five failures that lock a key. */
const provenLanes = 2;
/** A window that tries a key says so anew in time; one that does not is gone. */
const trialLifeMs = 6_000;
const trialSignMs = 2_000;
const lookAgainMs = 120;
/** Nobody can have read of a refusal and acted on it in less. */
const oldEnoughMs = 1_000;

interface KeyState {
  readonly lane: Lane;
  /** Last time the cloud accepted it here. */
  provenAt?: number;
}

export class KeyGuard {
  private readonly keys = new Map<string, KeyState>();

  private readonly notes: Notes;

  constructor(
    notes: Notes,
    private readonly clock: Clock,
    /** A short digest that is a safe file name. */
    private readonly digest: (text: string) => string,
  ) {
    this.notes = quiet(notes);
  }

  /**
   * Sends a call that shows the key to the cloud. Throws the refusal without sending when the key was refused before, in whatever window.
   * A caller who leaves makes room at once; what the cloud still says to the call is heard all the same.
   */
  async run<T>(key: string, signal: AbortSignal, call: () => Promise<T>): Promise<T> {
    const state = this.state(key);
    const name = this.noteName(key);
    const leave = await state.lane.enter(signal);
    let trial: Trial | undefined;
    try {
      if (this.isProven(state)) await this.refuseRefused(name);
      else trial = await this.beginTrial(name, signal);
      const answer = call().then(
        (value) => {
          state.provenAt = this.clock.now();
          return value;
        },
        async (thrown: unknown) => {
          const error = asVoiceError(thrown);
          if (!isRefusal(error)) throw error;
          delete state.provenAt;
          await trial?.keepNote();
          await this.putRefusal(name, error);
          throw error;
        },
      );
      return await unlessAborted(answer, signal);
    } finally {
      await trial?.end();
      leave();
    }
  }

  /**
   * The person acted (`actedAt`: milliseconds since 1970). A lock of the cloud stays until it ends; a refusal nobody can have seen yet
   * stays too, unless the secret is a new one; and one that has come since always.
   */
  async release(key: string, isNewSecret = false, actedAt = this.clock.now()): Promise<void> {
    const name = this.noteName(key);
    const note = await this.read(name);
    if (note?.phase !== "refused") return;
    const now = this.clock.now();
    if (note.until !== undefined && now < note.until) return;
    if (!isNewSecret && now - note.since < oldEnoughMs) return;
    if (note.since > actedAt && note.since <= now) return;
    await this.notes.remove(name);
  }

  private state(key: string): KeyState {
    const known = this.keys.get(key);
    if (known) return known;
    const state: KeyState = { lane: new Lane(() => (this.isProven(state) ? provenLanes : 1)) };
    this.keys.set(key, state);
    return state;
  }

  private isProven({ provenAt }: KeyState): boolean {
    return provenAt !== undefined && this.clock.now() - provenAt < provenForMs;
  }

  private noteName(key: string): string {
    return `key-${this.digest(key)}.json`;
  }

  /** Waits until no other window tries the key; throws if it was refused. */
  private async beginTrial(name: string, signal: AbortSignal): Promise<Trial> {
    while (!(await this.notes.claim(name, this.trial()))) {
      // One look for both questions: between two, a trial becomes a refusal, and none is ever taken for a trial that was left.
      const note = await this.read(name);
      if (note?.phase === "refused") await this.refuse(name, note);
      if (note?.phase !== "trying") continue;
      // A clock that was set back makes a note of the future: that window is not asked for ever either.
      const isAbandoned = this.clock.now() > (note.until ?? 0) || note.since > this.clock.now() + trialLifeMs;
      if (isAbandoned) await this.notes.remove(name);
      else await pause(this.clock, lookAgainMs, signal);
    }
    return new Trial(
      this.clock,
      () => this.notes.replace(name, this.trial()),
      () => this.notes.remove(name),
    );
  }

  private trial(): string {
    const since = this.clock.now();
    return JSON.stringify({ version: 1, phase: "trying", since, until: since + trialLifeMs } satisfies KeyNote);
  }

  private async refuseRefused(name: string): Promise<void> {
    const note = await this.read(name);
    if (note?.phase === "refused") await this.refuse(name, note);
  }

  /** Throws the refusal, unless it was for a time that is over. */
  private async refuse(name: string, note: KeyNote): Promise<void> {
    const left = note.until === undefined ? undefined : note.until - this.clock.now();
    if (left !== undefined && left <= 0) return this.notes.remove(name);
    const { reason, status, code, cloudMessage, requestId } = note;
    throw new VoiceError("auth", "the key was refused before", {
      wasSent: false,
      ...(reason === undefined ? {} : { reason }),
      ...(status === undefined ? {} : { status }),
      ...(code === undefined ? {} : { code }),
      ...(cloudMessage === undefined ? {} : { cloudMessage }),
      ...(requestId === undefined ? {} : { requestId }),
      ...(left === undefined ? {} : { retryAfterMs: left }),
    });
  }

  private async putRefusal(name: string, error: VoiceError): Promise<void> {
    const since = this.clock.now();
    const { reason, status, code, cloudMessage, requestId, retryAfterMs } = error;
    const until = retryAfterMs === undefined ? undefined : since + retryAfterMs;
    const text = JSON.stringify({ version: 1, phase: "refused", since, until, reason, status, code, cloudMessage, requestId });
    // Whoever wrote first, a refusal stands.
    if (!(await this.notes.claim(name, text))) await this.notes.replace(name, text);
  }

  /** A damaged note is an abandoned trial: it never blocks a key for good. */
  private async read(name: string): Promise<KeyNote | undefined> {
    const text = await this.notes.read(name);
    if (text === undefined) return undefined;
    try {
      const note = JSON.parse(text) as Partial<KeyNote>;
      if (note.version === 1 && typeof note.since === "number" && (note.phase === "trying" || note.phase === "refused"))
        return note as KeyNote;
    } catch {
      // Half written by a window that died.
    }
    return { version: 1, phase: "trying", since: 0 };
  }
}

/** One trial of a key: says every now and then that its window lives, until it ends. */
class Trial {
  private timer: Disposable;
  private isKept = false;
  /** The last sign, once it is written: one under way would be written over what stands in the note by then. */
  private signed: Promise<void> = Promise.resolve();

  constructor(
    clock: Clock,
    sign: () => Promise<void>,
    private readonly remove: () => Promise<void>,
  ) {
    const again = (): Disposable =>
      clock.after(trialSignMs, () => {
        this.timer = again();
        this.signed = this.signed.then(sign);
      });
    this.timer = again();
  }

  /** What comes to stand in the note now is more than a trial. */
  async keepNote(): Promise<void> {
    this.timer.dispose();
    this.isKept = true;
    await this.signed;
  }

  async end(): Promise<void> {
    this.timer.dispose();
    await this.signed;
    if (!this.isKept) await this.remove();
  }
}

/** Only what counts against a key: an expired token or a missing one does not lock anything. */
function isRefusal(error: VoiceError): boolean {
  const harmless: readonly (ErrorReason | undefined)[] = ["expired", "missingCredentials", "halted"];
  return error.kind === "auth" && !harmless.includes(error.reason);
}

/** A disk that cannot be written is no reason to stop calling: this window then guards the key alone. */
function quiet(notes: Notes): Notes {
  return {
    claim: (name, text) => notes.claim(name, text).catch(() => true),
    read: (name) => notes.read(name).catch(() => undefined),
    replace: (name, text) => notes.replace(name, text).catch(() => undefined),
    remove: (name) => notes.remove(name).catch(() => undefined),
    names: () => notes.names().catch(() => []),
  };
}

function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(new VoiceError("cancelled", "cancelled"));
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
    answer.finally(() => signal.removeEventListener("abort", leave)).then(resolve, reject);
  });
}
