// The pages where voices are heard: one for each voice, and one for each pair. Loaded with the first of them.
import * as vscode from "vscode";
import { listenPanel } from "../../../contributions.js";
import { isAudible } from "../../../core/jobs/allowedActions.js";
import type { JobKey } from "../../../core/jobs/job.js";
import { WriteIntents } from "../../../services/pendingWrites/writeIntents.js";
import type { LastValues } from "../../../services/storage/lastValues.js";
import { escapeNotification } from "../../../text/escape.js";
import { jobLabel } from "../../../text/jobText.js";
import { stateTitle } from "../../../text/phases.js";
import { never, withViewProgress } from "../../../ui/commands/progress.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { mediaFolder, webviewPage } from "../../../ui/webview/webviewPage.js";
import { ListenMemory } from "../listenMemory.js";
import { SoundCache } from "../soundCache.js";
import { Speaker } from "../speaker.js";
import type { HeardVoice } from "../text/listenView.js";
import { VoiceSamples } from "../voiceSamples.js";
import { ListenPanel } from "./listenPanel.js";
import { type ChosenRecording, pickRecording } from "./recordingPicker.js";

/** How long a short confirmation stays in the status bar. */
const statusMs = 5000;

export class ListenPanels {
  /** How many were compared with. */
  private recordings = 0;
  private readonly panels = new Map<string, ListenPanel>();
  private readonly cache = new SoundCache();
  private readonly samples: VoiceSamples;
  private readonly speaker: Speaker;
  private readonly memory: ListenMemory;

  constructor(
    private readonly kernel: UiKernel,
    private readonly used: LastValues,
  ) {
    this.samples = new VoiceSamples(kernel, this.cache);
    this.speaker = new Speaker({ ...kernel, writeIntents: new WriteIntents(kernel.lockFiles, kernel.windows, kernel.clock) });
    this.memory = new ListenMemory(kernel.state);
  }

  /** Shows the page and plays the sample. */
  async play(key: JobKey): Promise<void> {
    const panel = await this.open([key]);
    await panel?.playSample();
  }

  /** Shows the page, ready to type. */
  async say(key: JobKey): Promise<void> {
    (await this.open([key]))?.focusText();
  }

  async compare(keys: readonly [JobKey, JobKey]): Promise<void> {
    await (await this.open(keys))?.playSample();
  }

  /** The voice beside a recording of this computer, such as one of those it was made of. */
  async compareWithRecording(key: JobKey): Promise<void> {
    const voice = await this.voiceOf(key);
    const recording = voice && (await pickRecording(this.kernel));
    // Each time a page of its own: the file may have changed.
    if (recording) await this.show(`recording ${++this.recordings}`, [voice], recording).playSample();
  }

  /** Asks for the language, and puts the text on the clipboard: with the voice in it, and no key. */
  async copySnippet(key: JobKey): Promise<void> {
    const voice = await this.voiceOf(key);
    const speech = await voice?.cloud.speech?.();
    if (!voice || !speech) return;
    const items = speech.snippets.map((snippet) => ({ label: snippet.title, snippet }));
    const options = { placeHolder: vscode.l10n.t("In which language should the snippet be?") };
    const picked = await vscode.window.showQuickPick(items, options);
    if (!picked) return;
    const { region, values } = voice.connection;
    await vscode.env.clipboard.writeText(picked.snippet.text(voice.voiceId, { region, values }));
    const told = vscode.l10n.t("Snippet copied. It reads the key from the environment: no key is in it.");
    vscode.window.setStatusBarMessage(told, statusMs);
  }

  /** Shows the page. Undefined = one of the jobs has no voice to be heard, which is told. */
  async open(keys: readonly JobKey[]): Promise<ListenPanel | undefined> {
    const name = keys.map(({ connectionId, jobId }) => `${connectionId}/${jobId}`).join(" ");
    const known = this.panels.get(name);
    if (known) {
      known.reveal();
      return known;
    }
    const voices: HeardVoice[] = [];
    for (const key of keys) {
      const voice = await this.voiceOf(key);
      if (!voice) return undefined;
      voices.push(voice);
    }
    return this.show(name, voices);
  }

  /** The job as it is known; it is read only where its voice is not. */
  private async voiceOf({ connectionId, jobId }: JobKey): Promise<HeardVoice | undefined> {
    const { connectionStore, sessions, store, refresher } = this.kernel;
    const connection = connectionStore.find(connectionId);
    if (!connection) return undefined;
    const cloud = sessions.cloudOf(connection);
    const known = store.record(connectionId, jobId);
    if (!known || (known.isRemembered && !isAudible(cloud, known.job)))
      await withViewProgress(() => refresher.refreshJob(connectionId, jobId, never));
    const job = store.record(connectionId, jobId)?.job;
    if (job?.voiceId !== undefined && isAudible(cloud, job)) return { connection, cloud, job, voiceId: job.voiceId, used: {} };
    const label = escapeNotification(job?.name || jobId, 60);
    const text = job
      ? vscode.l10n.t(
          "“{0}” has no finished voice to listen to: its state is “{1}”.",
          label,
          escapeNotification(stateTitle(cloud, job.state), 60),
        )
      : vscode.l10n.t("“{0}” is no longer in the cloud.", label);
    void vscode.window.showInformationMessage(text);
    return undefined;
  }

  private show(name: string, voices: readonly HeardVoice[], recording?: ChosenRecording): ListenPanel {
    const { extensionId, locale } = this.kernel;
    const { extensionUri } = vscode.extensions.getExtension(extensionId)!;
    const names = [...voices.map(({ job }) => jobLabel(job)), ...(recording ? [recording.name] : [])];
    const title = names.length === 1 ? vscode.l10n.t("Listen: {0}", names[0] ?? "") : names.join(" ↔ ");
    // A voice goes on while another page is in front.
    const options = { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: [mediaFolder(extensionUri)] };
    const panel = vscode.window.createWebviewPanel(listenPanel, title, vscode.ViewColumn.Active, options);
    const opened = new ListenPanel(panel, voices, {
      ...this.kernel,
      cache: this.cache,
      samples: this.samples,
      speaker: this.speaker,
      memory: this.memory,
      used: this.used,
      ...(recording && { recording }),
    });
    panel.webview.html = webviewPage(panel.webview, extensionUri, "listen", locale, true);
    this.panels.set(name, opened);
    panel.onDidDispose(() => {
      opened.dispose();
      this.panels.delete(name);
    });
    return opened;
  }
}
