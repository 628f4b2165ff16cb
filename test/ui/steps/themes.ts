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

export async function setTheme({ page, server }: Workbench, theme: Theme): Promise<void> {
  const file = join(server.folder, "data/Machine/settings.json");
  const settings = JSON.parse(await readFile(file, "utf8"));
  await writeFile(file, JSON.stringify({ ...settings, "workbench.colorTheme": theme }));
  await page.locator(`.monaco-workbench.${themes[theme]}`).waitFor();
}
