// Uploads files into a cloud library's own storage: an entry for each, made by one request, then its file; a second try goes on with the same entry.
import type { MediaUploads, MediaUploadTarget } from "../../../core/cloud/capabilities/mediaLibrary.js";
import { asVoiceError, fateOf, VoiceError } from "../../../core/errors.js";
import type { Kernel } from "../../../services/kernel.js";
import { type SendOutcome, sendPatiently } from "../patientSender.js";
import type { PlacedFile, PlacedProgress } from "../recordingsUploader.js";

export type LibraryOutcome = { readonly placed: PlacedFile } & (
  | { readonly kind: "added"; readonly id: string }
  | Exclude<SendOutcome, { kind: "uploaded" }>
  /** Whether its entry was made is not known; the file was not sent. */
  | { readonly kind: "unknown"; readonly error: VoiceError }
  /** Never begun: it was cancelled before. */
  | { readonly kind: "notBegun" }
);

export interface LibraryUploadRun {
  readonly signal: AbortSignal;
  /** `host`: to which the file goes. */
  onProgress(progress: PlacedProgress, host: string): void;
}

export type LibraryUploaderKernel = Pick<Kernel, "sessions" | "openFileSender" | "clock">;

/** So long before it runs out an address is not used any more. Milliseconds. */
const slackMs = 60_000;

interface Entry {
  readonly id: string;
  target: MediaUploadTarget;
  isUp: boolean;
}

export class LibraryUploader {
  /** Entries that were made, by connection and name, which another file does not have; addresses are secrets, and in memory alone. */
  private readonly entries = new Map<string, Entry>();

  constructor(private readonly kernel: LibraryUploaderKernel) {}

  /** One after the other, in their order. Never throws. */
  async upload(connectionId: string, files: readonly PlacedFile[], run: LibraryUploadRun): Promise<readonly LibraryOutcome[]> {
    const total = files.reduce((sum, { file }) => sum + file.size, 0);
    const outcomes: LibraryOutcome[] = [];
    let before = 0;
    for (const placed of files) {
      const onSent = (bytes: number, host: string) =>
        run.onProgress({ sent: before + bytes, total, done: outcomes.length, count: files.length }, host);
      outcomes.push(
        run.signal.aborted ? { placed, kind: "notBegun" } : await this.uploadOne(connectionId, placed, run.signal, onSent),
      );
      before += placed.file.size;
    }
    return outcomes;
  }

  private async uploadOne(
    connectionId: string,
    placed: PlacedFile,
    signal: AbortSignal,
    onSent: (bytes: number, host: string) => void,
  ): Promise<LibraryOutcome> {
    const name = JSON.stringify([connectionId, placed.name]);
    try {
      const entry = this.entries.get(name) ?? (await this.begin(connectionId, placed, signal));
      this.entries.set(name, entry);
      if (entry.isUp) return { placed, kind: "added", id: entry.id };
      const find = async (isRefused: boolean) => {
        if (isRefused || entry.target.expiresAt <= this.kernel.clock.now() + slackMs)
          entry.target = await this.renew(connectionId, entry.id, placed, signal);
        return entry.target;
      };
      const sent = (bytes: number) => onSent(bytes, new URL(entry.target.address).host);
      const outcome = await sendPatiently(this.kernel, placed.file, find, { signal, onSent: sent });
      if (outcome.kind !== "uploaded") return { placed, ...outcome };
      entry.isUp = true;
      return { placed, kind: "added", id: entry.id };
    } catch (thrown) {
      const error = asVoiceError(thrown);
      const isUnknown = !this.entries.has(name) && fateOf(error) === "open";
      return isUnknown ? { placed, kind: "unknown", error } : { placed, kind: "failed", error, byStore: false };
    }
  }

  /** Once on its way, the request is not called back. */
  private async begin(connectionId: string, { id: title, name, file }: PlacedFile, signal: AbortSignal): Promise<Entry> {
    const order = { title, ending: endingOf(name), bytes: file.size };
    const made = await this.kernel.sessions.write(connectionId, signal, async ({ media }) =>
      uploadsOf(media).begin(order, never),
    );
    return { ...made, isUp: false };
  }

  private renew(connectionId: string, id: string, { name }: PlacedFile, signal: AbortSignal): Promise<MediaUploadTarget> {
    return this.kernel.sessions.read(connectionId, signal, ({ media }) => uploadsOf(media).renew(id, endingOf(name), signal));
  }
}

function uploadsOf(media: { readonly uploads?: MediaUploads } | undefined): MediaUploads {
  if (!media?.uploads) throw new VoiceError("bug", "this library has no storage of its own", { wasSent: false });
  return media.uploads;
}

function endingOf(name: string): string {
  return name.slice(name.lastIndexOf(".") + 1).toLowerCase();
}

const never = new AbortController().signal;
