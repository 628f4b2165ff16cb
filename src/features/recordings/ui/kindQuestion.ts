// Asks what recordings are for: a kind of job of a cloud, or any.
import * as vscode from "vscode";
import { translate } from "../../../text/translate.js";
import { anyKind, kindName } from "../kinds.js";
import type { CheckedKind } from "../report.js";
import { kindTitle } from "../text/verdictText.js";

interface KindItem extends vscode.QuickPickItem {
  /** Absent = a line between kinds. */
  readonly name?: string;
}

/** The name of the kind, or `any`; undefined = the person left. `first`: what it is now, or what it probably is. */
export async function askKind(
  kinds: readonly CheckedKind[],
  first: { readonly name: string; readonly remark: string } | undefined,
): Promise<string | undefined> {
  const items = kinds.map((kind): KindItem => {
    const name = kindName(kind);
    const detail = translate(kind.requirements.hint);
    return { label: kindTitle(kind), detail, name, ...(first?.name === name && { description: first.remark }) };
  });
  const any: KindItem = {
    label: vscode.l10n.t("Any kind of job"),
    detail: vscode.l10n.t("General advice only: no cloud's limits."),
    name: anyKind,
    ...(first?.name === anyKind && { description: first.remark }),
  };
  const all = [...items, any];
  // What is likely stands first, where Enter takes it.
  const ordered = [...all.filter(({ name }) => name === first?.name), ...all.filter(({ name }) => name !== first?.name)];
  const picked = await vscode.window.showQuickPick(ordered, {
    title: vscode.l10n.t("Recordings to Check"),
    placeHolder: vscode.l10n.t("What are these recordings for?"),
    matchOnDetail: true,
  });
  return picked?.name;
}
