// Takes over keys that the vendors' own tools already have: a place is read once the person names it, and what is found is shown masked.
import * as vscode from "vscode";
import type { Cloud } from "../../../core/cloud/cloud.js";
import type { FoundKey, KeyFlaw, KeySearch, KeySource, UnusableKey } from "../../../core/cloud/keySource.js";
import type { Connection } from "../../../core/connection.js";
import { decodeText } from "../../../core/parsing/textFile.js";
import { keyFlawText } from "../../../text/errors/keyFlawText.js";
import { escapeLabel, escapeNotification } from "../../../text/escape.js";
import { list, named, sentences } from "../../../text/punctuation.js";
import { translate } from "../../../text/translate.js";
import { foundKeyText } from "../text/foundKeyText.js";
import type { ConnectionFlow } from "./connectionFlow.js";
import { answersOfKey } from "./connectionQuestions.js";

export interface KeyPlaces {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text of a file below the home directory; undefined = there is none. Rejects where it cannot be read. */
  readonly readHomeFile: (path: string) => Promise<string | undefined>;
}

export class KeyImport {
  constructor(
    private readonly clouds: readonly Cloud[],
    private readonly places: KeyPlaces,
    private readonly connectionFlow: ConnectionFlow,
    private readonly locale: string,
  ) {}

  /** Undefined = the person left, or nothing was found. */
  async run(): Promise<Connection | undefined> {
    const title = vscode.l10n.t("Import Key");
    const place = await vscode.window.showQuickPick(this.sources(), {
      title,
      placeHolder: vscode.l10n.t("Where is the key? Nothing is read before you choose."),
      matchOnDescription: true,
      ignoreFocusOut: true,
    });
    if (!place) return undefined;
    const search = await this.read(title, place.source);
    if (!search) return undefined;
    const { cloud, source } = place;
    if (search.keys.length + search.unusable.length === 0) {
      const nothing = vscode.l10n.t("No usable key found: {0}.", place.label);
      void vscode.window.showInformationMessage(escapeNotification(sentences(nothing, this.reasonOf(source, search))));
      return undefined;
    }
    const chosen = await vscode.window.showQuickPick(rowsOf(cloud, search, this.locale), {
      title,
      placeHolder:
        search.keys.length > 0 ? vscode.l10n.t("Which key?") : vscode.l10n.t("None of these can be used. Each says why."),
      matchOnDescription: true,
      matchOnDetail: true,
      ignoreFocusOut: true,
    });
    if (chosen?.unusable) await tellFlaw(chosen.unusable);
    return chosen?.key && this.connectionFlow.add(title, answersOfKey(cloud, chosen.key));
  }

  /** Why a place gives nothing at all. */
  private reasonOf({ variables = [] }: KeySource, { flaw }: KeySearch): string {
    if (flaw) return keyFlawText(flaw);
    return variables.length > 0
      ? vscode.l10n.t("None of these variables is set: {0}.", list(variables, this.locale))
      : vscode.l10n.t("The file holds no key.");
  }

  private async sources() {
    const known = await Promise.all(this.clouds.map(async (cloud) => ({ cloud, sources: (await cloud.keySources?.()) ?? [] })));
    return known.flatMap(({ cloud, sources }) =>
      sources.map((source) => ({
        label: translate(source.title),
        description: translate(cloud.title),
        detail: whereOf(source, this.locale),
        cloud,
        source,
      })),
    );
  }

  private async read(title: string, source: KeySource): Promise<KeySearch | undefined> {
    const { environment } = this.places;
    const now = Date.now();
    if (source.pickedFile) {
      const picked = await pickFile(title, source.pickedFile);
      if (!picked) return undefined;
      return "flaw" in picked ? unread(picked.flaw) : source.read({ environment: {}, now, text: picked.text });
    }
    const seen = Object.fromEntries((source.variables ?? []).map((name) => [name, environment[name]]));
    if (source.homeFile === undefined) return source.read({ environment: seen, now });
    const path = `~/${source.homeFile}`;
    try {
      const text = await this.places.readHomeFile(source.homeFile);
      if (text === undefined) return unread({ kind: "fileMissing", path });
      return source.read({ environment: seen, now, text });
    } catch {
      return unread({ kind: "fileUnreadable", path });
    }
  }
}

/** Nothing was found in a place, since it could not be read. */
function unread(flaw: KeyFlaw): KeySearch {
  return { keys: [], unusable: [], flaw };
}

interface Row extends vscode.QuickPickItem {
  readonly key?: FoundKey;
  readonly unusable?: UnusableKey;
}

/** What can be used comes first. */
function rowsOf(cloud: Cloud, { keys, unusable }: KeySearch, locale: string): Row[] {
  const divider = { label: vscode.l10n.t("Cannot be used"), kind: vscode.QuickPickItemKind.Separator };
  return [
    ...keys.map((key) => ({ ...foundKeyText(cloud, key, locale), key })),
    ...(unusable.length > 0 ? [divider] : []),
    ...unusable.map((each) => ({
      label: escapeLabel(each.name),
      iconPath: new vscode.ThemeIcon("circle-slash"),
      detail: escapeLabel(keyFlawText(each.flaw)),
      unusable: each,
    })),
  ];
}

/** A row has room for half of it. */
async function tellFlaw({ name, flaw }: UnusableKey): Promise<void> {
  const copy = vscode.l10n.t("Copy Command");
  const command = "command" in flaw ? flaw.command : undefined;
  const words = escapeNotification(named(name, keyFlawText(flaw)));
  const pressed = await vscode.window.showInformationMessage(words, ...(command === undefined ? [] : [copy]));
  if (pressed === copy && command !== undefined) await vscode.env.clipboard.writeText(command);
}

function whereOf({ variables = [], homeFile }: KeySource, locale: string): string {
  if (homeFile !== undefined) return `~/${homeFile}`;
  let shown = variables.length;
  const names = () => list(variables.slice(0, shown), locale);
  while (shown > 1 && names().length > lineLength) shown -= 1;
  const left = variables.length - shown;
  return left > 0 ? vscode.l10n.t("{0} and {1} more", names(), left) : names();
}

/** Characters of a list of names that a row has room for. */
const lineLength = 56;

/** A key file is small: what is larger is none. */
const largestFile = 1_000_000;

type PickedFile = { readonly text: string } | { readonly flaw: KeyFlaw };

async function pickFile(title: string, endings: readonly string[]): Promise<PickedFile | undefined> {
  const options = { title, canSelectMany: false, filters: { [endings.join(", ")]: [...endings] } };
  const [file] = (await vscode.window.showOpenDialog(options)) ?? [];
  if (!file) return undefined;
  const unreadable: PickedFile = { flaw: { kind: "fileUnreadable", path: file.fsPath } };
  try {
    const { size } = await vscode.workspace.fs.stat(file);
    return size > largestFile ? unreadable : { text: decodeText(await vscode.workspace.fs.readFile(file)) };
  } catch {
    return unreadable;
  }
}
