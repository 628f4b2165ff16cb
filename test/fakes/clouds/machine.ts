// A machine on which time stands still, nonces count up, and home has the files it is given.
import type { Http, Machine } from "../../../src/core/ports/ports.js";

/** 2024-06-05T01:02:03Z */
export const noon = Date.UTC(2024, 5, 5, 1, 2, 3);

/** `homeFiles`: texts by path below the home directory. */
export function fakeMachine(
  http: Http,
  now: () => number = () => noon,
  homeFiles: Readonly<Record<string, string>> = {},
): Machine {
  let nonces = 0;
  return {
    http,
    now,
    nonce: () => `00000000-0000-4000-8000-${String(++nonces).padStart(12, "0")}`,
    readHomeFile: async (path) => homeFiles[path],
  };
}
