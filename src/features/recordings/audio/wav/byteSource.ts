// Where the bytes of a recording come from: a file, an entry of a zip, or a test's array.

export interface ByteSource {
  /** Bytes that are really there. */
  readonly size: number;
  /**
   * Up to `length` bytes; fewer only at the end. What is returned may be a view on a buffer that the next read fills again:
   * keep bytes by copying them.
   */
  read(offset: number, length: number): Uint8Array | Promise<Uint8Array>;
}

/** The bytes of a source that is already in memory. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: (offset, length) => bytes.subarray(offset, Math.max(offset, offset + length)) };
}
