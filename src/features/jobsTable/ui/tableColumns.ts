// Asks which columns the table shows; those that are shown already keep their places and widths.
import * as vscode from "vscode";
import { type LaidColumn, tableColumnIds, usualColumn } from "../../../protocol/tableLayout.js";
import { back, pickMany } from "../../../ui/quickInput/quickPicks.js";
import { columnTitle } from "../text/cellText.js";

/** Undefined = the person left. */
export async function askColumns(shown: readonly LaidColumn[]): Promise<readonly LaidColumn[] | undefined> {
  const known = shown.map(({ id }) => id);
  const choices = [...known, ...tableColumnIds.filter((id) => !known.includes(id))].map((id) => {
    return { label: columnTitle(id), value: id };
  });
  const asking = { title: vscode.l10n.t("Columns"), prompt: vscode.l10n.t("Columns that the table shows"), hasBack: false };
  const chosen = await pickMany(asking, choices, known);
  // A table without columns would show nothing, not even how to get them back.
  if (chosen === undefined || chosen === back || chosen.length === 0) return undefined;
  return chosen.map((id) => shown.find((each) => each.id === id) ?? usualColumn(id));
}
