// Switches the colour theme of an open window by its settings.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Workbench } from "../../host/workbench/workbench";

/** By name, with the class that the workbench wears. */
export const themes = {
  "Default Dark Modern": "vs-dark",
  "Default Light Modern": "vs",
  "Default High Contrast": "hc-black",
  "Default High Contrast Light": "hc-light",
} as const;

export type Theme = keyof typeof themes;

/** By what the workbench wears, the body of a page in it. */
const bodies = {
  "vs-dark": "body.vscode-dark",
  vs: "body.vscode-light",
  "hc-black": "body.vscode-high-contrast:not(.vscode-high-contrast-light)",
  "hc-light": "body.vscode-high-contrast-light",
} as const;

export async function setTheme({ page, server }: Workbench, theme: Theme): Promise<void> {
  const file = join(server.folder, "data/Machine/settings.json");
  const settings = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...settings, "workbench.colorTheme": theme }));
  await page.locator(`.monaco-workbench.${themes[theme]}`).waitFor();
  // Pages are told a moment after the window has changed.
  for (const webview of await page.locator("iframe.webview.ready").filter({ visible: true }).all()) {
    const inside = webview.contentFrame().locator("#active-frame").contentFrame();
    await inside.locator(bodies[themes[theme]]).waitFor({ state: "attached" });
  }
}
