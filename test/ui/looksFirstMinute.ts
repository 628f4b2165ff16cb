// Command: photographs the empty view, the steps of the walkthrough and the settings, in every theme and in Chinese, into a folder.
import { mkdir, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { closeEditor, closeEverything, openEditor } from "../host/session";
import type { Workbench } from "../host/workbench";
import { type Picture, saveSheet } from "./album";
import { setTheme, type Theme, themes } from "./themes";

const folder = resolve(process.argv[2] ?? "out/looksFirstMinute");
/** In a smaller window the walkthrough shows no pictures. */
const viewport = { width: 1560, height: 860 };

async function main(): Promise<void> {
  await mkdir(folder, { recursive: true });
  try {
    await photograph("en", Object.keys(themes) as Theme[]);
    await photograph("zh-cn", ["Default Light Modern"]);
  } finally {
    await closeEverything();
  }
}

async function photograph(language: string, looks: readonly Theme[]): Promise<void> {
  // A restricted window has the longest of the welcome texts.
  const opened = { folder: await mkdtemp(join(tmpdir(), "voice-jobs-folder-")), workspaceTrust: true };
  const workbench = await openEditor({ viewport, ...opened, ...(language !== "en" && { language }) });
  await workbench.stayRestricted();
  const tree = await workbench.openView();
  await tree.welcome.waitFor();
  const { page } = workbench;
  const pictures: Picture[] = [];
  const add = async (caption: string, part = page.locator(".gettingStartedSlideDetails")) => {
    // Colours fade in.
    await page.waitForTimeout(400);
    pictures.push({ caption, image: await part.screenshot() });
  };
  // The walkthrough is a link in the text, the settings one in its last step.
  await tree.welcome.locator("p a").first().click();
  const steps = page.locator(".gettingStartedContainer button.getting-started-step");
  await steps.first().waitFor();
  for (const theme of looks) {
    await setTheme(workbench, theme);
    for (let index = 0; index < (await steps.count()); index += 1) {
      await steps.nth(index).click();
      await workbench.webview.locator("svg text").first().waitFor();
      await add(`step ${index + 1}, ${theme}`);
    }
    await add(`empty view, ${theme}`, page.locator(".part.sidebar .welcome-view-content"));
    await save(workbench, pictures, `${language} walkthrough, ${theme}`);
  }
  await steps.last().locator("a").last().click();
  await page.locator(".settings-editor .setting-item-contents").first().waitFor();
  // What is set for a machine stands there, where the extension runs on another one than the window.
  await page.locator(".settings-editor .action-label", { hasText: "Remote" }).click();
  await page.locator(".settings-editor .setting-item-contents select, .settings-editor .setting-item-enum").first().waitFor();
  for (const theme of looks) {
    await setTheme(workbench, theme);
    await add(`settings, ${theme}`, page.locator(".monaco-workbench"));
  }
  await save(workbench, pictures, `${language} settings`);
  await closeEditor(workbench);
}

function save({ page }: Workbench, pictures: Picture[], name: string): Promise<void> {
  return saveSheet(page.context(), pictures.splice(0), join(folder, `${name}.png`), 630);
}

void main();
