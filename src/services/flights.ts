// One flight per question: who asks what is already being asked joins; what nobody waits for any more is aborted.
import { VoiceError } from "../core/errors.js";

interface Flight {
  readonly answer: Promise<unknown>;
  readonly abort: AbortController;
  /** How many still wait for the answer. */
  waiting: number;
}

export class Flights {
  private readonly underWay = new Map<string, Flight>();

  isUnderWay(question: string): boolean {
    return this.underWay.has(question);
  }

  /** Same question, same answer. A caller whose signal fires leaves with `cancelled`; the last one to leave aborts the flight. */
  join<T>(question: string, signal: AbortSignal, start: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const flight = this.underWay.get(question) ?? this.depart(question, start);
    flight.waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          // Whoever asks from now on starts anew: the aborted answer is nobody's.
          if (this.underWay.get(question) === flight) this.underWay.delete(question);
          flight.abort.abort();
        }
        reject(new VoiceError("cancelled", "cancelled"));
      };
      if (signal.aborted) return leave();
      signal.addEventListener("abort", leave, { once: true });
      flight.answer.finally(() => signal.removeEventListener("abort", leave)).then((answer) => resolve(answer as T), reject);
    });
  }

  private depart(question: string, start: (signal: AbortSignal) => Promise<unknown>): Flight {
    const abort = new AbortController();
    const answer = start(abort.signal).finally(() => {
      if (this.underWay.get(question) === flight) this.underWay.delete(question);
    });
    // Everybody may have left before it fails.
    answer.catch(() => undefined);
    const flight: Flight = { answer, abort, waiting: 0 };
    this.underWay.set(question, flight);
    return flight;
  }
}
