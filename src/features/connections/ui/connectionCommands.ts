// What commands about connections do: add, import, change, order and remove them.
import * as vscode from "vscode";
import type { Connection } from "../../../core/connection.js";
import { escapeModal } from "../../../text/escape.js";
import type { Handlers } from "../../../ui/commands/handlers.js";
import type { Target } from "../../../ui/commands/target.js";
import { showView } from "../../../ui/editorCommands.js";
import type { UiKernel } from "../../../ui/uiKernel.js";
import { ConnectionFlow } from "./connectionFlow.js";
import { KeyImport } from "./keyImport.js";

type Names =
  | "addConnection"
  | "importKey"
  | "tryDemo"
  | "editConnection"
  | "renameConnection"
  | "duplicateConnection"
  | "moveConnectionUp"
  | "moveConnectionDown"
  | "replaceKey"
  | "tryKeyAgain"
  | "removeConnection"
  | "removeAllKeys";

export function connectionCommands(kernel: UiKernel): Handlers<Names> {
  const { clouds, connectionStore, sessions, report, picker, refreshConnections, demo, environment, readHomeFile, locale } =
    kernel;
  const places = { environment, readHomeFile };
  const connectionFlow = new ConnectionFlow(clouds, connectionStore, sessions, report);

  const addDemo = async () => {
    const added = await demo.add();
    await showView();
    await refreshConnections(added);
  };

  const removeConnection = async (target: Target) => {
    const connection = await picker.connection(target, vscode.l10n.t("Which connection should be removed?"));
    if (!connection) return;
    // The first button is the one that Enter presses.
    const keep = vscode.l10n.t("Keep");
    const remove = vscode.l10n.t("Remove");
    const question = vscode.l10n.t("Remove the connection “{0}”?", escapeModal(connection.name));
    const detail = connection.isDemo
      ? vscode.l10n.t("Its demo data can be added again at any time.")
      : vscode.l10n.t("Its key is deleted from this computer. Nothing changes in the cloud.");
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, keep, remove)) === remove)
      await connectionStore.remove(connection.id);
  };

  /** Changes of a person's own connection: asks which, and leaves demo connections as they are. */
  const withConnection = async (target: Target, prompt: string, act: (connection: Connection) => Promise<unknown>) => {
    const connection = await picker.connection(target, prompt);
    if (connection && !connection.isDemo) await act(connection);
  };

  const showAdded = async (connection: Connection | undefined) => {
    if (!connection) return;
    await showView();
    await kernel.reveal(connection.id);
    await refreshConnections([connection.id]);
  };

  const removeAllKeys = async () => {
    const keep = vscode.l10n.t("Keep");
    const remove = vscode.l10n.t("Remove All Keys");
    const question = vscode.l10n.t("Remove the keys of all connections from this computer?");
    const detail = vscode.l10n.t("The connections stay and ask for their keys when they are used again.");
    if ((await vscode.window.showWarningMessage(question, { modal: true, detail }, keep, remove)) !== remove) return;
    await connectionStore.removeAllCredentials();
    // Sends nothing where the key is gone: each row says at once that it asks for it.
    await refreshConnections(connectionStore.all().map(({ id }) => id));
  };

  return {
    addConnection: async () => showAdded(await connectionFlow.add(vscode.l10n.t("Add Connection"))),
    importKey: async () => showAdded(await new KeyImport(clouds, places, connectionFlow, locale).run()),
    tryDemo: addDemo,
    editConnection: (target) =>
      withConnection(target, vscode.l10n.t("Which connection should be edited?"), async (connection) => {
        if (await connectionFlow.edit(connection)) await refreshConnections([connection.id]);
      }),
    renameConnection: (target) =>
      withConnection(target, vscode.l10n.t("Which connection should be renamed?"), (connection) =>
        connectionFlow.rename(connection),
      ),
    duplicateConnection: (target) =>
      withConnection(target, vscode.l10n.t("Which connection should be duplicated?"), async (connection) => {
        await showAdded(await connectionFlow.duplicate(connection));
      }),
    moveConnectionUp: ({ connectionId }) => connectionId !== undefined && connectionStore.move(connectionId, -1),
    moveConnectionDown: ({ connectionId }) => connectionId !== undefined && connectionStore.move(connectionId, 1),
    removeAllKeys,
    replaceKey: (target) =>
      withConnection(target, vscode.l10n.t("Which connection's key should be replaced?"), async (connection) => {
        if (await connectionFlow.replaceKey(connection)) await refreshConnections([connection.id]);
      }),
    tryKeyAgain: async (target) => {
      const connection = await picker.connection(target, vscode.l10n.t("Which connection's key should be tried again?"));
      if (!connection) return;
      await sessions.tryAgain([connection.id]);
      await refreshConnections([connection.id]);
    },
    removeConnection,
  };
}
