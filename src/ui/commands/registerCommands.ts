// Registers the commands and the context keys that their menus read; what commands do is loaded with the first of them.
import * as vscode from "vscode";
import { type CommandName, commands, contextKeys } from "../../contributions.js";
import type { ConnectionStore } from "../../services/connections/connectionStore.js";
import type { ViewOptions } from "../../services/view/viewOptions.js";
import { setContext } from "../contextKeys.js";

/** Runs a command: `argument` and `others` are whatever the editor hands over. */
export type RunCommand = (name: CommandName, argument: unknown, others?: unknown) => Promise<unknown>;

export function registerCommands(connectionStore: ConnectionStore, viewOptions: ViewOptions, run: RunCommand): vscode.Disposable {
  const registered = Object.entries(commands).map(([name, id]) =>
    vscode.commands.registerCommand(id, (argument: unknown, others: unknown) => run(name as CommandName, argument, others)),
  );
  const tellConnections = () => {
    const all = connectionStore.all();
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
  const tellViewOptions = () => setContext(contextKeys.isFiltered, viewOptions.isFiltered);
  tellConnections();
  tellViewOptions();
  return vscode.Disposable.from(
    ...registered,
    connectionStore.onDidChange(tellConnections),
    viewOptions.onDidChange(tellViewOptions),
  );
}
