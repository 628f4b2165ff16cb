// Takes over keys that the vendors' own tools already have: a place is read once the person names it, and what is found is shown masked.
import * as vscode from "vscode";
import type { Cloud, FoundKey, KeySource } from "../core/cloud.js";
import type { Connection } from "../core/connection.js";
import { escapeLabel } from "../present/escape.js";
import { maskedKey } from "../present/form.js";
import { list } from "../present/joined.js";
import { word } from "../present/word.js";
import type { ConnectionFlow } from "./connectionFlow.js";
import { answersOfKey } from "./connectionQuestions.js";

export interface KeyPlaces {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Text of a file below the home directory; undefined = there is none. */
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
    const keys = await this.read(title, place.source);
    if (!keys) return undefined;
    if (keys.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t("No usable key found: {0}.", place.label));
      return undefined;
    }
    const { cloud } = place;
    const chosen = await vscode.window.showQuickPick(
      keys.map((key) => ({
        label: escapeLabel(key.name),
        description: maskedUnlessNamed(cloud, key),
        detail: detailOf(cloud, key),
        key,
      })),
      { title, placeHolder: vscode.l10n.t("Which key?"), matchOnDescription: true, ignoreFocusOut: true },
    );
    return chosen && this.connectionFlow.add(title, answersOfKey(cloud, chosen.key));
  }

  private sources() {
    return this.clouds.flatMap((cloud) =>
      (cloud.keySources ?? []).map((source) => ({
        label: word(source.title),
        description: word(cloud.title),
        detail: whereOf(source, this.locale),
        cloud,
        source,
      })),
    );
  }

  private async read(title: string, source: KeySource): Promise<readonly FoundKey[] | undefined> {
    const { environment } = this.places;
    if (source.pickedFile) {
      const text = await pickFile(title, source.pickedFile);
      return text === undefined ? undefined : source.read({ environment: {}, text });
    }
    const text = source.homeFile === undefined ? undefined : await this.places.readHomeFile(source.homeFile);
    const seen = Object.fromEntries((source.variables ?? []).map((name) => [name, environment[name]]));
    return source.read({ environment: seen, ...(text === undefined ? {} : { text }) });
  }
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

/** A key that is called by what would be shown of it needs no second name. */
function maskedUnlessNamed(cloud: Cloud, { name, credentials }: FoundKey): string {
  const masked = maskedKey(cloud, credentials);
  return masked === escapeLabel(name) ? "" : masked;
}

function detailOf(cloud: Cloud, { credentials, region }: FoundKey): string {
  const kind = cloud.credentialKinds.find(({ id }) => id === credentials.kind);
  return [kind && word(kind.title), region && escapeLabel(region)].filter(Boolean).join(" · ");
}

/** A key file is small: what is larger is none. */
const largestFile = 1_000_000;

async function pickFile(title: string, endings: readonly string[]): Promise<string | undefined> {
  const options = { title, canSelectMany: false, filters: { [endings.join(", ")]: [...endings] } };
  const [file] = (await vscode.window.showOpenDialog(options)) ?? [];
  if (!file) return undefined;
  const { size } = await vscode.workspace.fs.stat(file);
  return size > largestFile ? "" : new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
}
