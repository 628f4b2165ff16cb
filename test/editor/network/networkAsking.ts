// Small requests for the network tests, and what became of them.
import { strict as assert } from "node:assert";
import { VoiceError } from "../../../src/core/errors.js";
import type { Http } from "../../../src/core/ports/ports.js";
import { type Explanation, explain } from "../../../src/text/errors/errorText.js";

const never = new AbortController().signal;

/** Reads from an address and gives the text of the answer. */
export async function read(http: Http, url: string): Promise<string> {
  const answer = await http.send(() => ({ method: "GET", url, headers: {} }), { effect: "read", signal: never });
  return new TextDecoder().decode(answer.body);
}

export async function write(http: Http, url: string): Promise<string> {
  const body = new TextEncoder().encode("{}");
  const answer = await http.send(() => ({ method: "POST", url, headers: {}, body }), { effect: "write", signal: never });
  return new TextDecoder().decode(answer.body);
}

/** The error, as kind, reason and whether a server can have seen the request; and what a person reads. */
export interface Failure {
  readonly gist: readonly [VoiceError["kind"], VoiceError["reason"], VoiceError["wasSent"]];
  /** HTTP status, also a proxy's. */
  readonly status: number | undefined;
  readonly explanation: Explanation;
}

export async function failureOf(asking: Promise<unknown>): Promise<Failure> {
  const error = await asking.then(
    () => assert.fail("it succeeded"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof VoiceError, `no VoiceError: ${error}`);
  const explanation = explain(error, { cloud: "Test Cloud", connection: "Mine", locale: "en" });
  return { gist: [error.kind, error.reason, error.wasSent], status: error.status, explanation };
}
