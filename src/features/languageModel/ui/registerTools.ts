// Registers the tools for language models; editors made of this one's sources may know none.
import * as vscode from "vscode";
import { tools } from "../../../contributions.js";
import type { ToolName } from "../toolInput.js";
import type { ModelTools } from "./modelTools.js";

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
