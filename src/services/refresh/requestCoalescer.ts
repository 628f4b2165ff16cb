// One request per question: a caller that asks what is already being asked joins it; what no caller waits for any more is aborted.
import { VoiceError } from "../../core/errors.js";

interface Flight {
  readonly question: string;
  readonly answer: Promise<unknown>;
  readonly abort: AbortController;
  /** How many still wait for the answer. */
  waiting: number;
}

type Start<T> = (signal: AbortSignal) => Promise<T>;

export class RequestCoalescer {
  /** What newcomers join. */
  private readonly underWay = new Map<string, Flight>();
  /** These, and older ones that a caller still waits for. */
  private readonly flying = new Set<Flight>();

  isUnderWay(question: string): boolean {
    return this.underWay.has(question);
  }

  /** Same question, same answer. A caller whose signal fires leaves with `cancelled`; the last one to leave aborts the flight. */
  join<T>(question: string, signal: AbortSignal, start: Start<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(cancelled());
    return this.board(this.underWay.get(question) ?? this.depart(question, start), signal);
  }

  /** For whom an answer to an older question is too old. What is under way goes on for those who wait for it; newcomers join this one. */
  startNew<T>(question: string, signal: AbortSignal, start: Start<T>): Promise<T> {
    if (signal.aborted) return Promise.reject(cancelled());
    return this.board(this.depart(question, start), signal);
  }

  /** All who wait for this leave with `cancelled`. */
  abortOne(question: string): void {
    for (const flight of [...this.flying]) if (flight.question === question) this.abort(flight);
  }

  /** All who wait leave with `cancelled`. */
  abortAll(): void {
    for (const flight of [...this.flying]) this.abort(flight);
  }

  private board<T>(flight: Flight, signal: AbortSignal): Promise<T> {
    flight.waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const gone = flight.abort.signal;
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) this.abort(flight);
        land();
        reject(cancelled());
      };
      const crash = () => {
        land();
        reject(cancelled());
      };
      const land = () => {
        signal.removeEventListener("abort", leave);
        gone.removeEventListener("abort", crash);
      };
      signal.addEventListener("abort", leave, { once: true });
      gone.addEventListener("abort", crash, { once: true });
      flight.answer.finally(land).then((answer) => resolve(answer as T), reject);
    });
  }

  private depart(question: string, start: Start<unknown>): Flight {
    const abort = new AbortController();
    const answer = start(abort.signal).finally(() => this.forget(flight));
    // Everybody may have left before it fails.
    answer.catch(() => undefined);
    const flight: Flight = { question, answer, abort, waiting: 0 };
    this.underWay.set(question, flight);
    this.flying.add(flight);
    return flight;
  }

  /** Forgotten first: a caller that asks from now on starts a new request, because the aborted one has no answer. */
  private abort(flight: Flight): void {
    this.forget(flight);
    flight.abort.abort();
  }

  private forget(flight: Flight): void {
    this.flying.delete(flight);
    if (this.underWay.get(flight.question) === flight) this.underWay.delete(flight.question);
  }
}

function cancelled(): VoiceError {
  return new VoiceError("cancelled", "cancelled");
}
