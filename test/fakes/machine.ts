// A machine on which time stands still and nonces count up.
import type { Http, Machine } from "../../src/core/ports.js";

/** 2024-06-05T01:02:03Z */
export const noon = Date.UTC(2024, 5, 5, 1, 2, 3);

export function fakeMachine(http: Http, now: () => number = () => noon): Machine {
  let nonces = 0;
  return { http, now, nonce: () => `00000000-0000-4000-8000-${String(++nonces).padStart(12, "0")}` };
}
