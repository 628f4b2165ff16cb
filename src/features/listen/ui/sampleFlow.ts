// Fetches the samples of the voices of a page, and tells where one is not there.
import * as vscode from "vscode";
import { translate } from "../../../text/translate.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { noSampleText } from "../text/listenText.js";
import type { HeardVoice } from "../text/listenView.js";
import type { VoiceSamples } from "../voiceSamples.js";
import type { ListenNotices } from "./listenNotices.js";

/** The page that it happens on. */
interface SamplePage {
  readonly voices: readonly HeardVoice[];
  during<T>(text: string, act: (signal: AbortSignal) => Promise<T>): Promise<T>;
  playSample(): Promise<void>;
}

export class SampleFlow {
  constructor(
    private readonly kernel: Pick<UiKernel, "sessions"> & { readonly samples: VoiceSamples },
    private readonly notices: ListenNotices,
    private readonly page: SamplePage,
  ) {}

  /** False = not all of them are there, which is told. */
  async fetch(): Promise<boolean> {
    const text = this.page.voices.length > 1 ? vscode.l10n.t("Fetching the samples…") : vscode.l10n.t("Fetching the sample…");
    return this.page.during(text, async (signal) => {
      for (const voice of this.page.voices) {
        const { connection, voiceId, cloud } = voice;
        try {
          await this.kernel.sessions.resume([connection.id]);
          const outcome = await this.kernel.samples.read(connection.id, voiceId, signal);
          if (outcome.kind === "none") {
            const told = noSampleText(outcome.reason, translate(cloud.title), outcome.state);
            this.notices.tell("note", this.notices.ofVoice(voice, told), [], {
              label: vscode.l10n.t("Try Again"),
              does: { kind: "do", act: () => this.page.playSample() },
            });
            return false;
          }
        } catch (thrown) {
          this.notices.tellError(thrown, voice, { retry: () => this.page.playSample() });
          return false;
        }
      }
      return true;
    });
  }
}
