// Picks recordings from a cloud's library in one list: heard before they are picked, searched by typing, and brought there from this computer.
import * as vscode from "vscode";
import type { MediaFile, Statement } from "../../../../core/cloud/capabilities/mediaLibrary.js";
import { asVoiceError } from "../../../../core/errors.js";
import { escapeLabel } from "../../../../text/escape.js";
import { translate } from "../../../../text/translate.js";
import { isBack } from "../../../../ui/quickInput/stepInput.js";
import { chosenText, mediaFacts, mediaLabel } from "../../text/mediaText.js";
import type { MediaPages } from "./mediaPages.js";

export interface MediaQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly isSeveral: boolean;
  readonly statements: readonly Statement[];
  readonly locale: string;
}

export type MediaAct =
  | { readonly kind: "take"; readonly ids: readonly string[] }
  | { readonly kind: "upload" }
  | { readonly kind: "type" }
  | { readonly kind: "play"; readonly id: string }
  | { readonly kind: "statement"; readonly statement: Statement }
  | typeof isBack;

interface Item extends vscode.QuickPickItem {
  readonly key?: string;
  readonly act?: MediaAct | "more" | { readonly toggle: string };
  readonly file?: MediaFile;
}

/** `chosen` changes where several can be: it is the person's, and stays when the list is left for a moment. Undefined = the person left. */
export function pickMedia(
  { title, prompt, isSeveral, statements, locale }: MediaQuestion,
  pages: MediaPages,
  chosen: string[],
): Promise<MediaAct | undefined> {
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick<Item>();
    const abort = new AbortController();
    const end = (act: MediaAct | undefined) => {
      abort.abort();
      resolve(act);
      picker.dispose();
    };
    const paint = (active: string | undefined) => {
      picker.items = [...acts(), ...files()];
      picker.activeItems = picker.items.filter(({ key }) => key !== undefined && key === active).slice(0, 1);
    };
    const act = (key: string, label: string, icon: string, does: Item["act"], more: Partial<Item> = {}): Item => ({
      key,
      label,
      iconPath: new vscode.ThemeIcon(icon),
      alwaysShow: true,
      ...(does === undefined ? {} : { act: does }),
      ...more,
    });
    const acts = (): readonly Item[] => {
      const items: Item[] = [];
      if (isSeveral && chosen.length > 0) {
        const label = chosen.length === 1 ? vscode.l10n.t("Use 1 Recording") : vscode.l10n.t("Use {0} Recordings", chosen.length);
        const description = chosenText(chosen.map((id) => pages.fileOf(id)));
        items.push(act("take", label, "check-all", { kind: "take", ids: [...chosen] }, { description }));
      }
      const from = vscode.l10n.t("from this computer, by way of your own storage");
      items.push(act("upload", vscode.l10n.t("Upload…"), "cloud-upload", { kind: "upload" }, { description: from }));
      items.push(act("type", isSeveral ? vscode.l10n.t("Type IDs…") : vscode.l10n.t("Type an ID…"), "edit", { kind: "type" }));
      for (const statement of statements) {
        const label = vscode.l10n.t("What Is Read Aloud ({0})…", translate(statement.title));
        items.push(act(statement.language, label, "quote", { kind: "statement", statement }, { description: statement.text }));
      }
      return items;
    };
    const files = (): readonly Item[] => {
      const heading = { label: vscode.l10n.t("Media library"), kind: vscode.QuickPickItemKind.Separator };
      const rows = [...chosen.filter((id) => !pages.has(id)).map((id): MediaFile => ({ id })), ...pages.files].map(fileItem);
      return [heading, ...rows, ...ending(rows.length)];
    };
    const fileItem = (file: MediaFile): Item => {
      const isChosen = chosen.includes(file.id);
      const facts = mediaFacts(file, locale);
      const play = { iconPath: new vscode.ThemeIcon("play"), tooltip: vscode.l10n.t("Play") };
      return {
        key: file.id,
        label: mediaLabel(file),
        description: isChosen ? [vscode.l10n.t("chosen"), facts].filter((each) => each !== "").join(" · ") : facts,
        iconPath: new vscode.ThemeIcon(isChosen ? "check" : isSeveral ? "blank" : "unmute"),
        buttons: [play],
        act: isSeveral ? { toggle: file.id } : { kind: "take", ids: [file.id] },
        file,
      };
    };
    /** What stands below the recordings: that there are more, none, or that they could not be read. */
    const ending = (count: number): readonly Item[] => {
      if (picker.busy) return [];
      if (pages.error !== undefined) {
        const label = vscode.l10n.t("Try Again");
        return [act("more", label, "warning", "more", { description: escapeLabel(pages.error, 200) })];
      }
      if (pages.hasMore) {
        const description = vscode.l10n.t("{0} are shown, the latest first", count);
        return [act("more", vscode.l10n.t("Load More"), "chevron-down", "more", { description })];
      }
      return count > 0 ? [] : [act("none", vscode.l10n.t("The library has no recordings yet."), "info", undefined)];
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
