// Picks recordings from a cloud's library in one list: heard before they are picked, searched by typing, and brought there from this computer.
import * as vscode from "vscode";
import type { Statement } from "../../../../core/cloud/capabilities/mediaLibrary.js";
import { asVoiceError } from "../../../../core/errors.js";
import { isBack } from "../../../../ui/quickInput/stepInput.js";
import { type MediaAct, type MediaItem, mediaItems } from "./mediaItems.js";
import type { MediaPages } from "./mediaPages.js";

export interface MediaQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly isSeveral: boolean;
  readonly statements: readonly Statement[];
  readonly locale: string;
}

/** `chosen` changes where several can be: it is the person's, and stays when the list is left for a moment. Undefined = the person left. */
export function pickMedia(
  { title, prompt, isSeveral, statements, locale }: MediaQuestion,
  pages: MediaPages,
  chosen: string[],
): Promise<MediaAct | undefined> {
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick<MediaItem>();
    const abort = new AbortController();
    const end = (act: MediaAct | undefined) => {
      abort.abort();
      resolve(act);
      picker.dispose();
    };
    const paint = (active: string | undefined) => {
      picker.items = mediaItems({ pages, chosen, isSeveral, statements, isBusy: picker.busy, locale });
      picker.activeItems = picker.items.filter(({ key }) => key !== undefined && key === active).slice(0, 1);
    };
    const load = async () => {
      if (picker.busy) return;
      picker.busy = true;
      const before = pages.files.length;
      await pages.loadMore(abort.signal).catch((thrown: unknown) => pages.note(asVoiceError(thrown)));
      if (abort.signal.aborted) return;
      picker.busy = false;
      // Who is about to press Enter elsewhere shall not meet another row.
      const active = picker.activeItems[0]?.key;
      paint(active === "more" ? (pages.files[before]?.id ?? "more") : active);
    };
    picker.title = title;
    picker.placeholder = prompt;
    picker.matchOnDescription = true;
    // The statement is read from the list, and recordings are made meanwhile.
    picker.ignoreFocusOut = true;
    picker.buttons = [vscode.QuickInputButtons.Back];
    picker.onDidTriggerButton(() => end(isBack));
    picker.onDidTriggerItemButton(({ item: { file } }) => {
      if (file) end({ kind: "play", id: file.id });
    });
    picker.onDidAccept(() => {
      const { act: does, key } = picker.selectedItems[0] ?? picker.activeItems[0] ?? {};
      if (does === undefined) return;
      if (does === "more") return void load();
      if (typeof does === "object" && "toggle" in does) {
        const at = chosen.indexOf(does.toggle);
        if (at < 0) chosen.push(does.toggle);
        else chosen.splice(at, 1);
        return paint(key);
      }
      end(does);
    });
    picker.onDidHide(() => end(undefined));
    paint(chosen.find((id) => pages.has(id)) ?? "upload");
    picker.show();
    if (!pages.isRead) void load();
  });
}
