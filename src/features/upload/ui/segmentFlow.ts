// Uploads recordings one by one with the person: progress with Cancel, and what the cloud says of each beside the recording.
import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError, type VoiceError } from "../../../core/errors.js";
import type { JobKey } from "../../../core/jobs/job.js";
import type { LocalFile } from "../../../core/ports/fileSender.js";
import type { PackableRecordings, RecordingsPurpose, SingleRecording } from "../../../core/ports/recordingPackages.js";
import { escapeNotification } from "../../../text/escape.js";
import { sentences } from "../../../text/punctuation.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { type Segment, type SegmentOutcome, SegmentUploader } from "../segmentUploader.js";
import { segmentProgressText, segmentText, tallyOf, troublesText } from "../text/segmentText.js";

export type SegmentKernel = Pick<
  UiKernel,
  | "sessions"
  | "openFileSender"
  | "openTemporaryFiles"
  | "openDraft"
  | "recordings"
  | "uploaded"
  | "clock"
  | "digest"
  | "report"
  | "locale"
>;

/** Whose recordings they are, and which. */
export interface SegmentUpload {
  readonly key: JobKey;
  readonly connection: Connection;
  readonly name: string;
  readonly recordings: PackableRecordings;
  readonly purpose: RecordingsPurpose;
  /** The submit follows what is confirmed as a whole. */
  readonly leadsOn: boolean;
}

export class SegmentFlow {
  private readonly uploader: SegmentUploader;

  constructor(private readonly kernel: SegmentKernel) {
    const { sessions, openFileSender, clock } = kernel;
    const withTextFile = <T>(text: string, act: (file: LocalFile) => Promise<T>) => this.withTextFile(text, act);
    this.uploader = new SegmentUploader({ sessions, openFileSender, clock, withTextFile });
  }

  /** Whether all of them are confirmed; what became of them is told by `tell`. */
  async upload({ key, connection, name, recordings }: SegmentUpload): Promise<readonly SegmentOutcome[]> {
    const { clock, locale } = this.kernel;
    const uploaded = await this.kernel.uploaded();
    const { firstNumber } = uploaded.of(key.connectionId, key.jobId) ?? {};
    const marks = uploaded.marksOf(key.connectionId, key.jobId, clock.now());
    const segments = await this.segmentsOf(recordings);
    const title = vscode.l10n.t("Uploading recordings of “{0}”", escapeNotification(name, 60));
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      let shown = 0;
      return this.uploader.upload(key, segments, {
        signal: abort.signal,
        known: { marks, ...(firstNumber !== undefined && { firstNumber }) },
        onProgress: (now) => {
          const percent = now.total > 0 ? (now.sent / now.total) * 100 : 0;
          progress.report({ message: segmentProgressText(now, locale), increment: Math.max(0, percent - shown) });
          shown = Math.max(shown, percent);
        },
        note: async (change) => {
          const noted = uploaded.noteMarks(connection, key.jobId, change, clock.now());
          // Without it the next upload sends more than it needs to.
          await noted.catch((thrown: unknown) => this.kernel.report.note(thrown, "remember an upload"));
        },
      });
    });
  }

  async tell(upload: SegmentUpload, outcomes: readonly SegmentOutcome[]): Promise<void> {
    const { key, connection, leadsOn } = upload;
    const name = escapeNotification(upload.name, 60);
    const explain = (error: VoiceError) => this.kernel.report.explain(asVoiceError(error), connection).sentence;
    for (const outcome of outcomes) if (outcome.kind === "failed") this.kernel.report.note(outcome.error, "upload a recording");
    const { confirmed, unmatched, missing } = tallyOf(outcomes);
    if (unmatched + missing === 0) {
      if (leadsOn) return void (await vscode.commands.executeCommand(commands.submitJob, key));
      const submit = vscode.l10n.t("Submit…");
      const text = vscode.l10n.t("The recordings of “{0}” are uploaded and confirmed by the cloud: {1}.", name, confirmed);
      if ((await vscode.window.showInformationMessage(text, submit)) === submit)
        await vscode.commands.executeCommand(commands.submitJob, key);
      return;
    }
    const [show, again] = [vscode.l10n.t("Show Recordings"), vscode.l10n.t("Upload Again…")];
    const figures = vscode.l10n.t(
      "Recordings of “{0}”: {1} confirmed, {2} not matching their text, {3} not uploaded.",
      name,
      confirmed,
      unmatched,
      missing,
    );
    const troubles = troublesText(outcomes, explain).map((line) => escapeNotification(line, 240));
    const pressed = await vscode.window.showWarningMessage(sentences(figures, ...troubles), show, again);
    if (pressed === show) await this.show(upload, outcomes, explain);
    if (pressed === again) await vscode.commands.executeCommand(commands.uploadFiles, key);
  }

  private async show(
    { key, recordings, purpose }: SegmentUpload,
    outcomes: readonly SegmentOutcome[],
    explain: (error: VoiceError) => string,
  ): Promise<void> {
    const findings = outcomes.flatMap((outcome) => {
      const words = outcome.kind === "notBegun" ? undefined : segmentText(outcome, explain);
      return words === undefined ? [] : [{ item: outcome.segment.name, words }];
    });
    const { path, leftOut } = recordings.place;
    const review = { job: key, leftOut, isComparison: true, findings } as const;
    await (await this.kernel.recordings()).check([vscode.Uri.file(path)], purpose, review);
  }

  private async segmentsOf({ place, single }: PackableRecordings): Promise<readonly Segment[]> {
    const sender = await this.kernel.openFileSender();
    const look = async ({ id, size, modifiedAt, text }: SingleRecording, at: number): Promise<Segment> => {
      const path = vscode.Uri.joinPath(vscode.Uri.file(place.path), ...id.split("/")).fsPath;
      const file = await sender.look(path).catch(() => undefined);
      const isSame = file?.size === size && file.modifiedAt === modifiedAt;
      const mark = this.kernel.digest(JSON.stringify([id, size, modifiedAt, text])).slice(0, 24);
      return { at, name: id, file: isSame ? file : undefined, text, mark };
    };
    return Promise.all(single.map(look));
  }

  private async withTextFile<T>(text: string, act: (file: LocalFile) => Promise<T>): Promise<T> {
    const files = await this.kernel.openTemporaryFiles();
    const path = await files.newPath();
    try {
      const draft = await this.kernel.openDraft(path);
      await draft.write(text);
      await draft.finish();
      const file = await (await this.kernel.openFileSender()).look(path);
      if (!file) throw new Error("the text is not there");
      return await act(file);
    } finally {
      await files.remove(path);
    }
  }
}
