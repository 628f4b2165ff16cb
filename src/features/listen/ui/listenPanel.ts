// The page of one voice, or of two that are compared: what a person asks for there, one thing at a time.

import * as vscode from "vscode";
import { type ListenMessage, type ListenRequest, readListenRequest } from "../../../protocol/listen.js";
import { isEqualJson } from "../../../services/jobs/equality.js";
import { saveFile } from "../../../ui/saveFile.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { SoundCache } from "../soundCache.js";
import { type HeardVoice, listenView } from "../text/listenView.js";
import type { VoiceSamples } from "../voiceSamples.js";
import { HeardItems, sampleItem } from "./heardItems.js";
import { ListenNotices } from "./listenNotices.js";
import type { ChosenRecording } from "./recordingPicker.js";
import { SampleFlow } from "./sampleFlow.js";
import { SayFlow, type SayKernel, type SayPage } from "./sayFlow.js";

export type ListenKernel = Pick<UiKernel, "connectionStore" | "sessions" | "clock" | "locale" | "report" | "environment"> &
  SayKernel & {
    readonly cache: SoundCache;
    readonly samples: VoiceSamples;
    /** Of this computer, which the voice is heard beside. */
    readonly recording?: ChosenRecording;
  };

export class ListenPanel implements SayPage {
  private readonly items: HeardItems;
  private currentId: string | undefined;
  private readonly notices: ListenNotices;
  private readonly sayFlow: SayFlow;
  private readonly sampleFlow: SampleFlow;
  /** What is being waited for; one thing at a time. */
  private work: { readonly text: string; readonly abort: AbortController } | undefined;
  private isReady = false;
  private isPlayWanted = false;
  private isTextWanted = false;
  isClosed = false;
  private blind: { readonly order: readonly number[] } | undefined;
  private shown: unknown;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    public voices: readonly HeardVoice[],
    private readonly kernel: ListenKernel,
  ) {
    this.notices = new ListenNotices(kernel, () => this.voices);
    this.items = new HeardItems(kernel, voices);
    this.sayFlow = new SayFlow(kernel, this.items, this.notices, this);
    this.sampleFlow = new SampleFlow(kernel, this.notices, this);
    panel.webview.onDidReceiveMessage((message: unknown) => this.hear(message));
    void this.describe();
  }

  get isBusy(): boolean {
    return this.work !== undefined;
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.isClosed = true;
    this.work?.abort.abort();
    this.items.forget();
  }

  /** Plays the sample as soon as it is there; asks for nothing where it is. */
  async playSample(): Promise<void> {
    await this.play(sampleItem);
  }

  /** A person wants to type. */
  focusText(): void {
    this.isTextWanted = true;
    this.focusNow();
  }

  /** The forms of the clouds are loaded with the page; nothing is sent. */
  private async describe(): Promise<void> {
    this.voices = await Promise.all(
      this.voices.map(async (voice) => {
        const speech = await voice.cloud.speech?.();
        return {
          ...voice,
          ...(speech && { description: speech.description }),
          used: this.kernel.used.ofConnection(voice.connection.id),
        };
      }),
    );
    this.paint();
    this.focusNow();
  }

  private async hear(message: unknown): Promise<void> {
    const request = readListenRequest(message);
    if (!request) return;
    try {
      await this.obey(request);
    } catch (thrown) {
      this.tellError(thrown, this.voices[0]);
    }
  }

  private async obey(request: ListenRequest): Promise<void> {
    switch (request.type) {
      case "ready":
        this.isReady = true;
        this.shown = undefined;
        this.paint();
        this.focusNow();
        return this.sendSounds();
      case "play":
        return this.play(request.item);
      case "save":
        return this.save(request.item, request.track);
      case "remove":
        this.notices.clear();
        this.items.drop(request.item);
        return this.paint();
      case "say":
        return this.sayFlow.say(request);
      case "cancel":
        return this.work?.abort.abort();
      case "nextAct":
        return this.work ? undefined : this.notices.act();
      case "blind":
        this.blind = request.on ? { order: Math.random() < 0.5 ? [0, 1] : [1, 0] } : undefined;
        this.paint();
        return;
      case "volume":
        return this.kernel.memory.setVolume(request.volume);
      case "cannotPlay":
        if (!this.items.find(request.item)) return;
        this.notices.tell("warning", vscode.l10n.t("The editor cannot play this kind of sound. Save it, and play it elsewhere."));
        return this.paint();
    }
  }

  async play(itemId: string): Promise<void> {
    const item = this.items.find(itemId);
    if (!item || this.work) return;
    this.notices.clear();
    if (!this.items.isHere(item)) {
      if (item.text !== undefined) {
        this.items.drop(itemId);
        this.notices.tell(
          "note",
          vscode.l10n.t("The audio is no longer in memory: newer audio has replaced it. Have the text said again."),
        );
        return this.paint();
      }
      if (!(await this.sampleFlow.fetch())) return this.paint();
    }
    this.currentId = itemId;
    this.isPlayWanted = true;
    this.paint();
    this.sendSounds();
  }

  private async save(itemId: string, track: number): Promise<void> {
    const item = this.items.find(itemId);
    const index = this.blind?.order[track] ?? track;
    const sound = item && this.items.soundOf(item.soundIds[index] ?? "");
    const voice = this.voices[index];
    // A recording is a file already.
    if (!item || !sound || !voice) return;
    const name = (voice.job.name || voice.job.id).replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_").slice(0, 60);
    const kind = item.text === undefined ? "sample" : itemId.replace(/\D+/g, "-").replace(/^-|-0$/g, "");
    const file = {
      title: vscode.l10n.t("Save Audio As"),
      name: `${name}-${kind}.${sound.extension}`,
      filters: { [vscode.l10n.t("Audio")]: [sound.extension] },
      bytes: sound.bytes,
    };
    const saved = await saveFile(file, this.kernel);
    if (saved === undefined) return;
    if (saved) this.notices.tell("note", saved);
    else
      this.notices.tell("error", vscode.l10n.t("The audio could not be saved there. Choose another folder, or free disk space."));
    this.paint();
  }

  private tellError(thrown: unknown, voice: HeardVoice | undefined): void {
    this.notices.tellError(thrown, voice);
    this.paint();
  }

  async during<T>(text: string, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const work = { text, abort: new AbortController() };
    this.work = work;
    this.paint();
    try {
      return await act(work.abort.signal);
    } finally {
      this.work = undefined;
    }
  }

  paint(): void {
    if (!this.isReady || this.isClosed) return;
    const { memory, clock, locale } = this.kernel;
    const view = listenView({
      voices: this.voices,
      recording: this.kernel.recording?.name,
      items: this.items.all(),
      currentId: this.items.find(this.currentId)?.id,
      notice: this.notices.shown,
      progress: this.work?.text,
      recent: memory.texts(),
      blind: this.blind,
      volume: memory.volume(),
      now: clock.now(),
      locale,
    });
    if (this.shown !== undefined && isEqualJson(view, this.shown)) return;
    this.shown = view;
    this.send({ type: "show", view, announcement: view.progress ?? view.notice?.text ?? "" });
  }

  /** What the player needs. The page gets a copy: nothing else of this process's memory goes along. */
  private sendSounds(): void {
    const item = this.items.find(this.currentId);
    if (!this.isReady || !item) return;
    for (const id of item.soundIds) {
      const sound = this.items.soundOf(id);
      if (sound) this.send({ type: "sound", id, bytes: new Uint8Array(sound.bytes), mime: sound.type });
    }
    if (!this.isPlayWanted) return;
    this.isPlayWanted = false;
    this.send({ type: "play" });
  }

  private focusNow(): void {
    if (!this.isReady || !this.isTextWanted || !this.voices.every(({ description }) => description)) return;
    this.isTextWanted = false;
    this.send({ type: "focusText" });
  }

  private send(message: ListenMessage): void {
    if (!this.isClosed) void this.panel.webview.postMessage(message);
  }
}
