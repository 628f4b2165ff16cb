// One request per question: a caller that asks what is already being asked joins it; what no caller waits for any more is aborted.
import { VoiceError } from "../../core/errors.js";

interface SharedRequest {
  readonly question: string;
  readonly answer: Promise<unknown>;
  readonly abort: AbortController;
  /** How many still wait for the answer. */
  waiting: number;
}

type Start<T> = (signal: AbortSignal) => Promise<T>;

export class RequestCoalescer {
  /** What newcomers join. */
  private readonly joinable = new Map<string, SharedRequest>();
  /** These, and older ones that a caller still waits for. */
  private readonly sent = new Set<SharedRequest>();

  isUnderWay(question: string): boolean {
    return this.joinable.has(question);
  }

  /** Same question, same answer. A caller whose signal fires leaves with `cancelled`; the last one to leave aborts the request. */
  join<T>(question: string, signal: AbortSignal, start: Start<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(cancelled());
    return this.wait(this.joinable.get(question) ?? this.send(question, start), signal);
  }

  /** For whom an answer to an older question is too old. What is under way goes on for those who wait for it; newcomers join this one. */
  startNew<T>(question: string, signal: AbortSignal, start: Start<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(cancelled());
    return this.wait(this.send(question, start), signal);
  }

  /** All who wait for this leave with `cancelled`. */
  abortOne(question: string): void {
    for (const request of [...this.sent]) if (request.question === question) this.abort(request);
  }

  /** All who wait leave with `cancelled`. */
  abortAll(): void {
    for (const request of [...this.sent]) this.abort(request);
  }

  private wait<T>(request: SharedRequest, signal: AbortSignal): Promise<T> {
    request.waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const gone = request.abort.signal;
      const leave = () => {
        request.waiting -= 1;
        if (request.waiting === 0) this.abort(request);
        done();
        reject(cancelled());
      };
      const fail = () => {
        done();
        reject(cancelled());
      };
      const done = () => {
        signal.removeEventListener("abort", leave);
        gone.removeEventListener("abort", fail);
      };
      signal.addEventListener("abort", leave, { once: true });
      gone.addEventListener("abort", fail, { once: true });
      request.answer.finally(done).then((answer) => resolve(answer as T), reject);
    });
  }

  private send(question: string, start: Start<unknown>): SharedRequest {
    const abort = new AbortController();
    const answer = start(abort.signal).finally(() => this.forget(request));
    // Everybody may have left before it fails.
    answer.catch(() => undefined);
    const request: SharedRequest = { question, answer, abort, waiting: 0 };
    this.joinable.set(question, request);
    this.sent.add(request);
    return request;
  }

  /** Forgotten first: a caller that asks from now on starts a new request, because the aborted one has no answer. */
  private abort(request: SharedRequest): void {
    this.forget(request);
    request.abort.abort();
  }

  private forget(request: SharedRequest): void {
    this.sent.delete(request);
    if (this.joinable.get(request.question) === request) this.joinable.delete(request.question);
  }
}

function cancelled(): VoiceError {
  return new VoiceError("cancelled", "cancelled");
}
