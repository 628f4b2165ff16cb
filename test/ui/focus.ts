// Takes the focus from a window, or gives it back, as the editor learns of it; a small extension says what the host knows.
import type { Workbench } from "../host/workbench";
import { makeExtension } from "./madeUp";

/** Playwright lets every page believe that it has the focus. */
export async function focusWindow({ page }: Workbench, hasFocus: boolean): Promise<void> {
  await page.evaluate((has) => {
    document.hasFocus = () => has;
    window.dispatchEvent(new Event(has ? "focus" : "blur"));
    document.dispatchEvent(new Event("visibilitychange"));
  }, hasFocus);
}

const main = `const { window, StatusBarAlignment } = require("vscode");
exports.activate = ({ subscriptions }) => {
  const item = window.createStatusBarItem("state", StatusBarAlignment.Left, 100);
  const tell = () => { item.text = "host: " + (window.state.focused ? "focused" : "not focused"); };
  tell();
  item.show();
  subscriptions.push(item, window.onDidChangeWindowState(tell));
};`;

/** Folder of an extension that shows `window.state` of the extension host in the status bar. */
export function stateTeller(): Promise<string> {
  return makeExtension({ name: "state-teller", main });
}
