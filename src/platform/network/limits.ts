// How long and how much: the bounds of every request.

export interface Limits {
  /** Milliseconds until a connection stands, TLS included. */
  readonly connectMs: number;
  /** Milliseconds from the request to the headers of its answer. Reads only: a write waits as long as `writeMs` allows. */
  readonly headersMs: number;
  /** Milliseconds between two pieces of the body. */
  readonly bodyIdleMs: number;
  /** Milliseconds for a read as a whole, both routes together. */
  readonly readMs: number;
  /** Milliseconds for a write as a whole. */
  readonly writeMs: number;
  /** Bytes of a body, counted after decompression. */
  readonly maxBytes: number;
}

export const defaultLimits: Limits = {
  connectMs: 10_000,
  headersMs: 30_000,
  bodyIdleMs: 30_000,
  readMs: 120_000,
  writeMs: 120_000,
  maxBytes: 20 * 1024 * 1024,
};
