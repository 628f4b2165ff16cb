// After a reload the editor hands back the panels that were open.
import * as vscode from "vscode";
import { detailPanel } from "../../../contributions.js";
import type { DetailsPanels } from "./detailsPanels.js";

export function registerDetails(panels: () => Promise<DetailsPanels>): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(detailPanel, {
    deserializeWebviewPanel: async (panel, remembered) => (await panels()).restore(panel, remembered),
  });
}
