// What the editor knows of the machine: the log, and the settings that decide which way a request goes.
import * as vscode from "vscode";
import { settings } from "../contributions.js";

export function openLogChannel(): vscode.LogOutputChannel {
  return vscode.window.createOutputChannel("Voice Jobs", { log: true });
}

export interface EditorRouteSettings {
  readonly route: "auto" | "direct" | "editor";
  readonly proxy: string;
  readonly noProxy: readonly string[];
  readonly proxySupport: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Machine and user values only: nothing a workspace says may lead a signed request anywhere. */
export function routeSettings(): EditorRouteSettings {
  return {
    route: personal(settings.route, "auto"),
    proxy: personal("http.proxy", ""),
    noProxy: personal<readonly string[]>("http.noProxy", []),
    // Without the second, the editor leaves its fetch without proxies and certificates too.
    proxySupport: personal("http.fetchAdditionalSupport", true) ? personal("http.proxySupport", "override") : "off",
    environment: process.env,
  };
}

export function watchRouteSettings(changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(settings.route) || event.affectsConfiguration("http")) changed();
  });
}

export function personal<T>(name: string, otherwise: T): T {
  const found = vscode.workspace.getConfiguration().inspect<T>(name);
  return found?.globalValue ?? found?.defaultValue ?? otherwise;
}
