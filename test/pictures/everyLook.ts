// Pictures of one page of an open window: in each theme on one sheet, in whole, and in a column of 300 pixels.
import { join } from "node:path";
import type { Workbench } from "../host/workbench/workbench";
import { setTheme, type Theme, themes } from "../ui/steps/themes";
import { type Picture, saveSheet } from "./album";

/** The side bar is to be hidden: the activity bar and its edges take 52 pixels. */
const narrowWindow = { width: 352, height: 900 };
/** Pixels of a picture on a sheet of two beside each other. */
const half = 630;

/** The window is dark and as wide as before afterwards. */
export async function photographEveryLook(workbench: Workbench, folder: string, name: string): Promise<void> {
  const { page } = workbench;
  const wide = page.viewportSize()!;
  const pictures: Picture[] = [];
  for (const theme of Object.keys(themes) as Theme[]) {
    await setTheme(workbench, theme);
    await settle(workbench);
    pictures.push({ caption: theme, image: await page.screenshot() });
  }
  await saveSheet(page.context(), pictures, join(folder, `${name}, themes.png`), half);
  await setTheme(workbench, "Default Dark Modern");
  await settle(workbench);
  await workbench.screenshot(join(folder, `${name}.png`));
  await page.setViewportSize(narrowWindow);
  await settle(workbench);
  await workbench.screenshot(join(folder, `${name}, narrow.png`));
  await page.setViewportSize(wide);
  await settle(workbench);
}

/** Colours fade in, and pages draw their charts for their width. */
async function settle(workbench: Workbench): Promise<void> {
  await workbench.page.waitForTimeout(500);
  await workbench.untilDrawn();
}
