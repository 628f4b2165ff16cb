// Sends files of this computer to addresses that a cloud has named: object stores, which know nothing of jobs.

export interface LocalFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly modifiedAt: number;
  /** Its first bytes, 16 at most. */
  readonly head: Uint8Array;
}

/** Where a file goes. */
export interface FileTarget {
  /** Signed: a secret, which is shown, logged and stored nowhere. */
  readonly address: string;
  /** Exactly what is sent; absent = no type is sent. */
  readonly contentType?: string;
  /** Where no document names the type: others that the address may be signed with, tried in their order once the first is not it. */
  readonly otherTypes?: readonly string[];
}

export interface SendFileOptions {
  readonly signal: AbortSignal;
  /** Bytes that have left so far. */
  readonly onSent: (bytes: number) => void;
}

export interface FileSender {
  /** Undefined = there is no such file. Rejects where it cannot be read. */
  look(path: string): Promise<LocalFile | undefined>;
  /**
   * One PUT without a key and without a redirect; the file is read while it is sent. Throws VoiceError: network, cancelled, protocol, and
   * what the store answers: forbidden (403), notFound, unavailable (5xx), refused (other), with the store's own code.
   */
  send(target: FileTarget, file: LocalFile, options: SendFileOptions): Promise<void>;
}
