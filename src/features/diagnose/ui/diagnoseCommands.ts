// The command that diagnoses a connection.
import * as vscode from "vscode";
import { lazy } from "../../../core/ports/lazy.js";
import type { Handlers } from "../../../ui/commands/handlers.js";
import type { UiKernel } from "../../../ui/uiKernel.js";

export function diagnoseCommands(kernel: UiKernel): Handlers<"diagnoseConnection"> {
  const flow = lazy(() => import("./diagnoseFlow.js").then(({ DiagnoseFlow }) => new DiagnoseFlow(kernel)));
  return {
    diagnoseConnection: async (target) => {
      const connection = await kernel.picker.connection(target, vscode.l10n.t("Which connection should be diagnosed?"));
      return connection && (await flow()).run(connection);
    },
  };
}
