// What the error of a write tells of its fate.
import type { VoiceError } from "./errors.js";

/** True = nothing was changed: the cloud itself refused it, or no server can have seen it. Anything else may have been done. */
export function isKnownUndone(error: VoiceError): boolean {
  if (error.wasSent === false) return true;
  // A page of a portal or proxy (protocol) may carry any status: that is nobody's refusal. Nor is a fault of the cloud's own.
  if (error.kind === "protocol" || error.kind === "unavailable" || error.status === undefined) return false;
  // Some refuse in an answer whose status is that of a success.
  return error.status < 300 || (error.status >= 400 && error.status < 500);
}
