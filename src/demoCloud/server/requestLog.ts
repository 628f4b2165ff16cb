// Remembers which calls came and how they ended: never a header, never a body.
import type { Door, Query } from "./messages.js";

export interface LoggedRequest {
  /** Milliseconds. */
  readonly time: number;
  readonly cloud: Door;
  readonly operation: string;
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  /** The kind of the fault that it met. */
  readonly fault?: string;
}

const longest = 10_000;

export class RequestLog {
  readonly #requests: LoggedRequest[] = [];
  readonly #counts: Record<Door, Record<string, number>> = { huawei: {}, alibaba: {}, iam: {}, store: {}, oss: {} };

  add(request: Omit<LoggedRequest, "query">, query: Query): void {
    if (this.#requests.length >= longest) this.#requests.splice(0, longest / 2);
    this.#requests.push({ ...request, query: Object.fromEntries(query) });
    const counts = this.#counts[request.cloud];
    counts[request.operation] = (counts[request.operation] ?? 0) + 1;
  }

  /** The last calls, oldest first. */
  all(): readonly LoggedRequest[] {
    return [...this.#requests];
  }

  /** How many calls came per door and operation since the last `clear`. */
  counts(): Readonly<Record<Door, Readonly<Record<string, number>>>> {
    return structuredClone(this.#counts);
  }

  clear(): void {
    this.#requests.length = 0;
    for (const door of ["huawei", "alibaba", "iam", "store", "oss"] as const) this.#counts[door] = {};
  }
}
