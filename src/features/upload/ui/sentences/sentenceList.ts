// The list of a job's sentences: what the cloud said of each recording, and what can be done for one or for all that are left.
import * as vscode from "vscode";
import type { Sentence } from "../../../../core/jobs/jobCreation.js";
import { own } from "../../../../core/parsing/ownProperty.js";
import { escapeInput, escapeLabel } from "../../../../text/escape.js";
import { httpsLink } from "../../../../text/fields/privateText.js";
import type { CheckedById } from "../../checkedRecordings.js";
import { checkedText } from "../../text/recordingsText.js";

export type SentenceChoice =
  /** Their recordings are checked where the person says they lie. */
  | { readonly kind: "check"; readonly sentences: readonly Sentence[] }
  /** They were uploaded and not checked after that. */
  | { readonly kind: "checkUploaded" }
  | { readonly kind: "upload" }
  /** One file for one sentence, also where another has passed. */
  | { readonly kind: "uploadOne"; readonly sentence: Sentence }
  | { readonly kind: "changePlace" }
  | { readonly kind: "submit" };

export interface SentenceListInput {
  readonly name: string;
  readonly sentences: readonly Sentence[];
  readonly checked: CheckedById;
  /** Ids of sentences whose recording was uploaded and not checked after that. */
  readonly uploaded: ReadonlySet<string>;
  readonly canUpload: boolean;
  /** Where recordings are put; absent = that was never said. */
  readonly place?: string;
}

interface Item extends vscode.QuickPickItem {
  readonly choice?: SentenceChoice;
  readonly sentence?: Sentence;
  readonly sample?: string;
}

interface ItemButton extends vscode.QuickInputButton {
  readonly act: "listen" | "upload";
}

/** Undefined = the person left. */
export function chooseSentence(input: SentenceListInput): Promise<SentenceChoice | undefined> {
  const { sentences, checked } = input;
  const left = sentences.filter(({ id }) => !own(checked, id)?.passed);
  return new Promise((resolve) => {
    const picker = vscode.window.createQuickPick<Item>();
    const name = escapeInput(input.name, 60);
    picker.title = vscode.l10n.t(
      "Recordings of “{0}”: {1} of {2} passed",
      name,
      sentences.length - left.length,
      sentences.length,
    );
    picker.placeholder = vscode.l10n.t("Choose a sentence to have its recording checked.");
    picker.ignoreFocusOut = true;
    picker.matchOnDescription = true;
    picker.items = [...actItems(input, left), ...sentences.map((sentence) => sentenceItem(sentence, input))];
    const end = (choice: SentenceChoice | undefined) => {
      resolve(choice);
      picker.dispose();
    };
    picker.onDidTriggerItemButton(({ item, button }) => {
      const { act } = button as ItemButton;
      if (act === "upload" && item.sentence) end({ kind: "uploadOne", sentence: item.sentence });
      if (act === "listen" && item.sample !== undefined) void openSample(item.sample);
    });
    picker.onDidAccept(() => {
      const choice = picker.selectedItems[0]?.choice;
      if (choice) end(choice);
    });
    picker.onDidHide(() => end(undefined));
    picker.show();
  });
}

function actItems({ canUpload, uploaded, place }: SentenceListInput, left: readonly Sentence[]): readonly Item[] {
  const items: Item[] = [];
  const add = (label: string, description: string, icon: string, choice: SentenceChoice) =>
    items.push({ label, description, iconPath: new vscode.ThemeIcon(icon), alwaysShow: true, choice });
  if (left.length === 0)
    add(vscode.l10n.t("Submit…"), vscode.l10n.t("all recordings have passed"), "cloud-upload", { kind: "submit" });
  const waiting = left.filter(({ id }) => uploaded.has(id)).length;
  if (waiting > 0) {
    const description = vscode.l10n.t("they are uploaded, and not checked yet");
    const label =
      waiting === 1 ? vscode.l10n.t("Check 1 Uploaded Recording") : vscode.l10n.t("Check {0} Uploaded Recordings", waiting);
    add(label, description, "checklist", { kind: "checkUploaded" });
  }
  if (canUpload && left.length > 0) {
    const description = vscode.l10n.t("a folder, into your own storage; the cloud checks each");
    add(vscode.l10n.t("Upload Recordings…"), description, "folder-opened", { kind: "upload" });
  }
  if (left.length > 1) {
    const description = vscode.l10n.t("those that have not passed, by one address with the number in it");
    add(vscode.l10n.t("Check {0} by a Pattern…", left.length), description, "link", { kind: "check", sentences: left });
  }
  if (canUpload && place !== undefined)
    add(vscode.l10n.t("Change Place…"), vscode.l10n.t("recordings go to {0}", escapeLabel(place, 80)), "settings-gear", {
      kind: "changePlace",
    });
  return items;
}

function sentenceItem(sentence: Sentence, { checked: verdicts, uploaded, canUpload }: SentenceListInput): Item {
  const checked = own(verdicts, sentence.id);
  const sample = httpsLink(sentence.sample);
  const listen: ItemButton = {
    act: "listen",
    iconPath: new vscode.ThemeIcon("unmute"),
    tooltip: vscode.l10n.t("Open Sample Recording"),
  };
  const upload: ItemButton = {
    act: "upload",
    iconPath: new vscode.ThemeIcon("cloud-upload"),
    tooltip: vscode.l10n.t("Upload a Recording of It…"),
  };
  return {
    label: `${escapeLabel(sentence.id)}. ${escapeLabel(sentence.text)}`,
    description: checkedText(checked, uploaded.has(sentence.id)),
    iconPath: checked ? (checked.passed ? passed : refused) : unchecked,
    choice: { kind: "check", sentences: [sentence] },
    sentence,
    buttons: [...(canUpload ? [upload] : []), ...(sample ? [listen] : [])],
    ...(sample ? { sample } : {}),
  };
}

const passed = new vscode.ThemeIcon("pass", new vscode.ThemeColor("charts.green"));
const refused = new vscode.ThemeIcon("error", new vscode.ThemeColor("problemsErrorIcon.foreground"));
const unchecked = new vscode.ThemeIcon("circle-large-outline");

/** The link is a key to the recording for hours: the host is named, and only https is followed. */
async function openSample(link: string): Promise<void> {
  const open = vscode.l10n.t("Open");
  const question = vscode.l10n.t("Open a link to {0}?", new URL(link).host);
  const detail = vscode.l10n.t("The sample recording is opened in your browser.");
  if ((await vscode.window.showInformationMessage(question, { modal: true, detail }, open)) !== open) return;
  // As a text, as in the details panel.
  await vscode.env.openExternal(link as unknown as vscode.Uri);
}
