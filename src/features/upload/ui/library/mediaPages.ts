// What is known of a cloud's library while recordings are picked: the pages that were read, what was added here, and why no more came.

import type { MediaFile, MediaPage } from "../../../../core/cloud/capabilities/mediaLibrary.js";
import type { VoiceError } from "../../../../core/errors.js";

export class MediaPages {
  private byId = new Map<string, MediaFile>();
  private next: string | undefined;
  private hasBegun = false;
  private refusal: string | undefined;

  constructor(
    private readonly read: (next: string | undefined, signal: AbortSignal) => Promise<MediaPage | undefined>,
    private readonly word: (error: VoiceError) => string,
  ) {}

  get files(): readonly MediaFile[] {
    return [...this.byId.values()];
  }

  get isRead(): boolean {
    return this.hasBegun;
  }

  get hasMore(): boolean {
    return !this.hasBegun || this.next !== undefined;
  }

  /** Why the last page did not come, in words. */
  get error(): string | undefined {
    return this.refusal;
  }

  has(id: string): boolean {
    return this.byId.has(id);
  }

  fileOf(id: string): MediaFile | undefined {
    return this.byId.get(id);
  }

  /** Of a page that was left half way nothing is kept. Throws VoiceError. */
  async loadMore(signal: AbortSignal): Promise<void> {
    this.refusal = undefined;
    const page = await this.read(this.next, signal);
    if (signal.aborted) return;
    for (const file of page?.files ?? []) this.byId.set(file.id, file);
    this.next = page?.next;
    this.hasBegun = true;
  }

  note(error: VoiceError): void {
    if (error.kind !== "cancelled") this.refusal = this.word(error);
  }

  /** First, since it is what the person is looking for. */
  add(files: readonly MediaFile[]): void {
    this.byId = new Map([...files.map((file) => [file.id, file] as const), ...this.byId]);
  }
}
