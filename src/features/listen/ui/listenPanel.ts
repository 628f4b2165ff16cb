// The page of one voice, or of two that are compared: what a person asks for there, one thing at a time.

import * as vscode from "vscode";
import { findProblem, tidy } from "../../../core/forms/field.js";
import type { SpeechOrder } from "../../../core/speech.js";
import { type ListenMessage, type ListenRequest, readListenRequest } from "../../../protocol/listen.js";
import { isEqualJson } from "../../../services/jobs/equality.js";
import type { LastValues } from "../../../services/storage/lastValues.js";
import { problemText } from "../../../text/forms/formText.js";
import { named } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { joinSounds } from "../joinSounds.js";
import type { ListenMemory } from "../listenMemory.js";
import type { Sound } from "../sound.js";
import type { SoundCache } from "../soundCache.js";
import type { SayOutcome, Speaker } from "../speaker.js";
import { noSampleText } from "../text/listenText.js";
import { type HeardItem, type HeardVoice, listenView } from "../text/listenView.js";
import { isBilled, type Saying, sayDetail, sayQuestion, textProblem } from "../text/sayText.js";
import { sampleId, type VoiceSamples } from "../voiceSamples.js";
import { ListenNotices } from "./listenNotices.js";
import type { ChosenRecording } from "./recordingPicker.js";

export type ListenKernel = Pick<UiKernel, "connectionStore" | "sessions" | "clock" | "locale" | "report" | "environment"> & {
  readonly cache: SoundCache;
  readonly samples: VoiceSamples;
  readonly speaker: Speaker;
  readonly memory: ListenMemory;
  readonly used: LastValues;
  /** Of this computer, which the voice is heard beside. */
  readonly recording?: ChosenRecording;
};

const sampleItem = "sample";
/** Its sound stays as long as the page. */
const recordingId = "recording";
/** Texts that stay listed. */
const mostTakes = 30;

export class ListenPanel {
  private readonly items: HeardItem[] = [];
  private currentId: string | undefined;
  private readonly notices: ListenNotices;
  /** What is being waited for; one thing at a time. */
  private work: { readonly text: string; readonly abort: AbortController } | undefined;
  private isReady = false;
  private isPlayWanted = false;
  private isTextWanted = false;
  private isClosed = false;
  private blind: { readonly order: readonly number[] } | undefined;
  private shown: unknown;
  private takes = 0;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private voices: readonly HeardVoice[],
    private readonly kernel: ListenKernel,
  ) {
    this.notices = new ListenNotices(kernel, () => this.voices);
    const soundIds = voices.map(({ connection, voiceId }) => sampleId(connection.id, voiceId));
    this.items.push({ id: sampleItem, soundIds: [...soundIds, ...this.beside()], isHere: false });
    panel.webview.onDidReceiveMessage((message: unknown) => this.hear(message));
    void this.describe();
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.isClosed = true;
    this.work?.abort.abort();
    // They cannot be played any more; the sample may be asked for again.
    for (const { text, soundIds } of this.items)
      if (text !== undefined) for (const soundId of soundIds) this.kernel.cache.forget(soundId);
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
        return this.remove(request.item);
      case "say":
        return this.say(request);
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
        return this.tellUnplayable(request.item);
    }
  }

  private async play(itemId: string): Promise<void> {
    const item = this.items.find(({ id }) => id === itemId);
    if (!item || this.work) return;
    this.notices.clear();
    if (!this.isHere(item)) {
      if (item.text !== undefined) return this.tellForgotten(item);
      if (!(await this.fetchSamples())) return this.paint();
    }
    this.currentId = itemId;
    this.isPlayWanted = true;
    this.paint();
    this.sendSounds();
  }

  /** False = not all of them are there, which is told. */
  private async fetchSamples(): Promise<boolean> {
    const text = this.voices.length > 1 ? vscode.l10n.t("Fetching the samples…") : vscode.l10n.t("Fetching the sample…");
    return this.during(text, async (signal) => {
      for (const voice of this.voices) {
        const { connection, voiceId, cloud } = voice;
        try {
          await this.kernel.sessions.resume([connection.id]);
          const outcome = await this.kernel.samples.read(connection.id, voiceId, signal);
          if (outcome.kind === "none") {
            const told = noSampleText(outcome.reason, translate(cloud.title), outcome.state);
            this.notices.tell("note", this.notices.ofVoice(voice, told), [], {
              label: vscode.l10n.t("Try Again"),
              does: { kind: "do", act: () => this.playSample() },
            });
            return false;
          }
        } catch (thrown) {
          this.tellError(thrown, voice, () => this.playSample());
          return false;
        }
      }
      return true;
    });
  }

  private async say(request: Extract<ListenRequest, { type: "say" }>): Promise<void> {
    if (this.work) return;
    const sayings = this.sayings(request);
    if (!sayings) return this.paint();
    await this.kernel.memory.noteText(request.text);
    const billed = sayings.filter(({ description, voice }) => isBilled(description, voice.job.type));
    if (billed.length > 0) {
      const accept = vscode.l10n.t("Say");
      const options = { modal: true, detail: sayDetail(billed, this.kernel.locale) };
      if ((await vscode.window.showWarningMessage(sayQuestion(billed), options, accept)) !== accept) return;
      // A second one may have been opened meanwhile.
      if (this.work) return;
    }
    for (const { connection, description, order } of sayings)
      await this.kernel.used.note(connection, undefined, description.fields, order.values);
    await this.sayAll(sayings, request.text, []);
  }

  /** Undefined = something is wrong with it, which is told. */
  private sayings({ text, settings, values }: Extract<ListenRequest, { type: "say" }>) {
    const sayings: (Saying & { readonly voice: HeardVoice })[] = [];
    for (const [index, voice] of this.voices.entries()) {
      const { description, connection, cloud, job, voiceId } = voice;
      if (!description) return undefined;
      const own: Record<string, string> = {};
      for (const field of description.fields) {
        const value = tidy(field, values[`${index}.${field.id}`] ?? "");
        const problem = findProblem(field, value);
        if (problem) return this.notices.tell("warning", named(translate(field.title), problemText(problem)));
        if (value !== "") own[field.id] = value;
      }
      const problem = textProblem(text, description, this.kernel.locale);
      if (problem !== undefined) return this.notices.tell("warning", problem);
      const chosen = this.voices.length === 1 ? settingsOf(settings, description) : {};
      const order: SpeechOrder = { voiceId, text, settings: chosen, values: own };
      sayings.push({ connection, cloud, name: job.name || job.id, description, order, voice });
    }
    return sayings;
  }

  /** `done`: what the voices before have said; they are not asked again. */
  private async sayAll(
    sayings: readonly (Saying & { readonly voice: HeardVoice })[],
    text: string,
    done: readonly (readonly Sound[])[],
  ): Promise<void> {
    this.notices.clear();
    const sounds = [...done];
    const isSaid = await this.during(vscode.l10n.t("The voice is saying the text…"), async (signal) => {
      for (const saying of sayings.slice(done.length)) {
        const { connection, order, voice, description } = saying;
        await this.kernel.sessions.resume([connection.id]);
        const isPaid = isBilled(description, voice.job.type);
        const outcome = await this.kernel.speaker.say(connection, voice.job.id, order, isPaid, signal);
        if (outcome.kind !== "said") {
          const said = [...sounds];
          this.tellUnsaid(outcome, saying, voice, () => this.sayAll(sayings, text, said));
          return false;
        }
        sounds.push(outcome.sounds);
      }
      return true;
    });
    if (this.isClosed) return;
    const settings = sayings[0]?.order.settings ?? {};
    if (isSaid) {
      await this.play(this.addTake(text, settings, sounds));
      return;
    }
    // What was said is heard, and may have been paid for.
    if (sounds.length > done.length) this.addTake(text, settings, sounds);
    this.paint();
  }

  /** Id of its item. */
  private addTake(text: string, settings: Readonly<Record<string, number>>, said: readonly (readonly Sound[])[]): string {
    const number = ++this.takes;
    const at = this.kernel.clock.now();
    const joined = said.map((sounds) => joinSounds(sounds));
    // What cannot be put together is heard piece by piece.
    const pieces: readonly (readonly Sound[])[] = joined.every((sound) => sound !== undefined)
      ? [joined]
      : said.length === 1
        ? (said[0] ?? []).map((sound) => [sound])
        : [said.flatMap(([first]) => first ?? [])];
    const ids = pieces.map((sounds, piece) => {
      const id = `take ${number}.${piece}`;
      const soundIds = sounds.map((sound, track) => {
        const soundId = `${id} ${this.voices.map(({ voiceId }) => voiceId).join()} ${at} ${track}`;
        this.kernel.cache.put(soundId, sound);
        return soundId;
      });
      this.items.push({ id, text, settings, at, soundIds: [...soundIds, ...this.beside()], isHere: true });
      return id;
    });
    for (const old of this.items.filter((item) => item.text !== undefined).slice(0, -mostTakes)) this.drop(old);
    return ids[0] ?? sampleItem;
  }

  private tellUnsaid(
    outcome: Exclude<SayOutcome, { kind: "said" }>,
    saying: Saying,
    voice: HeardVoice,
    again: () => Promise<void>,
  ): void {
    const { connection, order } = saying;
    const lookAgain = async (taskId: string) => {
      const heard = await this.during(vscode.l10n.t("The voice is saying the text…"), (signal) =>
        this.kernel.speaker.hear(connection, taskId, signal),
      );
      if (heard.kind === "said") return this.play(this.addTake(order.text, order.settings, [heard.sounds]));
      this.tellUnsaid(heard, saying, voice, again);
      this.paint();
    };
    this.notices.tellUnsaid(outcome, { saying, voice, again, lookAgain });
  }

  private async save(itemId: string, track: number): Promise<void> {
    const item = this.items.find(({ id }) => id === itemId);
    const index = this.blind?.order[track] ?? track;
    const sound = item && this.soundOf(item.soundIds[index] ?? "");
    const voice = this.voices[index];
    // A recording is a file already.
    if (!item || !sound || !voice) return;
    const name = (voice.job.name || voice.job.id).replace(/[\\/:*?"<>|\u0000-\u001f]/g, "_").slice(0, 60);
    const kind = item.text === undefined ? "sample" : itemId.replace(/\D+/g, "-").replace(/^-|-0$/g, "");
    const { HOME, USERPROFILE } = this.kernel.environment;
    const home = HOME ?? USERPROFILE;
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(home ?? "/");
    const to = await vscode.window.showSaveDialog({
      title: vscode.l10n.t("Save Audio As"),
      filters: { [vscode.l10n.t("Audio")]: [sound.extension] },
      defaultUri: vscode.Uri.joinPath(folder, `${name}-${kind}.${sound.extension}`),
    });
    if (!to) return;
    try {
      await vscode.workspace.fs.writeFile(to, sound.bytes);
      this.notices.tell("note", vscode.l10n.t("Saved as {0}.", vscode.workspace.asRelativePath(to)));
    } catch (thrown) {
      this.kernel.report.note(thrown, "save a sound");
      this.notices.tell("error", vscode.l10n.t("The sound could not be saved there. Choose another folder, or free disk space."));
    }
    this.paint();
  }

  private remove(itemId: string): void {
    const item = this.items.find(({ id, text }) => id === itemId && text !== undefined);
    if (!item) return;
    this.drop(item);
    this.notices.clear();
    this.paint();
  }

  private drop(item: HeardItem): void {
    this.items.splice(this.items.indexOf(item), 1);
    for (const soundId of item.soundIds) this.kernel.cache.forget(soundId);
    if (this.currentId === item.id) this.currentId = undefined;
  }

  private tellUnplayable(itemId: string): void {
    if (!this.items.some(({ id }) => id === itemId)) return;
    this.notices.tell("warning", vscode.l10n.t("The editor cannot play this kind of sound. Save it, and play it elsewhere."));
    this.paint();
  }

  private tellForgotten(item: HeardItem): void {
    this.drop(item);
    this.notices.tell(
      "note",
      vscode.l10n.t("The sound is no longer in memory: newer ones took its place. Have the text said again."),
    );
    this.paint();
  }

  private tellError(thrown: unknown, voice: HeardVoice | undefined, retry?: () => Promise<void>): void {
    this.notices.tellError(thrown, voice, retry);
    this.paint();
  }

  private async during<T>(text: string, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const work = { text, abort: new AbortController() };
    this.work = work;
    this.paint();
    try {
      return await act(work.abort.signal);
    } finally {
      this.work = undefined;
    }
  }

  private isHere({ soundIds }: HeardItem): boolean {
    return soundIds.every((soundId) => soundId === recordingId || this.kernel.cache.peek(soundId) !== undefined);
  }

  /** What each item is heard beside. */
  private beside(): readonly string[] {
    return this.kernel.recording ? [recordingId] : [];
  }

  private soundOf(soundId: string): Sound | undefined {
    return soundId === recordingId ? this.kernel.recording?.sound : this.kernel.cache.get(soundId);
  }

  private paint(): void {
    if (!this.isReady || this.isClosed) return;
    const { memory, clock, locale } = this.kernel;
    const view = listenView({
      voices: this.voices,
      recording: this.kernel.recording?.name,
      items: this.items.map((item) => ({ ...item, isHere: this.isHere(item) })),
      currentId: this.currentId,
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
    const item = this.items.find(({ id }) => id === this.currentId);
    if (!this.isReady || !item) return;
    for (const id of item.soundIds) {
      const sound = this.soundOf(id);
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

/** What is as usual is not sent; what is out of range was not chosen here. */
function settingsOf(
  chosen: Readonly<Record<string, number>>,
  { settings }: NonNullable<HeardVoice["description"]>,
): Readonly<Record<string, number>> {
  return Object.fromEntries(
    settings.flatMap(({ id, from, to, usual }) => {
      const value = chosen[id];
      return value === undefined || value === usual || value < from || value > to ? [] : [[id, value]];
    }),
  );
}
