// Uploads recordings of a job's sentences with the person: a folder or one file, a place, one modal that says all, progress with Cancel, and what failed again.
import * as vscode from "vscode";
import { type OwnStorage, placeIn, type StoragePlace } from "../../../../core/cloud/capabilities/ownStorage.js";
import type { Connection } from "../../../../core/connection.js";
import { asVoiceError, type VoiceError } from "../../../../core/errors.js";
import type { Sentence } from "../../../../core/jobs/jobCreation.js";
import type { LastValues } from "../../../../services/storage/lastValues.js";
import { escapeModal, escapeNotification } from "../../../../text/escape.js";
import { sentences as joined } from "../../../../text/punctuation.js";
import { never } from "../../../../ui/commands/progress.js";
import type { UiKernel } from "../../../../ui/uiKernel.js";
import { type PlacedFile, type PlacedOutcome, RecordingsUploader } from "../../recordingsUploader.js";
import { placedFailures, placedProgressText, recordingsDetail, refusalsOf } from "../../text/recordingsText.js";
import { askPlace } from "../storagePlace.js";
import { type ChosenRecordings, type RecordedVoice, RecordingsChoice } from "./recordingsChoice.js";

export type RecordingsUploadKernel = Pick<
  UiKernel,
  "sessions" | "openFileSender" | "clock" | "report" | "locale" | "recordings" | "uploaded"
> & { readonly used: LastValues };

type Place = Pick<RecordedVoice, "connection" | "cloud">;

export class RecordingsUpload {
  private readonly uploader: RecordingsUploader;
  private readonly choice: RecordingsChoice;

  constructor(private readonly kernel: RecordingsUploadKernel) {
    this.uploader = new RecordingsUploader(kernel);
    this.choice = new RecordingsChoice(kernel);
  }

  placeOf({ id }: Connection): StoragePlace | undefined {
    return placeIn(this.kernel.used.ofConnection(id));
  }

  /** Undefined = the person left. */
  async changePlace({ connection, cloud }: Place): Promise<StoragePlace | undefined> {
    const storage = await cloud.ownStorage?.();
    return storage && this.askFor({ connection, cloud }, storage);
  }

  /** Where each lies now, by the id of its sentence; empty = nothing was sent. `only`: one sentence, whose file the person picks. */
  async run(voice: RecordedVoice, only?: Sentence): Promise<ReadonlyMap<string, string>> {
    const storage = await voice.cloud.ownStorage?.();
    const none: ReadonlyMap<string, string> = new Map();
    if (!storage) return none;
    const chosen = await (only ? this.choice.file(voice, storage, only) : this.choice.folder(voice));
    if (!chosen) return none;
    let place = this.placeOf(voice.connection) ?? (await this.askFor(voice, storage));
    for (;;) {
      if (!place) return none;
      const answer = await this.confirm(voice, chosen, place);
      if (answer === "upload") return this.uploadAll(voice, place, chosen.files);
      if (answer !== "changePlace") return none;
      place = (await this.askFor(voice, storage)) ?? place;
    }
  }

  private async askFor({ connection, cloud }: Place, storage: OwnStorage): Promise<StoragePlace | undefined> {
    const { used, report } = this.kernel;
    const place = await askPlace(this.kernel, connection, cloud, storage, used.ofConnection(connection.id));
    if (place)
      await used
        .note(connection, undefined, [storage.bucket, storage.folder, storage.bucketRegion], { ...place })
        .catch((thrown: unknown) => report.note(thrown, "remember where recordings are uploaded"));
    return place;
  }

  private async confirm(
    { connection, job, passed }: RecordedVoice,
    { folder, matched, found, files }: ChosenRecordings,
    place: StoragePlace,
  ): Promise<"upload" | "changePlace" | undefined> {
    const { sessions, locale, recordings } = this.kernel;
    const upload = vscode.l10n.t("Upload and Check");
    const change = vscode.l10n.t("Change Place…");
    const show = vscode.l10n.t("Show Findings");
    const [target] = await sessions.read(connection.id, never, async ({ storage }) => storage?.targets(place, ["-"]) ?? []);
    const order = {
      connection: connection.name,
      host: target ? new URL(target.location).host : "",
      ...place,
      count: files.length,
      bytes: files.reduce((sum, { file }) => sum + file.size, 0),
      passed: [...matched.files.keys()].filter((id) => passed.has(id) && !files.some((each) => each.id === id)).length,
      matched,
      found,
    };
    const name = escapeModal(job.name || job.voiceId, 100);
    const question = vscode.l10n.t("Upload recordings for “{0}”?", name);
    const options = { modal: true, detail: recordingsDetail(order, locale) };
    const acts = refusalsOf(found, matched).length > 0 ? [upload, show, change] : [upload, change];
    const answer = await vscode.window.showInformationMessage(question, options, ...acts);
    if (answer === show) await (await recordings()).check([folder]);
    return answer === upload ? "upload" : answer === change ? "changePlace" : undefined;
  }

  /** Again what failed, for as long as the person says so. */
  private async uploadAll(
    voice: RecordedVoice,
    place: StoragePlace,
    all: readonly PlacedFile[],
  ): Promise<ReadonlyMap<string, string>> {
    const locations = new Map<string, string>();
    let files = all;
    for (;;) {
      const outcomes = await this.upload(voice, place, files);
      for (const each of outcomes) if (each.kind === "uploaded") locations.set(each.placed.id, each.location);
      const failed = outcomes.filter(({ kind }) => kind !== "uploaded");
      if (failed.length === 0 || !(await this.askAgain(voice, failed, locations.size))) return locations;
      const ids = new Set(failed.map(({ placed }) => placed.id));
      files = await this.lookAgain(files.filter(({ id }) => ids.has(id)));
    }
  }

  /** A file that was changed is another one now. */
  private async lookAgain(files: readonly PlacedFile[]): Promise<readonly PlacedFile[]> {
    const sender = await this.kernel.openFileSender();
    const looked = files.map(async (placed) => {
      const file = await sender.look(placed.file.path).catch(() => undefined);
      return file ? { ...placed, file } : placed;
    });
    return Promise.all(looked);
  }

  private upload({ connection, job }: RecordedVoice, place: StoragePlace, files: readonly PlacedFile[]) {
    const { clock, locale } = this.kernel;
    const title = vscode.l10n.t("Uploading recordings of “{0}”", escapeNotification(job.name || job.voiceId, 60));
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, (progress, token): Promise<readonly PlacedOutcome[]> => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const begin = clock.now();
      let shown = 0;
      return this.uploader.upload(connection.id, place, files, abort.signal, (now) => {
        const seconds = (clock.now() - begin) / 1000;
        const rate = seconds > 1 ? now.sent / seconds : undefined;
        const percent = now.total > 0 ? (now.sent / now.total) * 100 : 0;
        progress.report({ message: placedProgressText(now, rate, locale), increment: Math.max(0, percent - shown) });
        shown = Math.max(shown, percent);
      });
    });
  }

  /** Whether the person wants what failed to be sent again. */
  private async askAgain({ connection }: RecordedVoice, failed: readonly PlacedOutcome[], done: number): Promise<boolean> {
    const { report, locale } = this.kernel;
    const errors = failed.flatMap((outcome) => (outcome.kind === "failed" ? [outcome.error] : []));
    for (const error of errors) report.note(error, "upload a recording");
    const isCancelled = errors.some(({ kind }) => kind === "cancelled") || failed.some(({ kind }) => kind === "notBegun");
    const explain = (error: VoiceError) => report.explain(asVoiceError(error), connection).sentence;
    const lines = isCancelled ? [] : placedFailures(failed, explain, locale).map((line) => escapeNotification(line, 300));
    const head = isCancelled
      ? vscode.l10n.t("The upload was cancelled: {0} done, {1} not.", done, failed.length)
      : vscode.l10n.t("The upload is not complete: {0} done, {1} not.", done, failed.length);
    const again = vscode.l10n.t("Try Again");
    return (await vscode.window.showWarningMessage(joined(head, ...lines), again)) === again;
  }
}
