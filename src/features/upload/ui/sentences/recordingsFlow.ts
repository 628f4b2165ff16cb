// Has the recordings of a job checked with the person: the sentences as a list, uploaded from here or at addresses that are typed, and what the cloud said of each.

import * as vscode from "vscode";
import { commands } from "../../../../contributions.js";
import type { Cloud } from "../../../../core/cloud/cloud.js";
import type { Connection } from "../../../../core/connection.js";
import { asVoiceError, VoiceError } from "../../../../core/errors.js";
import { type Field, findProblem, tidy } from "../../../../core/forms/field.js";
import { isSubmittable } from "../../../../core/jobs/allowedActions.js";
import type { JobKey, VoiceJob } from "../../../../core/jobs/job.js";
import type { RecordingsKind, Sentence } from "../../../../core/jobs/jobCreation.js";
import { own } from "../../../../core/parsing/ownProperty.js";
import { escapeInput, escapeNotification } from "../../../../text/escape.js";
import { problemText } from "../../../../text/forms/formText.js";
import { stateTitle } from "../../../../text/phases.js";
import { asked, sentences as joined, list } from "../../../../text/punctuation.js";
import { translate } from "../../../../text/translate.js";
import { never, withViewProgress } from "../../../../ui/commands/progress.js";
import { askSteps } from "../../../../ui/quickInput/multiStep.js";
import type { UiKernel } from "../../../../ui/uiKernel.js";
import type { CheckedRecordings } from "../../checkedRecordings.js";
import { RecordingsUpload, type RecordingsUploadKernel } from "./recordingsUpload.js";
import { chooseSentence, type SentenceChoice } from "./sentenceList.js";

export type RecordingsKernel = Pick<UiKernel, "connectionStore" | "refresher"> &
  RecordingsUploadKernel & { readonly checked: CheckedRecordings };

/** One job whose recordings are asked for. */
interface Studio {
  readonly connection: Connection;
  readonly cloud: Cloud;
  readonly kind: RecordingsKind;
  readonly job: VoiceJob & { readonly voiceId: string };
  readonly sentences: readonly Sentence[];
}

/** Where a recording lies that is to be checked. */
interface Located {
  readonly id: string;
  readonly address: string;
}

/** Stands for the number of the sentence. */
const placeholder = "{id}";

export class RecordingsFlow {
  /** What was typed last, by voice; in memory alone, since an address may be a key to the recording. */
  private readonly typed = new Map<string, string>();
  /** Where recordings lie that were uploaded and not checked since, by voice and by sentence; in memory, as above. */
  private readonly uploaded = new Map<string, Map<string, string>>();
  private readonly open = new Set<string>();
  private readonly uploads: RecordingsUpload;

  constructor(private readonly kernel: RecordingsKernel) {
    this.uploads = new RecordingsUpload(kernel);
  }

  async run(key: JobKey): Promise<void> {
    const name = `${key.connectionId}/${key.jobId}`;
    if (this.open.has(name)) return;
    this.open.add(name);
    try {
      const studio = await this.enter(key);
      while (studio) {
        const choice = await this.choose(studio);
        if (!choice) return;
        if (choice.kind === "submit") return void (await vscode.commands.executeCommand(commands.submitJob, key));
        await this.act(studio, choice);
      }
    } finally {
      this.open.delete(name);
    }
  }

  private async act(studio: Studio, choice: Exclude<SentenceChoice, { kind: "submit" }>): Promise<void> {
    switch (choice.kind) {
      case "check":
        return this.checkTyped(studio, choice.sentences);
      case "checkUploaded":
        return this.checkAll(studio, this.waiting(studio));
      case "changePlace":
        return void (await this.uploads.changePlace(studio));
      case "upload":
      case "uploadOne": {
        const passed = new Set(studio.sentences.map(({ id }) => id).filter((id) => own(this.verdicts(studio), id)?.passed));
        const only = choice.kind === "uploadOne" ? choice.sentence : undefined;
        const locations = await this.uploads.run({ ...studio, passed }, only);
        const known = this.uploaded.get(keyOf(studio)) ?? new Map<string, string>();
        for (const [id, location] of locations) known.set(id, location);
        this.uploaded.set(keyOf(studio), known);
        await this.checkAll(
          studio,
          [...locations].map(([id, address]) => ({ id, address })),
        );
      }
    }
  }

  private verdicts({ connection, job }: Studio) {
    return this.kernel.checked.of(connection, job.voiceId);
  }

  private waiting(studio: Studio): readonly Located[] {
    return [...(this.uploaded.get(keyOf(studio)) ?? [])].map(([id, address]) => ({ id, address }));
  }

  /** Reads the job and its sentences. Undefined = it asks for no recordings as it is now; that is told. */
  private async enter({ connectionId, jobId }: JobKey): Promise<Studio | undefined> {
    const { connectionStore, sessions, refresher } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) throw new VoiceError("notFound", "no such connection", { wasSent: false });
    const cloud = sessions.cloudOf(connection);
    const { job } = await withViewProgress(() => refresher.refreshJob(connectionId, jobId, never));
    const { recordings: kind } = cloud;
    const { voiceId } = job;
    if (!kind || !voiceId || !isSubmittable(cloud, job)) {
      const name = escapeNotification(job.name || job.id, 60);
      const state = escapeNotification(stateTitle(cloud, job.state));
      const text = vscode.l10n.t("“{0}” asks for no recordings in its state: {1}.", name, state);
      void vscode.window.showInformationMessage(text);
      return undefined;
    }
    const sentences = await withViewProgress(() =>
      sessions.read(connectionId, never, async (api) => (await api.sentences?.(job, never)) ?? []),
    );
    return { connection, cloud, kind, job: { ...job, voiceId }, sentences };
  }

  /** Undefined = the person left. */
  private choose(studio: Studio): Promise<SentenceChoice | undefined> {
    const { connection, cloud, job, sentences } = studio;
    const place = this.uploads.placeOf(connection);
    return chooseSentence({
      name: job.name || job.voiceId,
      sentences,
      checked: this.verdicts(studio),
      uploaded: new Set(this.uploaded.get(keyOf(studio))?.keys()),
      canUpload: cloud.ownStorage !== undefined,
      ...(place && { place: `${place.bucket}/${place.folder}` }),
    });
  }

  private async checkTyped(studio: Studio, wanted: readonly Sentence[]): Promise<void> {
    const address = await this.askAddress(studio, wanted);
    if (address === undefined) return;
    await this.checkAll(
      studio,
      wanted.map(({ id }) => ({ id, address: address.replaceAll(placeholder, id) })),
    );
  }

  private async checkAll(studio: Studio, wanted: readonly Located[]): Promise<void> {
    if (wanted.length === 0) return;
    const { connection } = studio;
    let passed = 0;
    const refused: string[] = [];
    const title = vscode.l10n.t("Checking recordings");
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    try {
      await vscode.window.withProgress(options, async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        for (const [index, located] of wanted.entries()) {
          if (abort.signal.aborted) return;
          const message = vscode.l10n.t("{0} of {1}", index + 1, wanted.length);
          progress.report({ message, increment: index === 0 ? 0 : 100 / wanted.length });
          const isPassed = await this.checkOne(studio, located, abort.signal);
          if (isPassed) passed += 1;
          else refused.push(located.id);
        }
      });
    } catch (thrown) {
      const error = this.kernel.report.note(asVoiceError(thrown), "check a recording");
      void this.kernel.report.showError(error, connection, "write", { connectionId: connection.id, jobId: studio.job.id });
    }
    if (wanted.length === 1) return;
    const left = wanted.length - passed - refused.length;
    const counts = vscode.l10n.t("Recordings: {0} passed, {1} refused, {2} not checked.", passed, refused.length, left);
    const named = refused.length === 0 ? [] : [vscode.l10n.t("Refused: {0}.", list(refused, this.kernel.locale))];
    const text = escapeNotification(joined(counts, ...named));
    if (left + refused.length > 0) void vscode.window.showWarningMessage(text);
    else void vscode.window.showInformationMessage(text);
  }

  private async checkOne(studio: Studio, { id, address }: Located, signal: AbortSignal): Promise<boolean> {
    const { connection, job } = studio;
    const verdict = await this.kernel.sessions.write(connection.id, signal, async (api) => {
      if (!api.checkRecording) throw new VoiceError("bug", "this cloud checks no recordings", { wasSent: false });
      return api.checkRecording(job, id, address, never);
    });
    await this.kernel.checked.note(connection, job.voiceId, id, verdict);
    this.uploaded.get(keyOf(studio))?.delete(id);
    return verdict.passed;
  }

  /** Of several sentences the address has the placeholder in it. */
  private async askAddress({ kind, job, connection }: Studio, wanted: readonly Sentence[]): Promise<string | undefined> {
    const key = `${connection.id}/${job.voiceId}`;
    const { address: field } = kind;
    const [first] = wanted;
    const isOne = wanted.length === 1;
    const known = this.typed.get(key);
    const prompt = isOne
      ? asked(translate(field.title), field.hint && translate(field.hint))
      : vscode.l10n.t(
          "{0}, with {1} for the number of the sentence — {2}",
          translate(field.title),
          placeholder,
          translate(field.hint ?? ""),
        );
    const title = isOne
      ? vscode.l10n.t("Recording {0} of “{1}”", first?.id ?? "", escapeInput(job.name || job.voiceId, 60))
      : vscode.l10n.t("{0} recordings of “{1}”", wanted.length, escapeInput(job.name || job.voiceId, 60));
    const answers = await askSteps(title, () => [
      {
        kind: "text",
        id: "address",
        prompt,
        value: isOne ? known?.replaceAll(placeholder, first?.id ?? "") : known,
        ...(field.placeholder ? { placeholder: translate(field.placeholder) } : {}),
        check: (typed) => addressProblem(field, typed, !isOne),
      },
    ]);
    if (!answers) return undefined;
    const address = tidy(field, answers.address ?? "");
    if (!isOne) this.typed.set(key, address);
    return address;
  }
}

function addressProblem(field: Field, typed: string, isPattern: boolean): string | undefined {
  const address = tidy(field, typed);
  if (isPattern && address !== "" && !address.includes(placeholder))
    return vscode.l10n.t("Put {0} where the number of the sentence belongs.", placeholder);
  const problem = findProblem(field, address.replaceAll(placeholder, "1"));
  return problem && problemText(problem);
}

function keyOf({ connection, job }: Studio): string {
  return JSON.stringify([connection.id, job.voiceId]);
}
