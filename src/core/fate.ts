// What the error of a write tells of its fate.
import type { VoiceError } from "./errors.js";

/** Somebody on the way gave up on the request, or on its sender: neither says what became of it. */
const givenUp: ReadonlySet<number> = new Set([408, 499]);

/** True = nothing was changed: the cloud itself refused it, or no server can have seen it. Anything else may have been done. */
export function isKnownUndone({ kind, wasSent, status }: VoiceError): boolean {
  if (wasSent === false) return true;
  // A page of a portal or proxy (protocol) may carry any status: that is nobody's refusal. Nor is a fault of the cloud's own.
  if (kind === "protocol" || kind === "unavailable" || status === undefined || givenUp.has(status)) return false;
  // Some refuse in an answer whose status is that of a success.
  return status < 300 || (status >= 400 && status < 500);
}
