// Asks for recordings of a cloud's library: the list, and all that can be done from it, until some are taken or the person goes.
import * as vscode from "vscode";
import type { Statement } from "../../../../core/cloud/capabilities/mediaLibrary.js";
import type { VoiceError } from "../../../../core/errors.js";
import { isBack, type StepReply } from "../../../../ui/quickInput/stepInput.js";
import type { MediaLibraryService, MediaOrder } from "../../../../ui/uiKernel.js";
import { MediaPages } from "./mediaPages.js";
import { pickMedia } from "./mediaPicker.js";
import { MediaUpload, type MediaUploadKernel } from "./mediaUpload.js";
import { playMedia } from "./playMedia.js";

export class MediaLibrary implements MediaLibraryService {
  private readonly uploads: MediaUpload;

  constructor(private readonly kernel: MediaUploadKernel) {
    this.uploads = new MediaUpload(kernel);
  }

  async choose(
    { connection, title, prompt, choice, value, jobType }: MediaOrder,
    typeInstead: () => Promise<StepReply>,
  ): Promise<StepReply> {
    const { sessions, report, locale } = this.kernel;
    const cloud = sessions.cloudOf(connection);
    const isSeveral = choice.isSeveral ?? false;
    const word = (error: VoiceError) => report.explain(report.note(error, "read the library of recordings"), connection).sentence;
    const pages = new MediaPages(
      (next, signal) => sessions.read(connection.id, signal, async ({ media }) => media?.page(next, signal)),
      word,
    );
    const chosen = value.split(",").flatMap((id) => (id.trim() === "" ? [] : [id.trim()]));
    const question = { title, prompt, isSeveral, statements: choice.statements ?? [], locale };
    for (;;) {
      const act = await pickMedia(question, pages, chosen);
      if (act === undefined || act === isBack) return act;
      switch (act.kind) {
        case "take":
          return act.ids.join(", ");
        case "type": {
          const typed = await typeInstead();
          if (typed !== isBack) return typed;
          break;
        }
        case "statement":
          await showStatement(act.statement);
          break;
        case "play":
          await playMedia(this.kernel, connection, act.id, new AbortController().signal).catch((thrown: unknown) => {
            const error = report.note(thrown, "play a recording of the library");
            void report.showError(error, connection, "read", { connectionId: connection.id });
          });
          break;
        case "upload": {
          const added = await this.uploads.run({ connection, cloud, jobType }, isSeveral);
          pages.add(added);
          const ids = added.map(({ id }) => id);
          if (!isSeveral && ids[0] !== undefined) return ids[0];
          chosen.push(...ids.filter((id) => !chosen.includes(id)));
        }
      }
    }
  }
}

/** Whole: a row of the list has room for its beginning alone. */
async function showStatement({ text }: Statement): Promise<void> {
  const copy = vscode.l10n.t("Copy");
  const question = vscode.l10n.t("Read this aloud word for word, and record it.");
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail: text }, copy)) === copy)
    await vscode.env.clipboard.writeText(text);
}
