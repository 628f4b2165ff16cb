// Registers what a person can ask for: commands and details panels; what they do is loaded with the first of them.
import * as vscode from "vscode";
import { type CommandName, commands, contextKeys, detailPanel } from "../ids.js";
import type { ConnectionBook } from "../services/connectionBook.js";
import type { Lens } from "../services/lens.js";
import type { Acts } from "./acts.js";
import type { DetailPanels } from "./detailPanels.js";

export type LoadActs = () => Promise<Acts>;

export function registerCommands(book: ConnectionBook, lens: Lens, acts: LoadActs): vscode.Disposable {
  const registered = Object.entries(commands).map(([name, id]) =>
    vscode.commands.registerCommand(id, async (argument: unknown, others: unknown) =>
      (await acts()).run(name as CommandName, argument, others),
    ),
  );
  const setContext = (key: string, value: boolean) => vscode.commands.executeCommand("setContext", key, value);
  const tellBook = () => setContext(contextKeys.hasConnections, book.all().length > 0);
  const tellLens = () => setContext(contextKeys.isFiltered, lens.isFiltered);
  void tellBook();
  void tellLens();
  return vscode.Disposable.from(...registered, book.onDidChange(tellBook), lens.onDidChange(tellLens));
}

/** After a reload the editor hands back the panels that were open. */
export function registerPanels(panels: () => Promise<DetailPanels>): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(detailPanel, {
    deserializeWebviewPanel: async (panel, remembered) => (await panels()).restore(panel, remembered),
  });
}
