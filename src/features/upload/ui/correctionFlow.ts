// Back after a refusal: what the review said beside the recordings it meant, and then the upload of the corrected ones, which leads into the submit.
import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import type { JobKey } from "../../../core/jobs/job.js";
import type { RecordingsPlace, RecordingsPurpose, RecordingsReview } from "../../../core/ports/recordingPackages.js";
import { escapeModal } from "../../../text/escape.js";
import { never, withViewProgress } from "../../../ui/commands/progress.js";
import { readReview } from "../readReview.js";
import { fileName, reviewDetail, reviewWords } from "../text/uploadText.js";
import type { UploadFlow, UploadKernel } from "./uploadFlow.js";

export class CorrectionFlow {
  constructor(
    private readonly kernel: UploadKernel,
    private readonly upload: Pick<UploadFlow, "run" | "purposeOf">,
  ) {}

  async run(key: JobKey): Promise<void> {
    const { connectionStore, uploaded } = this.kernel;
    const connection = connectionStore.find(key.connectionId);
    if (!connection) return;
    const record = (await uploaded()).of(key.connectionId, key.jobId);
    const place = record?.place ?? (await this.pickFolder(undefined));
    if (!place) return;
    const purpose = await this.upload.purposeOf(key);
    const isKnown = record?.isSubmitted === true && record.fingerprint !== undefined;
    // Where it is another set than the one that was refused, there is nothing to ask.
    if (isKnown && record.fingerprint !== (await this.fingerprintOf(place, purpose)))
      return this.upload.run(key, { place, isCorrection: true });
    const review = await this.reviewOf(connection, key, place);
    const next = await this.ask(review, place, isKnown);
    if (next === "show") await (await this.kernel.recordings()).check([vscode.Uri.file(place.path)], purpose, review);
    if (next === "upload") await this.upload.run(key, { place, isCorrection: true });
    if (next === "other") {
      const other = await this.pickFolder(place.path);
      if (other) await this.upload.run(key, { place: other, isCorrection: true });
    }
  }

  private async fingerprintOf(place: RecordingsPlace, purpose: RecordingsPurpose): Promise<string | undefined> {
    const recordings = await this.kernel.recordings();
    const look = await withViewProgress(() => recordings.look(place, purpose, never));
    return look.kind === "checked" ? look.recordings.fingerprint : undefined;
  }

  /** What the cloud does not tell is missing beside the recordings, and stops nothing. */
  private async reviewOf(connection: Connection, key: JobKey, { leftOut }: RecordingsPlace): Promise<RecordingsReview> {
    const { sessions, report } = this.kernel;
    const cloud = sessions.cloudOf(connection);
    const read = async () => readReview(sessions, cloud, key, never);
    const findings = await withViewProgress(() =>
      read().catch((thrown: unknown) => {
        report.note(thrown, "read what a review said");
        return [];
      }),
    );
    const advice = await cloud.advice?.();
    const worded = findings.flatMap((finding) =>
      finding.item === undefined ? [] : [{ item: finding.item, words: reviewWords(finding, advice) }],
    );
    return { job: key, leftOut, findings: worded };
  }

  /** `isSame`: the folder is as it was when it was refused; else nothing is known of that. */
  private async ask(
    review: RecordingsReview,
    { path }: RecordingsPlace,
    isSame: boolean,
  ): Promise<"show" | "upload" | "other" | undefined> {
    const show = vscode.l10n.t("Show Recordings");
    const other = vscode.l10n.t("Choose Another Folder…");
    const upload = isSame ? vscode.l10n.t("Upload Anyway…") : vscode.l10n.t("Upload…");
    const name = escapeModal(fileName(path), 80);
    const question = isSame
      ? vscode.l10n.t("“{0}” is as it was when it was submitted. Nothing in it was corrected.", name)
      : vscode.l10n.t("Is “{0}” corrected? Whether it is what the review refused is not known here.", name);
    const options = { modal: true, detail: reviewDetail(review) };
    const pressed = await vscode.window.showInformationMessage(question, options, show, upload, other);
    if (pressed === show) return "show";
    if (pressed === other) return "other";
    return pressed === upload ? "upload" : undefined;
  }

  private async pickFolder(before: string | undefined): Promise<RecordingsPlace | undefined> {
    const picked = await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Folder of recordings"),
      canSelectFolders: true,
      canSelectFiles: false,
      ...(before !== undefined && { defaultUri: vscode.Uri.file(before) }),
    });
    return picked?.[0] && { path: picked[0].fsPath, leftOut: [] };
  }
}
