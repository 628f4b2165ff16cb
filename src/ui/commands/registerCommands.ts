// Registers what can be asked for: commands, panels, links and tools for language models; what they do is loaded with the first of them.
import * as vscode from "vscode";
import { type CommandName, commands, contextKeys, detailPanel, tools } from "../../contributions.js";
import type { DetailPanels } from "../../features/details/ui/detailsPanels.js";
import type { Acts } from "../../features/index.js";
import type { ToolName } from "../../features/languageModel/toolInput.js";
import type { ModelTools } from "../../features/languageModel/ui/modelTools.js";
import type { ConnectionBook } from "../../services/connections/connectionStore.js";
import type { Lens } from "../../services/view/viewOptions.js";
import { setContext } from "../editorCommands.js";

export type LoadActs = () => Promise<Acts>;

export function registerCommands(book: ConnectionBook, lens: Lens, acts: LoadActs): vscode.Disposable {
  const registered = Object.entries(commands).map(([name, id]) =>
    vscode.commands.registerCommand(id, async (argument: unknown, others: unknown) =>
      (await acts()).run(name as CommandName, argument, others),
    ),
  );
  const tellBook = () => {
    const all = book.all();
    setContext(
      contextKeys.hasDemo,
      all.some(({ isDemo }) => isDemo),
    );
    setContext(
      contextKeys.hasOwnConnection,
      all.some(({ isDemo }) => !isDemo),
    );
    setContext(contextKeys.hasConnections, all.length > 0);
  };
  const tellLens = () => setContext(contextKeys.isFiltered, lens.isFiltered);
  tellBook();
  tellLens();
  return vscode.Disposable.from(...registered, book.onDidChange(tellBook), lens.onDidChange(tellLens));
}

/** After a reload the editor hands back the panels that were open. */
export function registerPanels(panels: () => Promise<DetailPanels>): vscode.Disposable {
  return vscode.window.registerWebviewPanelSerializer(detailPanel, {
    deserializeWebviewPanel: async (panel, remembered) => (await panels()).restore(panel, remembered),
  });
}

/** Links from outside the editor. */
export function registerLinks(acts: LoadActs): vscode.Disposable {
  return vscode.window.registerUriHandler({ handleUri: async (uri) => void (await acts()).openLink(uri) });
}

/** Editors made of this one's sources may know no language models. */
export function registerTools(load: () => Promise<ModelTools>): vscode.Disposable {
  const { lm } = vscode as Partial<typeof vscode>;
  if (!lm?.registerTool) return vscode.Disposable.from();
  const registered = (Object.entries(tools) as [ToolName, string][]).map(([tool, name]) =>
    lm.registerTool(name, {
      prepareInvocation: async ({ input }) => (await load()).prepare(tool, input),
      invoke: async ({ input }, token) => (await load()).invoke(tool, input, token),
    }),
  );
  return vscode.Disposable.from(...registered);
}
