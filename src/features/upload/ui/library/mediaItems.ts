// The rows of the list that recordings are picked from: what can be done, the recordings of the library, and what ends the list.
import * as vscode from "vscode";
import type { MediaFile, Statement } from "../../../../core/cloud/capabilities/mediaLibrary.js";
import { escapeLabel } from "../../../../text/escape.js";
import { translate } from "../../../../text/translate.js";
import type { isBack } from "../../../../ui/quickInput/stepInput.js";
import { chosenText, mediaFacts, mediaLabel } from "../../text/mediaText.js";
import type { MediaPages } from "./mediaPages.js";

export type MediaAct =
  | { readonly kind: "take"; readonly ids: readonly string[] }
  | { readonly kind: "upload" }
  | { readonly kind: "type" }
  | { readonly kind: "play"; readonly id: string }
  | { readonly kind: "statement"; readonly statement: Statement }
  | typeof isBack;

export interface MediaItem extends vscode.QuickPickItem {
  readonly key?: string;
  readonly act?: MediaAct | "more" | { readonly toggle: string };
  readonly file?: MediaFile;
}

export interface MediaItemsInput {
  readonly pages: MediaPages;
  readonly chosen: readonly string[];
  readonly isSeveral: boolean;
  readonly statements: readonly Statement[];
  /** A page is being read. */
  readonly isBusy: boolean;
  readonly locale: string;
}

export function mediaItems(input: MediaItemsInput): readonly MediaItem[] {
  const { pages, chosen } = input;
  const heading = { label: vscode.l10n.t("Media library"), kind: vscode.QuickPickItemKind.Separator };
  const files = [...chosen.filter((id) => !pages.has(id)).map((id): MediaFile => ({ id })), ...pages.files];
  return [...acts(input), heading, ...files.map((file) => fileItem(file, input)), ...ending(input, files.length)];
}

function acts({ pages, chosen, isSeveral, statements }: MediaItemsInput): readonly MediaItem[] {
  const items: MediaItem[] = [];
  if (isSeveral && chosen.length > 0) {
    const label = chosen.length === 1 ? vscode.l10n.t("Use 1 Recording") : vscode.l10n.t("Use {0} Recordings", chosen.length);
    const description = chosenText(chosen.map((id) => pages.fileOf(id)));
    items.push(actItem("take", label, "check-all", { kind: "take", ids: [...chosen] }, description));
  }
  const from = vscode.l10n.t("from this computer");
  items.push(actItem("upload", vscode.l10n.t("Upload…"), "cloud-upload", { kind: "upload" }, from));
  items.push(actItem("type", isSeveral ? vscode.l10n.t("Type IDs…") : vscode.l10n.t("Type an ID…"), "edit", { kind: "type" }));
  for (const statement of statements) {
    const label = vscode.l10n.t("What Is Read Aloud ({0})…", translate(statement.title));
    items.push(actItem(statement.language, label, "quote", { kind: "statement", statement }, statement.text));
  }
  return items;
}

function fileItem(file: MediaFile, { chosen, isSeveral, locale }: MediaItemsInput): MediaItem {
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
}

/** What stands below the recordings: that there are more, none, or that they could not be read. */
function ending({ pages, isBusy }: MediaItemsInput, count: number): readonly MediaItem[] {
  if (isBusy) return [];
  if (pages.error !== undefined)
    return [actItem("more", vscode.l10n.t("Try Again"), "warning", "more", escapeLabel(pages.error, 200))];
  if (pages.hasMore) {
    const shown = vscode.l10n.t("{0} are shown, the latest first", count);
    return [actItem("more", vscode.l10n.t("Load More"), "chevron-down", "more", shown)];
  }
  return count > 0 ? [] : [actItem("none", vscode.l10n.t("The library has no recordings yet."), "info", undefined)];
}

function actItem(key: string, label: string, icon: string, act: MediaItem["act"], description?: string): MediaItem {
  return {
    key,
    label,
    iconPath: new vscode.ThemeIcon(icon),
    alwaysShow: true,
    ...(act === undefined ? {} : { act }),
    ...(description === undefined ? {} : { description }),
  };
}
