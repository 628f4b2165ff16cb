// What the program needs of the machine it runs on; the editor's own objects fit several of these by structure.
import type { Disposable, Event } from "./event.js";

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Calls back once, later; dispose to forget it. */
  after(ms: number, callback: () => void): Disposable;
}

export interface HttpRequest {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Absolute, query already encoded: it is sent exactly as it was signed. */
  readonly url: string;
  /** Without host and content-length, which the transport sets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Absent = no body at all. */
  readonly body?: Uint8Array;
  /** In the place of a body: a file of so many bytes, read while it is sent. There is no limit to how long that takes as long as it goes on. */
  readonly file?: { readonly path: string; readonly size: number };
}

export interface HttpAnswer {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed, complete. */
  readonly body: Uint8Array;
}

export interface Http {
  /**
   * Sends one request and reads the whole answer, whatever its status.
   * `prepare` is called once per attempt, so that each attempt has its own date, nonce and signature; only a read, or a file, that no
   * server can have seen is attempted a second time (over the editor's route).
   * Throws VoiceError: network, protocol (tooLarge, truncated, redirect) or cancelled; `wasSent` tells whether a server can have seen it.
   */
  send(prepare: () => HttpRequest, options: SendOptions): Promise<HttpAnswer>;
}

export interface SendOptions {
  readonly effect: "read" | "write";
  readonly signal: AbortSignal;
  /** Of a file: bytes that have left so far. */
  readonly onSent?: (bytes: number) => void;
  /** Bytes that the answer may have; absent = as many as any answer of a cloud. */
  readonly maxBytes?: number;
}

/** What a cloud is handed when it is opened. */
export interface Machine {
  readonly http: Http;
  /** Milliseconds since 1970. */
  now(): number;
  /** Never the same twice. */
  nonce(): string;
  /** Text of a file below the home directory (forward slashes); undefined = there is none. Read again each time. */
  readHomeFile?(path: string): Promise<string | undefined>;
}

/** The editor's Memento. */
export interface KeyValue {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

/** The editor's SecretStorage. */
export interface Secrets {
  get(key: string): PromiseLike<string | undefined>;
  store(key: string, value: string): PromiseLike<void>;
  delete(key: string): PromiseLike<void>;
  readonly onDidChange: Event<{ readonly key: string }>;
}

/** Part of the editor's LogOutputChannel. What is written here must be redacted. */
export interface Log {
  debug(message: string): void;
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** Whether a person can be looking at the jobs. */
export interface Attention {
  readonly isViewVisible: boolean;
  readonly isWindowFocused: boolean;
  readonly onDidChange: Event<unknown>;
}

/** Small files shared by all windows. Names are file names. */
export interface LockFiles {
  /** Creates the lock file unless it exists; true = it is ours. Exclusive across processes. */
  claim(name: string, text: string): Promise<boolean>;
  read(name: string): Promise<string | undefined>;
  /** Replaces the text of a lock file that exists. */
  replace(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  names(): Promise<readonly string[]>;
}

/** The windows that share the lock files, by names that never come twice. */
export interface WindowRegistry {
  /** The name of this one. */
  readonly own: string;
  /** False = that window is gone for certain, and with it whatever it was at. True = it may be there. */
  isOpen(name: string): boolean;
}

/** A folder of files that all windows share; each is replaced as a whole, and the last writer wins. Names are file names. */
export interface FileCache {
  /** `undefined` = there is none. `tooLarge` = it has more bytes than that, and was not read. */
  read(name: string, limit: number): Promise<string | "tooLarge" | undefined>;
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Removes all other files, unless they were changed within the last minute. */
  keepOnly(names: readonly string[]): Promise<void>;
}

/** A thread of its own, which runs one of the program's bundles: what is needed of node's Worker. */
export interface WorkerThread {
  on(event: "message", listener: (value: unknown) => void): unknown;
  on(event: "error" | "exit", listener: () => void): unknown;
  postMessage(value: unknown): void;
  ref(): void;
  unref(): void;
  terminate(): Promise<number>;
}

/** `bundle`: file beside the program's own, such as "recordingsWorker.js". */
export type StartThread = (bundle: string) => WorkerThread;

/** Files that are needed for a while, in a folder of the extension's own; those of windows that are gone are removed. */
export interface TemporaryFiles {
  /** A path at which nothing is. */
  newPath(): Promise<string>;
  /** With what was left of a draft beside it. */
  remove(path: string): Promise<void>;
}

/** A file that is being written and is not there yet. */
export interface AtomicFile {
  write(text: string): Promise<void>;
  /** Puts it where it belongs, in the place of what was there. When that fails nothing is left of it. */
  finish(): Promise<void>;
  /** Leaves nothing, and what was there before as it was. */
  discard(): Promise<void>;
}
