// What a request, an answer and a job are between the socket and the clouds.

/** A job exactly as its cloud sends it; a field that the cloud leaves out is absent. */
export type Job = Readonly<Record<string, unknown>>;

export type CloudId = "huawei" | "alibaba";
/** Huawei's IAM is a door of its own, and so are the object stores: other paths, another error envelope. */
export type Door = CloudId | "iam" | "store" | "oss";

export type Query = readonly (readonly [name: string, value: string])[];

export interface Request {
  /** A fresh UUID, the root of the request id that the answer carries. */
  readonly id: string;
  readonly method: string;
  /** The path as it came, still percent-encoded, without the query. */
  readonly path: string;
  readonly query: Query;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Made of another one by something on the way. */
  readonly isCopy?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a string or bytes are sent as they are; absent means an empty body. */
  readonly body?: unknown;
}

/** What the server knows of a request before it reads its body. */
export interface Route {
  readonly door: Door;
  readonly operation: string;
  /** The job that the path or the query names, where it names one. */
  readonly jobId?: string;
  run(request: Request): Answer;
  /** What this cloud says when it has compared signatures and could not agree, canonical request included. */
  echo(request: Request): Answer;
}

export function first(query: Query, name: string): string | undefined {
  return query.find(([key]) => key === name)?.[1];
}
