// What became of a call that failed: whether a read is tried again and when, and the error as it is told, without what was sent.
import { type ErrorDetails, VoiceError } from "../../core/errors.js";
import type { Redactor } from "../../core/privacy/redactor.js";

/** A read is sent at most three times. */
const retryPausesMs = [500, 1500];
/** Longest wait a cloud can impose on a read; beyond it the person is told instead. */
const longestPauseMs = 20_000;

/** The same error for a call that never went out. */
export function unsent(error: VoiceError): VoiceError {
  return new VoiceError(error.kind, error.message, { ...error, wasSent: false });
}

/** A cloud may echo what was sent, credentials included, in any of its words. */
export function redacted(error: VoiceError, redactor: Redactor): VoiceError {
  const ours = new Set(["name", "kind", "reason"]);
  const facts = Object.entries(error).map(([name, fact]) => [
    name,
    typeof fact === "string" && !ours.has(name) ? redactor.redact(fact) : fact,
  ]);
  // The cause is left behind: it may quote what was sent.
  return new VoiceError(error.kind, redactor.redact(error.message), Object.fromEntries(facts) as ErrorDetails);
}

/** Milliseconds, jittered; undefined = do not try again. */
export function pauseBeforeRetry(error: VoiceError, attempt: number): number | undefined {
  const planned = retryPausesMs[attempt];
  if (planned === undefined || !isWorthAnotherTry(error)) return undefined;
  if (error.retryAfterMs !== undefined && error.retryAfterMs > longestPauseMs) return undefined;
  return Math.max(error.retryAfterMs ?? 0, planned * (0.75 + Math.random() / 2));
}

/** The cloud is busy or failing, or the connection was lost, maybe in the middle of the answer, or a copy was answered instead. */
function isWorthAnotherTry({ kind, reason }: VoiceError): boolean {
  return kind === "throttled" || kind === "unavailable" || reason === "reset" || reason === "truncated" || reason === "duplicate";
}
