// Uploads the files of a job with the person: one list in which they are chosen, what would be refused, one modal that names hosts, and progress with Cancel.
import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError, VoiceError } from "../../../core/errors.js";
import type { JobKey } from "../../../core/jobs/job.js";
import type { RecordingsPlace, RecordingsPurpose } from "../../../core/ports/recordingPackages.js";
import { escapeModal, escapeNotification } from "../../../text/escape.js";
import { translate } from "../../../text/translate.js";
import { never, withViewProgress } from "../../../ui/commands/progress.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { type ChosenFile, isUp, JobUploader, type UploadOutcome, type UploadProgress } from "../jobUploader.js";
import { PartMarks } from "../partMarks.js";
import { fileName, progressText, refusalsDetail, uploadDetail } from "../text/uploadText.js";
import { SegmentFlow, type SegmentKernel } from "./segmentFlow.js";
import { type ChosenPaths, isUnfit, type UploadChoice, UploadForm } from "./uploadForm.js";
import { UploadMessages } from "./uploadMessages.js";

export type UploadKernel = SegmentKernel & Pick<UiKernel, "connectionStore" | "store" | "accountLimits">;

export interface GivenRecordings {
  readonly place: RecordingsPlace;
  /** They replace what a review refused. */
  readonly isCorrection: boolean;
}

/** Why a package could not be made, in a sentence. */
class NotPacked extends Error {}

export class UploadFlow {
  private readonly uploader: JobUploader;
  private readonly form: UploadForm;
  private readonly messages: UploadMessages;
  private readonly segments: SegmentFlow;
  private readonly marks: PartMarks;
  /** What was chosen, by job, for as long as the window is open. */
  private readonly before = new Map<string, ChosenPaths>();
  /** Jobs whose upload is going on: a second press changes nothing. */
  private readonly underWay = new Set<string>();

  constructor(private readonly kernel: UploadKernel) {
    this.uploader = new JobUploader(kernel);
    this.form = new UploadForm(kernel);
    this.messages = new UploadMessages(kernel);
    this.segments = new SegmentFlow(kernel);
    this.marks = new PartMarks(kernel);
  }

  /** `given`: recordings that the person has chosen already; a correction leads into the submit. */
  async run(key: JobKey, given?: GivenRecordings): Promise<void> {
    const { connectionStore, sessions, store } = this.kernel;
    const connection = connectionStore.find(key.connectionId);
    if (!connection) return;
    const job = store.record(key.connectionId, key.jobId)?.job;
    const name = job?.name || key.jobId;
    const cloud = sessions.cloudOf(connection);
    const parts = (await cloud.uploadParts?.(job)) ?? [];
    if (parts.length === 0)
      return void vscode.window.showInformationMessage(
        vscode.l10n.t("Files for jobs of {0} cannot be uploaded from here.", translate(cloud.title)),
      );
    const id = JSON.stringify(key);
    if (this.underWay.has(id)) return;
    this.underWay.add(id);
    try {
      const purpose = await this.purposeOf(key);
      const paths = new Map(this.before.get(id));
      const [packagePart] = parts.filter(({ isPackage }) => isPackage);
      const place = given?.place ?? (paths.size === 0 ? await this.rememberedPlace(key) : undefined);
      if (packagePart && place) paths.set(packagePart.id, place);
      const keep = (chosen: ChosenPaths) => void this.before.set(id, new Map(chosen));
      const choices = await this.form.choose({ name, parts, purpose, paths, keep });
      if (!choices || !(await this.isWanted(choices, purpose))) return;
      await sessions.resume([key.connectionId]);
      const hosts = await withViewProgress(() => this.uploader.hostsOf(key, never));
      const homeless = choices.filter(({ part }) => !hosts.has(part.id));
      // Of a job whose recordings are uploaded one by one, for example.
      if (homeless.length > 0) return await this.messages.tellHomeless(key, name, homeless);
      if (!(await this.confirm(connection, name, choices, hosts))) return;
      const leadsOn = given?.isCorrection ?? false;
      const singly = choices.find(({ part, look }) => part.isSegmented && look?.kind === "checked");
      const files = choices.filter((choice) => choice !== singly);
      const outcomes = files.length > 0 ? await this.upload(connection, key, name, files) : [];
      const isWhole = outcomes.every(isUp);
      await this.remember(connection, key.jobId, files, outcomes, isWhole && !singly);
      if (singly?.look?.kind !== "checked" || !isWhole) return await this.messages.tell(key, name, outcomes, leadsOn);
      const upload = { key, connection, name, recordings: singly.look.recordings, purpose, leadsOn };
      const sent = await this.segments.upload(upload);
      if (sent.every(({ kind }) => kind === "confirmed")) await this.rememberRecordings(connection, key.jobId, singly);
      // Not awaited: a notification may stay for minutes, and the next upload begins from it.
      void this.segments.tell(upload, sent);
    } catch (thrown) {
      if (thrown instanceof NotPacked) await this.messages.tellNotPacked(key, name, thrown.message);
      else if (asVoiceError(thrown).kind === "cancelled") this.messages.tellCancelled(name);
      else throw thrown;
    } finally {
      this.underWay.delete(id);
    }
  }

  /** What the recordings of the job are checked for. */
  async purposeOf({ connectionId, jobId }: JobKey): Promise<RecordingsPurpose> {
    const { connectionStore, store, accountLimits } = this.kernel;
    const jobType = store.record(connectionId, jobId)?.job.type;
    const limits = await withViewProgress(async () => (await accountLimits()).read(connectionId, never));
    const own = jobType === undefined ? undefined : limits?.get(jobType);
    return { cloud: connectionStore.find(connectionId)?.cloud ?? "", jobType, ...(own && { limits: own }) };
  }

  private async rememberedPlace({ connectionId, jobId }: JobKey): Promise<RecordingsPlace | undefined> {
    const uploaded = await this.kernel.uploaded();
    return uploaded.of(connectionId, jobId)?.place ?? uploaded.intended.of(connectionId, jobId);
  }

  /** What would be refused can be uploaded, but not by accident. */
  private async isWanted(choices: readonly UploadChoice[], purpose: RecordingsPurpose): Promise<boolean> {
    const unfit = choices.find(isUnfit);
    if (!unfit?.look) return true;
    const { look } = unfit;
    const [upload, show] = [vscode.l10n.t("Upload Anyway…"), vscode.l10n.t("Show Recordings")];
    const said = look.kind === "checked" ? look.recordings.verdict : look.reason;
    const detail = look.kind === "checked" ? refusalsDetail(look.recordings) : vscode.l10n.t("It was not checked any further.");
    const pressed = await vscode.window.showWarningMessage(escapeModal(said), { modal: true, detail }, show, upload);
    if (pressed === show) await (await this.kernel.recordings()).check([vscode.Uri.file(unfit.path)], purpose);
    return pressed === upload;
  }

  private async confirm(
    connection: Connection,
    name: string,
    choices: readonly UploadChoice[],
    hosts: ReadonlyMap<string, string>,
  ): Promise<boolean> {
    const upload = vscode.l10n.t("Upload");
    const question = vscode.l10n.t("Upload these files for “{0}”?", escapeModal(name, 100));
    const named = choices.map(({ part, path, place, chosen, look }) => {
      const size = chosen?.file.size ?? (look?.kind === "checked" ? look.recordings.bytes : 0);
      const singly = part.isSegmented && look?.kind === "checked" ? { singly: look.recordings.count } : {};
      return { part, path, size, isPacked: place !== undefined, ...singly };
    });
    const detail = uploadDetail(connection.name, named, hosts, this.kernel.locale);
    return (await vscode.window.showInformationMessage(question, { modal: true, detail }, upload)) === upload;
  }

  /** A package of a folder is there for as long as it is sent. Throws NotPacked. */
  private async upload(
    connection: Connection,
    key: JobKey,
    name: string,
    choices: readonly UploadChoice[],
  ): Promise<readonly UploadOutcome[]> {
    const { clock, locale, report } = this.kernel;
    const { done, left } = await this.marks.split(key, choices);
    const before = done.map((choice): UploadOutcome => ({ chosen: asFile(choice), kind: "wasUp" }));
    if (left.length === 0) return before;
    const title = vscode.l10n.t("Uploading files for “{0}”", escapeNotification(name, 60));
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const made: string[] = [];
      try {
        const files: ChosenFile[] = [];
        for (const choice of left) files.push(choice.chosen ?? (await this.pack(choice, made, abort.signal, progress)));
        const begin = clock.now();
        let shown = 0;
        const onProgress = (now: UploadProgress) => {
          const seconds = (clock.now() - begin) / 1000;
          const rate = seconds > 1 ? now.sent / seconds : undefined;
          const percent = now.total > 0 ? (now.sent / now.total) * 100 : 0;
          progress.report({ message: progressText(now, rate, locale), increment: Math.max(0, percent - shown) });
          shown = Math.max(shown, percent);
        };
        const onChange = async ({ part }: ChosenFile, isNowUp: boolean) => {
          const choice = left.find((each) => each.part === part)!;
          const noted = this.marks.note(connection, key.jobId, choice, isNowUp);
          await noted.catch((thrown: unknown) => report.note(thrown, "remember an upload"));
        };
        return [...before, ...(await this.uploader.upload(key, files, abort.signal, onProgress, onChange))];
      } catch (thrown) {
        if (abort.signal.aborted) throw new VoiceError("cancelled", "the upload was cancelled", { wasSent: false });
        throw thrown;
      } finally {
        for (const path of made) await (await this.kernel.openTemporaryFiles()).remove(path);
      }
    });
  }

  private async pack(
    { part, path, look }: UploadChoice,
    made: string[],
    signal: AbortSignal,
    progress: vscode.Progress<{ readonly message: string }>,
  ): Promise<ChosenFile> {
    if (look?.kind !== "checked") throw new VoiceError("bug", "recordings that cannot be packed were chosen");
    const to = await (await this.kernel.openTemporaryFiles()).newPath();
    made.push(to);
    const percent = new Intl.NumberFormat(this.kernel.locale, { style: "percent" });
    const onProgress = (done: number) =>
      progress.report({ message: vscode.l10n.t("Making the package: {0}", percent.format(done)) });
    onProgress(0);
    const problem = await look.recordings.pack(to, { signal, onProgress });
    if (problem !== undefined) throw new NotPacked(problem);
    const file = await (await this.kernel.openFileSender()).look(to);
    if (!file) throw new VoiceError("bug", "the package is not there");
    return { part, file, name: fileName(path) };
  }

  /** So that the folder need not be chosen again, and the findings of a review are found in it. */
  private async remember(
    connection: Connection,
    jobId: string,
    choices: readonly UploadChoice[],
    outcomes: readonly UploadOutcome[],
    isWhole: boolean,
  ): Promise<void> {
    const done = outcomes.filter(isUp).map(({ chosen }) => chosen.part.id);
    if (done.length === 0) return;
    await this.rememberRecordings(
      connection,
      jobId,
      choices.find(({ part }) => part.isPackage && done.includes(part.id)),
      isWhole,
    );
  }

  private async rememberRecordings(
    connection: Connection,
    jobId: string,
    choice: UploadChoice | undefined,
    isWhole = true,
  ): Promise<void> {
    const { path, place, look } = choice ?? {};
    const recordings = path === undefined ? undefined : { place: place ?? { path, leftOut: [] } };
    const known = look?.kind === "checked" ? { fingerprint: look.recordings.fingerprint } : {};
    await (await this.kernel.uploaded())
      .noteUpload(connection, jobId, recordings && { ...recordings, ...known }, isWhole)
      .catch((thrown: unknown) => this.kernel.report.note(thrown, "remember an upload"));
  }
}

/** What it is called where nothing of it is sent. */
function asFile({ part, path, chosen, look }: UploadChoice): ChosenFile {
  const size = look?.kind === "checked" ? look.recordings.bytes : 0;
  return chosen ?? { part, file: { path, size, modifiedAt: 0, head: new Uint8Array() }, name: fileName(path) };
}
