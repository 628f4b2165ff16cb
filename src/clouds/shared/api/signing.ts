// What a signature is made of and what comes out of it, for every scheme.
import type { QueryPairs } from "./canonicalRequest.js";

/** A request as it is signed. */
export interface Signable {
  readonly method: string;
  /** Decoded, begins with a slash. */
  readonly path: string;
  readonly query: QueryPairs;
  /** With `host`; dates, tokens and nonces are in here too. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absent = no body. */
  readonly body?: Uint8Array;
}

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Each step, in the words of the specifications. */
export interface Signature {
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  /** Lower-case hex. */
  readonly signature: string;
  /** Value of the Authorization header. */
  readonly authorization: string;
}
