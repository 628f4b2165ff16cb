// The threads of one check: asked one after the other, by so many at once, and ended together.
import { isPartial, type PartialAnswer, type WorkerAnswer, type WorkerRequest } from "./messages.js";

/** A thread that answers requests one after the other; the editor's side makes one of node's Worker. */
export interface RecordingThread {
  post(request: WorkerRequest): void;
  onAnswer(listener: (answer: WorkerAnswer) => void): void;
  /** It died by itself; nothing comes any more. */
  onFailure(listener: () => void): void;
  /** At once, in the middle of whatever it does. */
  end(): void;
}

/** Why a folder could not be checked. `code`: what the file system calls it, such as ENOENT. */
export class CheckError extends Error {
  readonly code: "cancelled" | "failed" | (string & {});

  constructor(code: string) {
    super(`The recordings could not be checked: ${code}`);
    this.code = code;
  }
}

type Ask = (request: WorkerRequest, onPart?: (part: PartialAnswer) => void) => Promise<WorkerAnswer>;

/** The threads of one check. */
export class CheckRun {
  readonly #take: () => RecordingThread;
  readonly #askers: { readonly thread: RecordingThread; readonly ask: Ask }[] = [];
  readonly #signal: AbortSignal | undefined;
  #fail: (reason: Error) => void = () => undefined;
  readonly #failed: Promise<never>;
  readonly #onAbort = () => this.#fail(new CheckError("cancelled"));

  constructor(take: () => RecordingThread, signal: AbortSignal | undefined) {
    this.#take = take;
    this.#signal = signal;
    this.#failed = new Promise((_, reject) => {
      this.#fail = reject;
    });
    this.#failed.catch(() => undefined);
    signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  ask(request: WorkerRequest, onPart?: (part: PartialAnswer) => void): Promise<WorkerAnswer> {
    return this.#asker(0)(request, onPart);
  }

  /** Has so many threads start while the first of them works. */
  prepare(count: number): void {
    for (let index = 0; index < count; index++) this.#asker(index);
  }

  /** Does the same with each item, by so many threads. */
  async share<Item>(count: number, items: readonly Item[], act: (item: Item, ask: Ask) => Promise<void>): Promise<void> {
    let next = 0;
    const work = async (index: number) => {
      for (let item = items[next++]; item; item = items[next++]) await act(item, this.#asker(index));
    };
    await Promise.race([this.#failed, Promise.all(Array.from({ length: Math.min(count, items.length) }, (_, at) => work(at)))]);
  }

  /** Gives its threads back, unharmed and without work. */
  release(): readonly RecordingThread[] {
    this.#signal?.removeEventListener("abort", this.#onAbort);
    return this.#askers.splice(0).map(({ thread }) => thread);
  }

  end(): void {
    for (const thread of this.release()) thread.end();
  }

  #asker(index: number): Ask {
    const known = this.#askers[index];
    if (known) return known.ask;
    const thread = this.#take();
    let settle: (answer: WorkerAnswer) => void = () => undefined;
    let tell: ((part: PartialAnswer) => void) | undefined;
    thread.onAnswer((answer) => {
      if (isPartial(answer)) tell?.(answer);
      else settle(answer);
    });
    thread.onFailure(() => this.#fail(new CheckError("failed")));
    const ask: Ask = (request, onPart) => {
      tell = onPart;
      const answered = new Promise<WorkerAnswer>((resolve) => {
        settle = resolve;
      });
      thread.post(request);
      return Promise.race([answered, this.#failed]);
    };
    this.#askers[index] = { thread, ask };
    return ask;
  }
}
