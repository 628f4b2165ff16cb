// Has a cloud measure the sound of a set with the person: one modal that says what is not known of its price, progress with Cancel, and the result on the page of the recordings.
import * as vscode from "vscode";
import { soundCheckLimits, type TypeLimits } from "../../../core/cloud/capabilities/accountLimits.js";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError, type VoiceError } from "../../../core/errors.js";
import type { PackableRecordings, RecordingsPlace, RecordingsPurpose } from "../../../core/ports/recordingPackages.js";
import { measuredSound } from "../../../text/assessment/assessmentText.js";
import { escapeLabel, escapeModal, escapeNotification } from "../../../text/escape.js";
import { translate } from "../../../text/translate.js";
import { never, withViewProgress } from "../../../ui/commands/progress.js";
import type { UploadArgument } from "../../../ui/commands/uploadArgument.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { SoundCheck, type SoundCheckOutcome, type SoundCheckStep } from "../soundCheck/soundCheck.js";
import { type FoundCheck, SoundCheckRecovery } from "../soundCheck/soundCheckRecovery.js";
import { foundOutText, soundCheckDetail, soundCheckLengths, soundCheckProblem } from "../text/soundCheckText.js";
import { sizeText } from "../text/storeText.js";

export type SoundCheckFlowKernel = Pick<
  UiKernel,
  | "connectionStore"
  | "sessions"
  | "openFileSender"
  | "openTemporaryFiles"
  | "recordings"
  | "soundChecks"
  | "accountLimits"
  | "windows"
  | "clock"
  | "report"
  | "locale"
>;

export class SoundCheckFlow {
  /** Sets that are being measured: a second press changes nothing. */
  private readonly underWay = new Set<string>();

  constructor(private readonly kernel: SoundCheckFlowKernel) {}

  async run({ place, purposes }: UploadArgument): Promise<void> {
    const [cloud = "", jobType] = (purposes[0] ?? "").split("/");
    const connection = await this.pickConnection(cloud);
    if (!connection || this.underWay.has(place.path)) return;
    this.underWay.add(place.path);
    try {
      const [recordings, reader] = await Promise.all([this.kernel.recordings(), this.kernel.accountLimits()]);
      const limits = await withViewProgress(() => reader.read(connection.id, never));
      const own = limits?.get(jobType ?? "");
      const purpose: RecordingsPurpose = { cloud, jobType, ...(own && { limits: own }) };
      const look = await withViewProgress(() => recordings.look(place, purpose, never));
      if (look.kind !== "checked") return void vscode.window.showWarningMessage(escapeNotification(look.reason));
      if (!(await this.confirm(connection, look.recordings, limits?.get(soundCheckLimits)))) return;
      await this.kernel.sessions.resume([connection.id]);
      const outcome = await this.measure(connection, look.recordings, jobType);
      if (typeof outcome === "string") return void vscode.window.showWarningMessage(escapeNotification(outcome));
      await this.tell(connection, look.recordings.place, purpose, outcome);
    } finally {
      this.underWay.delete(place.path);
    }
  }

  /** Tells what became of checks whose window is gone. */
  resume(): Promise<void> {
    return new SoundCheckRecovery(this.kernel).recover(never, (found) => void this.tellFound(found));
  }

  private async tellFound({ connection, record, outcome }: FoundCheck): Promise<void> {
    const { report, locale, sessions } = this.kernel;
    const { place, jobType } = record;
    const folder = place.path.split(/[\\/]/).pop() || place.path;
    if (outcome.kind !== "measured") {
      const explain = (error: VoiceError) => report.explain(error, connection).sentence;
      const problem = outcome.kind === "failed" ? explain(outcome.error) : soundCheckProblem(outcome, explain);
      return void vscode.window.showWarningMessage(escapeNotification(foundOutText(folder, problem)));
    }
    const field = sessions.cloudOf(connection).jobFields.find(({ kind }) => kind === "assessment");
    if (!field) return;
    const said = foundOutText(folder, measuredSound(outcome.state.assessment, field, locale).verdict);
    const show = vscode.l10n.t("Show Recordings");
    if ((await vscode.window.showInformationMessage(escapeNotification(said), show)) === show)
      await (await this.kernel.recordings()).check([vscode.Uri.file(place.path)], { cloud: connection.cloud, jobType });
  }

  /** Without a result it is forgotten. */
  private async end(connection: Connection, id: string, assessment?: unknown): Promise<void> {
    await (await this.kernel.soundChecks())
      .end(connection, id, this.kernel.clock.now(), assessment)
      .catch((thrown: unknown) => this.kernel.report.note(thrown, "remember a sound check"));
  }

  private async pickConnection(cloud: string): Promise<Connection | undefined> {
    const able = this.kernel.connectionStore.all().filter((each) => each.cloud === cloud);
    if (able.length === 0)
      void vscode.window.showInformationMessage(
        vscode.l10n.t("None of your connections is to the cloud that these recordings are for."),
      );
    if (able.length <= 1) return able[0];
    const items = able.map((connection) => ({
      label: escapeLabel(connection.name),
      description: escapeLabel(connection.region),
      connection,
    }));
    const placeHolder = vscode.l10n.t("Which connection should check the sound?");
    return (await vscode.window.showQuickPick(items, { placeHolder }))?.connection;
  }

  private async confirm(
    connection: Connection,
    { bytes, seconds }: PackableRecordings,
    limits: TypeLimits = {},
  ): Promise<boolean> {
    const { sessions, locale } = this.kernel;
    const cloud = translate(sessions.cloudOf(connection).title);
    const check = vscode.l10n.t("Check Sound");
    const question = vscode.l10n.t("Have {0} measure the sound of these recordings?", cloud);
    const { isOutside, sentence } = soundCheckLengths(seconds, limits, locale);
    const detail = soundCheckDetail(connection.name, cloud, sizeText(bytes, locale), sentence);
    const ask = isOutside ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
    return (await ask(question, { modal: true, detail }, check)) === check;
  }

  /** A text: why no package could be made. */
  private async measure(
    connection: Connection,
    recordings: PackableRecordings,
    jobType: string | undefined,
  ): Promise<SoundCheckOutcome | string> {
    const { sessions, openFileSender, openTemporaryFiles, clock, windows, report, locale } = this.kernel;
    const title = vscode.l10n.t("Checking the sound in the cloud");
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    return vscode.window.withProgress(options, async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const files = await openTemporaryFiles();
      const path = await files.newPath();
      try {
        progress.report({ message: vscode.l10n.t("Making the package") });
        const problem = await recordings.pack(path, { signal: abort.signal, onProgress: () => undefined });
        if (problem !== undefined) return problem;
        const file = await (await openFileSender()).look(path);
        if (!file) throw new Error("the package is not there");
        let host = "";
        let task: string | undefined;
        const outcome = await new SoundCheck({ sessions, openFileSender, clock }).run(connection.id, file, {
          language: languageOf(recordings),
          signal: abort.signal,
          onStep: (step, to = "") => {
            host = to;
            progress.report({ message: stepText(step, host) });
          },
          onSent: (bytes) => {
            const sent = vscode.l10n.t("{0} of {1}", sizeText(bytes, locale), sizeText(file.size, locale));
            progress.report({ message: `${stepText("sending", host)} · ${sent}` });
          },
          onBegin: async (id) => {
            task = id;
            const { place, fingerprint } = recordings;
            const record = {
              id,
              place,
              fingerprint,
              ...(jobType !== undefined && { jobType }),
              at: clock.now(),
              window: windows.own,
            };
            const noted = (await this.kernel.soundChecks()).note(connection, record);
            await noted.catch((thrown: unknown) => report.note(thrown, "remember a sound check"));
          },
        });
        if (task === undefined) return outcome;
        if (outcome.kind === "measured") await this.end(connection, task, outcome.state.assessment);
        else if (!isOpen(outcome)) await this.end(connection, task);
        return outcome;
      } catch (thrown) {
        return { kind: "failed", at: "making", error: asVoiceError(thrown) } as const;
      } finally {
        await files.remove(path);
      }
    });
  }

  private async tell(
    connection: Connection,
    place: RecordingsPlace,
    purpose: RecordingsPurpose,
    outcome: SoundCheckOutcome,
  ): Promise<void> {
    const { sessions, report, locale } = this.kernel;
    if (outcome.kind !== "measured") {
      if (outcome.kind === "failed") report.note(outcome.error, "check sound in the cloud");
      const isCancelled = outcome.kind === "failed" && outcome.error.kind === "cancelled";
      if (isCancelled && outcome.at !== "measuring") return;
      const explain = (error: VoiceError) => report.explain(error, connection).sentence;
      return void vscode.window.showWarningMessage(escapeNotification(soundCheckProblem(outcome, explain)));
    }
    const field = sessions.cloudOf(connection).jobFields.find(({ kind }) => kind === "assessment");
    if (!field) return;
    const sound = measuredSound(outcome.state.assessment, field, locale);
    const review = { leftOut: place.leftOut, findings: [], sound };
    await (await this.kernel.recordings()).check([vscode.Uri.file(place.path)], purpose, review);
  }
}

/** Its end was not seen: the next window looks it up. What the person stopped is not waited for. */
function isOpen(outcome: SoundCheckOutcome): boolean {
  if (outcome.kind !== "failed") return outcome.kind === "late";
  return outcome.error.kind !== "cancelled" && outcome.error.wasSent !== false;
}

/** By their texts, where they have any. */
function languageOf({ single }: PackableRecordings): "zh" | "en" | undefined {
  const texts = single.map(({ text }) => text).join("");
  if (/\p{Script=Han}/u.test(texts)) return "zh";
  return /\p{L}/u.test(texts) ? "en" : undefined;
}

function stepText(step: SoundCheckStep, host: string): string {
  switch (step) {
    case "making":
      return vscode.l10n.t("Asking the cloud for a place");
    case "sending":
      return vscode.l10n.t("Uploading to {0}", escapeModal(host, 80));
    case "measuring":
      return vscode.l10n.t("The cloud is measuring");
  }
}
