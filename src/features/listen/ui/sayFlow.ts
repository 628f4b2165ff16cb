// Has voices say a text: asks first where it is billed, sends each voice's once, and lets be heard what came.
import * as vscode from "vscode";
import type { ListenRequest } from "../../../protocol/listen.js";
import type { LastValues } from "../../../services/storage/lastValues.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import type { ListenMemory } from "../listenMemory.js";
import type { Sound } from "../sound.js";
import type { SayOutcome, Speaker } from "../speaker.js";
import type { HeardVoice } from "../text/listenView.js";
import { isBilled, type Saying, sayDetail, sayQuestion } from "../text/sayText.js";
import type { HeardItems } from "./heardItems.js";
import type { ListenNotices } from "./listenNotices.js";
import { readSayings, type VoiceSaying } from "./readSayings.js";

type SayRequest = Extract<ListenRequest, { type: "say" }>;

export type SayKernel = Pick<UiKernel, "sessions" | "locale"> & {
  readonly speaker: Speaker;
  readonly memory: ListenMemory;
  readonly used: LastValues;
};

/** The page that it happens on. */
export interface SayPage {
  readonly voices: readonly HeardVoice[];
  /** Something is being waited for already. */
  readonly isBusy: boolean;
  readonly isClosed: boolean;
  during<T>(text: string, act: (signal: AbortSignal) => Promise<T>): Promise<T>;
  play(itemId: string): Promise<void>;
  paint(): void;
}

export class SayFlow {
  constructor(
    private readonly kernel: SayKernel,
    private readonly items: HeardItems,
    private readonly notices: ListenNotices,
    private readonly page: SayPage,
  ) {}

  async say(request: SayRequest): Promise<void> {
    if (this.page.isBusy) return;
    const sayings = readSayings(request, this.page.voices, this.kernel.locale);
    if (typeof sayings === "string") this.notices.tell("warning", sayings);
    if (sayings === undefined || typeof sayings === "string") return this.page.paint();
    await this.kernel.memory.noteText(request.text);
    const billed = sayings.filter(({ description, voice }) => isBilled(description, voice.job.type));
    if (billed.length > 0) {
      const accept = vscode.l10n.t("Say");
      const options = { modal: true, detail: sayDetail(billed, this.kernel.locale) };
      if ((await vscode.window.showWarningMessage(sayQuestion(billed), options, accept)) !== accept) return;
      // A second one may have been opened meanwhile.
      if (this.page.isBusy) return;
    }
    for (const { connection, description, order } of sayings)
      await this.kernel.used.note(connection, undefined, description.fields, order.values);
    await this.sayAll(sayings, request.text, []);
  }

  /** `done`: what the voices before have said; they are not asked again. */
  private async sayAll(sayings: readonly VoiceSaying[], text: string, done: readonly (readonly Sound[])[]): Promise<void> {
    this.notices.clear();
    const sounds = [...done];
    const isSaid = await this.page.during(vscode.l10n.t("The voice is saying the text…"), async (signal) => {
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
    if (this.page.isClosed) return;
    const settings = sayings[0]?.order.settings ?? {};
    if (isSaid) {
      await this.page.play(this.items.addTake(text, settings, sounds));
      return;
    }
    // What was said is heard, and may have been paid for.
    if (sounds.length > done.length) this.items.addTake(text, settings, sounds);
    this.page.paint();
  }

  private tellUnsaid(
    outcome: Exclude<SayOutcome, { kind: "said" }>,
    saying: Saying,
    voice: HeardVoice,
    again: () => Promise<void>,
  ): void {
    const { connection, order } = saying;
    const lookAgain = async (taskId: string) => {
      const heard = await this.page.during(vscode.l10n.t("The voice is saying the text…"), (signal) =>
        this.kernel.speaker.hear(connection, taskId, signal),
      );
      if (heard.kind === "said") return this.page.play(this.items.addTake(order.text, order.settings, [heard.sounds]));
      this.tellUnsaid(heard, saying, voice, again);
      this.page.paint();
    };
    this.notices.tellUnsaid(outcome, { saying, voice, again, lookAgain });
  }
}
