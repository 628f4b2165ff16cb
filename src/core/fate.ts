// What the answer to a write proves by itself, and that is little: what became of the write is decided by what the cloud shows afterwards.
import type { VoiceError } from "./errors.js";

/**
 * `unsent`: no server can have seen it, so nothing was done. `refused`: the cloud will not do what it was asked then. That may have been a
 * copy, made by something on the way, of a request that it has done before: only a look tells. `open`: it may have been done.
 */
export type Fate = "unsent" | "refused" | "open";

/** Somebody on the way gave up on the request, or on its sender: neither says what became of it. */
const givenUp: ReadonlySet<number> = new Set([408, 499]);

export function fateOf({ kind, reason, wasSent, status, code }: VoiceError): Fate {
  if (wasSent === false) return "unsent";
  // The cloud knows the request already: what it made of the first copy it does not say.
  if (reason === "duplicate") return "open";
  // A page of a portal or proxy (protocol) may carry any status: that is nobody's refusal. Nor is a fault of the cloud's own.
  if (kind === "protocol" || kind === "unavailable" || status === undefined || givenUp.has(status)) return "open";
  // Some refuse in an answer whose status is that of a success; without a code of theirs it may be anybody's.
  if (status < 300) return code === undefined ? "open" : "refused";
  return status >= 400 && status < 500 ? "refused" : "open";
}
