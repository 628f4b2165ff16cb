// Takes the focus from a window, or gives it back, as the editor learns of it; a small extension says what the host knows.
import { join } from "node:path";
import type { Workbench } from "../../host/workbench/workbench";
import { makeExtension } from "../setup/madeUp";

/** Playwright lets every page believe that it has the focus. */
export async function focusWindow({ page }: Workbench, hasFocus: boolean): Promise<void> {
  await page.evaluate((has) => {
    document.hasFocus = () => has;
    window.dispatchEvent(new Event(has ? "focus" : "blur"));
    document.dispatchEvent(new Event("visibilitychange"));
  }, hasFocus);
}

/** To be loaded into the extension host, where time shall pass. */
export const ownTime = join(__dirname, "../setup/ownTime.cjs");

/** Longer than the first waits of a connection with a running job (20 and 30 seconds, and a fifth), and no long absence (60). */
const passSeconds = 40;

const main = `const { commands, window, StatusBarAlignment } = require("vscode");
exports.activate = ({ subscriptions }) => {
  const item = window.createStatusBarItem("state", StatusBarAlignment.Left, 100);
  let passed = 0;
  const tell = () => { item.text = "host: " + (window.state.focused ? "focused" : "not focused") + ", later: " + passed + " s"; };
  const pass = () => {
    globalThis.letTimePass(${passSeconds} * 1000);
    passed += ${passSeconds};
    tell();
  };
  item.command = "stateTeller.pass";
  tell();
  item.show();
  subscriptions.push(item, window.onDidChangeWindowState(tell), commands.registerCommand(item.command, pass));
};`;

/** Folder of an extension that shows `window.state` of the extension host in the status bar; a click there lets time pass. */
export function stateTeller(): Promise<string> {
  return makeExtension({ name: "state-teller", main });
}

/** 40 seconds for our extension, without waiting; until what was due by then has begun. */
export async function letTimePass(workbench: Workbench): Promise<void> {
  const item = workbench.statusBarItem("host: ");
  const [, before] = /later: (\d+) s/.exec(await item.innerText()) ?? [];
  await item.click();
  await workbench.statusBarItem(`later: ${Number(before) + passSeconds} s`).waitFor();
}
