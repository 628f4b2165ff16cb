// The one error class: a closed kind for the program, the cloud's own words for the person.
//
// Errors are born in platform/network/networkError.ts (transport) or in a cloud's api/errors.ts (meaning), kept by the store as
// data, worded in text/errors/errorText.ts and shown by ui/errorReporter.ts. Nothing recognises one by its text.

import type { KeyFlaw } from "./cloud/keySource.js";

export const errorKinds = [
  /** The credential is wrong, unknown, disabled, expired or locked. */
  "auth",
  /** The credential is fine but may not do this. */
  "forbidden",
  /** The cloud says this machine's clock is off. */
  "clock",
  "notFound",
  /** The cloud read the request and will not do it. */
  "refused",
  "quota",
  "throttled",
  /** The cloud failed (5xx). */
  "unavailable",
  /** The request or its answer did not get through. */
  "network",
  /** What answered does not speak the cloud's language. */
  "protocol",
  "cancelled",
  /** Ours. */
  "bug",
] as const;
export type ErrorKind = (typeof errorKinds)[number];

/** What exactly happened, where the kind alone gives no next step. */
export type ErrorReason =
  // auth
  | "wrongSecret"
  | "unknownKey"
  | "expired"
  | "locked"
  /** Ours: shown and refused three times within five minutes, so that it is not locked. */
  | "triedOut"
  | "missingCredentials"
  | "halted"
  // forbidden
  | "wrongProject"
  | "missingRight"
  | "sourceAddress"
  // refused
  | "requestHeadersTooLarge"
  // network
  | "nameNotFound"
  | "connectionRefused"
  | "reset"
  | "timeout"
  | "tls"
  | "proxy"
  // protocol
  | "html"
  | "truncated"
  | "notJson"
  | "unexpectedShape"
  | "tooLarge"
  | "responseHeadersTooLarge"
  | "redirect"
  // refused
  /** The cloud had received the request before: something on the way sends copies. */
  | "duplicate"
  // bug
  | "unwritten";

export interface ErrorDetails {
  readonly reason?: ErrorReason;
  /** HTTP status. */
  readonly status?: number;
  /** The cloud's own code, verbatim. */
  readonly code?: string;
  /** The cloud's own words, redacted when shown. */
  readonly cloudMessage?: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
  /** When that is over. Milliseconds since 1970. */
  readonly retryAt?: number;
  /** The key was refused then, and nothing has been sent with it since. Milliseconds since 1970. */
  readonly refusedAt?: number;
  /** Host that was asked. */
  readonly host?: string;
  /** The right that is missing, e.g. `ice:GetCustomizedVoiceJob`. */
  readonly missingRight?: string;
  /** Why a key that lies on this computer cannot be used. */
  readonly keyFlaw?: KeyFlaw;
  /** For writes: false = no byte of the request can have been seen by the server; true or absent = it may have been. */
  readonly wasSent?: boolean;
  readonly cause?: unknown;
}

/** `message` is for logs and developers, in English; people read what `text/errors/errorText` makes of it. */
export class VoiceError extends Error {
  override readonly name = "VoiceError";
  readonly kind: ErrorKind;
  readonly reason?: ErrorReason;
  readonly status?: number;
  readonly code?: string;
  readonly cloudMessage?: string;
  readonly requestId?: string;
  readonly retryAfterMs?: number;
  readonly retryAt?: number;
  readonly refusedAt?: number;
  readonly host?: string;
  readonly missingRight?: string;
  readonly keyFlaw?: KeyFlaw;
  readonly wasSent?: boolean;

  constructor(kind: ErrorKind, message: string, details: ErrorDetails = {}) {
    const { cause, ...facts } = details;
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
    Object.assign(this, facts);
  }
}

/** Makes any thrown thing a VoiceError; what is not one yet is our own bug. */
export function asVoiceError(thrown: unknown): VoiceError {
  if (thrown instanceof VoiceError) return thrown;
  return new VoiceError("bug", thrown instanceof Error ? thrown.message : typeof thrown === "string" ? thrown : typeof thrown, {
    cause: thrown,
  });
}

/**
 * `unsent`: no server can have seen it, so nothing was done. `refused`: the cloud will not do what it was asked then. That may have been a
 * copy, made by something on the way, of a request that it has done before: only a look tells. `open`: it may have been done.
 */
export type Fate = "unsent" | "refused" | "open";

/** The cloud itself says that there is no such thing: a bare status may be that of a gateway which does not know the path. */
export function saysGone({ kind, code, status }: VoiceError): boolean {
  return kind === "notFound" && (code !== undefined || status === undefined);
}

/** A proxy or gateway gave up on the request, or on its sender: neither says what became of it. */
export const givenUp: ReadonlySet<number> = new Set([408, 499]);
export function fateOf({ kind, reason, wasSent, status, code }: VoiceError): Fate {
  if (wasSent === false) return "unsent";
  // The cloud knows the request already: what it made of the first copy it does not say.
  if (reason === "duplicate") return "open";
  // A page of a portal or proxy (protocol) may carry any status: that is no refusal. Nor is a fault of the cloud's own.
  if (kind === "protocol" || kind === "unavailable" || status === undefined || givenUp.has(status)) return "open";
  // Some refuse in an answer whose status is that of a success; without a code of theirs it may come from elsewhere.
  if (status < 300) return code === undefined ? "open" : "refused";
  return status >= 400 && status < 500 ? "refused" : "open";
}
