// After a reload the editor hands back the panels that were open.
import * as vscode from "vscode";

/** What restores one, with what it had remembered. */
export interface RestoresPanels {
  restore(panel: vscode.WebviewPanel, remembered: unknown): void | Promise<void>;
}

export function restorePanels(viewType: string, panels: () => Promise<RestoresPanels>): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(viewType, {
    deserializeWebviewPanel: async (panel, remembered) => (await panels()).restore(panel, remembered),
  });
}
