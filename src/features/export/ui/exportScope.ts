// Asks what should be exported, where nothing says it.
import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import { isEmpty } from "../../../core/jobs/filter/jobFilter.js";
import { escapeLabel } from "../../../text/escape.js";
import { type ScopeKernel, type SelectionScope, scopeOf } from "../../../ui/commands/selectionScope.js";
import { jobsOf, type Target } from "../../../ui/commands/target.js";

/** Undefined = the person left, or there is nothing. */
export async function askScope(kernel: ScopeKernel, selection: readonly Target[]): Promise<SelectionScope | undefined> {
  const all = kernel.connectionStore.all();
  const selected = jobsOf(selection).length > 0 ? scopeOf(kernel, selection) : undefined;
  const whole = (connections: readonly Connection[]): SelectionScope | undefined => {
    return scopeOf(
      kernel,
      connections.map(({ id }) => ({ connectionId: id })),
    );
  };
  const descriptionOf = (scope: SelectionScope | undefined) => {
    const filtered = !isEmpty(kernel.viewOptions.chosen.filter) && vscode.l10n.t("as filtered");
    return [filtered, scope?.hidesStates && vscode.l10n.t("without hidden states")].filter(Boolean).join(" · ");
  };
  const offer = (label: string, scope: SelectionScope | undefined) => ({ label, description: descriptionOf(scope), scope });
  const items = [
    ...(selected ? [{ label: vscode.l10n.t("Selected jobs"), description: "", scope: selected }] : []),
    ...(all.length > 1 ? [offer(vscode.l10n.t("All connections"), whole(all))] : []),
    ...all.map((connection) => offer(escapeLabel(connection.name), whole([connection]))),
  ];
  if (items.length <= 1) return items[0]?.scope;
  return (await vscode.window.showQuickPick(items, { placeHolder: vscode.l10n.t("What should be exported?") }))?.scope;
}
