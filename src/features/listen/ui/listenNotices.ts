// What the page of a voice tells above everything else: what went wrong, or what is known, with a button where something can be done about it.
import * as vscode from "vscode";
import { asVoiceError, saysGone, VoiceError } from "../../../core/errors.js";
import type { JobKey } from "../../../core/jobs/job.js";
import type { ListenNotice } from "../../../protocol/listen.js";
import type { NextActKind } from "../../../text/errors/errorContext.js";
import { coverPrivate } from "../../../text/fields/privateText.js";
import { named, sentences } from "../../../text/punctuation.js";
import { clockTime } from "../../../text/time.js";
import { translate } from "../../../text/translate.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { SoundError } from "../sound.js";
import { mostSoundBytes } from "../soundFetcher.js";
import type { SayOutcome, Speaker } from "../speaker.js";
import { refusedText, soundErrorText, unknownAudioText, unknownPartText, unknownVoiceText } from "../text/listenText.js";
import type { HeardVoice } from "../text/listenView.js";
import { earlierText, isBilled, type Saying } from "../text/sayText.js";

/** What the button of a notice does. */
type Offer = { readonly kind: NextActKind; readonly key: JobKey } | { readonly kind: "do"; readonly act: () => Promise<void> };

type Notice = Omit<ListenNotice, "nextAct"> & { readonly offer?: { readonly label: string; readonly does: Offer } };

interface ErrorTold {
  readonly retry?: (() => Promise<void>) | undefined;
  readonly effect?: "read" | "write";
  readonly missing?: string;
}

/** A text that was not said, and what can be done about it. */
interface Unsaid {
  readonly saying: Saying;
  readonly voice: HeardVoice;
  readonly again: () => Promise<void>;
  readonly lookAgain: (taskId: string) => Promise<void>;
}

export class ListenNotices {
  private current: Notice | undefined;

  constructor(
    private readonly kernel: Pick<UiKernel, "report" | "locale" | "clock"> & { readonly speaker: Speaker },
    private readonly voices: () => readonly HeardVoice[],
  ) {}

  /** As the page shows it. */
  get shown(): ListenNotice | undefined {
    if (!this.current) return undefined;
    const { offer, ...notice } = this.current;
    return { ...notice, ...(offer && { nextAct: offer.label }) };
  }

  clear(): void {
    this.current = undefined;
  }

  /** Does what the button of the notice offers. */
  async act(): Promise<void> {
    const does = this.current?.offer?.does;
    if (!does) return;
    if (does.kind === "do") {
      this.current = undefined;
      await does.act();
      return;
    }
    await this.kernel.report.act(does.kind, does.key);
  }

  /** `lookAgain`: asks for the sound of a text that the cloud has taken. */
  tellUnsaid(outcome: Exclude<SayOutcome, { kind: "said" }>, { saying, voice, again, lookAgain }: Unsaid): void {
    const { connection, order, name, cloud } = saying;
    const { report, speaker, clock, locale } = this.kernel;
    switch (outcome.kind) {
      case "notSaid":
        return this.tellNotSaid(outcome.error, voice);
      case "failed": {
        const told = vscode.l10n.t("{0} could not say the text. Change it, and try again.", translate(cloud.title));
        const details = [
          outcome.message && vscode.l10n.t("{0} says: {1}", translate(cloud.title), coverPrivate(outcome.message)),
          outcome.code && vscode.l10n.t("Code: {0}", outcome.code),
        ];
        return void this.tell(
          "error",
          this.ofVoice(voice, told),
          details.flatMap((each) => each || []),
        );
      }
      case "unknown": {
        const { sentence, details } = report.explain(report.note(outcome.error, "say a text"), connection, "write");
        const told = isBilled(saying.description, voice.job.type)
          ? vscode.l10n.t("It may have been billed, and is not sent again by itself.")
          : vscode.l10n.t("It is not sent again by itself.");
        return void this.tell("error", this.ofVoice(voice, sentences(sentence, told)), details);
      }
      case "unread": {
        const isStopped = outcome.error instanceof VoiceError && outcome.error.kind === "cancelled";
        const taken = vscode.l10n.t(
          "{0} has accepted the text; only the audio is missing. Nothing is sent again.",
          translate(cloud.title),
        );
        if (isStopped) this.tell("note", this.ofVoice(voice, sentences(vscode.l10n.t("Stopped."), taken)));
        else this.tellError(outcome.error, voice, { missing: unknownAudioText(translate(cloud.title)) });
        const label = vscode.l10n.t("Get Audio");
        const isOne = this.voices().length === 1;
        if (this.current)
          this.current = {
            ...this.current,
            text: isStopped ? this.current.text : sentences(this.current.text, taken),
            ...(isOne && { offer: { label, does: { kind: "do", act: () => lookAgain(outcome.taskId) } } }),
          };
        return;
      }
      case "earlier": {
        if (outcome.isUnderWay) {
          const told = vscode.l10n.t("“{0}” is being asked to say this text right now. Nothing was sent this time.", name);
          return void this.tell("note", told);
        }
        const at = clockTime(outcome.since, clock.now(), locale) ?? "?";
        const does: Offer = {
          kind: "do",
          act: async () => {
            await speaker.release(connection, order);
            await again();
          },
        };
        this.tell("warning", earlierText(name, at), [], { label: vscode.l10n.t("Say It Again"), does });
      }
    }
  }

  private tellNotSaid(error: VoiceError, voice: HeardVoice): void {
    // Not "undone": where nothing can be looked up, a refusal may be the answer to a copy, made on the way, of what was said before.
    const cloud = translate(voice.cloud.title);
    if (error.kind !== "refused" || error.wasSent === false)
      return this.tellError(error, voice, { effect: "write", missing: unknownPartText(cloud) });
    const { report } = this.kernel;
    const noted = report.note(error, "say a text");
    const { details } = report.explain(noted, voice.connection, "write");
    this.tell("error", this.ofVoice(voice, refusedText(noted, cloud)), details);
  }

  /** `missing`: said where the cloud does not find what it was asked for; the job is known, so it is not that. */
  tellError(thrown: unknown, voice: HeardVoice | undefined, { retry, effect = "read", missing }: ErrorTold = {}): void {
    const { report, locale } = this.kernel;
    const tryAgain = retry && { label: vscode.l10n.t("Try Again"), does: { kind: "do", act: retry } as const };
    if (thrown instanceof SoundError) {
      report.noteFact(`fetch a sound: ${thrown.message}`);
      this.tell("error", this.ofVoice(voice, soundErrorText(thrown, mostSoundBytes, locale)), [], tryAgain);
      return;
    }
    const error = report.note(asVoiceError(thrown), "listen to a voice");
    if (error.kind === "cancelled") this.tell("note", vscode.l10n.t("Stopped."));
    else if (voice) {
      const { nextAct, details, ...explained } = report.explain(error, voice.connection, effect);
      const isMissing = saysGone(error);
      const sentence = isMissing ? (missing ?? unknownVoiceText(translate(voice.cloud.title))) : explained.sentence;
      const key = { connectionId: voice.connection.id, jobId: voice.job.id };
      const offered =
        nextAct.kind === "none" || nextAct.kind === "retry"
          ? tryAgain
          : { label: nextAct.label, does: { kind: nextAct.kind, key } };
      this.tell("error", this.ofVoice(voice, sentence), details, offered);
    }
  }

  /** Of two voices the one that is meant. */
  ofVoice(voice: HeardVoice | undefined, told: string): string {
    return voice && this.voices().length > 1 ? named(`“${voice.job.name || voice.job.id}”`, told) : told;
  }

  tell(
    tone: ListenNotice["tone"],
    text: string,
    details: readonly string[] = [],
    offer?: NonNullable<Notice["offer"]>,
  ): undefined {
    const icon = tone === "note" ? "info" : tone;
    this.current = { tone, icon, text, details, ...(offer && { offer }) };
    return undefined;
  }
}
