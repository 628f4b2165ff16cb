// Puts chosen files into a cloud's library, with progress and Cancel: by way of a bucket, or into storage of the library itself.
import * as vscode from "vscode";
import type { MediaFile } from "../../../../core/cloud/capabilities/mediaLibrary.js";
import type { StoragePlace } from "../../../../core/cloud/capabilities/ownStorage.js";
import type { Connection } from "../../../../core/connection.js";
import type { VoiceError } from "../../../../core/errors.js";
import { escapeModal } from "../../../../text/escape.js";
import type { UiKernel } from "../../../../ui/uiKernel.js";
import { LibraryUploader } from "../../library/libraryUploader.js";
import { MediaRegistrar } from "../../library/mediaRegistrar.js";
import { type PlacedFile, type PlacedProgress, RecordingsUploader } from "../../recordingsUploader.js";
import { placedFailures, placedProgressText } from "../../text/recordingsText.js";

/** A bucket of the person's own, or storage that belongs to the library. */
export type MediaDestination = StoragePlace | "library";

interface AddRun {
  readonly signal: AbortSignal;
  onProgress(progress: PlacedProgress, host?: string): void;
  tell(message: string): void;
}

/** What became of a run: recordings that are in the library now, in the order of their files. */
export interface Added {
  readonly files: readonly MediaFile[];
  readonly failures: readonly string[];
  readonly isCancelled: boolean;
}

export class MediaAdder {
  private readonly uploader: RecordingsUploader;
  private readonly library: LibraryUploader;
  private readonly registrar: MediaRegistrar;

  constructor(private readonly kernel: Pick<UiKernel, "sessions" | "openFileSender" | "clock" | "report" | "locale">) {
    this.uploader = new RecordingsUploader(kernel);
    this.library = new LibraryUploader(kernel);
    this.registrar = new MediaRegistrar(kernel);
  }

  add(connection: Connection, to: MediaDestination, all: readonly PlacedFile[]): Thenable<Added> {
    const { clock, locale } = this.kernel;
    const title = vscode.l10n.t("Adding recordings to the media library");
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token): Promise<Added> => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const begin = clock.now();
      const onProgress = (now: PlacedProgress, host = "") => {
        const seconds = (clock.now() - begin) / 1000;
        const text = placedProgressText(now, seconds > 1 ? now.sent / seconds : undefined, locale);
        const at = host === "" ? "" : `${vscode.l10n.t("Uploading to {0}", escapeModal(host, 80))} · `;
        progress.report({ message: `${at}${text}` });
      };
      const run = { signal: abort.signal, onProgress, tell: (message: string) => progress.report({ message }) };
      const added = await (to === "library"
        ? this.addToLibrary(connection, all, run)
        : this.addByBucket(connection, to, all, run));
      return { ...added, ...(abort.signal.aborted && { failures: [] }), isCancelled: abort.signal.aborted };
    });
  }

  private async addToLibrary(
    connection: Connection,
    all: readonly PlacedFile[],
    run: AddRun,
  ): Promise<Omit<Added, "isCancelled">> {
    const outcomes = await this.library.upload(connection.id, all, run);
    const files = outcomes.flatMap((outcome): MediaFile[] => {
      const { id: title, file } = outcome.placed;
      return outcome.kind === "added" ? [{ id: outcome.id, title, size: file.size }] : [];
    });
    const failures = outcomes.flatMap((outcome): readonly string[] => {
      const { placed, kind } = outcome;
      if (kind === "added") return [];
      if (kind === "unknown") return [this.unknownText(connection, placed.id, outcome.error)];
      return placedFailures([outcome], (error) => this.explained(connection, error), this.kernel.locale);
    });
    return { files, failures };
  }

  private async addByBucket(
    connection: Connection,
    place: StoragePlace,
    all: readonly PlacedFile[],
    { signal, onProgress, tell }: AddRun,
  ): Promise<Omit<Added, "isCancelled">> {
    const { locale, report } = this.kernel;
    const outcomes = await this.uploader.upload(connection.id, place, all, signal, onProgress);
    const explain = (error: VoiceError) => this.explained(connection, error);
    const failures = [...placedFailures(outcomes, explain, locale)];
    const files: MediaFile[] = [];
    for (const outcome of outcomes) {
      if (outcome.kind !== "uploaded") continue;
      const { id: name, file } = outcome.placed;
      if (signal.aborted) break;
      tell(vscode.l10n.t("Registering {0}", name));
      const registered = await this.registrar.register(connection.id, outcome.location, name, signal);
      if (registered.kind === "registered") {
        files.push({ id: registered.id, title: name, size: file.size });
        continue;
      }
      if (registered.kind === "unknown") failures.push(this.unknownText(connection, name, registered.error));
      else {
        const noted = report.note(registered.error, "register a recording");
        failures.push(vscode.l10n.t("{0}: {1}", name, report.explain(noted, connection, "write").sentence));
      }
    }
    return { files, failures };
  }

  private explained(connection: Connection, error: VoiceError): string {
    const { report } = this.kernel;
    return report.explain(report.note(error, "add a recording to the library"), connection).sentence;
  }

  private unknownText(connection: Connection, name: string, error: VoiceError): string {
    const { report } = this.kernel;
    const reason = report.explain(report.note(error, "register a recording"), connection, "write").sentence;
    return vscode.l10n.t("{0}: whether it is in the library is not known. {1}", name, reason);
  }
}
