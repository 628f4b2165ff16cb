// Takes the focus from a window, or gives it back, as the editor learns of it; a small extension says what the host knows.
import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Workbench } from "../host/workbench";

/** Playwright lets every page believe that it has the focus. */
export async function focusWindow({ page }: Workbench, hasFocus: boolean): Promise<void> {
  await page.evaluate((has) => {
    document.hasFocus = () => has;
    window.dispatchEvent(new Event(has ? "focus" : "blur"));
    document.dispatchEvent(new Event("visibilitychange"));
  }, hasFocus);
}

const manifest = {
  name: "state-teller",
  publisher: "test",
  version: "0.0.1",
  engines: { vscode: "^1.100.0" },
  main: "./main.js",
  activationEvents: ["onStartupFinished"],
  capabilities: { untrustedWorkspaces: { supported: true } },
};

const main = `const { window, StatusBarAlignment } = require("vscode");
exports.activate = ({ subscriptions }) => {
  const item = window.createStatusBarItem("state", StatusBarAlignment.Left, 100);
  const tell = () => { item.text = "host: " + (window.state.focused ? "focused" : "not focused"); };
  tell();
  item.show();
  subscriptions.push(item, window.onDidChangeWindowState(tell));
};`;

/** Folder of an extension that shows `window.state` of the extension host in the status bar. */
export async function stateTeller(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "voice-jobs-state-"));
  await writeFile(join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "main.js"), main);
  return folder;
}
