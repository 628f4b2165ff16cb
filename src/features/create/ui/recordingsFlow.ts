// Has the recordings of a job checked with the person: the sentences as a list, one address or all by a pattern, and what the cloud said of each.

import * as vscode from "vscode";
import { commands } from "../../../contributions.js";
import type { Cloud } from "../../../core/cloud.js";
import type { Connection } from "../../../core/connection.js";
import { asVoiceError, VoiceError } from "../../../core/errors.js";
import { type Field, findProblem, tidy } from "../../../core/forms/field.js";
import type { JobKey, VoiceJob } from "../../../core/jobs/job.js";
import type { RecordingsKind, Sentence } from "../../../core/jobs/jobCreation.js";
import { isSubmittable } from "../../../core/jobs/submittable.js";
import { own } from "../../../core/parsing/ownProperty.js";
import { escapeInput, escapeLabel, escapeNotification } from "../../../text/escape.js";
import { problemText } from "../../../text/forms/formText.js";
import { stateTitle } from "../../../text/phases.js";
import { httpsLink } from "../../../text/privateText.js";
import { asked } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import { never, withViewProgress } from "../../../ui/commands/progress.js";
import { askSteps } from "../../../ui/quickInput/multiStep.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { CheckedRecordings } from "../checkedRecordings.js";
import { checkedText } from "../text/createText.js";

export type RecordingsKernel = Pick<UiKernel, "connectionStore" | "sessions" | "refresher" | "report"> & {
  readonly checked: CheckedRecordings;
};

/** One job whose recordings are asked for. */
interface Studio {
  readonly connection: Connection;
  readonly cloud: Cloud;
  readonly kind: RecordingsKind;
  readonly job: VoiceJob & { readonly voiceId: string };
  readonly sentences: readonly Sentence[];
}

/** Stands for the number of the sentence. */
const placeholder = "{id}";

export class RecordingsFlow {
  /** What was typed last, by voice; in memory alone, since an address may be a key to the recording. */
  private readonly typed = new Map<string, string>();
  private readonly open = new Set<string>();

  constructor(private readonly kernel: RecordingsKernel) {}

  async run(key: JobKey): Promise<void> {
    const name = `${key.connectionId}/${key.jobId}`;
    if (this.open.has(name)) return;
    this.open.add(name);
    try {
      const studio = await this.enter(key);
      while (studio) {
        const choice = await this.choose(studio);
        if (!choice) return;
        if (choice === "submit") return void (await vscode.commands.executeCommand(commands.submitJob, key));
        await this.check(studio, choice);
      }
    } finally {
      this.open.delete(name);
    }
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

  /** The sentences that the person wants checked; `submit`: they are done. Undefined = they left. */
  private choose(studio: Studio): Promise<readonly Sentence[] | "submit" | undefined> {
    const { connection, job, sentences } = studio;
    const checked = this.kernel.checked.of(connection, job.voiceId);
    const left = sentences.filter(({ id }) => !own(checked, id)?.passed);
    return new Promise((resolve) => {
      const picker = vscode.window.createQuickPick<Item>();
      picker.title = vscode.l10n.t("Recordings of “{0}”: {1} of {2} passed", ...headOf(studio, left.length));
      picker.placeholder = vscode.l10n.t("Choose a sentence to have its recording checked.");
      picker.ignoreFocusOut = true;
      picker.matchOnDescription = true;
      picker.items = [...actItems(left), ...sentences.map((sentence) => sentenceItem(sentence, own(checked, sentence.id)))];
      picker.onDidTriggerItemButton(({ item }) => item.sample !== undefined && void openSample(item.sample));
      picker.onDidAccept(() => {
        const [item] = picker.selectedItems;
        if (!item?.choice) return;
        resolve(item.choice);
        picker.dispose();
      });
      picker.onDidHide(() => {
        resolve(undefined);
        picker.dispose();
      });
      picker.show();
    });
  }

  private async check(studio: Studio, wanted: readonly Sentence[]): Promise<void> {
    const address = await this.askAddress(studio, wanted);
    if (address === undefined) return;
    const { connection } = studio;
    const tally = { passed: 0, refused: 0 };
    const title = vscode.l10n.t("Checking recordings");
    const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
    try {
      await vscode.window.withProgress(options, async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        for (const [index, { id }] of wanted.entries()) {
          if (abort.signal.aborted) return;
          const message = vscode.l10n.t("{0} of {1}", index + 1, wanted.length);
          progress.report({ message, increment: index === 0 ? 0 : 100 / wanted.length });
          const isPassed = await this.checkOne(studio, id, address.replaceAll(placeholder, id), abort.signal);
          if (isPassed) tally.passed += 1;
          else tally.refused += 1;
        }
      });
    } catch (thrown) {
      const error = this.kernel.report.note(asVoiceError(thrown), "check a recording");
      void this.kernel.report.showError(error, connection, "write", { connectionId: connection.id, jobId: studio.job.id });
    }
    if (wanted.length === 1) return;
    const left = wanted.length - tally.passed - tally.refused;
    const text = vscode.l10n.t("Recordings: {0} passed, {1} refused, {2} not checked.", tally.passed, tally.refused, left);
    if (left + tally.refused > 0) void vscode.window.showWarningMessage(text);
    else void vscode.window.showInformationMessage(text);
  }

  private async checkOne({ connection, job }: Studio, id: string, address: string, signal: AbortSignal): Promise<boolean> {
    const verdict = await this.kernel.sessions.write(connection.id, signal, async (api) => {
      if (!api.checkRecording) throw new VoiceError("bug", "this cloud checks no recordings", { wasSent: false });
      return api.checkRecording(job, id, address, never);
    });
    await this.kernel.checked.note(connection, job.voiceId, id, verdict);
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

interface Item extends vscode.QuickPickItem {
  readonly choice?: readonly Sentence[] | "submit";
  readonly sample?: string;
}

function headOf({ job, sentences }: Studio, left: number): [string, number, number] {
  return [escapeInput(job.name || job.voiceId, 60), sentences.length - left, sentences.length];
}

function actItems(left: readonly Sentence[]): readonly Item[] {
  if (left.length === 0) {
    const label = vscode.l10n.t("Submit…");
    const description = vscode.l10n.t("all recordings have passed");
    return [{ label, description, iconPath: new vscode.ThemeIcon("cloud-upload"), alwaysShow: true, choice: "submit" }];
  }
  if (left.length === 1) return [];
  const label = vscode.l10n.t("Check {0} by a Pattern…", left.length);
  const description = vscode.l10n.t("those that have not passed, by one address with the number in it");
  return [{ label, description, iconPath: new vscode.ThemeIcon("checklist"), alwaysShow: true, choice: left }];
}

function sentenceItem(sentence: Sentence, checked: Parameters<typeof checkedText>[0]): Item {
  const sample = httpsLink(sentence.sample);
  const listen: vscode.QuickInputButton = {
    iconPath: new vscode.ThemeIcon("unmute"),
    tooltip: vscode.l10n.t("Open Sample Recording"),
  };
  return {
    label: `${escapeLabel(sentence.id)}. ${escapeLabel(sentence.text)}`,
    description: checkedText(checked),
    iconPath: checked ? (checked.passed ? passed : refused) : unchecked,
    choice: [sentence],
    ...(sample ? { sample, buttons: [listen] } : {}),
  };
}

const passed = new vscode.ThemeIcon("pass", new vscode.ThemeColor("charts.green"));
const refused = new vscode.ThemeIcon("error", new vscode.ThemeColor("problemsErrorIcon.foreground"));
const unchecked = new vscode.ThemeIcon("circle-large-outline");

function addressProblem(field: Field, typed: string, isPattern: boolean): string | undefined {
  const address = tidy(field, typed);
  if (isPattern && address !== "" && !address.includes(placeholder))
    return vscode.l10n.t("Put {0} where the number of the sentence belongs.", placeholder);
  const problem = findProblem(field, address.replaceAll(placeholder, "1"));
  return problem && problemText(problem);
}

/** The link is a key to the recording for hours: the host is named, and only https is followed. */
async function openSample(link: string): Promise<void> {
  const open = vscode.l10n.t("Open");
  const question = vscode.l10n.t("Open a link to {0}?", new URL(link).host);
  const detail = vscode.l10n.t("The sample recording is opened in your browser.");
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, open)) !== open) return;
  // As a text, as in the details panel.
  await vscode.env.openExternal(link as unknown as vscode.Uri);
}
